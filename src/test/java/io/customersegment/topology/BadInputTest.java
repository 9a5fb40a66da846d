package io.customersegment.topology;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.customersegment.outcome.Outcome;
import io.customersegment.wire.HeaderNames;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.internal.AbstractRecords;
import org.apache.kafka.common.record.internal.RecordBatch;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests that no record can stop the stream: each has exactly one answer, and so has the next request. */
class BadInputTest {

    private static final int MEGABYTE = 1024 * 1024;

    @TempDir
    Path folder;

    static Stream<Arguments> badValues() {
        return Stream.of(
                Arguments.of("no value", null, "Invalid Prompt"),
                Arguments.of("no bytes", new byte[0], "Invalid Prompt"),
                Arguments.of("no JSON", bytes("top 1"), "Invalid Prompt"),
                Arguments.of("half of a JSON", bytes("{\"prompt\": \"top 1\""), "Invalid Prompt"),
                Arguments.of("two JSONs", bytes("{\"prompt\": \"top 1\"}{}"), "Invalid Prompt"),
                Arguments.of("an array", bytes("[\"top 1\"]"), "Invalid Prompt"),
                Arguments.of("a number", bytes("17"), "Invalid Prompt"),
                Arguments.of("null", bytes("null"), "Invalid Prompt"),
                Arguments.of("no prompt", bytes("{}"), "Invalid Prompt"),
                Arguments.of("a blank prompt", bytes("{\"prompt\": \" \\u00a0\"}"), "Invalid Prompt"),
                Arguments.of("a prompt that is a number", bytes("{\"prompt\": 17}"), "Invalid Prompt"),
                Arguments.of(
                        "a prompt of 100 kB", bytes("{\"prompt\": \"" + "x".repeat(100_000) + "\"}"), "Invalid Prompt"),
                Arguments.of("half a surrogate pair", bytes("{\"prompt\": \"\\ud83d\"}"), "Invalid Prompt"),
                Arguments.of(
                        "a prompt that stands twice",
                        bytes("{\"prompt\": \"top 1\", \"prompt\": \"top 2\"}"),
                        "Invalid Prompt"),
                Arguments.of("deep nesting", bytes("{\"prompt\": " + "[".repeat(100_000)), "Invalid Prompt"),
                Arguments.of(
                        "invalid UTF-8", new byte[] {'{', '"', (byte) 0xC0, (byte) 0xFF, '"', '}'}, "Invalid Prompt"),
                Arguments.of("a registry prefix alone", new byte[] {0, 0, 0, 0, 7}, "Invalid Prompt"),
                Arguments.of(
                        "an unknown car model",
                        bytes("{\"prompt\": \"top 1\", \"car_model\": \"PRIUS\"}"),
                        "Model Not Found"),
                Arguments.of(
                        "a car model that is a number",
                        bytes("{\"prompt\": \"top 1\", \"car_model\": 5}"),
                        "Model Not Found"),
                Arguments.of(
                        "a car model of 50 kB",
                        bytes("{\"prompt\": \"top 1\", \"car_model\": \"" + "x".repeat(50_000) + "\"}"),
                        "Model Not Found"),
                Arguments.of(
                        "a request of a megabyte for an unknown car model",
                        bytes("{\"car_model\": \"PRIUS\", \"more\": \"" + "x".repeat(MEGABYTE) + "\"}"),
                        "Invalid Prompt"),
                Arguments.of(
                        "a number of 50,000 digits",
                        bytes("{\"prompt\": \"top 1\", \"more\": " + "9".repeat(50_000) + "}"),
                        "Invalid Prompt"),
                Arguments.of(
                        "a name of 50,000 characters",
                        bytes("{\"prompt\": \"top 1\", \"" + "n".repeat(50_000) + "\": 1}"),
                        "Invalid Prompt"),
                Arguments.of(
                        "a request of a megabyte",
                        bytes("{\"prompt\": \"top 1\", \"more\": \"" + "x".repeat(MEGABYTE) + "\"}"),
                        "Invalid Prompt"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badValues")
    void shouldEndAsOneErrorAndLetTheNextRequestPass(String what, byte @Nullable [] value, String errorType) {
        try (TopologyHarness harness = TopologyHarness.atLeastOnce(folder)) {
            harness.source.cached.add(2);

            harness.send("r-1", value);
            harness.send("r-2", TopologyHarness.top(2));
            harness.tick();

            List<TestRecord<byte[], byte[]>> errors = harness.errors();
            assertThat(errors).hasSize(1);
            assertThat(TopologyHarness.json(errors.get(0)).path("error_type").asText())
                    .isEqualTo(errorType);
            assertThat(sizeOf(errors.get(0))).isLessThanOrEqualTo(MEGABYTE);
            assertThat(harness.customers()).containsExactly("C2");
            assertThat(harness.source.sizesAsked()).containsExactly(2);
        }
    }

    @Test
    void shouldRepeatTheRequestAsItWasRead() {
        try (TopologyHarness harness = TopologyHarness.atLeastOnce(folder)) {
            harness.send("r-1", bytes("{\"prompt\": \"\", \"id\": 12345678901234567890.10}"));

            assertThat(harness.errors().get(0).value())
                    .asString(StandardCharsets.UTF_8)
                    .contains("\"request\":{\"prompt\": \"\", \"id\": 12345678901234567890.10},");
        }
    }

    @Test
    void shouldRepeatInBase64WhatIsNoJson() {
        try (TopologyHarness harness = TopologyHarness.atLeastOnce(folder)) {
            byte[] value = {1, 2, (byte) 0xFF};

            harness.send("r-1", value);

            assertThat(TopologyHarness.json(harness.errors().get(0))
                            .path("request")
                            .asText())
                    .isEqualTo(Base64.getEncoder().encodeToString(value));
        }
    }

    @Test
    void shouldLeaveOutRequestThatLeavesNoRoom() {
        try (TopologyHarness harness = TopologyHarness.atLeastOnce(folder)) {
            byte[] value = bytes("x".repeat(MEGABYTE));

            harness.send("r-1", value);

            JsonNode error = TopologyHarness.json(harness.errors().get(0));
            assertThat(error.path("request").isNull()).isTrue();
            assertThat(error.path("request_left_out").asInt()).isEqualTo(value.length);
            assertThat(error.at("/source/topic").asText()).isEqualTo("customer-segment-requests");
        }
    }

    @Test
    void shouldCutResultThatIsLargerThanTheProducerTakes() {
        try (TopologyHarness harness =
                TopologyHarness.with(folder, Map.of("kafka.producer.max.request.size", "65536"))) {
            harness.send("r-1", TopologyHarness.top(1));

            harness.source.promise(1).complete(Outcome.ok(ManualSource.large(5000)));
            harness.tick();

            TestRecord<byte[], byte[]> result = harness.results().get(0);
            assertThat(TopologyHarness.header(result, HeaderNames.TRUNCATED)).isEqualTo("true");
            assertThat(TopologyHarness.json(result).path("data").size()).isBetween(1000, 2000);
            assertThat(sizeOf(result)).isLessThanOrEqualTo(65536);
        }
    }

    @Test
    void shouldLeaveRoomForWhatWasIgnored() {
        try (TopologyHarness harness =
                TopologyHarness.with(folder, Map.of("kafka.producer.max.request.size", "65536"))) {
            harness.send("r-1", TopologyHarness.prompt("top 1 (" + "é".repeat(1900) + ")"));

            harness.source.promise(1).complete(Outcome.ok(ManualSource.large(5000)));
            harness.tick();

            TestRecord<byte[], byte[]> result = harness.results().get(0);
            assertThat(TopologyHarness.header(result, HeaderNames.IGNORED)).hasSize(1904);
            assertThat(sizeOf(result)).isBetween(60_000, 65_536);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldDropOnlyTheLargestHeadersIfTheyLeaveNoRoom(boolean cached) {
        try (TopologyHarness harness = TopologyHarness.atLeastOnce(folder)) {
            harness.source.cached.addAll(cached ? List.of(1) : List.of());
            Headers headers =
                    new RecordHeaders().add("large", new byte[MEGABYTE]).add("traceparent", bytes("t"));

            harness.send("r-1", cached ? TopologyHarness.top(1) : bytes("{}"), headers);

            TestRecord<byte[], byte[]> answer = harness.errors().get(0);
            assertThat(answer.headers().lastHeader("large")).isNull();
            assertThat(TopologyHarness.header(answer, "traceparent")).isEqualTo("t");
            assertThat(TopologyHarness.header(answer, HeaderNames.HEADERS_DROPPED))
                    .isEqualTo("1");
            assertThat(sizeOf(answer)).isLessThanOrEqualTo(MEGABYTE);
        }
    }

    @Test
    void shouldDropManySmallHeadersIfTogetherTheyLeaveNoRoom() {
        try (TopologyHarness harness = TopologyHarness.atLeastOnce(folder)) {
            Headers headers = new RecordHeaders();
            for (int i = 0; i < 100_000; i++) {
                headers.add("h", bytes("12345"));
            }

            harness.send("r-1", bytes("{}"), headers);

            TestRecord<byte[], byte[]> error = harness.errors().get(0);
            assertThat(sizeOf(error)).isLessThanOrEqualTo(MEGABYTE);
            assertThat(error.headers().toArray().length).isGreaterThan(10_000);
            assertThat(TopologyHarness.header(error, HeaderNames.HEADERS_DROPPED))
                    .isNotNull();
        }
    }

    @Test
    void shouldKeepLargeHeadersThatFitAndCutTheResult() {
        try (TopologyHarness harness = TopologyHarness.with(folder, Map.of("kafka.max.request.size", "100000"))) {
            harness.send("r-1", TopologyHarness.top(1), new RecordHeaders().add("large", new byte[60_000]));

            harness.source.promise(1).complete(Outcome.ok(ManualSource.large(5000)));
            harness.tick();

            TestRecord<byte[], byte[]> result = harness.results().get(0);
            assertThat(result.headers().lastHeader("large").value()).hasSize(60_000);
            assertThat(TopologyHarness.header(result, HeaderNames.TRUNCATED)).isEqualTo("true");
            assertThat(sizeOf(result)).isLessThanOrEqualTo(100_000);
        }
    }

    @Test
    void shouldDropKeyThatLeavesNoRoom() {
        try (TopologyHarness harness = TopologyHarness.atLeastOnce(folder)) {
            harness.send("k".repeat(MEGABYTE), TopologyHarness.top(1));

            TestRecord<byte[], byte[]> error = harness.errors().get(0);
            assertThat(error.key()).isNull();
            assertThat(TopologyHarness.header(error, HeaderNames.KEY_DROPPED)).isEqualTo(Integer.toString(MEGABYTE));
        }
    }

    @Test
    void shouldAnswerRequestWithoutKey() {
        try (TopologyHarness harness = TopologyHarness.with(folder, Map.of("enrich.order", "key"))) {
            harness.send(null, TopologyHarness.top(1));
            harness.send(null, TopologyHarness.top(2));

            harness.source.answer(2);
            harness.tick();

            assertThat(harness.customers()).containsExactly("C2");
        }
    }

    /** Returns the size of the record as the producer estimates it. */
    private static int sizeOf(TestRecord<byte[], byte[]> record) {
        return AbstractRecords.estimateSizeInBytesUpperBound(
                RecordBatch.CURRENT_MAGIC_VALUE,
                Compression.NONE.type(),
                record.key(),
                record.value(),
                record.headers().toArray());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
