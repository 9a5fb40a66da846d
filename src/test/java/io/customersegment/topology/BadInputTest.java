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

/** Nothing that arrives can stop the stream: whatever it is ends as one answer, and the next request has its own. */
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
        try (House house = House.atLeastOnce(folder)) {
            house.source.cached.add(2);

            house.send("r-1", value);
            house.send("r-2", House.top(2));
            house.tick();

            List<TestRecord<byte[], byte[]>> errors = house.errors();
            assertThat(errors).hasSize(1);
            assertThat(House.json(errors.get(0)).path("error_type").asText()).isEqualTo(errorType);
            assertThat(sizeOf(errors.get(0))).isLessThanOrEqualTo(MEGABYTE);
            assertThat(house.customers()).containsExactly("C2");
            assertThat(house.source.sizesAsked()).containsExactly(2);
        }
    }

    @Test
    void shouldRepeatTheRequestAsItWasRead() {
        try (House house = House.atLeastOnce(folder)) {
            house.send("r-1", bytes("{\"prompt\": \"\", \"id\": 12345678901234567890.10}"));

            assertThat(house.errors().get(0).value())
                    .asString(StandardCharsets.UTF_8)
                    .contains("\"request\":{\"prompt\": \"\", \"id\": 12345678901234567890.10},");
        }
    }

    @Test
    void shouldRepeatInBase64WhatIsNoJson() {
        try (House house = House.atLeastOnce(folder)) {
            byte[] value = {1, 2, (byte) 0xFF};

            house.send("r-1", value);

            assertThat(House.json(house.errors().get(0)).path("request").asText())
                    .isEqualTo(Base64.getEncoder().encodeToString(value));
        }
    }

    @Test
    void shouldLeaveOutRequestThatLeavesNoRoom() {
        try (House house = House.atLeastOnce(folder)) {
            byte[] value = bytes("x".repeat(MEGABYTE));

            house.send("r-1", value);

            JsonNode error = House.json(house.errors().get(0));
            assertThat(error.path("request").isNull()).isTrue();
            assertThat(error.path("request_left_out").asInt()).isEqualTo(value.length);
            assertThat(error.at("/source/topic").asText()).isEqualTo("customer-segment-requests");
        }
    }

    @Test
    void shouldCutResultThatIsLargerThanTheProducerTakes() {
        try (House house = House.with(folder, Map.of("kafka.producer.max.request.size", "65536"))) {
            house.send("r-1", House.top(1));

            house.source.promise(1).complete(Outcome.ok(HandSource.large(5000)));
            house.tick();

            TestRecord<byte[], byte[]> result = house.results().get(0);
            assertThat(House.header(result, HeaderNames.TRUNCATED)).isEqualTo("true");
            assertThat(House.json(result).path("data").size()).isBetween(1000, 2000);
            assertThat(sizeOf(result)).isLessThanOrEqualTo(65536);
        }
    }

    @Test
    void shouldLeaveRoomForWhatWasIgnored() {
        try (House house = House.with(folder, Map.of("kafka.producer.max.request.size", "65536"))) {
            house.send("r-1", House.prompt("top 1 (" + "é".repeat(1900) + ")"));

            house.source.promise(1).complete(Outcome.ok(HandSource.large(5000)));
            house.tick();

            TestRecord<byte[], byte[]> result = house.results().get(0);
            assertThat(House.header(result, HeaderNames.IGNORED)).hasSize(1904);
            assertThat(sizeOf(result)).isBetween(60_000, 65_536);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldDropOnlyTheLargestHeadersIfTheyLeaveNoRoom(boolean cached) {
        try (House house = House.atLeastOnce(folder)) {
            house.source.cached.addAll(cached ? List.of(1) : List.of());
            Headers headers =
                    new RecordHeaders().add("large", new byte[MEGABYTE]).add("traceparent", bytes("t"));

            house.send("r-1", cached ? House.top(1) : bytes("{}"), headers);

            TestRecord<byte[], byte[]> answer = house.errors().get(0);
            assertThat(answer.headers().lastHeader("large")).isNull();
            assertThat(House.header(answer, "traceparent")).isEqualTo("t");
            assertThat(House.header(answer, HeaderNames.HEADERS_DROPPED)).isEqualTo("1");
            assertThat(sizeOf(answer)).isLessThanOrEqualTo(MEGABYTE);
        }
    }

    @Test
    void shouldDropManySmallHeadersIfTogetherTheyLeaveNoRoom() {
        try (House house = House.atLeastOnce(folder)) {
            Headers headers = new RecordHeaders();
            for (int i = 0; i < 100_000; i++) {
                headers.add("h", bytes("12345"));
            }

            house.send("r-1", bytes("{}"), headers);

            TestRecord<byte[], byte[]> error = house.errors().get(0);
            assertThat(sizeOf(error)).isLessThanOrEqualTo(MEGABYTE);
            assertThat(error.headers().toArray().length).isGreaterThan(10_000);
            assertThat(House.header(error, HeaderNames.HEADERS_DROPPED)).isNotNull();
        }
    }

    @Test
    void shouldKeepLargeHeadersThatFitAndCutTheResult() {
        try (House house = House.with(folder, Map.of("kafka.max.request.size", "100000"))) {
            house.send("r-1", House.top(1), new RecordHeaders().add("large", new byte[60_000]));

            house.source.promise(1).complete(Outcome.ok(HandSource.large(5000)));
            house.tick();

            TestRecord<byte[], byte[]> result = house.results().get(0);
            assertThat(result.headers().lastHeader("large").value()).hasSize(60_000);
            assertThat(House.header(result, HeaderNames.TRUNCATED)).isEqualTo("true");
            assertThat(sizeOf(result)).isLessThanOrEqualTo(100_000);
        }
    }

    @Test
    void shouldDropKeyThatLeavesNoRoom() {
        try (House house = House.atLeastOnce(folder)) {
            house.send("k".repeat(MEGABYTE), House.top(1));

            TestRecord<byte[], byte[]> error = house.errors().get(0);
            assertThat(error.key()).isNull();
            assertThat(House.header(error, HeaderNames.KEY_DROPPED)).isEqualTo(Integer.toString(MEGABYTE));
        }
    }

    @Test
    void shouldAnswerRequestWithoutKey() {
        try (House house = House.with(folder, Map.of("enrich.order", "key"))) {
            house.send(null, House.top(1));
            house.send(null, House.top(2));

            house.source.answer(2);
            house.tick();

            assertThat(house.customers()).containsExactly("C2");
        }
    }

    /** As the producer reckons. */
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
