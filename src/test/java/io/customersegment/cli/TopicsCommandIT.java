package io.customersegment.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.customersegment.local.broker.Broker;
import io.customersegment.local.broker.BrokerSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** {@code topics} against a broker. */
final class TopicsCommandIT {

    private static final Broker BROKER = Broker.start(BrokerSettings.temporary());
    private static final Admin ADMIN = Admin.create(Map.of("bootstrap.servers", BROKER.bootstrapServers()));

    @BeforeAll
    static void createTopicsByHand() throws ExecutionException, InterruptedException {
        ADMIN.createTopics(List.of(
                        topic("short-requests", 2, Map.of("retention.ms", "-1", "cleanup.policy", "compact")),
                        topic("short-results", 2, Map.of("retention.ms", "1000", "segment.ms", "5000")),
                        topic(
                                "wide-errors",
                                6,
                                Map.of("retention.ms", "2592000000", "cleanup.policy", "compact,delete"))))
                .all()
                .get();
    }

    @AfterAll
    static void stop() {
        ADMIN.close();
        BROKER.close();
    }

    private static NewTopic topic(String name, int partitions, Map<String, String> config) {
        return new NewTopic(name, Optional.of(partitions), Optional.empty()).configs(config);
    }

    @Test
    void shouldCreateWhatIsMissingAndThenFindNothingToDo() {
        Invocation before = topics("diff", "fresh-requests", "fresh-results", "fresh-errors");
        Invocation applied = topics("apply", "fresh-requests", "fresh-results", "fresh-errors");
        Invocation after = topics("diff", "fresh-requests", "fresh-results", "fresh-errors");

        assertThat(before.exitCode()).isEqualTo(3);
        assertThat(before.lines())
                .containsExactly("fresh-requests  missing", "fresh-results  missing", "fresh-errors  missing");
        assertThat(applied.exitCode()).as(applied.err()).isZero();
        assertThat(applied.lines())
                .containsExactly("fresh-requests  created", "fresh-results  created", "fresh-errors  created");
        assertThat(after.exitCode()).isZero();
        assertThat(after.out()).contains("as declared");
    }

    @Test
    void shouldCreateTheTopicsOfSuppressionsAndOfTheAuditWhereTheSettingsNameThem() throws Exception {
        Invocation applied = Invocation.of(
                "topics",
                "apply",
                "--bootstrap-servers",
                BROKER.bootstrapServers(),
                "--set",
                "request.topic=all-requests",
                "--set",
                "result.topic=all-results",
                "--set",
                "error.topic=all-errors",
                "--set",
                "suppression.topic=all-suppressions",
                "--set",
                "audit.topic=all-audit");

        assertThat(applied.lines()).contains("all-suppressions  created", "all-audit  created");
        assertThat(setting("all-suppressions", "cleanup.policy")).isEqualTo("compact");
        assertThat(setting("all-audit", "cleanup.policy")).isEqualTo("delete");
    }

    @Test
    void shouldBringWhatIsThereInLineAndLeaveWhatWouldDeleteOrShrink() throws ExecutionException, InterruptedException {
        Invocation applied = topics("apply", "short-requests", "short-results", "wide-errors");
        Invocation after = topics("diff", "short-requests", "short-results", "wide-errors");

        assertThat(applied.lines())
                .containsExactly(
                        "short-requests  cleanup.policy compact, declared delete; left: records that the cluster still keeps"
                                + " would be deleted",
                        "short-requests  retention.ms -1, declared 604800000; left: records that the cluster still keeps"
                                + " would be deleted",
                        "wide-errors  partitions 6, declared 4; left: partitions cannot be taken away",
                        "short-requests  partitions 2, now 4",
                        "short-requests  compression.type producer, now uncompressed",
                        "short-results  partitions 2, now 4",
                        "short-results  retention.ms 1000, now 604800000",
                        "wide-errors  cleanup.policy compact,delete, now delete");
        assertThat(applied.exitCode()).isEqualTo(3);
        assertThat(after.exitCode()).isEqualTo(3);
        assertThat(after.lines()).hasSize(3).allMatch(line -> line.contains("; left: "));
        assertThat(setting("short-results", "segment.ms")).isEqualTo("5000");
        assertThat(setting("short-requests", "retention.ms")).isEqualTo("-1");
    }

    private static String setting(String topic, String key) throws ExecutionException, InterruptedException {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        return ADMIN.describeConfigs(List.of(resource)).all().get().values().stream()
                .map(config -> config.get(key).value())
                .findFirst()
                .orElseThrow();
    }

    private static Invocation topics(String action, String requests, String results, String errors) {
        List<String> arguments = new ArrayList<>(List.of("topics", action));
        arguments.addAll(List.of("--bootstrap-servers", BROKER.bootstrapServers()));
        arguments.addAll(List.of("--set", "request.topic=" + requests));
        arguments.addAll(List.of("--set", "result.topic=" + results));
        arguments.addAll(List.of("--set", "error.topic=" + errors));
        arguments.addAll(List.of("--set", "suppression.topic="));
        return Invocation.of(arguments.toArray(String[]::new));
    }
}
