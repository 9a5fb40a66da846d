package io.customersegment.topology;

import io.customersegment.enrich.Segment;
import io.customersegment.enrich.SegmentSource;
import io.customersegment.outcome.Outcome;
import io.customersegment.wire.Arrival;
import io.customersegment.wire.PendingRequest;
import io.customersegment.wire.ReadingHeaders;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * A request between its arrival and its answer.
 *
 * <p><i>Threads:</i> owned by the stream thread; any thread may use the {@link #settlement} of a turn, which succeeds once.
 */
final class Pending {

    private final Bytes key;
    private final PendingRequest request;
    private @Nullable ParsedRequest parsed;
    private final boolean replayed;
    private AtomicReference<Outcome<Segment>> outcome = new AtomicReference<>();
    private SegmentSource.@Nullable Answer asked;
    private boolean extraTurnTaken;
    private String sender = "";
    private double charged;
    private long expiresAt;
    private boolean ready;
    private int turns;

    /**
     * @param parsed the parsed request, null if it was restored from the store and not read again yet
     */
    Pending(PendingRequest request, @Nullable ParsedRequest parsed) {
        this.key = PendingRequest.key(request.arrival());
        this.request = request;
        this.parsed = parsed;
        this.replayed = request.arrival().replayed();
    }

    /** The key of the request in the store. */
    Bytes key() {
        return key;
    }

    /** The form in which the store holds the request. */
    PendingRequest request() {
        return request;
    }

    /** The record of the request as it arrived. */
    Arrival arrival() {
        return request.arrival();
    }

    /** The parsed request, null if it was restored from the store and not read again yet. */
    @Nullable
    ParsedRequest parsed() {
        return parsed;
    }

    /** Sets the parsed form of a restored request. */
    void parsed(ParsedRequest again) {
        parsed = again;
    }

    /** The headers that report in the answer how the prompt was read. */
    ReadingHeaders headers() {
        return parsed == null ? ReadingHeaders.none() : parsed.headers();
    }

    /** Sets the sender in whose queue the request waited, or whose share of the calls it uses. */
    void sentBy(String name) {
        sender = name;
    }

    /** The sender in whose queue the request waited, or whose share of the calls it uses; empty if neither. */
    String sender() {
        return sender;
    }

    /** Sets the number of calls that the sender was charged for. */
    void charged(double calls) {
        charged = calls;
    }

    /** The number of calls that the sender was charged for, 0 if none. */
    double charged() {
        return charged;
    }

    /** Sets the time at which the request fails if it has no outcome by then, milliseconds since 1970. */
    void expiresAt(long millis) {
        expiresAt = millis;
    }

    /** The time at which the request fails if it has no outcome by then, milliseconds since 1970; only valid once it was started. */
    long expiresAt() {
        return expiresAt;
    }

    /** Whether the request repeats an earlier one; live requests go before it. */
    boolean replayed() {
        return replayed;
    }

    /** Sets the outcome. Returns false and keeps the existing outcome if there is one. */
    boolean settle(Outcome<Segment> end) {
        return settlement().test(end);
    }

    /**
     * Returns a function that sets the outcome of the present turn and can be called by any thread. It returns false if the turn
     * has its outcome, and does not affect later turns.
     */
    Predicate<Outcome<Segment>> settlement() {
        AtomicReference<Outcome<Segment>> turn = outcome;
        return end -> turn.compareAndSet(null, end);
    }

    /** The outcome, null if there is none yet. */
    @Nullable
    Outcome<Segment> outcome() {
        return outcome.get();
    }

    /** Sets the answer of the source, and counts the turn. */
    void asked(SegmentSource.Answer answer) {
        asked = answer;
        turns++;
    }

    /** The number of times that this process has called the source for the request. */
    int turns() {
        return turns;
    }

    /** Clears the outcome and the answer of the source, so that the request can wait for another turn. */
    void waitAgain() {
        outcome = new AtomicReference<>();
        asked = null;
        charged = 0;
    }

    /** The answer of the source, null if the source was not called. */
    SegmentSource.@Nullable Answer asked() {
        return asked;
    }

    /** Takes the one extra turn of a request that joined a load which was late. Returns false if it has been taken before. */
    boolean takeExtraTurn() {
        boolean left = !extraTurnTaken;
        extraTurnTaken = true;
        return left;
    }

    /** Records that the stream thread has seen the outcome. */
    void markReady() {
        ready = true;
    }

    /** Whether the stream thread has seen the outcome. */
    boolean ready() {
        return ready;
    }

    /** Notifies the source that this request no longer waits for the answer. */
    void cancel() {
        if (asked != null) {
            asked.segment().cancel(true);
        }
    }
}
