package io.customersegment.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ThreadShareTest {

    private static final int CAPACITY = 8;
    private static final long NOW = 1_000_000;

    private final ThreadShare share = new ThreadShare(CAPACITY, 1, () -> false);

    @BeforeEach
    void join() {
        share.join();
    }

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
        share.waits(1);

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

    private void answeredAndCommitted(long now) {
        share.answeredUrgently();
        assertThat(share.commitsPromptly(now)).isTrue();
    }
}
