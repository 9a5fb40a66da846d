package io.customersegment.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.customersegment.ManualClock;
import io.customersegment.client.ReplaySelection;
import io.customersegment.config.Settings;
import io.customersegment.config.SettingsReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

final class TrafficTest {

    private static final Instant START = Instant.parse("2024-12-01T10:00:00Z");
    private static final Settings.Topics TOPICS =
            SettingsReader.read(null, Map.of(), Map.of()).topics();

    private final ManualClock clock = new ManualClock(START);
    private final Events events = new Events();
    private final Traffic traffic = new Traffic(TOPICS, clock, events);
    private final OpenApi description = new OpenApi();

    @Test
    void shouldCountASecondOnceItHasPassed() {
        clock.set(START.plusMillis(300));
        record(TOPICS.requests(), START, "{}", Map.of());
        record(TOPICS.results(), START, "{\"data\":[]}", Map.of("segment-cache", "hit"));
        clock.set(START.plusMillis(700));
        record(TOPICS.results(), START, "{\"data\":[]}", Map.of("segment-cache", "miss"));
        record(TOPICS.errors(), START, "{\"error_type\":\"Timeout Error\"}", Map.of("segment-replay", "requests-0@1"));
        traffic.polled();
        assertThat(traffic.seconds()).isEmpty();

        clock.set(START.plusSeconds(2));
        traffic.polled();

        assertThat(traffic.seconds())
                .hasSize(2)
                .allMatch(second -> description.violations("Second", second).isEmpty());
        assertThat(traffic.seconds().get(0))
                .hasToString(
                        "{\"at\":\"2024-12-01T10:00:00Z\",\"requests\":1,\"results\":2,"
                                + "\"errors\":{\"Timeout Error\":1},\"hits\":1,\"joined\":0,\"misses\":1,\"p50_ms\":700,\"p99_ms\":700}");
        assertThat(traffic.seconds().get(1).path("p50_ms").isNull()).isTrue();
    }

    @Test
    void shouldKeepTwoMinutes() {
        for (int second = 0; second < 300; second++) {
            clock.set(START.plusSeconds(second));
            traffic.polled();
        }

        assertThat(traffic.seconds()).hasSize(120);
        assertThat(traffic.seconds().get(119).path("at").asText()).isEqualTo("2024-12-01T10:04:58Z");
    }

    @Test
    void shouldBeginAnewWhereTheClockWasSet() {
        clock.set(START.plusSeconds(3));
        traffic.polled();
        clock.set(START.plusSeconds(1));
        traffic.polled();
        clock.advance(Duration.ofSeconds(1));
        traffic.polled();

        assertThat(traffic.seconds()).hasSize(1);
    }

    @Test
    void shouldKeepTheLastErrorsWithWhatToDo() {
        for (int i = 0; i < 60; i++) {
            record(
                    TOPICS.errors(),
                    i,
                    START,
                    "{\"error_type\":\"Invalid Prompt\",\"message\":\"what\",\"cause\":\"why\",\"solution\":\"do\",\"retryable\":false,"
                            + "\"request\":{\"prompt\":\"prompt " + i + "\"},\"source\":{\"partition\":1,\"offset\":"
                            + (1000 + i)
                            + "},\"failed_at\":\"2024-12-01T10:00:00Z\"}",
                    Map.of());
        }

        assertThat(traffic.failures())
                .hasSize(50)
                .allMatch(one -> description.violations("Failure", one).isEmpty());
        assertThat(traffic.failures().get(0).path("id").asText()).isEqualTo("2-59");
        assertThat(traffic.failures().get(0).path("prompt").asText()).isEqualTo("prompt 59");
        assertThat(traffic.requestOf("2-59")).isEqualTo(new ReplaySelection.OffsetRange(1, 1059, 1059));
        assertThatThrownBy(() -> traffic.requestOf("2-9")).isInstanceOf(Problem.class);
    }

    @Test
    void shouldTellOnlyOfTheLastErrorsOfASecond() throws InterruptedException {
        try (Events.Watcher watcher = events.watch()) {
            for (int i = 0; i < 1000; i++) {
                record(TOPICS.errors(), i, START, "{\"error_type\":\"Timeout Error\"}", Map.of());
            }
            clock.set(START.plusSeconds(1));
            traffic.polled();

            for (int i = 0; i < 10; i++) {
                assertThat(next(watcher)).startsWith("event: failure").contains("\"id\":\"2-" + (990 + i) + "\"");
            }
            assertThat(next(watcher)).startsWith("event: second").contains("\"Timeout Error\":1000");
        }
    }

    private static String next(Events.Watcher watcher) throws InterruptedException {
        byte[] event = watcher.next(Duration.ofSeconds(5));
        return event == null ? "" : new String(event, StandardCharsets.UTF_8);
    }

    @Test
    void shouldTakeAHeaderWithoutAValue() {
        RecordHeaders headers = new RecordHeaders();
        headers.add("segment-cache", null);
        traffic.record(new ConsumerRecord<>(
                TOPICS.results(),
                0,
                0,
                START.toEpochMilli(),
                TimestampType.CREATE_TIME,
                0,
                0,
                new byte[0],
                new byte[0],
                headers,
                Optional.empty()));

        clock.set(START.plusSeconds(1));
        traffic.polled();

        assertThat(traffic.seconds().get(0).path("results").asInt()).isEqualTo(1);
    }

    @Test
    void shouldTakeAnyBytesOfTheErrorsTopic() {
        record(TOPICS.errors(), START, "no JSON", Map.of());
        record(TOPICS.errors(), START, "[]", Map.of());
        record(TOPICS.errors(), START, "{\"failed_at\":\"yesterday\",\"source\":{\"partition\":\"0\"}}", Map.of());

        JsonNode failure = traffic.failures().get(0);

        assertThat(description.violations("Failure", failure)).isEmpty();
        assertThat(failure.path("prompt").isNull()).isTrue();
        assertThat(failure.path("at").asText()).isEqualTo(START.toString());
        assertThatThrownBy(() -> traffic.requestOf(failure.path("id").asText())).isInstanceOf(Problem.class);
    }

    private void record(String topic, Instant timestamp, String value, Map<String, String> headers) {
        record(topic, 0, timestamp, value, headers);
    }

    private void record(String topic, long offset, Instant timestamp, String value, Map<String, String> headers) {
        RecordHeaders all = new RecordHeaders();
        headers.forEach((name, text) -> all.add(name, text.getBytes(StandardCharsets.UTF_8)));
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        traffic.record(new ConsumerRecord<>(
                topic,
                2,
                offset,
                timestamp.toEpochMilli(),
                TimestampType.CREATE_TIME,
                0,
                bytes.length,
                new byte[0],
                bytes,
                all,
                Optional.empty()));
    }
}
