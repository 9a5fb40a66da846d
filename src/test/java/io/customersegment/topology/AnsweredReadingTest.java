package io.customersegment.topology;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.customersegment.criteria.CriteriaText;
import io.customersegment.enrich.SegmentSource.Answer;
import io.customersegment.enrich.SegmentSource.CacheUse;
import io.customersegment.outcome.Outcome;
import io.customersegment.outcome.Reason;
import io.customersegment.prompt.PromptInterpreter;
import io.customersegment.wire.HeaderNames;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How a prompt was read travels with its answer, wherever the answer comes from. */
class AnsweredReadingTest {

    private static final Header IGNORE = header(HeaderNames.UNREAD, "ignore");

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource
    void shouldSayHowThePromptWasReadWhereverTheAnswerComesFrom(CacheUse use) {
        try (House house = House.around(
                folder,
                (query, fresh) ->
                        new Answer(use, CompletableFuture.completedFuture(Outcome.ok(HandSource.segment(3)))))) {
            house.send("r-1", House.prompt("top 3 (for the fair)"));

            TestRecord<byte[], byte[]> result = house.results().get(0);
            assertThat(House.header(result, HeaderNames.CACHE)).isEqualTo(use.word());
            assertReading(result.headers(), 3, "[\"for the fair\"]");
        }
    }

    @Test
    void shouldSayHowThePromptOfAFreshAnswerWasRead() {
        try (House house = House.atLeastOnce(folder)) {
            house.send(
                    "r-1",
                    House.prompt("top 3 (for the fair)"),
                    new RecordHeaders(List.of(header(HeaderNames.CACHE_CONTROL, HeaderNames.NO_CACHE))));

            house.source.answer(3);
            house.tick();

            assertReading(house.results().get(0).headers(), 3, "[\"for the fair\"]");
        }
    }

    @Test
    void shouldSayOfEachRequestWhatWasIgnoredThoughTheyShareOneAnswer() {
        try (House house = House.atLeastOnce(folder)) {
            house.source.cached.add(3);

            house.send("r-1", House.prompt("top 3 (for the fair)"));
            house.send("r-2", House.top(3));

            List<TestRecord<byte[], byte[]>> results = house.results();
            assertReading(results.get(0).headers(), 3, "[\"for the fair\"]");
            assertReading(results.get(1).headers(), 3, null);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldSayHowThePromptWasReadAfterACrash(boolean ignoreUnread) {
        Hut hut = new Hut(folder, Map.of("processing.guarantee", "at_least_once"));
        String prompt = ignoreUnread ? "top 3 [jazz]" : "top 3 (jazz)";
        hut.process(0, House.prompt(prompt), ignoreUnread ? List.of(IGNORE) : List.of());

        hut.crash();
        hut.tick();
        hut.source.answer(3);
        hut.tick();

        assertReading(hut.lastSent().headers(), 3, "[\"jazz\"]");
    }

    @Test
    void shouldNotCopyWhatTheRequestSaysOfAReading() {
        try (House house = House.atLeastOnce(folder)) {
            house.source.cached.add(3);
            Headers forged = new RecordHeaders(List.of(
                    header(HeaderNames.CRITERIA, "forged"),
                    header(HeaderNames.CATALOGUE, "forged"),
                    header(HeaderNames.IGNORED, "forged"),
                    header(HeaderNames.IGNORED_LEFT_OUT, "forged")));

            house.send("r-1", House.top(3), forged);
            house.send("r-2", House.prompt("bottom 3"), forged);

            assertReading(house.results().get(0).headers(), 3, null);
            TestRecord<byte[], byte[]> error = house.errors().get(0);
            assertThat(House.header(error, HeaderNames.CATALOGUE)).isEqualTo(House.CATALOGUE);
            assertThat(House.header(error, HeaderNames.CRITERIA)).isNull();
            assertThat(House.header(error, HeaderNames.IGNORED)).isNull();
        }
    }

    @Test
    void shouldIgnoreWhatCannotBeReadOnlyWhereTheRequestSaysSo() {
        try (House house = House.atLeastOnce(folder)) {
            house.source.cached.add(3);
            byte[] request = House.prompt("top 3 [jazz]");

            house.send("r-1", request);
            house.send("r-2", request, new RecordHeaders(List.of(IGNORE)));
            house.send("r-3", request, new RecordHeaders(List.of(header(HeaderNames.UNREAD, "refuse"))));

            List<TestRecord<byte[], byte[]>> results = house.results();
            assertThat(house.errorTypes()).containsExactly("Invalid Prompt", "Invalid Prompt");
            assertThat(results).hasSize(1);
            assertReading(results.get(0).headers(), 3, "[\"jazz\"]");
            assertThat(House.header(results.get(0), HeaderNames.UNREAD)).isEqualTo("ignore");
        }
    }

    @Test
    void shouldReadThePromptWithTheRequestsCarModel() {
        List<PromptInterpreter.Context> contexts = new ArrayList<>();
        try (House house = House.reading(folder, (prompt, context) -> {
            contexts.add(context);
            return House.TOP_N.interpret(prompt, context);
        })) {
            house.send(
                    "r-1",
                    "{\"prompt\": \"top 1\", \"car_model\": \"RAV4 HYBRID - 2022\"}".getBytes(StandardCharsets.UTF_8));

            assertThat(contexts).singleElement().satisfies(context -> {
                assertThat(context.carModel()).hasFieldOrPropertyWithValue("name", "RAV4 HYBRID - 2022");
                assertThat(context.day()).isEqualTo("2024-06-15");
            });
        }
    }

    @Test
    void shouldReadThePromptOnTheDayOnWhichItWasAskedFirst() {
        List<String> days = new ArrayList<>();
        try (House house = House.reading(folder, (prompt, context) -> {
            days.add(context.day().toString());
            return House.TOP_N.interpret(prompt, context);
        })) {
            house.send("r-1", House.top(1));
            house.send("r-2", House.top(1), askedAt("2023-12-31T23:59:59.999Z"));
            house.send("r-3", House.top(1), askedAt("2024-01-01T01:30:00+02:00"));
            house.send("r-4", House.top(1), askedAt("2024-01-01T00:00:00Z"));

            assertThat(days).containsExactly("2024-06-15", "2023-12-31", "2024-01-01");
        }
    }

    @Test
    void shouldKeepTheTimestampOfTheRecordWheneverItWasAskedFirst() {
        try (House house = House.atLeastOnce(folder)) {
            house.source.cached.add(1);

            house.send("r-1", House.top(1), askedAt("2023-12-31T23:59:59Z"));

            TestRecord<byte[], byte[]> result = house.results().get(0);
            assertThat(result.timestamp()).isEqualTo(House.start().toEpochMilli());
            assertThat(House.header(result, HeaderNames.ASKED_AT)).isEqualTo("2023-12-31T23:59:59Z");
        }
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "yesterday",
                "2024-12-01",
                "2024-12-01T09:30:00",
                "2024-13-01T00:00:00Z",
                "1969-12-31T23:59:59Z",
                "+1000000000-12-31T23:59:59Z",
                "1733011200000"
            })
    void shouldRefuseARequestWhoseTimeCannotBeRead(@Nullable String askedAt) {
        try (House house = House.atLeastOnce(folder)) {
            house.source.cached.add(1);

            house.send("r-1", House.top(1), askedAt(askedAt));
            house.send("r-2", House.top(1));

            TestRecord<byte[], byte[]> error = house.errors().get(0);
            assertThat(House.json(error).path("error_type").asText()).isEqualTo("Invalid Prompt");
            assertThat(House.json(error).path("message").asText())
                    .contains(HeaderNames.ASKED_AT, "2024-12-01T09:30:00Z");
            assertThat(House.json(error).path("stage").asText()).isEqualTo("validate");
            assertThat(error.headers().headers(HeaderNames.ASKED_AT)).hasSize(1);
            assertThat(house.customers()).containsExactly("C1");
        }
    }

    @Test
    void shouldTellTheSenderOfARefusedPromptWhatCanBeSent() {
        try (House house = House.atLeastOnce(folder)) {
            house.send("r-1", House.prompt("top 3 [jazz]"));

            JsonNode error = House.json(house.errors().get(0));
            assertThat(error.path("understood").asText()).isEqualTo("first 3");
            assertThat(error.path("unread").toString()).isEqualTo("[\"jazz\"]");
            assertThat(error.path("suggestions").toString()).isEqualTo("[\"top 3\"]");
        }
    }

    @Test
    void shouldSayHowThePromptWasReadWhereNobodyMatches() {
        try (House house = House.atLeastOnce(folder)) {
            house.send("r-1", House.prompt("top 3 (for the fair)"));

            house.source.fail(3, Reason.NOBODY_MATCHES);
            house.tick();

            TestRecord<byte[], byte[]> error = house.errors().get(0);
            assertReading(error.headers(), 3, "[\"for the fair\"]");
            assertThat(House.json(error).has("understood")).isFalse();
        }
    }

    private static void assertReading(Headers headers, int size, @Nullable String ignored) {
        assertThat(text(headers, HeaderNames.CRITERIA)).isEqualTo(CriteriaText.of(House.criteria(size)));
        assertThat(text(headers, HeaderNames.CATALOGUE)).isEqualTo(House.CATALOGUE);
        assertThat(text(headers, HeaderNames.IGNORED)).isEqualTo(ignored);
        assertThat(headers.headers(HeaderNames.CRITERIA)).hasSize(1);
        assertThat(headers.headers(HeaderNames.CATALOGUE)).hasSize(1);
    }

    private static @Nullable String text(Headers headers, String name) {
        Header header = headers.lastHeader(name);
        return header == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }

    private static Headers askedAt(@Nullable String time) {
        byte[] value = time == null ? null : time.getBytes(StandardCharsets.UTF_8);
        return new RecordHeaders().add(HeaderNames.ASKED_AT, value);
    }

    private static Header header(String name, String value) {
        return new RecordHeader(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
