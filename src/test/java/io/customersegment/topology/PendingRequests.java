package io.customersegment.topology;

import io.customersegment.ManualClock;
import io.customersegment.wire.Arrival;
import io.customersegment.wire.HeaderNames;
import io.customersegment.wire.PendingRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;

/** Creates waiting requests for tests, with the default sender header of the settings, {@value #SENDER}. */
final class PendingRequests {

    static final String SENDER = "segment-sender";

    private PendingRequests() {}

    /** Returns a live request without a sender header. */
    static Pending live(long offset) {
        return pending(offset, List.of());
    }

    /** Returns a live request of the sender; without a sender header if null. */
    static Pending of(@Nullable String sender, long offset) {
        return sender == null ? live(offset) : pending(offset, List.of(header(SENDER, sender)));
    }

    static Pending replayed(long offset) {
        return pending(offset, List.of(header(HeaderNames.REPLAY, "requests-0@0")));
    }

    static Pending pending(long offset, List<Header> headers) {
        return new Pending(new PendingRequest(arrival(offset, headers), offset, 0), null);
    }

    static Arrival arrival(long offset, List<Header> headers) {
        return new Arrival("requests", 0, offset, 0, null, TopologyHarness.top(1), headers);
    }

    static Header header(String name, String value) {
        return new RecordHeader(name, value.getBytes(StandardCharsets.UTF_8));
    }

    /** Returns senders without limits. */
    static Senders senders() {
        return new Senders(SENDER, 100, () -> 400, () -> 1, new ManualClock());
    }
}
