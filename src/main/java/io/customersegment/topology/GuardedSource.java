package io.customersegment.topology;

import io.customersegment.enrich.Backpressure;
import io.customersegment.enrich.Segment;
import io.customersegment.enrich.SegmentSource;
import io.customersegment.outcome.Failure;
import io.customersegment.outcome.Outcome;
import io.customersegment.outcome.Reason;
import io.customersegment.outcome.Stage;
import io.customersegment.outcome.UnquotedFault;
import io.customersegment.plan.Query;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A source that enforces the contract of {@link SegmentSource}: an exception that the source behind it throws for a request becomes a
 * failure of that request, and the stream thread survives.
 */
record GuardedSource(SegmentSource behind) implements SegmentSource {

    private static final Logger LOG = LoggerFactory.getLogger(GuardedSource.class);

    @Override
    public Answer ask(Query query, boolean fresh) {
        try {
            Answer answer = behind.ask(query, fresh);
            Objects.requireNonNull(answer.cacheUse());
            Objects.requireNonNull(answer.segment());
            return answer;
        } catch (Exception | Error bug) {
            return new Answer(CacheUse.MISS, CompletableFuture.completedFuture(broken(bug)));
        }
    }

    @Override
    public @Nullable Answer cached(Query query) {
        try {
            return behind.cached(query);
        } catch (Exception | Error bug) {
            return new Answer(CacheUse.MISS, CompletableFuture.completedFuture(broken(bug)));
        }
    }

    @Override
    public Backpressure backpressure() {
        try {
            return behind.backpressure();
        } catch (RuntimeException bug) { // also called by the consumer, outside of any FaultBarrier
            throw UnquotedFault.of(bug);
        }
    }

    /** Returns the outcome that a segment's future completed with; an exception, or no outcome, becomes a failure. */
    static Outcome<Segment> outcome(@Nullable Outcome<Segment> outcome, @Nullable Throwable bug) {
        if (outcome != null) {
            return outcome;
        }
        return broken(bug == null ? new NullPointerException() : bug);
    }

    /** Returns the outcome of a segment's completed future. */
    static Outcome<Segment> outcome(CompletableFuture<Outcome<Segment>> complete) {
        try {
            return outcome(complete.join(), null);
        } catch (CompletionException | CancellationException bug) {
            return outcome(null, bug);
        }
    }

    private static Outcome<Segment> broken(Throwable bug) {
        if (!(bug instanceof CancellationException)) { // our own cancellation: no request waits any more
            Throwable cause = bug.getCause();
            Bugs.log(LOG, "source broke its promise", Stage.ENRICH, cause == null ? bug : cause);
        }
        return Outcome.failed(new Failure(
                Stage.ENRICH,
                Reason.SOURCE_FAILING,
                "The search for customers broke off because of an error on our side"));
    }
}
