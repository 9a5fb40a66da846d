package io.customersegment.topology;

import io.customersegment.criteria.Intent;
import io.customersegment.outcome.Outcome;
import io.customersegment.request.SegmentRequest;
import io.customersegment.wire.ReadingHeaders;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the stages make of a record's bytes on a day: filled in stage by stage by the first request that has them, or by {@link
 * ReadAhead} before it comes, and found by those that follow.
 *
 * <p><i>Threads:</i> shared by all stream threads and those that read ahead; a thread that needs what another is filling in blocks until
 * that is done.
 */
final class Understanding {

    private volatile @Nullable Outcome<SegmentRequest> request;
    private volatile @Nullable Outcome<Interpreted> interpreted;
    private volatile @Nullable ParsedRequest parsed;

    /** What the prompt asks for, and what the answer says about that. */
    record Interpreted(Intent intent, ReadingHeaders headers) {}

    /** Has all of it filled in at once before a request comes, unless one has come. */
    synchronized void ahead(Runnable allStages) {
        if (request == null) {
            allStages.run();
        }
    }

    /** Passes the first stage, unless that was done before. */
    void request(Supplier<Outcome<SegmentRequest>> stage) {
        if (request == null) {
            synchronized (this) {
                request = request == null ? stage.get() : request;
            }
        }
    }

    /** Passes the second stage, unless that was done before. */
    void interpreted(Function<Outcome<SegmentRequest>, Outcome<Interpreted>> stage) {
        if (interpreted == null) {
            synchronized (this) {
                interpreted = interpreted == null ? stage.apply(passed(request)) : interpreted;
            }
        }
    }

    /** Passes the third stage, unless that was done before. */
    void parsed(Function<Outcome<Interpreted>, ParsedRequest> stage) {
        if (parsed == null) {
            synchronized (this) {
                parsed = parsed == null ? stage.apply(passed(interpreted)) : parsed;
            }
        }
    }

    /** The request as it was read. */
    ParsedRequest parsed() {
        return passed(parsed);
    }

    private static <T> T passed(@Nullable T made) {
        if (made == null) {
            throw new IllegalStateException("A stage was left out");
        }
        return made;
    }
}
