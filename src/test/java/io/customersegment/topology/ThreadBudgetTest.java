package io.customersegment.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ThreadBudgetTest {

    private static final int CAPACITY = 8;
    private static final long NOW = 1_000_000;

    private final ThreadBudget threadBudget = new ThreadBudget(CAPACITY, 1, 100, 1 << 20, () -> false);

    private final RequestQueues own = new RequestQueues(threadBudget, PendingRequests.senders(), 0);
    private final RequestQueues other = new RequestQueues(threadBudget, PendingRequests.senders(), 1);

    @Test
    void shouldCommitPromptlyOnceForLoneAnswer() {
        threadBudget.answeredUrgently();

        assertThat(threadBudget.commitsPromptly(NOW)).isTrue();
        assertThat(threadBudget.commitsPromptly(NOW + 1_000)).isFalse();
    }

    @Test
    void shouldNotCommitWithoutAnswer() {
        assertThat(threadBudget.commitsPromptly(NOW)).isFalse();
    }

    @Test
    void shouldLeaveAnswersOfBusyThreadToTheCommitInterval() {
        threadBudget.answeredUrgently();
        threadBudget.asked(false);
        own.add(PendingRequests.live(0), null);
        own.add(PendingRequests.live(1), null);

        assertThat(threadBudget.commitsPromptly(NOW)).isFalse();
        assertThat(threadBudget.needsTick(true)).isFalse();
    }

    @Test
    void shouldLetOneTaskOfTheThreadTickForAll() {
        threadBudget.answeredUrgently();

        assertThat(threadBudget.needsTick(false)).isTrue();
        threadBudget.ticks(1);
        assertThat(threadBudget.needsTick(true)).isTrue();
        assertThat(threadBudget.needsTick(false)).isFalse();
        threadBudget.ticks(-1);
        assertThat(threadBudget.needsTick(false)).isTrue();
    }

    @Test
    void shouldSendAtOnceWhileFewAreInFlight() {
        threadBudget.asked(false);

        for (long now = NOW; now < NOW + 100; now++) {
            assertThat(threadBudget.sends(now)).isTrue();
        }
    }

    @Test
    void shouldSendEverySomeMillisecondsWhileHundredsAreInFlight() {
        for (int i = 0; i < 200; i++) {
            threadBudget.asked(false);
        }

        assertThat(LongStream.range(NOW, NOW + 80).filter(threadBudget::sends)).hasSize(20);
        assertThat(threadBudget.sends(NOW - 1_000_000))
                .as("a clock that jumped back")
                .isTrue();
    }

    @Test
    void shouldLetAnswersComeTogetherBeforeTheNextCommit() {
        answeredAndCommitted(NOW);
        threadBudget.answeredUrgently();

        assertThat(threadBudget.commitsPromptly(NOW + 24)).isFalse();
        assertThat(threadBudget.commitsPromptly(NOW + 25)).isTrue();
    }

    @Test
    void shouldRestLongerAfterSlowCommit() {
        answeredAndCommitted(NOW);
        threadBudget.committed(Duration.ofMillis(30));
        threadBudget.answeredUrgently();

        assertThat(threadBudget.commitsPromptly(NOW + 59)).isFalse();
        assertThat(threadBudget.commitsPromptly(NOW + 60)).isTrue();
    }

    @Test
    void shouldRestNoLongerOnceCommitsAreQuickAgain() {
        answeredAndCommitted(NOW);
        threadBudget.committed(Duration.ofMillis(30));
        threadBudget.committed(Duration.ofMillis(3));
        threadBudget.answeredUrgently();

        assertThat(threadBudget.commitsPromptly(NOW + 25)).isTrue();
    }

    @Test
    void shouldLetOneTaskHaveTheWholeThreadWhileNoOtherWaits() {
        for (int i = 0; i < CAPACITY; i++) {
            assertThat(threadBudget.turn(own)).isTrue();
            own.asked(PendingRequests.live(i));
        }

        assertThat(threadBudget.turn(own)).isFalse();
    }

    @Test
    void shouldGiveWhatGetsFreeToTheTaskThatHasLess() {
        List<Pending> inFlight =
                LongStream.range(0, CAPACITY).mapToObj(PendingRequests::live).toList();
        inFlight.forEach(own::asked);
        own.add(PendingRequests.live(10), null);
        other.add(PendingRequests.live(11), null);

        own.ended(inFlight.get(0));

        assertThat(threadBudget.turn(own)).as("greedy").isFalse();
        assertThat(threadBudget.turn(other)).as("other").isTrue();
    }

    @Test
    void shouldGiveEachTaskItsTurnWhereThereAreMoreTasksThanPlaces() {
        ThreadBudget narrow = new ThreadBudget(1, 1, 100, 1 << 20, () -> false);
        RequestQueues one = new RequestQueues(narrow, PendingRequests.senders(), 0);
        new RequestQueues(narrow, PendingRequests.senders(), 1).add(PendingRequests.live(1), null);
        one.add(PendingRequests.live(0), null);

        assertThat(narrow.turn(one)).isTrue();
    }

    @Test
    void shouldGiveBackWhatATaskHadWhenItEnds() {
        for (int i = 0; i < CAPACITY; i++) {
            other.asked(PendingRequests.live(i));
        }
        other.add(PendingRequests.live(8), null);
        boolean before = threadBudget.turn(own);

        other.close();

        assertThat(before).isFalse();
        assertThat(threadBudget.turn(own)).isTrue();
    }

    @Test
    void shouldKnowWhichPartitionsAreFull() {
        for (int i = 0; i < 100; i++) {
            own.enter(PendingRequests.live(i));
        }

        assertThat(threadBudget.full(0)).isTrue();
        assertThat(threadBudget.full(1)).isFalse();
        assertThat(threadBudget.full(2)).as("not ours").isFalse();
    }

    private void answeredAndCommitted(long now) {
        threadBudget.answeredUrgently();
        assertThat(threadBudget.commitsPromptly(now)).isTrue();
    }
}
