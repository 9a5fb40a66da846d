package io.customersegment.topology;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.customersegment.ManualClock;
import io.customersegment.config.Settings;
import io.customersegment.enrich.Suppressions;
import io.customersegment.outcome.Reason;
import io.customersegment.wire.HeaderNames;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SegmentTopologyTest {

    @TempDir
    Path folder;

    @Test
    void shouldKeepItsShape() throws IOException {
        Settings settings = TopologyHarness.settings(folder, Map.of());
        SegmentTopology topology = new SegmentTopology(
                settings,
                TopologyHarness.READER,
                TopologyHarness.CATALOGUE,
                new ManualSource(),
                PendingRequests.senders(),
                new Disclosure(new Suppressions(new ManualClock()), () -> true, 1, null),
                new ManualClock(),
                BackpressureWait.waiting(),
                new TopicRefusals(settings),
                (outcome, cacheUse, replayed, ageMillis) -> {});

        String shape = topology.build().describe().toString();

        try (InputStream expected = getClass().getResourceAsStream("/expected-topology.txt")) {
            assertThat(shape.strip())
                    .isEqualTo(new String(Objects.requireNonNull(expected).readAllBytes(), StandardCharsets.UTF_8)
                            .strip());
        }
    }

    @Test
    void shouldAnswerWithKeyTimestampAndHeadersOfTheRequest() {
        try (TopologyHarness harness = TopologyHarness.atLeastOnce(folder)) {
            Headers headers =
                    new RecordHeaders().add("traceparent", new byte[] {1, 2}).add("empty", null);
            harness.send("r-1", TopologyHarness.top(7), headers);

            harness.source.answer(7);
            harness.tick();

            TestRecord<byte[], byte[]> result = harness.results().get(0);
            assertThat(result.key()).asString(StandardCharsets.UTF_8).isEqualTo("r-1");
            assertThat(result.timestamp()).isEqualTo(TopologyHarness.start().toEpochMilli());
            assertThat(result.headers().lastHeader("traceparent").value()).containsExactly(1, 2);
            assertThat(result.headers().lastHeader("empty").value()).isNull();
            assertThat(result.value())
                    .asString(StandardCharsets.UTF_8)
                    .isEqualTo("{\"data\":[{\"customer_id\":\"C7\",\"interest_score\":0.5}]}");
        }
    }

    @Test
    void shouldSayWhereAnAnswerComesFrom() {
        try (TopologyHarness harness = TopologyHarness.atLeastOnce(folder)) {
            harness.send("r-1", TopologyHarness.top(1));
            harness.send("r-2", TopologyHarness.top(2));

            harness.source.answer(2);
            harness.tick();

            TestRecord<byte[], byte[]> result = harness.results().get(0);
            assertThat(TopologyHarness.header(result, HeaderNames.REQUEST)).isEqualTo("customer-segment-requests-0@1");
            assertThat(TopologyHarness.header(result, HeaderNames.CACHE)).isEqualTo("miss");
            assertThat(TopologyHarness.header(result, HeaderNames.AS_OF)).isEqualTo(ManualSource.AS_OF.toString());
            assertThat(TopologyHarness.header(result, HeaderNames.TRUNCATED)).isNull();
        }
    }

    @Test
    void shouldAnswerOutOfTheCacheAtOnceAndWithoutTheStore() {
        try (TopologyHarness harness = TopologyHarness.atLeastOnce(folder)) {
            harness.source.cached.add(3);

            harness.send("r-1", TopologyHarness.top(3));

            assertThat(TopologyHarness.header(harness.results().get(0), HeaderNames.CACHE))
                    .isEqualTo("hit");
            assertThat(harness.changelog()).isEmpty();
        }
    }

    @Test
    void shouldAskForFreshAnswerIfTheRequestWantsOne() {
        try (TopologyHarness harness = TopologyHarness.atLeastOnce(folder)) {
            harness.send("r-1", TopologyHarness.top(1));
            harness.send(
                    "r-2",
                    TopologyHarness.top(2),
                    new RecordHeaders().add(HeaderNames.CACHE_CONTROL, "no-cache".getBytes(StandardCharsets.UTF_8)));

            assertThat(harness.source.asked)
                    .extracting(ManualSource.Asked::fresh)
                    .containsExactly(false, true);
        }
    }

    @Test
    void shouldSayWhyTheSourceHasNoAnswer() {
        try (TopologyHarness harness = TopologyHarness.atLeastOnce(folder)) {
            harness.send("r-1", TopologyHarness.top(1));

            harness.source.fail(1, Reason.SOURCE_THROTTLED);
            harness.tick();

            List<TestRecord<byte[], byte[]>> errors = harness.errors();
            JsonNode error = TopologyHarness.json(errors.get(0));
            assertThat(errors).hasSize(1);
            assertThat(error.path("error_type").asText()).isEqualTo("Personalize Error");
            assertThat(error.path("message").asText()).isEqualTo("by hand");
            assertThat(error.path("retryable").asBoolean()).isTrue();
            assertThat(error.path("stage").asText()).isEqualTo("enrich");
            assertThat(error.at("/request/prompt").asText()).isEqualTo("top 1");
            assertThat(error.at("/source/offset").asLong(-1)).isZero();
            assertThat(error.path("failed_at").asText())
                    .isEqualTo(harness.clock.instant().toString());
            assertThat(TopologyHarness.header(errors.get(0), HeaderNames.REQUEST))
                    .isEqualTo("customer-segment-requests-0@0");
            assertThat(errors.get(0).timestamp())
                    .isEqualTo(TopologyHarness.start().toEpochMilli());
        }
    }

    @Test
    void shouldSendPromptThatIsNotUnderstoodToErrors() {
        try (TopologyHarness harness = TopologyHarness.atLeastOnce(folder)) {
            harness.send("r-1", "{\"prompt\": \"asdf\"}".getBytes(StandardCharsets.UTF_8));

            assertThat(harness.errorTypes()).containsExactly("Invalid Prompt");
            assertThat(harness.results()).isEmpty();
            assertThat(harness.source.asked).isEmpty();
        }
    }

    @Test
    void shouldFailOnlyTheRequestWhoseStageThrows() {
        try (TopologyHarness harness = TopologyHarness.reading(folder, (prompt, context) -> {
            if (prompt.equals("top 1")) {
                throw new StackOverflowError();
            }
            return TopologyHarness.TOP_N.interpret(prompt, context);
        })) {
            harness.source.cached.add(2);

            harness.send("r-1", TopologyHarness.top(1));
            harness.send("r-2", TopologyHarness.top(2));

            assertThat(harness.errorTypes()).containsExactly("Invalid Prompt");
            assertThat(harness.customers()).containsExactly("C2");
        }
    }
}
