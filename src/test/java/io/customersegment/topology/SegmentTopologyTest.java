package io.customersegment.topology;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
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
        Settings settings = House.settings(folder, Map.of());
        SegmentTopology topology = new SegmentTopology(
                settings,
                House.STAGES,
                House.CATALOGUE,
                new HandSource(),
                Waiting.senders(),
                new Disclosure(new Suppressions(new HandClock()), () -> true, 1, null),
                new HandClock(),
                Patience.waiting(),
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
        try (House house = House.atLeastOnce(folder)) {
            Headers headers =
                    new RecordHeaders().add("traceparent", new byte[] {1, 2}).add("empty", null);
            house.send("r-1", House.top(7), headers);

            house.source.answer(7);
            house.tick();

            TestRecord<byte[], byte[]> result = house.results().get(0);
            assertThat(result.key()).asString(StandardCharsets.UTF_8).isEqualTo("r-1");
            assertThat(result.timestamp()).isEqualTo(House.start().toEpochMilli());
            assertThat(result.headers().lastHeader("traceparent").value()).containsExactly(1, 2);
            assertThat(result.headers().lastHeader("empty").value()).isNull();
            assertThat(result.value())
                    .asString(StandardCharsets.UTF_8)
                    .isEqualTo("{\"data\":[{\"customer_id\":\"C7\",\"interest_score\":0.5}]}");
        }
    }

    @Test
    void shouldSayWhereAnAnswerComesFrom() {
        try (House house = House.atLeastOnce(folder)) {
            house.send("r-1", House.top(1));
            house.send("r-2", House.top(2));

            house.source.answer(2);
            house.tick();

            TestRecord<byte[], byte[]> result = house.results().get(0);
            assertThat(House.header(result, HeaderNames.REQUEST)).isEqualTo("customer-segment-requests-0@1");
            assertThat(House.header(result, HeaderNames.CACHE)).isEqualTo("miss");
            assertThat(House.header(result, HeaderNames.AS_OF)).isEqualTo(HandSource.AS_OF.toString());
            assertThat(House.header(result, HeaderNames.TRUNCATED)).isNull();
        }
    }

    @Test
    void shouldAnswerOutOfTheCacheAtOnceAndWithoutTheStore() {
        try (House house = House.atLeastOnce(folder)) {
            house.source.cached.add(3);

            house.send("r-1", House.top(3));

            assertThat(House.header(house.results().get(0), HeaderNames.CACHE)).isEqualTo("hit");
            assertThat(house.changelog()).isEmpty();
        }
    }

    @Test
    void shouldAskForFreshAnswerIfTheRequestWantsOne() {
        try (House house = House.atLeastOnce(folder)) {
            house.send("r-1", House.top(1));
            house.send(
                    "r-2",
                    House.top(2),
                    new RecordHeaders().add(HeaderNames.CACHE_CONTROL, "no-cache".getBytes(StandardCharsets.UTF_8)));

            assertThat(house.source.asked).extracting(HandSource.Asked::fresh).containsExactly(false, true);
        }
    }

    @Test
    void shouldSayWhyTheSourceHasNoAnswer() {
        try (House house = House.atLeastOnce(folder)) {
            house.send("r-1", House.top(1));

            house.source.fail(1, Reason.SOURCE_THROTTLED);
            house.tick();

            List<TestRecord<byte[], byte[]>> errors = house.errors();
            JsonNode error = House.json(errors.get(0));
            assertThat(errors).hasSize(1);
            assertThat(error.path("error_type").asText()).isEqualTo("Personalize Error");
            assertThat(error.path("message").asText()).isEqualTo("by hand");
            assertThat(error.path("retryable").asBoolean()).isTrue();
            assertThat(error.path("stage").asText()).isEqualTo("enrich");
            assertThat(error.at("/request/prompt").asText()).isEqualTo("top 1");
            assertThat(error.at("/source/offset").asLong(-1)).isZero();
            assertThat(error.path("failed_at").asText())
                    .isEqualTo(house.clock.instant().toString());
            assertThat(House.header(errors.get(0), HeaderNames.REQUEST)).isEqualTo("customer-segment-requests-0@0");
            assertThat(errors.get(0).timestamp()).isEqualTo(House.start().toEpochMilli());
        }
    }

    @Test
    void shouldSendPromptThatIsNotUnderstoodToErrors() {
        try (House house = House.atLeastOnce(folder)) {
            house.send("r-1", "{\"prompt\": \"asdf\"}".getBytes(StandardCharsets.UTF_8));

            assertThat(house.errorTypes()).containsExactly("Invalid Prompt");
            assertThat(house.results()).isEmpty();
            assertThat(house.source.asked).isEmpty();
        }
    }

    @Test
    void shouldFailOnlyTheRequestWhoseStageThrows() {
        try (House house = House.reading(folder, (prompt, context) -> {
            if (prompt.equals("top 1")) {
                throw new StackOverflowError();
            }
            return House.TOP_N.interpret(prompt, context);
        })) {
            house.source.cached.add(2);

            house.send("r-1", House.top(1));
            house.send("r-2", House.top(2));

            assertThat(house.errorTypes()).containsExactly("Invalid Prompt");
            assertThat(house.customers()).containsExactly("C2");
        }
    }
}
