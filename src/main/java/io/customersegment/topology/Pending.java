package io.customersegment.topology;

import io.customersegment.enrich.Segment;
import io.customersegment.enrich.SegmentSource;
import io.customersegment.outcome.Outcome;
import io.customersegment.wire.Arrival;
import io.customersegment.wire.PendingRequest;
import io.customersegment.wire.ReadingHeaders;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * A request between its arrival and its answer.
 *
 * <p><i>Threads:</i> owned by the stream thread; any thread may {@link #settle}, which succeeds once.
 */
final class Pending {

    private final Bytes key;
    private final PendingRequest request;
    private @Nullable ParsedRequest parsed;
    private final boolean replayed;
    private final AtomicReference<Outcome<Segment>> outcome = new AtomicReference<>();
    private SegmentSource.@Nullable Answer asked;
    private String sender = "";
    private double charged;
    private long expiresAt;
    private boolean ready;
    private int turns;

    /**
     * @param parsed what the stages made of it, null for a request that was found in the store and not read again yet
     */
    Pending(PendingRequest request, @Nullable ParsedRequest parsed) {
        this.key = PendingRequest.key(request.arrival());
        this.request = request;
        this.parsed = parsed;
        this.replayed = request.arrival().replayed();
    }

    /** Its key in the store. */
    Bytes key() {
        return key;
    }

    /** What is kept of it. */
    PendingRequest request() {
        return request;
    }

    /** Where it came from. */
    Arrival arrival() {
        return request.arrival();
    }

    /** What the stages made of it, null if it was found in the store and not read again yet. */
    @Nullable
    ParsedRequest parsed() {
        return parsed;
    }

    /** Remembers what the stages made of it when they read it again. */
    void parsed(ParsedRequest again) {
        parsed = again;
    }

    /** What its answer says about how it was read. */
    ReadingHeaders headers() {
        return parsed == null ? ReadingHeaders.none() : parsed.headers();
    }

    /** Remembers in whose queue it waited, or whose share of the calls it takes. */
    void sentBy(String name) {
        sender = name;
    }

    /** In whose queue it waited, or whose share of the calls it takes; empty if neither. */
    String sender() {
        return sender;
    }

    /** Remembers how many calls its sender was charged for. */
    void charged(double calls) {
        charged = calls;
    }

    /** How many calls its sender was charged for, 0 if for none. */
    double charged() {
        return charged;
    }

    /** Sets when it fails if it has no outcome by then, milliseconds since 1970. */
    void expiresAt(long millis) {
        expiresAt = millis;
    }

    /** When it fails if it has no outcome by then, milliseconds since 1970; only for one that was asked for. */
    long expiresAt() {
        return expiresAt;
    }

    /** Whether it repeats an earlier request, so that live ones go first. */
    boolean replayed() {
        return replayed;
    }

    /** Gives it its outcome; false if it has one already, which stays. Any thread. */
    boolean settle(Outcome<Segment> end) {
        return outcome.compareAndSet(null, end);
    }

    /** Its outcome, null if it has none yet. */
    @Nullable
    Outcome<Segment> outcome() {
        return outcome.get();
    }

    /** Remembers what the source promised. */
    void asked(SegmentSource.Answer answer) {
        asked = answer;
        turns++;
    }

    /** How often the source was asked, by this process. */
    int turns() {
        return turns;
    }

    /** Forgets its outcome and what the source promised, so that it can wait for another turn. Nobody else may settle it any more. */
    void waitAgain() {
        outcome.set(null);
        asked = null;
        charged = 0;
    }

    /** What the source promised, null if it was not asked. */
    SegmentSource.@Nullable Answer asked() {
        return asked;
    }

    /** Notes that the stream thread knows of its outcome. */
    void markReady() {
        ready = true;
    }

    /** Whether the stream thread knows of its outcome. */
    boolean ready() {
        return ready;
    }

    /** Tells the source that nobody waits any more. */
    void cancel() {
        if (asked != null) {
            asked.segment().cancel(true);
        }
    }
}
