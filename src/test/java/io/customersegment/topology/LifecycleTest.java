package io.customersegment.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.customersegment.ManualClock;
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
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests crashes, rebalances and repeated delivery. */
class LifecycleTest {

    private static final Map<String, String> AT_LEAST_ONCE = Map.of();
    private static final Map<String, String> EXACTLY_ONCE = Map.of("processing.guarantee", "exactly_once_v2");

    @TempDir
    Path folder;

    @Nested
    class Crash {

        @ParameterizedTest
        @ValueSource(strings = {"at_least_once", "exactly_once_v2"})
        void shouldAskAgainAfterCrashForWhatWasPending(String guarantee) {
            NodeHarness harness = new NodeHarness(folder, Map.of("processing.guarantee", guarantee));
            harness.process(0, 1);
            harness.process(1, 2);

            harness.crash();
            harness.tick();
            harness.source.answer(1, 2);
            harness.tick();

            assertThat(harness.source.sizesAsked()).containsExactly(1, 2, 1, 2);
            assertThat(harness.sent()).containsExactly("C1", "C2");
        }

        @Test
        void shouldNotLoseRequestIfItCrashesBetweenAnswerAndCommit() {
            NodeHarness harness = new NodeHarness(folder, AT_LEAST_ONCE);
            harness.process(0, 1);
            harness.commit();
            harness.source.answer(1);
            harness.tick();

            harness.crash();
            harness.tick();

            assertThat(harness.source.sizesAsked()).containsExactly(1, 1);
        }

        @ParameterizedTest
        @ValueSource(strings = {"unordered", "key"})
        void shouldServeSendersInTurnAfterCrashToo(String order) {
            NodeHarness before = new NodeHarness(folder, Map.of("enrich.capacity", "2", "enrich.order", order));
            List<Header> bulk = List.of(PendingRequests.header(PendingRequests.SENDER, "bulk"));
            for (int i = 0; i < 5_000; i++) {
                before.process(i, "key " + i, TopologyHarness.top(i), bulk);
            }
            before.process(
                    5_000,
                    "key",
                    TopologyHarness.top(5_000),
                    List.of(PendingRequests.header(PendingRequests.SENDER, "small")));

            NodeHarness harness = new NodeHarness(folder, Map.of("enrich.capacity", "2", "enrich.order", order));
            before.store.all().forEachRemaining(entry -> harness.store.put(entry.key, entry.value));
            harness.suspendAndResume();

            harness.tick();

            assertThat(harness.source.sizesAsked()).containsExactly(0, 5_000);
            assertThat(harness.load().waiting()).isEqualTo(4_999);
            assertThat(harness.stored()).isEqualTo(5_001);
        }

        @Test
        void shouldGiveUpRequestThatWasStartedTooOftenForTooLong() {
            NodeHarness harness =
                    new NodeHarness(folder, Map.of("enrich.max.attempts", "2", "enrich.deadline.ms", "2000"));
            harness.process(0, 1);
            IntStream.range(0, 2).forEach(i -> {
                harness.crash();
                harness.tick();
            });
            harness.clock.advance(Duration.ofSeconds(4));

            harness.crash();
            harness.tick();

            assertThat(harness.source.sizesAsked()).containsExactly(1, 1, 1);
            assertThat(harness.sent()).containsExactly("!");
        }

        @Test
        void shouldNotGiveUpRequestThatRebalancesTookFromHandToHand() {
            NodeHarness harness =
                    new NodeHarness(folder, Map.of("enrich.max.attempts", "2", "enrich.deadline.ms", "2000"));
            harness.process(0, 1);

            IntStream.range(0, 20).forEach(i -> {
                harness.suspendAndResume();
                harness.tick();
            });

            assertThat(harness.source.sizesAsked()).hasSize(21);
            assertThat(harness.sent()).isEmpty();
        }

        @Test
        void shouldGiveRestoredRequestItsTimeOnceItIsStartedAgain() {
            NodeHarness harness = new NodeHarness(folder, EXACTLY_ONCE);
            harness.process(0, 1);
            harness.clock.advance(Duration.ofHours(1));

            harness.crash();
            harness.tick();
            harness.clock.advance(Duration.ofMillis(3998));
            harness.tick();
            int before = harness.sent().size();
            harness.tick();

            assertThat(before).isZero();
            assertThat(harness.sent()).containsExactly("!");
        }

        @Test
        void shouldTakeUpBacklogLittleByLittleAndNeverPastLoweredCapacity() {
            NodeHarness before = new NodeHarness(folder, EXACTLY_ONCE);
            IntStream.range(0, 200).forEach(i -> before.process(i, i));
            NodeHarness harness =
                    new NodeHarness(folder, Map.of("enrich.capacity", "40", "processing.guarantee", "exactly_once_v2"));
            before.store.all().forEachRemaining(entry -> harness.store.put(entry.key, entry.value));

            harness.suspendAndResume();
            int atInit = harness.source.asked.size();
            harness.tick();
            int first = harness.source.asked.size();
            harness.tick();
            int second = harness.source.asked.size();
            IntStream.range(0, 200).forEach(i -> {
                harness.source.asked.get(i).segment().complete(Outcome.ok(ManualSource.segment(i)));
                harness.tick();
            });
            harness.clock.advance(Duration.ofMillis(25)); // so that the transaction of the last answers ends
            harness.tick();

            assertThat(atInit).isZero();
            assertThat(first).isEqualTo(32);
            assertThat(second).isEqualTo(40);
            assertThat(harness.sent())
                    .isEqualTo(IntStream.range(0, 200).mapToObj(i -> "C" + i).toList());
            assertThat(harness.stored()).isZero();
            assertThat(harness.ticking()).isZero();
        }

        @Test
        void shouldKeepTheOrderOfOneKeyAcrossCrash() {
            NodeHarness harness =
                    new NodeHarness(folder, Map.of("enrich.order", "key", "processing.guarantee", "exactly_once_v2"));
            harness.process(1, 1);
            harness.process(2, 2);
            harness.process(300, 3);

            harness.crash();
            harness.tick();
            harness.source.answer(3, 2);
            harness.tick();
            harness.source.answer(1);
            harness.tick();

            assertThat(harness.sent()).containsExactly("C1", "C2", "C3");
        }
    }

    @Nested
    class Commit {

        @Test
        void shouldForgetRequestOnceCommitHasMadeItsAnswerSafe() {
            NodeHarness harness = new NodeHarness(folder, AT_LEAST_ONCE);
            harness.process(0, 1);
            harness.source.answer(1);
            harness.tick();
            harness.tick();
            int before = harness.stored();

            harness.commit();
            harness.tick();

            assertThat(before).isEqualTo(1);
            assertThat(harness.stored()).isZero();
        }

        @Test
        void shouldKeepEveryAnswerOfTheIntervalForTheNextCommit() {
            NodeHarness harness = new NodeHarness(folder, AT_LEAST_ONCE);
            harness.process(0, 1);
            harness.process(1, 2);
            harness.source.answer(1);
            harness.tick();
            harness.commit();
            harness.source.answer(2);

            harness.tick();
            NodeLoad load = harness.load();
            harness.commit();
            harness.tick();

            assertThat(load).isEqualTo(new NodeLoad(0, 0, 0, 0, 0, 1));
            assertThat(harness.load()).isEqualTo(NodeLoad.NONE);
            assertThat(harness.stored()).isZero();
        }

        @Test
        void shouldForgetRequestWithItsAnswerUnderExactlyOnce() {
            NodeHarness harness = new NodeHarness(folder, EXACTLY_ONCE);
            harness.process(0, 1);
            harness.source.answer(1);

            harness.tick();

            assertThat(harness.sent()).containsExactly("C1");
            assertThat(harness.stored()).isZero();
        }

        @Test
        void shouldSendAgainWhatCouldNotBeSent() {
            NodeHarness harness = new NodeHarness(folder, AT_LEAST_ONCE);
            harness.process(0, 1);
            harness.source.answer(1);

            harness.failNextForward();
            assertThatThrownBy(harness::tick).isInstanceOf(TimeoutException.class);
            int stored = harness.stored();
            harness.process(1, 2);

            assertThat(stored).isEqualTo(1);
            assertThat(harness.sent()).containsExactly("C1");
        }
    }

    @Nested
    class Transaction {

        @Test
        void shouldAskForCommitSoonAfterLoneAnswerAndThenBeIdle() {
            NodeHarness harness = new NodeHarness(folder, EXACTLY_ONCE);
            answer(harness, 1);

            assertThat(harness.commitAsked()).isTrue();
            harness.tick();
            assertThat(harness.commitAsked()).isFalse();
            assertThat(harness.ticking()).isZero();
        }

        @Test
        void shouldLeaveTheNextAnswerToTheCommitIntervalAfterCommitThatTookLong() {
            NodeHarness harness = new NodeHarness(folder, EXACTLY_ONCE);
            answer(harness, 1);
            harness.clock.advance(Duration.ofMillis(99));
            harness.tick();
            harness.commitAsked();

            answer(harness, 2);
            boolean asked = harness.commitAsked();
            harness.clock.advance(Duration.ofMillis(100));
            harness.tick();

            assertThat(asked).isFalse();
            assertThat(harness.commitAsked()).isTrue();
        }

        @Test
        void shouldLeaveAnswerToOldRequestToTheCommitInterval() {
            NodeHarness harness = new NodeHarness(folder, EXACTLY_ONCE);
            harness.clock.advance(Duration.ofSeconds(1));

            answer(harness, 1);

            assertThat(harness.commitAsked()).isFalse();
            assertThat(harness.ticking()).isZero();
        }

        @Test
        void shouldAskForTheTransactionOfAnAnswerToEndOnlyWhileItIsNotBusy() {
            NodeHarness calm = new NodeHarness(folder, EXACTLY_ONCE);
            NodeHarness busy =
                    new NodeHarness(folder, Map.of("enrich.capacity", "4", "processing.guarantee", "exactly_once_v2"));
            NodeHarness atLeastOnce = new NodeHarness(folder, AT_LEAST_ONCE);
            for (NodeHarness harness : List.of(calm, busy, atLeastOnce)) {
                IntStream.range(0, 3).forEach(i -> harness.process(i, i));
                harness.tick();
                assertThat(harness.commitAsked()).isFalse();
                harness.source.asked.get(0).segment().complete(Outcome.ok(ManualSource.segment(0)));
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
            NodeHarness harness =
                    new NodeHarness(folder, Map.of("enrich.capacity", "4", "processing.guarantee", "exactly_once_v2"));
            harness.source.cached.add(1);
            IntStream.range(0, 3).forEach(i -> harness.process(i, 1));
            harness.tick();
            boolean whileMany = harness.commitAsked();

            harness.process(3, 1);
            harness.clock.advance(Duration.ofMillis(25));
            harness.tick();

            assertThat(whileMany).isFalse();
            assertThat(harness.commitAsked()).isTrue();
        }
    }

    @Nested
    class Redelivery {

        @Test
        void shouldTakeNoNoticeOfRequestThatIsDeliveredAgainWhilePending() {
            NodeHarness harness = new NodeHarness(folder, AT_LEAST_ONCE);
            harness.process(0, 1);

            harness.process(0, 1);
            harness.source.answer(1);
            harness.tick();

            assertThat(harness.source.sizesAsked()).containsExactly(1);
            assertThat(harness.sent()).containsExactly("C1");
        }

        @Test
        void shouldTakeNoNoticeOfRequestThatIsDeliveredAgainAfterCrash() {
            NodeHarness harness = new NodeHarness(folder, AT_LEAST_ONCE);
            harness.process(0, 1);
            harness.crash();

            harness.process(0, 1);
            harness.source.answer(1);
            harness.tick();

            assertThat(harness.source.sizesAsked()).containsExactly(1, 1);
            assertThat(harness.sent()).containsExactly("C1");
        }

        @Test
        void shouldAnswerAgainWhatIsDeliveredAgainAfterItsAnswer() {
            NodeHarness harness = new NodeHarness(folder, AT_LEAST_ONCE);
            harness.process(0, 1);
            harness.source.answer(1);
            harness.tick();

            harness.process(0, 1);
            harness.commit();
            harness.tick();

            assertThat(harness.stored()).isEqualTo(1);
            assertThat(harness.load()).isEqualTo(new NodeLoad(1, 0, 0, 0, 0, 0));
        }

        @Test
        void shouldForgetRequestThatIsDeliveredAgainAndThenAnsweredOutOfTheCache() {
            NodeHarness harness = new NodeHarness(folder, AT_LEAST_ONCE);
            harness.process(0, 1);
            harness.source.answer(1);
            harness.tick();
            harness.source.cached.add(1);

            harness.process(0, 1);
            harness.commit();
            harness.tick();

            assertThat(harness.sent()).containsExactly("C1", "C1");
            assertThat(harness.stored()).isZero();
            assertThat(harness.ticking()).isZero();
        }

        @Test
        void shouldNotMistakeRecordOfTopicThatWasMadeAnewForAnOldOneWithItsOffset() {
            NodeHarness harness = new NodeHarness(folder, EXACTLY_ONCE);
            harness.process(0, 1);
            harness.crash();

            harness.process(NodeHarness.request(0, 2, ManualClock.START.plusSeconds(1)));
            harness.source.answer(1, 2);
            harness.tick();

            assertThat(harness.sent()).containsExactlyInAnyOrder("C1", "C2");
        }
    }

    @Nested
    class Punctuation {

        @Test
        void shouldTickOnlyWhileThereIsSomethingToDo() {
            NodeHarness harness = new NodeHarness(folder, AT_LEAST_ONCE);
            long atStart = harness.ticking();
            harness.process(0, 1);
            harness.process(1, 2);
            long pending = harness.ticking();
            harness.source.answer(1, 2);
            harness.tick();
            long deferred = harness.ticking();

            harness.commit();
            harness.tick();

            assertThat(atStart).isZero();
            assertThat(pending).isEqualTo(1);
            assertThat(deferred).isEqualTo(1);
            assertThat(harness.ticking()).isZero();
        }

        @Test
        void shouldTickOnceAfterSuspensionAndAskAgain() {
            NodeHarness harness = new NodeHarness(folder, AT_LEAST_ONCE);
            harness.process(0, 1);

            harness.suspendAndResume();
            harness.tick();
            harness.source.answer(1);
            harness.tick();

            assertThat(harness.ticking()).isEqualTo(1);
            assertThat(harness.sent()).containsExactly("C1");
        }
    }

    @Nested
    class Close {

        @Test
        void shouldTakeNoNoticeOfAnswerFromBeforeTheSuspension() {
            NodeHarness harness = new NodeHarness(folder, EXACTLY_ONCE);
            harness.process(0, 1);
            CompletableFuture<Outcome<Segment>> early = harness.source.promise(1);
            harness.suspendAndResume();
            harness.tick();

            early.obtrudeValue(Outcome.ok(ManualSource.segment(9)));
            harness.tick();
            harness.source.answer(1);
            harness.tick();

            assertThat(early.isCompletedExceptionally()).isFalse();
            assertThat(harness.sent()).containsExactly("C1");
        }

        @Test
        void shouldNeitherSendNorWriteWhenClosed() {
            NodeHarness harness = new NodeHarness(folder, EXACTLY_ONCE);
            harness.process(0, 1);
            harness.source.answer(1);

            harness.close();

            assertThat(harness.sent()).isEmpty();
            assertThat(harness.stored()).isEqualTo(1);
            assertThat(harness.ticking()).isZero();
            assertThat(harness.load()).isEqualTo(NodeLoad.NONE);
        }

        @Test
        void shouldTellTheSourceThatNobodyWaitsAfterClose() {
            NodeHarness harness = new NodeHarness(folder, EXACTLY_ONCE);
            harness.process(0, 1);

            harness.close();

            assertThat(harness.source.promise(1)).isCancelled();
        }
    }

    private static void answer(NodeHarness harness, int size) {
        harness.process(size, size);
        harness.source.answer(size);
        harness.tick();
    }
}
