package io.customersegment.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.customersegment.enrich.Segment;
import io.customersegment.outcome.Outcome;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Crashes, rebalances and what is delivered again. */
class LifecycleTest {

    private static final Map<String, String> AT_LEAST_ONCE = Map.of();
    private static final Map<String, String> EXACTLY_ONCE = Map.of("processing.guarantee", "exactly_once_v2");

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"at_least_once", "exactly_once_v2"})
    void shouldAskAgainAfterCrashForWhatWasPending(String guarantee) {
        Hut hut = new Hut(folder, Map.of("processing.guarantee", guarantee));
        hut.process(0, 1);
        hut.process(1, 2);

        hut.crash();
        hut.tick();
        hut.source.answer(1, 2);
        hut.tick();

        assertThat(hut.source.sizesAsked()).containsExactly(1, 2, 1, 2);
        assertThat(hut.sent()).containsExactly("C1", "C2");
    }

    @Test
    void shouldNotLoseRequestIfItCrashesBetweenAnswerAndCommit() {
        Hut hut = new Hut(folder, AT_LEAST_ONCE);
        hut.process(0, 1);
        hut.commit();
        hut.source.answer(1);
        hut.tick();

        hut.crash();
        hut.tick();

        assertThat(hut.source.sizesAsked()).containsExactly(1, 1);
    }

    @Test
    void shouldForgetRequestOnceCommitHasMadeItsAnswerSafe() {
        Hut hut = new Hut(folder, AT_LEAST_ONCE);
        hut.process(0, 1);
        hut.source.answer(1);
        hut.tick();
        hut.tick();
        int before = hut.stored();

        hut.commit();
        hut.tick();

        assertThat(before).isEqualTo(1);
        assertThat(hut.stored()).isZero();
    }

    @Test
    void shouldKeepEveryAnswerOfTheIntervalForTheNextCommit() {
        Hut hut = new Hut(folder, AT_LEAST_ONCE);
        hut.process(0, 1);
        hut.process(1, 2);
        hut.source.answer(1);
        hut.tick();
        hut.commit();
        hut.source.answer(2);

        hut.tick();
        Load load = hut.load();
        hut.commit();
        hut.tick();

        assertThat(load).isEqualTo(new Load(0, 0, 0, 0, 0, 1));
        assertThat(hut.load()).isEqualTo(Load.NONE);
        assertThat(hut.stored()).isZero();
    }

    @Test
    void shouldForgetRequestWithItsAnswerUnderExactlyOnce() {
        Hut hut = new Hut(folder, EXACTLY_ONCE);
        hut.process(0, 1);
        hut.source.answer(1);

        hut.tick();

        assertThat(hut.sent()).containsExactly("C1");
        assertThat(hut.stored()).isZero();
    }

    @Test
    void shouldAskForCommitSoonAfterLoneAnswerAndThenBeIdle() {
        Hut hut = new Hut(folder, EXACTLY_ONCE);
        answer(hut, 1);

        assertThat(hut.commitAsked()).isTrue();
        hut.tick();
        assertThat(hut.commitAsked()).isFalse();
        assertThat(hut.ticking()).isZero();
    }

    @Test
    void shouldLeaveTheNextAnswerToTheCommitIntervalAfterCommitThatTookLong() {
        Hut hut = new Hut(folder, EXACTLY_ONCE);
        answer(hut, 1);
        hut.clock.advance(Duration.ofMillis(99));
        hut.tick();
        hut.commitAsked();

        answer(hut, 2);
        boolean asked = hut.commitAsked();
        hut.clock.advance(Duration.ofMillis(100));
        hut.tick();

        assertThat(asked).isFalse();
        assertThat(hut.commitAsked()).isTrue();
    }

    @Test
    void shouldLeaveAnswerToOldRequestToTheCommitInterval() {
        Hut hut = new Hut(folder, EXACTLY_ONCE);
        hut.clock.advance(Duration.ofSeconds(1));

        answer(hut, 1);

        assertThat(hut.commitAsked()).isFalse();
        assertThat(hut.ticking()).isZero();
    }

    private static void answer(Hut hut, int size) {
        hut.process(size, size);
        hut.source.answer(size);
        hut.tick();
    }

    @ParameterizedTest
    @ValueSource(strings = {"unordered", "key"})
    void shouldServeSendersInTurnAfterCrashToo(String order) {
        Hut before = new Hut(folder, Map.of("enrich.capacity", "2", "enrich.order", order));
        List<Header> bulk = List.of(Waiting.header(Waiting.SENDER, "bulk"));
        for (int i = 0; i < 5_000; i++) {
            before.process(i, "key " + i, House.top(i), bulk);
        }
        before.process(5_000, "key", House.top(5_000), List.of(Waiting.header(Waiting.SENDER, "small")));

        Hut hut = new Hut(folder, Map.of("enrich.capacity", "2", "enrich.order", order));
        before.store.all().forEachRemaining(entry -> hut.store.put(entry.key, entry.value));
        hut.suspendAndResume();

        hut.tick();

        assertThat(hut.source.sizesAsked()).containsExactly(0, 5_000);
        assertThat(hut.load().waiting()).isEqualTo(4_999);
        assertThat(hut.stored()).isEqualTo(5_001);
    }

    @Test
    void shouldTakeNoNoticeOfRequestThatIsDeliveredAgainWhilePending() {
        Hut hut = new Hut(folder, AT_LEAST_ONCE);
        hut.process(0, 1);

        hut.process(0, 1);
        hut.source.answer(1);
        hut.tick();

        assertThat(hut.source.sizesAsked()).containsExactly(1);
        assertThat(hut.sent()).containsExactly("C1");
    }

    @Test
    void shouldTakeNoNoticeOfRequestThatIsDeliveredAgainAfterCrash() {
        Hut hut = new Hut(folder, AT_LEAST_ONCE);
        hut.process(0, 1);
        hut.crash();

        hut.process(0, 1);
        hut.source.answer(1);
        hut.tick();

        assertThat(hut.source.sizesAsked()).containsExactly(1, 1);
        assertThat(hut.sent()).containsExactly("C1");
    }

    @Test
    void shouldAnswerAgainWhatIsDeliveredAgainAfterItsAnswer() {
        Hut hut = new Hut(folder, AT_LEAST_ONCE);
        hut.process(0, 1);
        hut.source.answer(1);
        hut.tick();

        hut.process(0, 1);
        hut.commit();
        hut.tick();

        assertThat(hut.stored()).isEqualTo(1);
        assertThat(hut.load()).isEqualTo(new Load(1, 0, 0, 0, 0, 0));
    }

    @Test
    void shouldForgetRequestThatIsDeliveredAgainAndThenAnsweredOutOfTheCache() {
        Hut hut = new Hut(folder, AT_LEAST_ONCE);
        hut.process(0, 1);
        hut.source.answer(1);
        hut.tick();
        hut.source.cached.add(1);

        hut.process(0, 1);
        hut.commit();
        hut.tick();

        assertThat(hut.sent()).containsExactly("C1", "C1");
        assertThat(hut.stored()).isZero();
        assertThat(hut.ticking()).isZero();
    }

    @Test
    void shouldSendAgainWhatCouldNotBeSent() {
        Hut hut = new Hut(folder, AT_LEAST_ONCE);
        hut.process(0, 1);
        hut.source.answer(1);

        hut.failNextForward();
        assertThatThrownBy(hut::tick).isInstanceOf(TimeoutException.class);
        int stored = hut.stored();
        hut.process(1, 2);

        assertThat(stored).isEqualTo(1);
        assertThat(hut.sent()).containsExactly("C1");
    }

    @Test
    void shouldTickOnlyWhileThereIsSomethingToDo() {
        Hut hut = new Hut(folder, AT_LEAST_ONCE);
        long atStart = hut.ticking();
        hut.process(0, 1);
        hut.process(1, 2);
        long pending = hut.ticking();
        hut.source.answer(1, 2);
        hut.tick();
        long deferred = hut.ticking();

        hut.commit();
        hut.tick();

        assertThat(atStart).isZero();
        assertThat(pending).isEqualTo(1);
        assertThat(deferred).isEqualTo(1);
        assertThat(hut.ticking()).isZero();
    }

    @Test
    void shouldTickOnceAfterSuspensionAndAskAgain() {
        Hut hut = new Hut(folder, AT_LEAST_ONCE);
        hut.process(0, 1);

        hut.suspendAndResume();
        hut.tick();
        hut.source.answer(1);
        hut.tick();

        assertThat(hut.ticking()).isEqualTo(1);
        assertThat(hut.sent()).containsExactly("C1");
    }

    @Test
    void shouldTakeNoNoticeOfAnswerFromBeforeTheSuspension() {
        Hut hut = new Hut(folder, EXACTLY_ONCE);
        hut.process(0, 1);
        CompletableFuture<Outcome<Segment>> early = hut.source.promise(1);
        hut.suspendAndResume();
        hut.tick();

        early.obtrudeValue(Outcome.ok(HandSource.segment(9)));
        hut.tick();
        hut.source.answer(1);
        hut.tick();

        assertThat(early.isCompletedExceptionally()).isFalse();
        assertThat(hut.sent()).containsExactly("C1");
    }

    @Test
    void shouldNeitherSendNorWriteWhenClosed() {
        Hut hut = new Hut(folder, EXACTLY_ONCE);
        hut.process(0, 1);
        hut.source.answer(1);

        hut.close();

        assertThat(hut.sent()).isEmpty();
        assertThat(hut.stored()).isEqualTo(1);
        assertThat(hut.ticking()).isZero();
        assertThat(hut.load()).isEqualTo(Load.NONE);
    }

    @Test
    void shouldTellTheSourceThatNobodyWaitsAfterClose() {
        Hut hut = new Hut(folder, EXACTLY_ONCE);
        hut.process(0, 1);

        hut.close();

        assertThat(hut.source.promise(1)).isCancelled();
    }

    @Test
    void shouldGiveUpRequestThatWasTakenUpTooOftenForTooLong() {
        Hut hut = new Hut(folder, Map.of("enrich.max.attempts", "2", "enrich.deadline.ms", "2000"));
        hut.process(0, 1);
        IntStream.range(0, 2).forEach(i -> {
            hut.crash();
            hut.tick();
        });
        hut.clock.advance(Duration.ofSeconds(4));

        hut.crash();
        hut.tick();

        assertThat(hut.source.sizesAsked()).containsExactly(1, 1, 1);
        assertThat(hut.sent()).containsExactly("!");
    }

    @Test
    void shouldNotGiveUpRequestThatRebalancesTookFromHandToHand() {
        Hut hut = new Hut(folder, Map.of("enrich.max.attempts", "2", "enrich.deadline.ms", "2000"));
        hut.process(0, 1);

        IntStream.range(0, 20).forEach(i -> {
            hut.suspendAndResume();
            hut.tick();
        });

        assertThat(hut.source.sizesAsked()).hasSize(21);
        assertThat(hut.sent()).isEmpty();
    }

    @Test
    void shouldGiveRestoredRequestTheDeadlineOnceItIsTakenUpAgain() {
        Hut hut = new Hut(folder, EXACTLY_ONCE);
        hut.process(0, 1);
        hut.clock.advance(Duration.ofHours(1));

        hut.crash();
        hut.tick();
        hut.clock.advance(Duration.ofMillis(1998));
        hut.tick();
        int before = hut.sent().size();
        hut.tick();

        assertThat(before).isZero();
        assertThat(hut.sent()).containsExactly("!");
    }

    @Test
    void shouldTakeUpBacklogLittleByLittleAndNeverPastLoweredCapacity() {
        Hut before = new Hut(folder, EXACTLY_ONCE);
        IntStream.range(0, 200).forEach(i -> before.process(i, i));
        Hut hut = new Hut(folder, Map.of("enrich.capacity", "40", "processing.guarantee", "exactly_once_v2"));
        before.store.all().forEachRemaining(entry -> hut.store.put(entry.key, entry.value));

        hut.suspendAndResume();
        int atInit = hut.source.asked.size();
        hut.tick();
        int first = hut.source.asked.size();
        hut.tick();
        int second = hut.source.asked.size();
        IntStream.range(0, 200).forEach(i -> {
            hut.source.asked.get(i).segment().complete(Outcome.ok(HandSource.segment(i)));
            hut.tick();
        });
        hut.clock.advance(Duration.ofMillis(25)); // for the last answers' transaction
        hut.tick();

        assertThat(atInit).isZero();
        assertThat(first).isEqualTo(32);
        assertThat(second).isEqualTo(40);
        assertThat(hut.sent())
                .isEqualTo(IntStream.range(0, 200).mapToObj(i -> "C" + i).toList());
        assertThat(hut.stored()).isZero();
        assertThat(hut.ticking()).isZero();
    }

    @Test
    void shouldKeepTheOrderOfOneKeyAcrossCrash() {
        Hut hut = new Hut(folder, Map.of("enrich.order", "key", "processing.guarantee", "exactly_once_v2"));
        hut.process(1, 1);
        hut.process(2, 2);
        hut.process(300, 3);

        hut.crash();
        hut.tick();
        hut.source.answer(3, 2);
        hut.tick();
        hut.source.answer(1);
        hut.tick();

        assertThat(hut.sent()).containsExactly("C1", "C2", "C3");
    }

    @Test
    void shouldNotMistakeRecordOfTopicThatWasMadeAnewForAnOldOneWithItsOffset() {
        Hut hut = new Hut(folder, EXACTLY_ONCE);
        hut.process(0, 1);
        hut.crash();

        hut.process(Hut.request(0, 2, HandClock.START.plusSeconds(1)));
        hut.source.answer(1, 2);
        hut.tick();

        assertThat(hut.sent()).containsExactlyInAnyOrder("C1", "C2");
    }

    @Test
    void shouldAskForTheTransactionOfAnAnswerToEndOnlyWhileItIsNotBusy() {
        Hut calm = new Hut(folder, EXACTLY_ONCE);
        Hut busy = new Hut(folder, Map.of("enrich.capacity", "4", "processing.guarantee", "exactly_once_v2"));
        Hut atLeastOnce = new Hut(folder, AT_LEAST_ONCE);
        for (Hut hut : List.of(calm, busy, atLeastOnce)) {
            IntStream.range(0, 3).forEach(i -> hut.process(i, i));
            hut.tick();
            assertThat(hut.commitAsked()).isFalse();
            hut.source.asked.get(0).segment().complete(Outcome.ok(HandSource.segment(0)));
        }

        calm.tick();
        busy.tick();
        atLeastOnce.tick();

        assertThat(calm.commitAsked()).isTrue();
        assertThat(busy.commitAsked()).isFalse();
        assertThat(atLeastOnce.commitAsked()).isFalse();
    }

    @Test
    void shouldLeaveTheTransactionOfManyAnswersThatWereThereAtOnceToTheCommitInterval() {
        Hut hut = new Hut(folder, Map.of("enrich.capacity", "4", "processing.guarantee", "exactly_once_v2"));
        hut.source.cached.add(1);
        IntStream.range(0, 3).forEach(i -> hut.process(i, 1));
        hut.tick();
        boolean whileMany = hut.commitAsked();

        hut.process(3, 1);
        hut.clock.advance(Duration.ofMillis(25));
        hut.tick();

        assertThat(whileMany).isFalse();
        assertThat(hut.commitAsked()).isTrue();
    }
}
