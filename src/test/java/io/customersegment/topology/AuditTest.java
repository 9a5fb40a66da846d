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

/** One record an answer of who asked for what, and nothing of whom they got. */
class AuditTest {

    private static final Map<String, String> AUDITED =
            Map.of("audit.topic", "who-asked", "request.sender.header", "from");

    @TempDir
    Path folder;

    @Test
    void shouldSayWhoAskedForWhatAndHowManyWereFound() {
        try (House house = House.with(folder, AUDITED)) {
            house.send("secret key", House.top(3), new RecordHeaders().add("from", bytes("spring campaign")));
            house.source.answer(3, HandSource.large(2));
            house.tick();

            TestRecord<byte[], byte[]> record = audited(house).get(0);
            assertThat(new String(record.key(), StandardCharsets.UTF_8)).isEqualTo("customer-segment-requests-0@0");
            JsonNode json = House.json(record);
            assertThat(json.path("request").asText()).isEqualTo("customer-segment-requests-0@0");
            assertThat(json.path("sender").asText()).isEqualTo("spring campaign");
            assertThat(json.path("criteria").asText()).isEqualTo("everybody; first 3");
            assertThat(json.path("outcome").asText()).isEqualTo("result");
            assertThat(json.path("customers").asInt()).isEqualTo(2);
            assertThat(json.path("catalogue").asText()).isEqualTo(House.CATALOGUE);
            assertThat(json.path("requested_at").asText())
                    .isEqualTo(House.start().toString());
        }
    }

    @Test
    void shouldHoldNeitherCustomersNorPromptNorKey() {
        try (House house = House.with(folder, AUDITED)) {
            house.send("secret key", House.prompt("top 3 (between us)"));
            house.source.answer(3, HandSource.large(2));
            house.tick();

            String text = new String(audited(house).get(0).value(), StandardCharsets.UTF_8);
            assertThat(text).doesNotContain("C0", "C1", "secret key", "between us");
        }
    }

    @Test
    void shouldCountWhoIsLeftWhenSomebodyIsSuppressed() {
        try (House house = House.with(folder, AUDITED)) {
            house.suppress("C1", "{}");
            house.send("r", House.top(3));
            house.source.answer(3, HandSource.large(3));
            house.tick();

            assertThat(House.json(audited(house).get(0)).path("customers").asInt())
                    .isEqualTo(2);
        }
    }

    @Test
    void shouldSayWhatBecameOfRefusedRequest() {
        try (House house = House.with(folder, AUDITED)) {
            house.send("r", House.prompt("nonsense"));

            JsonNode json = House.json(audited(house).get(0));
            assertThat(json.path("outcome").asText()).isEqualTo("Invalid Prompt");
            assertThat(json.path("customers").asInt()).isZero();
            assertThat(json.path("criteria").isNull()).isTrue();
            assertThat(json.path("sender").isNull()).isTrue();
        }
    }

    @Test
    void shouldCutWhatSenderSaysOfItself() {
        try (House house = House.with(folder, AUDITED)) {
            house.send("r", House.prompt("nonsense"), new RecordHeaders().add("from", bytes("x".repeat(100_000))));

            assertThat(House.json(audited(house).get(0)).path("sender").asText())
                    .hasSize(256);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static List<TestRecord<byte[], byte[]>> audited(House house) {
        return house.driver
                .createOutputTopic("who-asked", new ByteArrayDeserializer(), new ByteArrayDeserializer())
                .readRecordsToList();
    }
}
