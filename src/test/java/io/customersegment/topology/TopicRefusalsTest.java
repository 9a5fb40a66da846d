package io.customersegment.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.customersegment.ManualClock;
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

/** Tests requests that a topic has refused, or whose answer it has refused, after the stream thread died and was replaced. */
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
        NodeHarness harness = new NodeHarness(folder, Map.of("processing.guarantee", guarantee));
        harness.process(0, 1);
        harness.source.answer(1);
        harness.tick();
        harness.refusals.failed(sent(harness), new RecordTooLargeException("by hand"));

        harness.crash();
        harness.process(0, 1);
        harness.tick();

        assertThat(harness.sent()).last().isEqualTo("!");
        assertThat(harness.parked()).isZero();
    }

    @Test
    void shouldNotAskForWhatCannotBeAnsweredWithAResult() {
        NodeHarness harness = new NodeHarness(folder, Map.of("processing.guarantee", "exactly_once_v2"));
        harness.process(0, 1);
        harness.refusals.failed(answer(RESULTS, "requests-0@0"), new InvalidTimestampException("by hand"));

        harness.crash();
        harness.tick();
        harness.process(1, 2);

        assertThat(harness.source.sizesAsked()).containsExactly(1, 2);
        assertThat(text(harness.lastSent()))
                .contains(RESULTS, "message.timestamp.before.max.ms", "\"error_type\":\"Personalize Error\"")
                .contains("\"retryable\":true");
        assertThat(harness.sent()).containsExactly("!");
        assertThat(harness.stored()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldParkRequestWhoseErrorRecordWasRefusedToo(boolean inTheStore) {
        NodeHarness harness = new NodeHarness(folder, Map.of("processing.guarantee", "exactly_once_v2"));
        if (inTheStore) {
            harness.process(0, 1);
        }
        harness.refusals.failed(answer(ERRORS, "requests-0@0"), new InvalidRecordException("by hand"));

        harness.suspendAndResume();
        harness.process(0, 1);
        harness.process(0, 1);
        harness.tick();
        harness.suspendAndResume();

        assertThat(harness.sent()).isEmpty();
        assertThat(harness.source.sizesAsked()).hasSize(inTheStore ? 1 : 0);
        assertThat(harness.stored()).isEqualTo(1);
        assertThat(harness.parked()).isEqualTo(1);
        assertThat(harness.ticking()).isZero();
        assertThat(harness.load()).isEqualTo(NodeLoad.NONE);
    }

    @Test
    void shouldTryParkedRequestAgainOnceTheTopicHasOtherSettings() {
        NodeHarness harness = new NodeHarness(folder, Map.of());
        harness.refusals.failed(answer(ERRORS, "requests-0@0"), new InvalidRecordException("by hand"));
        harness.process(0, 1);

        harness.refusals.limit(ERRORS, new TopicLimits(1 << 20, Long.MAX_VALUE, Long.MAX_VALUE, false));
        harness.suspendAndResume();
        harness.tick();
        harness.source.answer(1);
        harness.tick();

        assertThat(harness.parked()).isZero();
        assertThat(harness.sent()).containsExactly("C1");
    }

    @Test
    void shouldLetParkedRequestsHoldUpNoOthersOfTheirKey() {
        NodeHarness harness = new NodeHarness(folder, Map.of("enrich.order", "key", "enrich.capacity", "1"));
        IntStream.range(0, 5)
                .forEach(offset -> harness.refusals.failed(
                        answer(ERRORS, "requests-0@" + offset), new InvalidRecordException("by hand")));

        IntStream.range(0, 6).forEach(offset -> harness.process(offset, offset));
        harness.source.answer(5);
        harness.tick();

        assertThat(harness.sent()).containsExactly("C5");
        assertThat(harness.parked()).isEqualTo(5);
    }

    @Test
    void shouldAnswerAtOnceWhatTheChangelogHasRefusedForItsSize() {
        NodeHarness harness = new NodeHarness(folder, Map.of());
        byte[] key = PendingRequest.key(
                        NodeHarness.request(0, 1, ManualClock.START).arrival())
                .get();
        ProducerRecord<byte[], byte[]> entry = new ProducerRecord<>(CHANGELOG, 0, 5L, key, new byte[0]);
        harness.refusals.failed(entry, new RecordTooLargeException("by hand"));

        harness.process(NodeHarness.request(0, 1, ManualClock.START, "customer-segment-requests"));

        assertThat(text(harness.lastSent())).contains(CHANGELOG, "max.message.bytes");
        assertThat(harness.stored()).isZero();
    }

    @Test
    void shouldWriteNothingWhileARecordIsProcessedWhoseTimeTheChangelogRefuses() {
        NodeHarness harness = new NodeHarness(folder, Map.of("processing.guarantee", "exactly_once_v2"));
        harness.process(0, 1);
        ReadRequest future = NodeHarness.request(1, 2, ManualClock.START.plus(Duration.ofDays(1)));
        ProducerRecord<byte[], byte[]> tombstone = new ProducerRecord<>(
                CHANGELOG,
                0,
                future.arrival().timestamp(),
                PendingRequest.key(NodeHarness.request(0, 1, ManualClock.START).arrival())
                        .get(),
                (byte[]) null);
        harness.refusals.failed(tombstone, new InvalidTimestampException("by hand"));

        harness.source.answer(1);
        harness.process(future);
        int whileItIsProcessed = harness.stored();
        boolean refused = text(harness.lastSent()).contains(CHANGELOG);
        harness.tick();

        assertThat(whileItIsProcessed).isEqualTo(1);
        assertThat(refused).isTrue();
        assertThat(harness.stored()).isZero();
        assertThat(harness.sent()).containsExactly("!", "C1");
    }

    @Test
    void shouldAnswerWithAnErrorRecordWhereTheResultsTopicAsksForAKey() {
        try (TopologyHarness harness = TopologyHarness.atLeastOnce(folder)) {
            harness.refusals.limit(RESULTS, new TopicLimits(1 << 20, Long.MAX_VALUE, Long.MAX_VALUE, true));
            harness.source.cached.add(1);

            harness.send(null, TopologyHarness.top(1));
            harness.send("key", TopologyHarness.top(1));

            assertThat(harness.errorTypes()).containsExactly("Personalize Error");
            assertThat(harness.customers()).containsExactly("C1");
            assertThat(harness.told).first().asString().startsWith(Reason.TOPIC_REFUSED.word());
        }
    }

    @ParameterizedTest
    @CsvSource({"customer-segment-results, top 1", "customer-segment-errors, what"})
    void shouldBringTimestampOfAnswerIntoWhatItsTopicTakes(String topic, String prompt) {
        NodeHarness harness = new NodeHarness(folder, Map.of());
        harness.source.cached.add(1);
        long hour = Duration.ofHours(1).toMillis();
        harness.refusals.limit(topic, new TopicLimits(1 << 20, hour, hour, false));

        harness.process(
                NodeHarness.request(0, TopologyHarness.prompt(prompt), ManualClock.START.plus(Duration.ofDays(1))));

        assertThat(harness.lastSent().timestamp()).isBetween(harness.clock.millis(), harness.clock.millis() + hour);
    }

    @Test
    void shouldCutAnswersToWhatTheirTopicTakes() {
        NodeHarness harness = new NodeHarness(folder, Map.of());
        harness.refusals.limit(ERRORS, new TopicLimits(70_000, Long.MAX_VALUE, Long.MAX_VALUE, false));

        harness.process(0, TopologyHarness.prompt("x".repeat(80_000)), List.of());

        assertThat(harness.lastSent().value().length).isLessThan(70_000);
        assertThat(text(harness.lastSent())).contains("request_left_out");
    }

    @Test
    void shouldBlameNeitherWhatMaySucceedLaterNorTheNeighboursOfARefusedRecord() {
        TopicRefusals refusals = new TopicRefusals(TopologyHarness.settings(folder, Map.of()));

        refusals.failed(answer(ERRORS, OTHER), new TimeoutException("by hand"));
        refusals.failed(answer(ERRORS, OTHER), new TopicAuthorizationException("by hand"));
        refusals.failed(answer(ERRORS, OTHER), new KafkaException("part of a batch which had invalid records"));

        assertThat(refusals.pollNewRefusals()).isFalse();
        assertThat(refusals.mustPark(
                        NodeHarness.request(7, 1, ManualClock.START).arrival()))
                .isFalse();
    }

    @Test
    void shouldLearnOnceFromEachRefusal() {
        TopicRefusals refusals = new TopicRefusals(TopologyHarness.settings(folder, Map.of()));

        refusals.failed(answer(ERRORS, OTHER), new RecordTooLargeException("by hand"));
        boolean first = refusals.pollNewRefusals();
        refusals.failed(answer(ERRORS, OTHER), new RecordTooLargeException("by hand"));

        assertThat(first).isTrue();
        assertThat(refusals.pollNewRefusals()).isFalse();
        assertThat(refusals.mustPark(
                        NodeHarness.request(7, 1, ManualClock.START).arrival()))
                .isTrue();
    }

    @Test
    void shouldRememberNoMoreThanItsBound() {
        TopicRefusals refusals = new TopicRefusals(TopologyHarness.settings(folder, Map.of()));

        IntStream.rangeClosed(0, 10_000)
                .forEach(offset -> refusals.failed(
                        answer(ERRORS, "requests-0@" + offset), new RecordTooLargeException("by hand")));

        assertThat(refusals.mustPark(
                        NodeHarness.request(0, 1, ManualClock.START).arrival()))
                .isFalse();
        assertThat(refusals.mustPark(
                        NodeHarness.request(10_000, 1, ManualClock.START).arrival()))
                .isTrue();
    }

    /** Returns the last record that the node sent, in the form that its producer receives. */
    private static ProducerRecord<byte[], byte[]> sent(NodeHarness harness) {
        Record<byte[], byte[]> last = harness.lastSent();
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
