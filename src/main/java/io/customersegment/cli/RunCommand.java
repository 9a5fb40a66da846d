package io.customersegment.cli;

import io.customersegment.app.SegmentService;
import io.customersegment.app.TopicDeclarations;
import io.customersegment.config.Settings;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.admin.Admin;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code run}: runs the processor against any cluster until it is stopped. */
@Command(
        name = "run",
        description = "Run the processor until it is stopped (SIGTERM or Ctrl-C).",
        mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {

    @Option(names = "--create-topics", description = "Create the topics of topics/ that the cluster does not have")
    private boolean createTopics;

    @Mixin
    private final ClusterOption cluster = new ClusterOption();

    @Mixin
    private final SettingsOptions options = new SettingsOptions();

    @Override
    public Integer call() throws InterruptedException {
        Settings settings = options.read(Map.of(), cluster.settings());
        if (createTopics) {
            try (Admin admin = SegmentService.admin(settings.kafka())) {
                TopicDeclarations.named(settings.topics()).create(admin, Map.of());
            }
        }
        try (SegmentService service = SegmentService.start(settings)) {
            Thread stop = new Thread(service::close, "stop");
            Runtime.getRuntime().addShutdownHook(stop);
            return service.awaitEnd() ? Main.OK : Main.FAILED;
        }
    }
}
