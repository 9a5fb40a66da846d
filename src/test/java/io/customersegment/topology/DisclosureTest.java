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

/** Nobody is in an answer who is suppressed, and no answer singles people out. */
class DisclosureTest {

    @TempDir
    Path folder;

    @Test
    void shouldLeaveOutWhoIsSuppressedWhileTheCallIsInFlight() {
        try (House house = House.atLeastOnce(folder)) {
            house.send("r", House.top(5));
            house.suppress("C1", "{\"reason\":\"objection\"}");
            house.source.answer(5, HandSource.large(3));
            house.tick();

            assertThat(ids(house.results())).containsExactly(List.of("C0", "C2"));
        }
    }

    @Test
    void shouldLeaveOutWhoIsSuppressedAfterTheSegmentWasCached() {
        try (House house = House.atLeastOnce(folder)) {
            house.source.cached.add(1);
            house.send("r", House.top(1));
            assertThat(house.customers()).containsExactly("C1");

            house.suppress("C1", "{}");
            house.send("r", House.top(1));

            assertThat(house.results()).isEmpty();
            assertThat(house.errorTypes()).containsExactly("No Segments Found");
        }
    }

    @Test
    void shouldLeaveOutWhoIsSuppressedWhileTheAnswerWaitsForAnEarlierOne() {
        try (House house = House.with(folder, Map.of("enrich.order", "key"))) {
            house.send("r", House.top(1));
            house.send("r", House.top(2));
            house.source.answer(2, HandSource.large(3));
            house.tick();

            house.suppress("C0", "{}");
            house.source.answer(1);
            house.tick();

            assertThat(ids(house.results())).containsExactly(List.of("C1"), List.of("C1", "C2"));
        }
    }

    @Test
    void shouldLeaveOutWhoIsSuppressedFromReplayedRequests() {
        try (House house = House.atLeastOnce(folder)) {
            house.suppress("C0", "{}");
            house.source.cached.add(0);

            house.send(
                    "r",
                    House.top(2),
                    new RecordHeaders().add(HeaderNames.REPLAY, "requests-0@1".getBytes(StandardCharsets.UTF_8)));
            house.source.answer(2, HandSource.large(2));
            house.tick();

            assertThat(ids(house.results())).containsExactly(List.of("C1"));
        }
    }

    @Test
    void shouldAnswerWithTheCustomerAgainOnceTheSuppressionIsLifted() {
        try (House house = House.atLeastOnce(folder)) {
            house.source.cached.add(1);
            house.suppress("C1", "{}");
            house.suppress("C1", null);

            house.send("r", House.top(1));

            assertThat(house.customers()).containsExactly("C1");
        }
    }

    @Test
    void shouldAnswerWithTheCustomerAgainOnceTheSuppressionIsOver() {
        try (House house = House.atLeastOnce(folder)) {
            house.source.cached.add(1);
            house.suppress("C1", "{\"until\":\"" + House.start().plusSeconds(60) + "\"}");
            house.send("r", House.top(1));
            assertThat(house.customers()).isEmpty();

            house.advance(Duration.ofSeconds(60));
            house.send("r", House.top(1));

            assertThat(house.customers()).containsExactly("C1");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "not JSON", "[]", "{\"until\":\"someday\"}", "{\"until\":7}", "{\"reason\":1}"})
    void shouldSuppressForGoodWhereTheRecordCannotBeRead(String value) {
        try (House house = House.atLeastOnce(folder)) {
            house.source.cached.add(1);
            house.suppress("C1", value);

            house.send("r", House.top(1));

            assertThat(house.errorTypes()).containsExactly("No Segments Found");
        }
    }

    @Test
    void shouldPassOverSuppressionOfNobody() {
        try (House house = House.atLeastOnce(folder)) {
            house.source.cached.add(1);
            house.suppress(null, "{}");

            house.send("r", House.top(1));

            assertThat(house.customers()).containsExactly("C1");
        }
    }

    @Test
    void shouldAnswerNothingWhileTheSuppressionsAreNotKnown() {
        try (House house = House.atLeastOnce(folder)) {
            house.source.cached.add(1);
            house.send("r", House.top(2));
            house.suppressionsCurrent = false;

            house.send("r", House.top(1)); // in the cache
            house.send("r", House.top(3)); // to be asked for
            house.send("r", House.prompt("nonsense")); // an error that needs no waiting
            house.source.answer(2);
            house.advance(Duration.ofMinutes(1));

            assertThat(house.results()).isEmpty();
            assertThat(house.errors()).isEmpty();
            assertThat(house.source.sizesAsked()).containsExactly(2);
        }
    }

    @Test
    void shouldAnswerWhatWaitedOnceTheSuppressionsAreKnown() {
        try (House house = House.atLeastOnce(folder)) {
            house.source.cached.add(1);
            house.suppressionsCurrent = false;
            house.send("r", House.top(1));
            house.send("r", House.prompt("nonsense"));
            house.advance(Duration.ofMinutes(1));

            house.suppressionsCurrent = true;
            house.advance(Duration.ofSeconds(1));

            assertThat(house.customers()).containsExactly("C1");
            assertThat(house.errorTypes()).containsExactly("Invalid Prompt");
        }
    }

    @Test
    void shouldTellFewCustomersNotApartFromNone() {
        try (House house = House.with(folder, Map.of("answer.min.customers", "3"))) {
            house.send("few", House.top(2));
            house.send("none", House.top(3));
            house.source.answer(2, HandSource.large(2));
            house.source.fail(3, Reason.NOBODY_MATCHES);
            house.tick();

            List<JsonNode> errors = house.errors().stream().map(House::json).toList();
            assertThat(errors)
                    .extracting(error -> error.path("error_type").asText())
                    .containsExactly("No Segments Found", "No Segments Found");
            assertThat(errors.get(0).path("message")).isEqualTo(errors.get(1).path("message"));
        }
    }

    @Test
    void shouldCountWhoIsLeftTowardsTheLeastNumberOfCustomers() {
        try (House house = House.with(folder, Map.of("answer.min.customers", "3"))) {
            house.send("r", House.top(3));
            house.send("r", House.top(4));
            house.suppress("C0", "{}");
            house.source.answer(3, HandSource.large(3));
            house.source.answer(4, HandSource.large(4));
            house.tick();

            assertThat(ids(house.results())).containsExactly(List.of("C1", "C2", "C3"));
            assertThat(house.errorTypes()).containsExactly("No Segments Found");
        }
    }

    @Test
    void shouldSayThatOthersMayBeMissingWhereSuppressionCutFullSegment() {
        try (House house = House.atLeastOnce(folder)) {
            house.send("r", House.top(3));
            house.suppress("C0", "{}");
            house.source.answer(3, HandSource.large(3).loaded(1, true));
            house.tick();

            TestRecord<byte[], byte[]> result = house.results().get(0);
            assertThat(House.header(result, HeaderNames.TRUNCATED)).isEqualTo("true");
        }
    }

    @Test
    void shouldLookUpEveryCustomerOfLargeSegment() {
        try (House house = House.atLeastOnce(folder)) {
            house.send("r", House.top(500));
            IntStream.range(0, 500).filter(i -> i % 3 != 0).forEach(i -> house.suppress("C" + i, "{}"));
            house.source.answer(500, HandSource.large(500));
            house.tick();

            assertThat(ids(house.results()))
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
                    House.json(result)
                            .path("data")
                            .forEach(row -> ids.add(row.path("customer_id").asText()));
                    return ids;
                })
                .toList();
    }
}
