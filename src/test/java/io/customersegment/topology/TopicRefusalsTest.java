package io.customersegment.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.customersegment.outcome.Reason;
import io.customersegment.wire.HeaderNames;
import io.customersegment.wire.PendingRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidTimestampException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Record;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of a request whose answer, or which itself, a topic has refused: a stream thread has died of it and is replaced. */
class TopicRefusalsTest {

    private static final String RESULTS = "customer-segment-results";
    private static final String ERRORS = "customer-segment-errors";
    private static final String CHANGELOG = "customer-segment-pending-changelog";
    private static final String OTHER = "requests-0@7";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"exactly_once_v2", "at_least_once"})
    void shouldAnswerWithAnErrorRecordInsteadOfAResultThatWasRefused(String guarantee) {
        Hut hut = new Hut(folder, Map.of("processing.guarantee", guarantee));
        hut.process(0, 1);
        hut.source.answer(1);
        hut.tick();
        hut.refusals.failed(sent(hut), new RecordTooLargeException("by hand"));

        hut.crash();
        hut.process(0, 1);
        hut.tick();

        assertThat(hut.sent()).last().isEqualTo("!");
        assertThat(hut.parked()).isZero();
    }

    @Test
    void shouldNotAskForWhatCannotBeAnsweredWithAResult() {
        Hut hut = new Hut(folder, Map.of("processing.guarantee", "exactly_once_v2"));
        hut.process(0, 1);
        hut.refusals.failed(answer(RESULTS, "requests-0@0"), new InvalidTimestampException("by hand"));

        hut.crash();
        hut.tick();
        hut.process(1, 2);

        assertThat(hut.source.sizesAsked()).containsExactly(1, 2);
        assertThat(text(hut.lastSent()))
                .contains(RESULTS, "message.timestamp.before.max.ms", "\"error_type\":\"Personalize Error\"")
                .contains("\"retryable\":true");
        assertThat(hut.sent()).containsExactly("!");
        assertThat(hut.stored()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldParkRequestWhoseErrorRecordWasRefusedToo(boolean inTheStore) {
        Hut hut = new Hut(folder, Map.of("processing.guarantee", "exactly_once_v2"));
        if (inTheStore) {
            hut.process(0, 1);
        }
        hut.refusals.failed(answer(ERRORS, "requests-0@0"), new InvalidRecordException("by hand"));

        hut.suspendAndResume();
        hut.process(0, 1);
        hut.process(0, 1);
        hut.tick();
        hut.suspendAndResume();

        assertThat(hut.sent()).isEmpty();
        assertThat(hut.source.sizesAsked()).hasSize(inTheStore ? 1 : 0);
        assertThat(hut.stored()).isEqualTo(1);
        assertThat(hut.parked()).isEqualTo(1);
        assertThat(hut.ticking()).isZero();
        assertThat(hut.load()).isEqualTo(Load.NONE);
    }

    @Test
    void shouldTryParkedRequestAgainOnceTheTopicHasOtherSettings() {
        Hut hut = new Hut(folder, Map.of());
        hut.refusals.failed(answer(ERRORS, "requests-0@0"), new InvalidRecordException("by hand"));
        hut.process(0, 1);

        hut.refusals.limit(ERRORS, new TopicLimits(1 << 20, Long.MAX_VALUE, Long.MAX_VALUE, false));
        hut.suspendAndResume();
        hut.tick();
        hut.source.answer(1);
        hut.tick();

        assertThat(hut.parked()).isZero();
        assertThat(hut.sent()).containsExactly("C1");
    }

    @Test
    void shouldLetParkedRequestsHoldUpNoOthersOfTheirKey() {
        Hut hut = new Hut(folder, Map.of("enrich.order", "key", "enrich.capacity", "1"));
        IntStream.range(0, 5)
                .forEach(offset -> hut.refusals.failed(
                        answer(ERRORS, "requests-0@" + offset), new InvalidRecordException("by hand")));

        IntStream.range(0, 6).forEach(offset -> hut.process(offset, offset));
        hut.source.answer(5);
        hut.tick();

        assertThat(hut.sent()).containsExactly("C5");
        assertThat(hut.parked()).isEqualTo(5);
    }

    @Test
    void shouldAnswerAtOnceWhatTheChangelogHasRefusedForItsSize() {
        Hut hut = new Hut(folder, Map.of());
        byte[] key =
                PendingRequest.key(Hut.request(0, 1, HandClock.START).arrival()).get();
        ProducerRecord<byte[], byte[]> entry = new ProducerRecord<>(CHANGELOG, 0, 5L, key, new byte[0]);
        hut.refusals.failed(entry, new RecordTooLargeException("by hand"));

        hut.process(Hut.request(0, 1, HandClock.START, "customer-segment-requests"));

        assertThat(text(hut.lastSent())).contains(CHANGELOG, "max.message.bytes");
        assertThat(hut.stored()).isZero();
    }

    @Test
    void shouldWriteNothingWhileARecordIsProcessedWhoseTimeTheChangelogRefuses() {
        Hut hut = new Hut(folder, Map.of("processing.guarantee", "exactly_once_v2"));
        hut.process(0, 1);
        Passage future = Hut.request(1, 2, HandClock.START.plus(Duration.ofDays(1)));
        ProducerRecord<byte[], byte[]> tombstone = new ProducerRecord<>(
                CHANGELOG,
                0,
                future.arrival().timestamp(),
                PendingRequest.key(Hut.request(0, 1, HandClock.START).arrival()).get(),
                (byte[]) null);
        hut.refusals.failed(tombstone, new InvalidTimestampException("by hand"));

        hut.source.answer(1);
        hut.process(future);
        int whileItIsProcessed = hut.stored();
        boolean refused = text(hut.lastSent()).contains(CHANGELOG);
        hut.tick();

        assertThat(whileItIsProcessed).isEqualTo(1);
        assertThat(refused).isTrue();
        assertThat(hut.stored()).isZero();
        assertThat(hut.sent()).containsExactly("!", "C1");
    }

    @Test
    void shouldAnswerWithAnErrorRecordWhereTheResultsTopicAsksForAKey() {
        try (House house = House.atLeastOnce(folder)) {
            house.refusals.limit(RESULTS, new TopicLimits(1 << 20, Long.MAX_VALUE, Long.MAX_VALUE, true));
            house.source.cached.add(1);

            house.send(null, House.top(1));
            house.send("key", House.top(1));

            assertThat(house.errorTypes()).containsExactly("Personalize Error");
            assertThat(house.customers()).containsExactly("C1");
            assertThat(house.told).first().asString().startsWith(Reason.TOPIC_REFUSED.word());
        }
    }

    @ParameterizedTest
    @CsvSource({"customer-segment-results, top 1", "customer-segment-errors, what"})
    void shouldBringTimestampOfAnswerIntoWhatItsTopicTakes(String topic, String prompt) {
        Hut hut = new Hut(folder, Map.of());
        hut.source.cached.add(1);
        long hour = Duration.ofHours(1).toMillis();
        hut.refusals.limit(topic, new TopicLimits(1 << 20, hour, hour, false));

        hut.process(Hut.request(0, House.prompt(prompt), HandClock.START.plus(Duration.ofDays(1))));

        assertThat(hut.lastSent().timestamp()).isBetween(hut.clock.millis(), hut.clock.millis() + hour);
    }

    @Test
    void shouldCutAnswersToWhatTheirTopicTakes() {
        Hut hut = new Hut(folder, Map.of());
        hut.refusals.limit(ERRORS, new TopicLimits(70_000, Long.MAX_VALUE, Long.MAX_VALUE, false));

        hut.process(0, House.prompt("x".repeat(80_000)), List.of());

        assertThat(hut.lastSent().value().length).isLessThan(70_000);
        assertThat(text(hut.lastSent())).contains("request_left_out");
    }

    @Test
    void shouldBlameNeitherWhatMaySucceedLaterNorTheNeighboursOfARefusedRecord() {
        TopicRefusals refusals = new TopicRefusals(House.settings(folder, Map.of()));

        refusals.failed(answer(ERRORS, OTHER), new TimeoutException("by hand"));
        refusals.failed(answer(ERRORS, OTHER), new TopicAuthorizationException("by hand"));
        refusals.failed(answer(ERRORS, OTHER), new KafkaException("part of a batch which had invalid records"));

        assertThat(refusals.learned()).isFalse();
        assertThat(refusals.parks(Hut.request(7, 1, HandClock.START).arrival())).isFalse();
    }

    @Test
    void shouldLearnOnceFromEachRefusal() {
        TopicRefusals refusals = new TopicRefusals(House.settings(folder, Map.of()));

        refusals.failed(answer(ERRORS, OTHER), new RecordTooLargeException("by hand"));
        boolean first = refusals.learned();
        refusals.failed(answer(ERRORS, OTHER), new RecordTooLargeException("by hand"));

        assertThat(first).isTrue();
        assertThat(refusals.learned()).isFalse();
        assertThat(refusals.parks(Hut.request(7, 1, HandClock.START).arrival())).isTrue();
    }

    @Test
    void shouldRememberNoMoreThanItsBound() {
        TopicRefusals refusals = new TopicRefusals(House.settings(folder, Map.of()));

        IntStream.rangeClosed(0, 10_000)
                .forEach(offset -> refusals.failed(
                        answer(ERRORS, "requests-0@" + offset), new RecordTooLargeException("by hand")));

        assertThat(refusals.parks(Hut.request(0, 1, HandClock.START).arrival())).isFalse();
        assertThat(refusals.parks(Hut.request(10_000, 1, HandClock.START).arrival()))
                .isTrue();
    }

    /** What the node sent last, as its producer knows it. */
    private static ProducerRecord<byte[], byte[]> sent(Hut hut) {
        Record<byte[], byte[]> last = hut.lastSent();
        return new ProducerRecord<>(RESULTS, null, last.timestamp(), last.key(), last.value(), last.headers());
    }

    private static ProducerRecord<byte[], byte[]> answer(String topic, String request) {
        RecordHeaders headers = new RecordHeaders();
        headers.add(HeaderNames.REQUEST, request.getBytes(StandardCharsets.UTF_8));
        return new ProducerRecord<>(topic, null, 0L, null, new byte[0], headers);
    }

    private static String text(Record<byte[], byte[]> record) {
        return new String(record.value(), StandardCharsets.UTF_8);
    }
}
