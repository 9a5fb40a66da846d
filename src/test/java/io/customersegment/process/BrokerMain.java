package io.customersegment.process;

import io.customersegment.local.broker.Broker;
import io.customersegment.local.broker.BrokerSettings;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A broker as a process: {@code port}, {@code directory} and broker properties as KEY=VALUE arguments; prints where it listens, and
 * serves until it is killed, or stops in good order when it is asked to end.
 */
public final class BrokerMain {

    /** Finds where it listens in what it prints. */
    public static final Pattern LISTENING = Pattern.compile("^broker at (\\S+)$", Pattern.MULTILINE);

    private BrokerMain() {}

    @SuppressWarnings("SystemOut") // read by who started it
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
