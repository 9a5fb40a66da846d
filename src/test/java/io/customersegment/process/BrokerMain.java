package io.customersegment.process;

import io.customersegment.local.broker.Broker;
import io.customersegment.local.broker.BrokerSettings;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Runs a broker as a process. Arguments are {@code port}, {@code directory} and broker properties as KEY=VALUE. It prints the address on
 * which it listens, and serves until it is killed, or shuts down cleanly when it is terminated.
 */
public final class BrokerMain {

    /** Matches the line of the output that contains the address. */
    public static final Pattern LISTENING = Pattern.compile("^broker at (\\S+)$", Pattern.MULTILINE);

    private BrokerMain() {}

    @SuppressWarnings("SystemOut") // read by the process that started it
    public static void main(String[] arguments) throws InterruptedException {
        Map<String, String> overrides = new HashMap<>();
        for (String argument : arguments) {
            String[] pair = argument.split("=", 2);
            overrides.put(pair[0], pair[1]);
        }
        String port = overrides.remove("port");
        String directory = overrides.remove("directory");
        Broker broker = Broker.start(new BrokerSettings(
                port == null ? 0 : Integer.parseInt(port), directory == null ? null : Path.of(directory), overrides));
        Runtime.getRuntime().addShutdownHook(new Thread(broker::close));
        System.out.println("broker at " + broker.bootstrapServers());
        Thread.currentThread().join();
    }
}
