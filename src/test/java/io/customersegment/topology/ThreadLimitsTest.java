package io.customersegment.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ThreadLimitsTest {

    private static final int CAPACITY = 8;
    private static final long NOW = 1_000_000;

    private final ThreadLimits limits = new ThreadLimits(CAPACITY, 1, 100, 1 << 20, () -> false);

    private final RequestQueues own = new RequestQueues(limits, PendingRequests.senders(), 0);
    private final RequestQueues other = new RequestQueues(limits, PendingRequests.senders(), 1);

    @Test
    void shouldCommitPromptlyOnceForLoneAnswer() {
        limits.answeredUrgently();

        assertThat(limits.commitsPromptly(NOW)).isTrue();
        assertThat(limits.commitsPromptly(NOW + 1_000)).isFalse();
    }

    @Test
    void shouldNotCommitWithoutAnswer() {
        assertThat(limits.commitsPromptly(NOW)).isFalse();
    }

    @Test
    void shouldLeaveAnswersOfBusyThreadToTheCommitInterval() {
        limits.answeredUrgently();
        limits.asked(false);
        own.add(PendingRequests.live(0), null);
        own.add(PendingRequests.live(1), null);

        assertThat(limits.commitsPromptly(NOW)).isFalse();
        assertThat(limits.needsTick(true)).isFalse();
    }

    @Test
    void shouldLetOneTaskOfTheThreadTickForAll() {
        limits.answeredUrgently();

        assertThat(limits.needsTick(false)).isTrue();
        limits.ticks(1);
        assertThat(limits.needsTick(true)).isTrue();
        assertThat(limits.needsTick(false)).isFalse();
        limits.ticks(-1);
        assertThat(limits.needsTick(false)).isTrue();
    }

    @Test
    void shouldSendAtOnceWhileFewAreInFlight() {
        limits.asked(false);

        for (long now = NOW; now < NOW + 100; now++) {
            assertThat(limits.sends(now)).isTrue();
        }
    }

    @Test
    void shouldSendEverySomeMillisecondsWhileHundredsAreInFlight() {
        for (int i = 0; i < 200; i++) {
            limits.asked(false);
        }

        assertThat(LongStream.range(NOW, NOW + 80).filter(limits::sends)).hasSize(20);
        assertThat(limits.sends(NOW - 1_000_000)).as("a clock that jumped back").isTrue();
    }

    @Test
    void shouldLetAnswersComeTogetherBeforeTheNextCommit() {
        answeredAndCommitted(NOW);
        limits.answeredUrgently();

        assertThat(limits.commitsPromptly(NOW + 24)).isFalse();
        assertThat(limits.commitsPromptly(NOW + 25)).isTrue();
    }

    @Test
    void shouldRestLongerAfterSlowCommit() {
        answeredAndCommitted(NOW);
        limits.committed(Duration.ofMillis(30));
        limits.answeredUrgently();

        assertThat(limits.commitsPromptly(NOW + 59)).isFalse();
        assertThat(limits.commitsPromptly(NOW + 60)).isTrue();
    }

    @Test
    void shouldRestNoLongerOnceCommitsAreQuickAgain() {
        answeredAndCommitted(NOW);
        limits.committed(Duration.ofMillis(30));
        limits.committed(Duration.ofMillis(3));
        limits.answeredUrgently();

        assertThat(limits.commitsPromptly(NOW + 25)).isTrue();
    }

    @Test
    void shouldLetOneTaskHaveTheWholeThreadWhileNoOtherWaits() {
        for (int i = 0; i < CAPACITY; i++) {
            assertThat(limits.turn(own)).isTrue();
            own.asked(PendingRequests.live(i));
        }

        assertThat(limits.turn(own)).isFalse();
    }

    @Test
    void shouldGiveWhatGetsFreeToTheTaskThatHasLess() {
        List<Pending> inFlight =
                LongStream.range(0, CAPACITY).mapToObj(PendingRequests::live).toList();
        inFlight.forEach(own::asked);
        own.add(PendingRequests.live(10), null);
        other.add(PendingRequests.live(11), null);

        own.ended(inFlight.get(0));

        assertThat(limits.turn(own)).as("greedy").isFalse();
        assertThat(limits.turn(other)).as("other").isTrue();
    }

    @Test
    void shouldGiveEachTaskItsTurnWhereThereAreMoreTasksThanPlaces() {
        ThreadLimits narrow = new ThreadLimits(1, 1, 100, 1 << 20, () -> false);
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
        boolean before = limits.turn(own);

        other.close();

        assertThat(before).isFalse();
        assertThat(limits.turn(own)).isTrue();
    }

    @Test
    void shouldKnowWhichPartitionsAreFull() {
        for (int i = 0; i < 100; i++) {
            own.enter(PendingRequests.live(i));
        }

        assertThat(limits.full(0)).isTrue();
        assertThat(limits.full(1)).isFalse();
        assertThat(limits.full(2)).as("not ours").isFalse();
    }

    private void answeredAndCommitted(long now) {
        limits.answeredUrgently();
        assertThat(limits.commitsPromptly(now)).isTrue();
    }
}
