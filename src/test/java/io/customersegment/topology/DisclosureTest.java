package io.customersegment.topology;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.customersegment.outcome.Reason;
import io.customersegment.wire.HeaderNames;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests that no answer contains a suppressed customer, and that no answer singles out individuals. */
class DisclosureTest {

    @TempDir
    Path folder;

    @Test
    void shouldLeaveOutWhoIsSuppressedWhileTheCallIsInFlight() {
        try (TopologyHarness harness = TopologyHarness.atLeastOnce(folder)) {
            harness.send("r", TopologyHarness.top(5));
            harness.suppress("C1", "{\"reason\":\"objection\"}");
            harness.source.answer(5, ManualSource.large(3));
            harness.tick();

            assertThat(ids(harness.results())).containsExactly(List.of("C0", "C2"));
        }
    }

    @Test
    void shouldLeaveOutWhoIsSuppressedAfterTheSegmentWasCached() {
        try (TopologyHarness harness = TopologyHarness.atLeastOnce(folder)) {
            harness.source.cached.add(1);
            harness.send("r", TopologyHarness.top(1));
            assertThat(harness.customers()).containsExactly("C1");

            harness.suppress("C1", "{}");
            harness.send("r", TopologyHarness.top(1));

            assertThat(harness.results()).isEmpty();
            assertThat(harness.errorTypes()).containsExactly("No Segments Found");
        }
    }

    @Test
    void shouldLeaveOutWhoIsSuppressedWhileTheAnswerWaitsForAnEarlierOne() {
        try (TopologyHarness harness = TopologyHarness.with(folder, Map.of("enrich.order", "key"))) {
            harness.send("r", TopologyHarness.top(1));
            harness.send("r", TopologyHarness.top(2));
            harness.source.answer(2, ManualSource.large(3));
            harness.tick();

            harness.suppress("C0", "{}");
            harness.source.answer(1);
            harness.tick();

            assertThat(ids(harness.results())).containsExactly(List.of("C1"), List.of("C1", "C2"));
        }
    }

    @Test
    void shouldLeaveOutWhoIsSuppressedFromReplayedRequests() {
        try (TopologyHarness harness = TopologyHarness.atLeastOnce(folder)) {
            harness.suppress("C0", "{}");
            harness.source.cached.add(0);

            harness.send(
                    "r",
                    TopologyHarness.top(2),
                    new RecordHeaders().add(HeaderNames.REPLAY, "requests-0@1".getBytes(StandardCharsets.UTF_8)));
            harness.source.answer(2, ManualSource.large(2));
            harness.tick();

            assertThat(ids(harness.results())).containsExactly(List.of("C1"));
        }
    }

    @Test
    void shouldAnswerWithTheCustomerAgainOnceTheSuppressionIsLifted() {
        try (TopologyHarness harness = TopologyHarness.atLeastOnce(folder)) {
            harness.source.cached.add(1);
            harness.suppress("C1", "{}");
            harness.suppress("C1", null);

            harness.send("r", TopologyHarness.top(1));

            assertThat(harness.customers()).containsExactly("C1");
        }
    }

    @Test
    void shouldAnswerWithTheCustomerAgainOnceTheSuppressionIsOver() {
        try (TopologyHarness harness = TopologyHarness.atLeastOnce(folder)) {
            harness.source.cached.add(1);
            harness.suppress("C1", "{\"until\":\"" + TopologyHarness.start().plusSeconds(60) + "\"}");
            harness.send("r", TopologyHarness.top(1));
            assertThat(harness.customers()).isEmpty();

            harness.advance(Duration.ofSeconds(60));
            harness.send("r", TopologyHarness.top(1));

            assertThat(harness.customers()).containsExactly("C1");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "not JSON", "[]", "{\"until\":\"someday\"}", "{\"until\":7}", "{\"reason\":1}"})
    void shouldSuppressForGoodWhereTheRecordCannotBeRead(String value) {
        try (TopologyHarness harness = TopologyHarness.atLeastOnce(folder)) {
            harness.source.cached.add(1);
            harness.suppress("C1", value);

            harness.send("r", TopologyHarness.top(1));

            assertThat(harness.errorTypes()).containsExactly("No Segments Found");
        }
    }

    @Test
    void shouldPassOverSuppressionOfNobody() {
        try (TopologyHarness harness = TopologyHarness.atLeastOnce(folder)) {
            harness.source.cached.add(1);
            harness.suppress(null, "{}");

            harness.send("r", TopologyHarness.top(1));

            assertThat(harness.customers()).containsExactly("C1");
        }
    }

    @Test
    void shouldAnswerNothingWhileTheSuppressionsAreNotKnown() {
        try (TopologyHarness harness = TopologyHarness.atLeastOnce(folder)) {
            harness.source.cached.add(1);
            harness.send("r", TopologyHarness.top(2));
            harness.suppressionsCurrent = false;

            harness.send("r", TopologyHarness.top(1)); // in the cache
            harness.send("r", TopologyHarness.top(3)); // needs a call
            harness.send("r", TopologyHarness.prompt("nonsense")); // an error, which does not wait for a call
            harness.source.answer(2);
            harness.advance(Duration.ofMinutes(1));

            assertThat(harness.results()).isEmpty();
            assertThat(harness.errors()).isEmpty();
            assertThat(harness.source.sizesAsked()).containsExactly(2);
        }
    }

    @Test
    void shouldAnswerWhatWaitedOnceTheSuppressionsAreKnown() {
        try (TopologyHarness harness = TopologyHarness.atLeastOnce(folder)) {
            harness.source.cached.add(1);
            harness.suppressionsCurrent = false;
            harness.send("r", TopologyHarness.top(1));
            harness.send("r", TopologyHarness.prompt("nonsense"));
            harness.advance(Duration.ofMinutes(1));

            harness.suppressionsCurrent = true;
            harness.advance(Duration.ofSeconds(1));

            assertThat(harness.customers()).containsExactly("C1");
            assertThat(harness.errorTypes()).containsExactly("Invalid Prompt");
        }
    }

    @Test
    void shouldTellFewCustomersNotApartFromNone() {
        try (TopologyHarness harness = TopologyHarness.with(folder, Map.of("answer.min.customers", "3"))) {
            harness.send("few", TopologyHarness.top(2));
            harness.send("none", TopologyHarness.top(3));
            harness.source.answer(2, ManualSource.large(2));
            harness.source.fail(3, Reason.NOBODY_MATCHES);
            harness.tick();

            List<JsonNode> errors =
                    harness.errors().stream().map(TopologyHarness::json).toList();
            assertThat(errors)
                    .extracting(error -> error.path("error_type").asText())
                    .containsExactly("No Segments Found", "No Segments Found");
            assertThat(errors.get(0).path("message")).isEqualTo(errors.get(1).path("message"));
        }
    }

    @Test
    void shouldCountWhoIsLeftTowardsTheLeastNumberOfCustomers() {
        try (TopologyHarness harness = TopologyHarness.with(folder, Map.of("answer.min.customers", "3"))) {
            harness.send("r", TopologyHarness.top(3));
            harness.send("r", TopologyHarness.top(4));
            harness.suppress("C0", "{}");
            harness.source.answer(3, ManualSource.large(3));
            harness.source.answer(4, ManualSource.large(4));
            harness.tick();

            assertThat(ids(harness.results())).containsExactly(List.of("C1", "C2", "C3"));
            assertThat(harness.errorTypes()).containsExactly("No Segments Found");
        }
    }

    @Test
    void shouldSayThatOthersMayBeMissingWhereSuppressionCutFullSegment() {
        try (TopologyHarness harness = TopologyHarness.atLeastOnce(folder)) {
            harness.send("r", TopologyHarness.top(3));
            harness.suppress("C0", "{}");
            harness.source.answer(3, ManualSource.large(3).loaded(1, true));
            harness.tick();

            TestRecord<byte[], byte[]> result = harness.results().get(0);
            assertThat(TopologyHarness.header(result, HeaderNames.TRUNCATED)).isEqualTo("true");
        }
    }

    @Test
    void shouldLookUpEveryCustomerOfLargeSegment() {
        try (TopologyHarness harness = TopologyHarness.atLeastOnce(folder)) {
            harness.send("r", TopologyHarness.top(500));
            IntStream.range(0, 500).filter(i -> i % 3 != 0).forEach(i -> harness.suppress("C" + i, "{}"));
            harness.source.answer(500, ManualSource.large(500));
            harness.tick();

            assertThat(ids(harness.results()))
                    .containsExactly(IntStream.range(0, 500)
                            .filter(i -> i % 3 == 0)
                            .mapToObj(i -> "C" + i)
                            .toList());
        }
    }

    private static List<List<String>> ids(List<TestRecord<byte[], byte[]>> results) {
        return results.stream()
                .map(result -> {
                    List<String> ids = new ArrayList<>();
                    TopologyHarness.json(result)
                            .path("data")
                            .forEach(row -> ids.add(row.path("customer_id").asText()));
                    return ids;
                })
                .toList();
    }
}
