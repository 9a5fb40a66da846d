package io.customersegment.topology;

import static io.customersegment.topology.PendingRequests.live;
import static io.customersegment.topology.PendingRequests.replayed;
import static org.assertj.core.api.Assertions.assertThat;

import io.customersegment.ManualClock;
import io.customersegment.enrich.Segment;
import io.customersegment.enrich.SegmentSource;
import io.customersegment.enrich.SegmentSource.CacheUse;
import io.customersegment.outcome.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RequestQueuesTest {

    private static final int BULK = 10_000;

    private boolean held;
    private final ThreadLimits limits = new ThreadLimits(4, 1, BULK, 1 << 30, () -> held);
    private final RequestQueues queues = queues(limits);
    private final ManualClock clock = new ManualClock();

    @Test
    void shouldLetLiveRequestsGoBeforeReplayedOnesThatCameEarlier() {
        Pending replayed = replayed(0);
        Pending live = live(1);
        add(replayed);
        add(live);

        assertThat(queues.next()).isSameAs(live);
        assertThat(queues.next()).isSameAs(replayed);
        assertThat(queues.next()).isNull();
    }

    @Test
    void shouldLeaveTheRestOfTheCapacityToLiveRequests() {
        Pending first = replayed(0);
        Pending second = replayed(1);
        queues.asked(first);
        add(second);

        assertThat(queues.open(true)).isFalse();
        assertThat(queues.open(false)).isTrue();
        assertThat(queues.next()).isNull();
        queues.ended(first);
        assertThat(queues.next()).isSameAs(second);
    }

    @Test
    void shouldLetNoReplayedRequestGoWhileAnotherTaskHasLiveOnesThatWait() {
        RequestQueues other = queues(limits);
        Pending replayed = replayed(0);
        add(replayed);
        other.add(live(1), null);

        assertThat(queues.next()).isNull();
        assertThat(other.next()).isNotNull();
        assertThat(queues.next()).isSameAs(replayed);
    }

    @Test
    void shouldLetNoReplayedRequestGoWhileTheThreadIsFull() {
        for (int i = 0; i < 4; i++) {
            queues.asked(live(i));
        }
        add(replayed(4));

        assertThat(queues.next()).isNull();
    }

    @Test
    void shouldGiveBackWhatItHadWhenItsTaskEnds() {
        RequestQueues other = queues(limits);
        other.asked(replayed(0));
        other.add(live(1), null);
        boolean before = queues.open(true);

        other.close();

        assertThat(before).isFalse();
        assertThat(queues.open(true)).isTrue();
    }

    @Test
    void shouldServeTheSmallSenderNextThoughTenThousandCameBefore() {
        IntStream.range(0, BULK).forEach(i -> add(PendingRequests.of("bulk", i)));
        Pending small = PendingRequests.of("small", BULK);
        add(small);

        assertThat(queues.next()).isNotSameAs(small);
        assertThat(queues.next()).isSameAs(small);
        assertThat(queues.senders()).isEqualTo(1);
    }

    @Test
    void shouldServeSendersInTurnAndEachInTheOrderOfItsRequests() {
        add("a", 0, 1, 2, 3);
        add("b", 4, 5);
        add("c", 6);

        assertThat(offsets(7)).containsExactly(0L, 4L, 6L, 1L, 5L, 2L, 3L);
        assertThat(queues.next()).isNull();
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

        assertThat(queues.senders()).isEqualTo(2);
        assertThat(offsets(3)).containsExactly(1L, 3L, 2L);
        assertThat(queues.senders()).isZero();
    }

    @Test
    void shouldTellSinceWhenTheOldestWaitsWhoeverIsServed() {
        add("a", 5, 6, 7);
        add("b", 8);
        offsets(2);
        long withSecond = queues.waitingSince();

        offsets(1);

        assertThat(withSecond).isEqualTo(6);
        assertThat(queues.waitingSince()).isEqualTo(7);
        offsets(1);
        assertThat(queues.waitingSince()).isZero();
    }

    @Test
    void shouldKeepRequestBehindTheOneWhoseAnswerHasToLeaveFirst() {
        Pending first = PendingRequests.of("bulk", 2);
        Pending second = PendingRequests.of("small", 3);
        add("bulk", 0, 1);
        add(first);

        queues.add(second, first);

        assertThat(offsets(4)).containsExactly(0L, 1L, 2L, 3L);
    }

    @Test
    void shouldGiveRequestItsOwnTurnOnceTheOneBeforeItWasAskedFor() {
        Pending first = PendingRequests.of("bulk", 0);
        add(first);
        add("bulk", 1, 2);
        offsets(1);

        queues.add(PendingRequests.of("small", 3), first);

        assertThat(offsets(3)).containsExactly(1L, 3L, 2L);
    }

    @Test
    void shouldBeFullByTheBytesOfThoseThatWait() {
        ThreadLimits narrow =
                new ThreadLimits(4, 1, BULK, 2L * live(0).arrival().size(), () -> false);
        RequestQueues some = queues(narrow);
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
        RequestQueues other = queues(limits);
        IntStream.range(0, BULK).forEach(i -> queues.enter(live(i)));

        assertThat(queues.full()).isTrue();
        assertThat(other.full()).isFalse();
        IntStream.range(0, BULK / 2).forEach(i -> other.enter(live(i)));
        assertThat(other.full()).isTrue();
    }

    @Test
    void shouldNotLetTheTaskThatTicksFirstTakeAllThatGetsFree() {
        ThreadLimits wide = new ThreadLimits(256, 1, BULK, 1 << 30, () -> held);
        RequestQueues first = queues(wide);
        RequestQueues second = queues(wide);
        IntStream.range(0, 100).forEach(i -> first.add(live(i), null));
        IntStream.range(0, 100).forEach(i -> second.add(live(i), null));
        List<Pending> inFlight = new ArrayList<>();

        for (int round = 0; round < 50; round++) {
            for (RequestQueues task : List.of(first, second)) {
                while (!held) {
                    Pending next = task.next();
                    if (next == null) {
                        break;
                    }
                    task.asked(next);
                    inFlight.add(next);
                    held = inFlight.size() >= 6; // the call rate allows no more
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
        Senders senders = new Senders(PendingRequests.SENDER, 50, () -> 100, () -> 5, clock);
        RequestQueues limited = new RequestQueues(limits, senders, 0);
        senders.started("bulk");
        limited.add(PendingRequests.of("bulk", 0), null);
        limited.add(PendingRequests.of("bulk", 1), null);
        limited.add(replayed(2), null);
        Pending small = PendingRequests.of("small", 3);
        limited.add(small, null);
        senders.started("bulk");

        assertThat(limited.next()).isSameAs(small);
        assertThat(limited.held()).isEqualTo(2);
        assertThat(limited.next())
                .as("replayed, for no live one could be asked for")
                .isNotNull();
        assertThat(limited.next()).isNull();
        assertThat(limited.open(PendingRequests.of("bulk", 4).arrival(), null)).isFalse();
        assertThat(limited.open(PendingRequests.of("third", 4).arrival(), null)).isTrue();
        clock.advance(Duration.ofMillis(101));
        assertThat(Objects.requireNonNull(limited.next()).arrival().offset()).isZero();
        assertThat(limited.held()).isZero();
    }

    @Test
    void shouldChargeSenderForALoadAsUsualAndThenForTheCallsThatItTook() {
        Senders senders = new Senders(PendingRequests.SENDER, 50, () -> 100, () -> 5, clock);
        RequestQueues limited = new RequestQueues(limits, senders, 0);
        Pending first = started("bulk", 0, CacheUse.MISS);
        Pending second = started("bulk", 1, CacheUse.MISS);
        Pending hit = started("small", 2, CacheUse.HIT);

        List.of(first, second, hit).forEach(limited::asked);
        boolean openWhileLoading = senders.open("bulk");
        List.of(first, second).forEach(load -> {
            load.settle(Outcome.failed(Segment.nobody()));
            limited.ended(load);
        });

        assertThat(first.charged()).isEqualTo(5);
        assertThat(hit.charged()).isZero();
        assertThat(openWhileLoading).isFalse();
        assertThat(senders.open("bulk")).as("two calls instead of ten").isTrue();
    }

    private static Pending started(String sender, long offset, CacheUse cacheUse) {
        Pending pending = PendingRequests.of(sender, offset);
        pending.asked(new SegmentSource.Answer(cacheUse, new CompletableFuture<>()));
        return pending;
    }

    private RequestQueues queues(ThreadLimits of) {
        return new RequestQueues(of, PendingRequests.senders(), 0);
    }

    private void add(Pending pending) {
        queues.add(pending, null);
    }

    private void add(@Nullable String sender, long... offsets) {
        for (long offset : offsets) {
            add(PendingRequests.of(sender, offset));
        }
    }

    private List<Long> offsets(int next) {
        return IntStream.range(0, next)
                .mapToObj(i -> Objects.requireNonNull(queues.next()).arrival().offset())
                .toList();
    }
}
