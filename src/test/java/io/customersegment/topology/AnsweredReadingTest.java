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

/** Tests that each answer contains the reading of its prompt, regardless of where the answer comes from. */
class AnsweredReadingTest {

    private static final Header IGNORE = header(HeaderNames.UNREAD, "ignore");

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource
    void shouldSayHowThePromptWasReadWhereverTheAnswerComesFrom(CacheUse use) {
        try (TopologyHarness harness = TopologyHarness.around(
                folder,
                (query, fresh) ->
                        new Answer(use, CompletableFuture.completedFuture(Outcome.ok(ManualSource.segment(3)))))) {
            harness.send("r-1", TopologyHarness.prompt("top 3 (for the fair)"));

            TestRecord<byte[], byte[]> result = harness.results().get(0);
            assertThat(TopologyHarness.header(result, HeaderNames.CACHE)).isEqualTo(use.word());
            assertReading(result.headers(), 3, "[\"for the fair\"]");
        }
    }

    @Test
    void shouldSayHowThePromptOfAFreshAnswerWasRead() {
        try (TopologyHarness harness = TopologyHarness.atLeastOnce(folder)) {
            harness.send(
                    "r-1",
                    TopologyHarness.prompt("top 3 (for the fair)"),
                    new RecordHeaders(List.of(header(HeaderNames.CACHE_CONTROL, HeaderNames.NO_CACHE))));

            harness.source.answer(3);
            harness.tick();

            assertReading(harness.results().get(0).headers(), 3, "[\"for the fair\"]");
        }
    }

    @Test
    void shouldSayOfEachRequestWhatWasIgnoredThoughTheyShareOneAnswer() {
        try (TopologyHarness harness = TopologyHarness.atLeastOnce(folder)) {
            harness.source.cached.add(3);

            harness.send("r-1", TopologyHarness.prompt("top 3 (for the fair)"));
            harness.send("r-2", TopologyHarness.top(3));

            List<TestRecord<byte[], byte[]>> results = harness.results();
            assertReading(results.get(0).headers(), 3, "[\"for the fair\"]");
            assertReading(results.get(1).headers(), 3, null);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldSayHowThePromptWasReadAfterACrash(boolean ignoreUnread) {
        NodeHarness harness = new NodeHarness(folder, Map.of("processing.guarantee", "at_least_once"));
        String prompt = ignoreUnread ? "top 3 [jazz]" : "top 3 (jazz)";
        harness.process(0, TopologyHarness.prompt(prompt), ignoreUnread ? List.of(IGNORE) : List.of());

        harness.crash();
        harness.tick();
        harness.source.answer(3);
        harness.tick();

        assertReading(harness.lastSent().headers(), 3, "[\"jazz\"]");
    }

    @Test
    void shouldNotCopyWhatTheRequestSaysOfAReading() {
        try (TopologyHarness harness = TopologyHarness.atLeastOnce(folder)) {
            harness.source.cached.add(3);
            Headers forged = new RecordHeaders(List.of(
                    header(HeaderNames.CRITERIA, "forged"),
                    header(HeaderNames.CATALOGUE, "forged"),
                    header(HeaderNames.IGNORED, "forged"),
                    header(HeaderNames.IGNORED_LEFT_OUT, "forged")));

            harness.send("r-1", TopologyHarness.top(3), forged);
            harness.send("r-2", TopologyHarness.prompt("bottom 3"), forged);

            assertReading(harness.results().get(0).headers(), 3, null);
            TestRecord<byte[], byte[]> error = harness.errors().get(0);
            assertThat(TopologyHarness.header(error, HeaderNames.CATALOGUE)).isEqualTo(TopologyHarness.CATALOGUE);
            assertThat(TopologyHarness.header(error, HeaderNames.CRITERIA)).isNull();
            assertThat(TopologyHarness.header(error, HeaderNames.IGNORED)).isNull();
        }
    }

    @Test
    void shouldIgnoreWhatCannotBeReadOnlyWhereTheRequestSaysSo() {
        try (TopologyHarness harness = TopologyHarness.atLeastOnce(folder)) {
            harness.source.cached.add(3);
            byte[] request = TopologyHarness.prompt("top 3 [jazz]");

            harness.send("r-1", request);
            harness.send("r-2", request, new RecordHeaders(List.of(IGNORE)));
            harness.send("r-3", request, new RecordHeaders(List.of(header(HeaderNames.UNREAD, "refuse"))));

            List<TestRecord<byte[], byte[]>> results = harness.results();
            assertThat(harness.errorTypes()).containsExactly("Invalid Prompt", "Invalid Prompt");
            assertThat(results).hasSize(1);
            assertReading(results.get(0).headers(), 3, "[\"jazz\"]");
            assertThat(TopologyHarness.header(results.get(0), HeaderNames.UNREAD))
                    .isEqualTo("ignore");
        }
    }

    @Test
    void shouldReadThePromptWithTheRequestsCarModel() {
        List<PromptInterpreter.Context> contexts = new ArrayList<>();
        try (TopologyHarness harness = TopologyHarness.reading(folder, (prompt, context) -> {
            contexts.add(context);
            return TopologyHarness.TOP_N.interpret(prompt, context);
        })) {
            harness.send(
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
        try (TopologyHarness harness = TopologyHarness.reading(folder, (prompt, context) -> {
            days.add(context.day().toString());
            return TopologyHarness.TOP_N.interpret(prompt, context);
        })) {
            harness.send("r-1", TopologyHarness.top(1));
            harness.send("r-2", TopologyHarness.top(1), askedAt("2023-12-31T23:59:59.999Z"));
            harness.send("r-3", TopologyHarness.top(1), askedAt("2024-01-01T01:30:00+02:00"));
            harness.send("r-4", TopologyHarness.top(1), askedAt("2024-01-01T00:00:00Z"));

            assertThat(days).containsExactly("2024-06-15", "2023-12-31", "2024-01-01");
        }
    }

    @Test
    void shouldKeepTheTimestampOfTheRecordWheneverItWasAskedFirst() {
        try (TopologyHarness harness = TopologyHarness.atLeastOnce(folder)) {
            harness.source.cached.add(1);

            harness.send("r-1", TopologyHarness.top(1), askedAt("2023-12-31T23:59:59Z"));

            TestRecord<byte[], byte[]> result = harness.results().get(0);
            assertThat(result.timestamp()).isEqualTo(TopologyHarness.start().toEpochMilli());
            assertThat(TopologyHarness.header(result, HeaderNames.ASKED_AT)).isEqualTo("2023-12-31T23:59:59Z");
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
        try (TopologyHarness harness = TopologyHarness.atLeastOnce(folder)) {
            harness.source.cached.add(1);

            harness.send("r-1", TopologyHarness.top(1), askedAt(askedAt));
            harness.send("r-2", TopologyHarness.top(1));

            TestRecord<byte[], byte[]> error = harness.errors().get(0);
            assertThat(TopologyHarness.json(error).path("error_type").asText()).isEqualTo("Invalid Prompt");
            assertThat(TopologyHarness.json(error).path("message").asText())
                    .contains(HeaderNames.ASKED_AT, "2024-12-01T09:30:00Z");
            assertThat(TopologyHarness.json(error).path("stage").asText()).isEqualTo("validate");
            assertThat(error.headers().headers(HeaderNames.ASKED_AT)).hasSize(1);
            assertThat(harness.customers()).containsExactly("C1");
        }
    }

    @Test
    void shouldTellTheSenderOfARefusedPromptWhatCanBeSent() {
        try (TopologyHarness harness = TopologyHarness.atLeastOnce(folder)) {
            harness.send("r-1", TopologyHarness.prompt("top 3 [jazz]"));

            JsonNode error = TopologyHarness.json(harness.errors().get(0));
            assertThat(error.path("understood").asText()).isEqualTo("first 3");
            assertThat(error.path("unread").toString()).isEqualTo("[\"jazz\"]");
            assertThat(error.path("suggestions").toString()).isEqualTo("[\"top 3\"]");
        }
    }

    @Test
    void shouldSayHowThePromptWasReadWhereNobodyMatches() {
        try (TopologyHarness harness = TopologyHarness.atLeastOnce(folder)) {
            harness.send("r-1", TopologyHarness.prompt("top 3 (for the fair)"));

            harness.source.fail(3, Reason.NOBODY_MATCHES);
            harness.tick();

            TestRecord<byte[], byte[]> error = harness.errors().get(0);
            assertReading(error.headers(), 3, "[\"for the fair\"]");
            assertThat(TopologyHarness.json(error).has("understood")).isFalse();
        }
    }

    private static void assertReading(Headers headers, int size, @Nullable String ignored) {
        assertThat(text(headers, HeaderNames.CRITERIA)).isEqualTo(CriteriaText.of(TopologyHarness.criteria(size)));
        assertThat(text(headers, HeaderNames.CATALOGUE)).isEqualTo(TopologyHarness.CATALOGUE);
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
