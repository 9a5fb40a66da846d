package io.customersegment.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.customersegment.wire.Arrival;
import io.customersegment.wire.HeaderNames;
import io.customersegment.wire.PendingRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.junit.jupiter.api.Test;

class LanesTest {

    private final ThreadShare share = new ThreadShare(4, 1, () -> false);
    private final Lanes lanes = new Lanes(share);

    @Test
    void shouldLetLiveRequestsGoBeforeReplayedOnesThatCameEarlier() {
        Pending replayed = replayed(0);
        Pending live = live(1);
        lanes.add(replayed);
        lanes.add(live);

        assertThat(lanes.next()).isSameAs(live);
        assertThat(lanes.next()).isSameAs(replayed);
        assertThat(lanes.next()).isNull();
    }

    @Test
    void shouldLeaveTheRestOfTheCapacityToLiveRequests() {
        Pending first = replayed(0);
        Pending second = replayed(1);
        lanes.asked(first);
        lanes.add(second);

        assertThat(lanes.open(true)).isFalse();
        assertThat(lanes.open(false)).isTrue();
        assertThat(lanes.next()).isNull();
        lanes.ended(first);
        assertThat(lanes.next()).isSameAs(second);
    }

    @Test
    void shouldLetNoReplayedRequestGoWhileAnotherTaskHasLiveOnesThatWait() {
        Lanes other = new Lanes(share);
        Pending replayed = replayed(0);
        lanes.add(replayed);
        other.add(live(1));

        assertThat(lanes.next()).isNull();
        assertThat(other.next()).isNotNull();
        assertThat(lanes.next()).isSameAs(replayed);
    }

    @Test
    void shouldLetNoReplayedRequestGoWhileTheThreadIsFull() {
        for (int i = 0; i < 4; i++) {
            lanes.asked(live(i));
        }
        lanes.add(replayed(4));

        assertThat(lanes.next()).isNull();
    }

    @Test
    void shouldGiveBackWhatItHadWhenItsTaskEnds() {
        Lanes other = new Lanes(share);
        other.asked(replayed(0));
        other.add(live(1));
        boolean before = lanes.open(true);

        other.close();

        assertThat(before).isFalse();
        assertThat(lanes.open(true)).isTrue();
    }

    private static Pending live(long offset) {
        return pending(offset, List.of());
    }

    private static Pending replayed(long offset) {
        return pending(
                offset, List.of(new RecordHeader(HeaderNames.REPLAY, "requests-0@0".getBytes(StandardCharsets.UTF_8))));
    }

    private static Pending pending(long offset, List<Header> headers) {
        return new Pending(
                new PendingRequest(new Arrival("requests", 0, offset, 0, null, House.top(1), headers), 0, 0), null);
    }
}
