package io.customersegment.cli;

import io.customersegment.app.SegmentService;
import io.customersegment.app.TopicDeclarations;
import io.customersegment.app.TopicDifference;
import io.customersegment.config.Settings;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code topics}: shows the topics that {@code topics/} declares, compares those of a cluster with them, or applies them. */
@Command(
        name = "topics",
        description = {
            "Show the topics that the processor needs, compare a cluster's with them, or bring a cluster's in line.",
            "apply creates topics, adds partitions and sets what is declared. It deletes and shrinks nothing: where that would be"
                    + " needed, it says so and leaves it."
        },
        mixinStandardHelpOptions = true)
final class TopicsCommand implements Callable<Integer> {

    /** The action of the command. */
    enum Action {
        SHOW,
        DIFF,
        APPLY
    }

    @Parameters(
            arity = "0..1",
            defaultValue = "show",
            paramLabel = "ACTION",
            description = "show (if left out; asks no cluster), diff or apply. Exits with 3 if the"
                    + " cluster differs in the end")
    private Action action = Action.SHOW;

    @Mixin
    private final ClusterOption cluster = new ClusterOption();

    @Mixin
    private final SettingsOptions options = new SettingsOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        Settings settings = options.read(Map.of(), cluster.settings());
        TopicDeclarations declarations = TopicDeclarations.named(settings.topics());
        if (action == Action.SHOW) {
            declarations.topics().forEach(this::show);
            return Main.OK;
        }
        PrintWriter out = spec.commandLine().getOut();
        try (Admin admin = SegmentService.admin(settings.kafka())) {
            List<TopicDifference> differences = declarations.differences(admin);
            if (differences.isEmpty()) {
                out.println("The topics of " + settings.kafka().bootstrapServers() + " are as declared");
            } else if (action == Action.APPLY) {
                differences.stream()
                        .filter(difference -> difference.manualReason() != null)
                        .forEach(difference -> out.println(difference.text()));
                declarations.apply(admin, differences, difference -> out.println(difference.applied()));
                differences = declarations.differences(admin);
            } else {
                differences.forEach(difference -> out.println(difference.text()));
            }
            return differences.isEmpty() ? Main.OK : Main.DIFFERS;
        }
    }

    private void show(NewTopic topic) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(topic.name());
        out.println("  partitions " + topic.numPartitions());
        new TreeMap<>(topic.configs()).forEach((key, value) -> out.println("  " + key + " " + value));
    }
}
