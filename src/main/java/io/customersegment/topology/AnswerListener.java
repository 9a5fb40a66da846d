package io.customersegment.topology;

import io.customersegment.enrich.Segment;
import io.customersegment.enrich.SegmentSource.CacheUse;
import io.customersegment.outcome.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * Is notified of every answer as it is sent, whether or not its transaction is committed later.
 *
 * <p><i>Threads:</i> called by every stream thread; must neither block nor throw.
 */
@FunctionalInterface
public interface AnswerListener {

    /**
     * Called when a request has been answered.
     *
     * @param cacheUse how the cache took part, null if it was not queried
     * @param replayed whether the request repeats an earlier one
     * @param ageMillis the time from the request's timestamp until now; negative if its sender's clock is ahead
     */
    void answered(Outcome<Segment> outcome, @Nullable CacheUse cacheUse, boolean replayed, long ageMillis);
}
