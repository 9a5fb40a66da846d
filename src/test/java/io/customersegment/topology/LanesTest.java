package io.customersegment.topology;

import static io.customersegment.topology.Waiting.live;
import static io.customersegment.topology.Waiting.replayed;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LanesTest {

    private static final int BULK = 10_000;

    private boolean held;
    private final ThreadShare share = new ThreadShare(4, 1, BULK, 1 << 30, () -> held);
    private final Lanes lanes = lanes(share);
    private final HandClock clock = new HandClock();

    @Test
    void shouldLetLiveRequestsGoBeforeReplayedOnesThatCameEarlier() {
        Pending replayed = replayed(0);
        Pending live = live(1);
        add(replayed);
        add(live);

        assertThat(lanes.next()).isSameAs(live);
        assertThat(lanes.next()).isSameAs(replayed);
        assertThat(lanes.next()).isNull();
    }

    @Test
    void shouldLeaveTheRestOfTheCapacityToLiveRequests() {
        Pending first = replayed(0);
        Pending second = replayed(1);
        lanes.asked(first);
        add(second);

        assertThat(lanes.open(true)).isFalse();
        assertThat(lanes.open(false)).isTrue();
        assertThat(lanes.next()).isNull();
        lanes.ended(first);
        assertThat(lanes.next()).isSameAs(second);
    }

    @Test
    void shouldLetNoReplayedRequestGoWhileAnotherTaskHasLiveOnesThatWait() {
        Lanes other = lanes(share);
        Pending replayed = replayed(0);
        add(replayed);
        other.add(live(1), null);

        assertThat(lanes.next()).isNull();
        assertThat(other.next()).isNotNull();
        assertThat(lanes.next()).isSameAs(replayed);
    }

    @Test
    void shouldLetNoReplayedRequestGoWhileTheThreadIsFull() {
        for (int i = 0; i < 4; i++) {
            lanes.asked(live(i));
        }
        add(replayed(4));

        assertThat(lanes.next()).isNull();
    }

    @Test
    void shouldGiveBackWhatItHadWhenItsTaskEnds() {
        Lanes other = lanes(share);
        other.asked(replayed(0));
        other.add(live(1), null);
        boolean before = lanes.open(true);

        other.close();

        assertThat(before).isFalse();
        assertThat(lanes.open(true)).isTrue();
    }

    @Test
    void shouldServeTheSmallSenderNextThoughTenThousandCameBefore() {
        IntStream.range(0, BULK).forEach(i -> add(Waiting.of("bulk", i)));
        Pending small = Waiting.of("small", BULK);
        add(small);

        assertThat(lanes.next()).isNotSameAs(small);
        assertThat(lanes.next()).isSameAs(small);
        assertThat(lanes.senders()).isEqualTo(1);
    }

    @Test
    void shouldServeSendersInTurnAndEachInTheOrderOfItsRequests() {
        add("a", 0, 1, 2, 3);
        add("b", 4, 5);
        add("c", 6);

        assertThat(offsets(7)).containsExactly(0L, 4L, 6L, 1L, 5L, 2L, 3L);
        assertThat(lanes.next()).isNull();
    }

    @Test
    void shouldServeThoseWhoDoNotSayWhoTheyAreAsOneSender() {
        add(null, 0, 1, 2);
        add("x".repeat(257), 3, 4);
        add("b", 5, 6);

        assertThat(offsets(7)).containsExactly(0L, 5L, 1L, 6L, 2L, 3L, 4L);
    }

    @Test
    void shouldForgetSenderOfWhomNoneWaits() {
        add("a", 0);
        add("b", 1, 2);
        offsets(1);

        add("a", 3);

        assertThat(lanes.senders()).isEqualTo(2);
        assertThat(offsets(3)).containsExactly(1L, 3L, 2L);
        assertThat(lanes.senders()).isZero();
    }

    @Test
    void shouldTellSinceWhenTheOldestWaitsWhoeverIsServed() {
        add("a", 5, 6, 7);
        add("b", 8);
        offsets(2);
        long withSecond = lanes.waitingSince();

        offsets(1);

        assertThat(withSecond).isEqualTo(6);
        assertThat(lanes.waitingSince()).isEqualTo(7);
        offsets(1);
        assertThat(lanes.waitingSince()).isZero();
    }

    @Test
    void shouldKeepRequestBehindTheOneWhoseAnswerHasToLeaveFirst() {
        Pending first = Waiting.of("bulk", 2);
        Pending second = Waiting.of("small", 3);
        add("bulk", 0, 1);
        add(first);

        lanes.add(second, first);

        assertThat(offsets(4)).containsExactly(0L, 1L, 2L, 3L);
    }

    @Test
    void shouldGiveRequestItsOwnTurnOnceTheOneBeforeItWasAskedFor() {
        Pending first = Waiting.of("bulk", 0);
        add(first);
        add("bulk", 1, 2);
        offsets(1);

        lanes.add(Waiting.of("small", 3), first);

        assertThat(offsets(3)).containsExactly(1L, 3L, 2L);
    }

    @Test
    void shouldBeFullByTheBytesOfThoseThatWait() {
        ThreadShare narrow = new ThreadShare(4, 1, BULK, 2L * live(0).arrival().size(), () -> false);
        Lanes some = lanes(narrow);
        Pending first = live(0);
        some.enter(first);
        some.asked(first);
        boolean before = some.full();

        some.enter(live(1));

        assertThat(before).isFalse();
        assertThat(some.full()).isTrue();
        some.ended(first);
        some.leave(first);
        assertThat(some.full()).isFalse();
    }

    @Test
    void shouldLeaveRoomForPartitionsOfWhichFewWait() {
        Lanes other = lanes(share);
        IntStream.range(0, BULK).forEach(i -> lanes.enter(live(i)));

        assertThat(lanes.full()).isTrue();
        assertThat(other.full()).isFalse();
        IntStream.range(0, BULK / 2).forEach(i -> other.enter(live(i)));
        assertThat(other.full()).isTrue();
    }

    @Test
    void shouldNotLetTheTaskThatTicksFirstTakeAllThatGetsFree() {
        ThreadShare wide = new ThreadShare(256, 1, BULK, 1 << 30, () -> held);
        Lanes first = lanes(wide);
        Lanes second = lanes(wide);
        IntStream.range(0, 100).forEach(i -> first.add(live(i), null));
        IntStream.range(0, 100).forEach(i -> second.add(live(i), null));
        List<Pending> inFlight = new ArrayList<>();

        for (int round = 0; round < 50; round++) {
            for (Lanes task : List.of(first, second)) {
                while (!held) {
                    Pending next = task.next();
                    if (next == null) {
                        break;
                    }
                    task.asked(next);
                    inFlight.add(next);
                    held = inFlight.size() >= 6; // the rate of calls takes no more
                }
            }
            Pending ended = inFlight.remove(0);
            first.ended(ended);
            second.ended(ended);
            held = false;
        }

        assertThat(second.waiting()).isBetween(70, 82);
        assertThat(first.waiting()).isBetween(63, 75);
    }

    @Test
    void shouldHoldBackSenderThatHasUsedUpItsShareAndNobodyElse() {
        Senders senders = new Senders(Waiting.SENDER, 50, () -> 100, () -> 5, clock);
        Lanes limited = new Lanes(share, senders, 0);
        senders.started("bulk");
        limited.add(Waiting.of("bulk", 0), null);
        limited.add(Waiting.of("bulk", 1), null);
        limited.add(replayed(2), null);
        Pending small = Waiting.of("small", 3);
        limited.add(small, null);
        senders.started("bulk");

        assertThat(limited.next()).isSameAs(small);
        assertThat(limited.held()).isEqualTo(2);
        assertThat(limited.next())
                .as("replayed, for no live one could be asked for")
                .isNotNull();
        assertThat(limited.next()).isNull();
        assertThat(limited.open(Waiting.of("bulk", 4).arrival(), null)).isFalse();
        assertThat(limited.open(Waiting.of("third", 4).arrival(), null)).isTrue();
        clock.advance(Duration.ofMillis(101));
        assertThat(Objects.requireNonNull(limited.next()).arrival().offset()).isZero();
        assertThat(limited.held()).isZero();
    }

    private Lanes lanes(ThreadShare of) {
        return new Lanes(of, Waiting.senders(), 0);
    }

    private void add(Pending pending) {
        lanes.add(pending, null);
    }

    private void add(@Nullable String sender, long... offsets) {
        for (long offset : offsets) {
            add(Waiting.of(sender, offset));
        }
    }

    private List<Long> offsets(int next) {
        return IntStream.range(0, next)
                .mapToObj(i -> Objects.requireNonNull(lanes.next()).arrival().offset())
                .toList();
    }
}
