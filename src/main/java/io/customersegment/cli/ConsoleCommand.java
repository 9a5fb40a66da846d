package io.customersegment.cli;

import io.customersegment.config.Settings;
import io.customersegment.console.Console;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code console}: serves a page for sending requests and watching the topics. */
@Command(
        name = "console",
        description =
                "Serve a page that shows how prompts are read, asks for segments and shows what passes on the topics,"
                        + " until it is stopped (Ctrl-C). A processor must be running on the cluster.",
        footer = {
            "",
            "On this machine alone it needs no token. For others, set console.address and console.token.file, and put a proxy with TLS in front."
        },
        mixinStandardHelpOptions = true)
final class ConsoleCommand implements Callable<Integer> {

    @Option(names = "--port", paramLabel = "N", description = "The port; over the setting console.port")
    private @Nullable Integer port;

    @Option(names = "--read-only", description = "Publish and replay nothing; as the setting console.read.only")
    private boolean readOnly;

    @Mixin
    private final ClusterOption cluster = new ClusterOption();

    @Mixin
    private final SettingsOptions options = new SettingsOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws InterruptedException {
        Map<String, String> fixed = new LinkedHashMap<>(cluster.settings());
        if (port != null) {
            fixed.put("console.port", port.toString());
        }
        if (readOnly) {
            fixed.put("console.read.only", "true");
        }
        Settings settings = options.read(Map.of(), fixed);
        try (Console console = Console.open(settings, Clock.systemUTC())) {
            spec.commandLine().getOut().println("console at " + console.address());
            spec.commandLine().getOut().flush();
            Thread stop = new Thread(console::close, "stop");
            Runtime.getRuntime().addShutdownHook(stop);
            new CountDownLatch(1).await();
        }
        return Main.OK;
    }
}
