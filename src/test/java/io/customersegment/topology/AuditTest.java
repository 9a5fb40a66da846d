package io.customersegment.topology;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests that there is one audit record per answer, which names the sender and the criteria, but no customers. */
class AuditTest {

    private static final Map<String, String> AUDITED =
            Map.of("audit.topic", "who-asked", "request.sender.header", "from");

    @TempDir
    Path folder;

    @Test
    void shouldSayWhoAskedForWhatAndHowManyWereFound() {
        try (TopologyHarness harness = TopologyHarness.with(folder, AUDITED)) {
            harness.send(
                    "secret key", TopologyHarness.top(3), new RecordHeaders().add("from", bytes("spring campaign")));
            harness.source.answer(3, ManualSource.large(2));
            harness.tick();

            TestRecord<byte[], byte[]> record = audited(harness).get(0);
            assertThat(new String(record.key(), StandardCharsets.UTF_8)).isEqualTo("customer-segment-requests-0@0");
            JsonNode json = TopologyHarness.json(record);
            assertThat(json.path("request").asText()).isEqualTo("customer-segment-requests-0@0");
            assertThat(json.path("sender").asText()).isEqualTo("spring campaign");
            assertThat(json.path("criteria").asText()).isEqualTo("everybody; first 3");
            assertThat(json.path("outcome").asText()).isEqualTo("result");
            assertThat(json.path("customers").asInt()).isEqualTo(2);
            assertThat(json.path("catalogue").asText()).isEqualTo(TopologyHarness.CATALOGUE);
            assertThat(json.path("requested_at").asText())
                    .isEqualTo(TopologyHarness.start().toString());
        }
    }

    @Test
    void shouldHoldNeitherCustomersNorPromptNorKey() {
        try (TopologyHarness harness = TopologyHarness.with(folder, AUDITED)) {
            harness.send("secret key", TopologyHarness.prompt("top 3 (between us)"));
            harness.source.answer(3, ManualSource.large(2));
            harness.tick();

            String text = new String(audited(harness).get(0).value(), StandardCharsets.UTF_8);
            assertThat(text).doesNotContain("C0", "C1", "secret key", "between us");
        }
    }

    @Test
    void shouldCountWhoIsLeftWhenSomebodyIsSuppressed() {
        try (TopologyHarness harness = TopologyHarness.with(folder, AUDITED)) {
            harness.suppress("C1", "{}");
            harness.send("r", TopologyHarness.top(3));
            harness.source.answer(3, ManualSource.large(3));
            harness.tick();

            assertThat(TopologyHarness.json(audited(harness).get(0))
                            .path("customers")
                            .asInt())
                    .isEqualTo(2);
        }
    }

    @Test
    void shouldSayWhatBecameOfRefusedRequest() {
        try (TopologyHarness harness = TopologyHarness.with(folder, AUDITED)) {
            harness.send("r", TopologyHarness.prompt("nonsense"));

            JsonNode json = TopologyHarness.json(audited(harness).get(0));
            assertThat(json.path("outcome").asText()).isEqualTo("Invalid Prompt");
            assertThat(json.path("customers").asInt()).isZero();
            assertThat(json.path("criteria").isNull()).isTrue();
            assertThat(json.path("sender").isNull()).isTrue();
        }
    }

    @Test
    void shouldCutWhatSenderSaysOfItself() {
        try (TopologyHarness harness = TopologyHarness.with(folder, AUDITED)) {
            harness.send(
                    "r",
                    TopologyHarness.prompt("nonsense"),
                    new RecordHeaders().add("from", bytes("x".repeat(100_000))));

            assertThat(TopologyHarness.json(audited(harness).get(0))
                            .path("sender")
                            .asText())
                    .hasSize(256);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static List<TestRecord<byte[], byte[]>> audited(TopologyHarness harness) {
        return harness.driver
                .createOutputTopic("who-asked", new ByteArrayDeserializer(), new ByteArrayDeserializer())
                .readRecordsToList();
    }
}
