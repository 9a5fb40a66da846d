package io.customersegment.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ThreadShareTest {

    private static final int CAPACITY = 8;
    private static final long NOW = 1_000_000;

    private final ThreadShare share = new ThreadShare(CAPACITY, 1, 100, 1 << 20, () -> false);

    private final Lanes own = new Lanes(share, Waiting.senders(), 0);
    private final Lanes other = new Lanes(share, Waiting.senders(), 1);

    @Test
    void shouldCommitPromptlyOnceForLoneAnswer() {
        share.answeredUrgently();

        assertThat(share.commitsPromptly(NOW)).isTrue();
        assertThat(share.commitsPromptly(NOW + 1_000)).isFalse();
    }

    @Test
    void shouldNotCommitWithoutAnswer() {
        assertThat(share.commitsPromptly(NOW)).isFalse();
    }

    @Test
    void shouldLeaveAnswersOfBusyThreadToTheCommitInterval() {
        share.answeredUrgently();
        share.asked(false);
        own.add(Waiting.live(0), null);
        own.add(Waiting.live(1), null);

        assertThat(share.commitsPromptly(NOW)).isFalse();
        assertThat(share.needsTick(true)).isFalse();
    }

    @Test
    void shouldLetOneTaskOfTheThreadTickForAll() {
        share.answeredUrgently();

        assertThat(share.needsTick(false)).isTrue();
        share.ticks(1);
        assertThat(share.needsTick(true)).isTrue();
        assertThat(share.needsTick(false)).isFalse();
        share.ticks(-1);
        assertThat(share.needsTick(false)).isTrue();
    }

    @Test
    void shouldSendAtOnceWhileFewAreInFlight() {
        share.asked(false);

        for (long now = NOW; now < NOW + 100; now++) {
            assertThat(share.sends(now)).isTrue();
        }
    }

    @Test
    void shouldSendEverySomeMillisecondsWhileHundredsAreInFlight() {
        for (int i = 0; i < 200; i++) {
            share.asked(false);
        }

        assertThat(LongStream.range(NOW, NOW + 80).filter(share::sends)).hasSize(20);
        assertThat(share.sends(NOW - 1_000_000)).as("a clock that jumped back").isTrue();
    }

    @Test
    void shouldLetAnswersComeTogetherBeforeTheNextCommit() {
        answeredAndCommitted(NOW);
        share.answeredUrgently();

        assertThat(share.commitsPromptly(NOW + 24)).isFalse();
        assertThat(share.commitsPromptly(NOW + 25)).isTrue();
    }

    @Test
    void shouldRestLongerAfterSlowCommit() {
        answeredAndCommitted(NOW);
        share.committed(Duration.ofMillis(30));
        share.answeredUrgently();

        assertThat(share.commitsPromptly(NOW + 59)).isFalse();
        assertThat(share.commitsPromptly(NOW + 60)).isTrue();
    }

    @Test
    void shouldRestNoLongerOnceCommitsAreQuickAgain() {
        answeredAndCommitted(NOW);
        share.committed(Duration.ofMillis(30));
        share.committed(Duration.ofMillis(3));
        share.answeredUrgently();

        assertThat(share.commitsPromptly(NOW + 25)).isTrue();
    }

    @Test
    void shouldLetOneTaskHaveTheWholeThreadWhileNoOtherWaits() {
        for (int i = 0; i < CAPACITY; i++) {
            assertThat(share.turn(own)).isTrue();
            own.asked(Waiting.live(i));
        }

        assertThat(share.turn(own)).isFalse();
    }

    @Test
    void shouldGiveWhatGetsFreeToTheTaskThatHasLess() {
        List<Pending> inFlight =
                LongStream.range(0, CAPACITY).mapToObj(Waiting::live).toList();
        inFlight.forEach(own::asked);
        own.add(Waiting.live(10), null);
        other.add(Waiting.live(11), null);

        own.ended(inFlight.get(0));

        assertThat(share.turn(own)).as("greedy").isFalse();
        assertThat(share.turn(other)).as("other").isTrue();
    }

    @Test
    void shouldGiveEachTaskItsTurnWhereThereAreMoreTasksThanPlaces() {
        ThreadShare narrow = new ThreadShare(1, 1, 100, 1 << 20, () -> false);
        Lanes one = new Lanes(narrow, Waiting.senders(), 0);
        new Lanes(narrow, Waiting.senders(), 1).add(Waiting.live(1), null);
        one.add(Waiting.live(0), null);

        assertThat(narrow.turn(one)).isTrue();
    }

    @Test
    void shouldGiveBackWhatATaskHadWhenItEnds() {
        for (int i = 0; i < CAPACITY; i++) {
            other.asked(Waiting.live(i));
        }
        other.add(Waiting.live(8), null);
        boolean before = share.turn(own);

        other.close();

        assertThat(before).isFalse();
        assertThat(share.turn(own)).isTrue();
    }

    @Test
    void shouldKnowWhichPartitionsAreFull() {
        for (int i = 0; i < 100; i++) {
            own.enter(Waiting.live(i));
        }

        assertThat(share.full(0)).isTrue();
        assertThat(share.full(1)).isFalse();
        assertThat(share.full(2)).as("not ours").isFalse();
    }

    private void answeredAndCommitted(long now) {
        share.answeredUrgently();
        assertThat(share.commitsPromptly(now)).isTrue();
    }
}
