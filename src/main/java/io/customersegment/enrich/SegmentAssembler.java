package io.customersegment.enrich;

import com.github.benmanes.caffeine.cache.Ticker;
import io.customersegment.config.Settings;
import io.customersegment.outcome.Outcome;
import io.customersegment.plan.Query;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;

/**
 * Answers a query with as few calls as needed, concurrently where one does not depend on another.
 *
 * <p>The calls for a segment of M customers, besides one unfiltered call per car model and time to live:
 *
 * <ul>
 *   <li>M below 50, or a requested size below that by interest: 1 call, because the service answers best first;
 *   <li>M below 500: 1, then 1 for the ids alone, then M / 50 slices; a customer's shard follows from its id, so the bounds of
 *       slices that hold at most 50 are known before they are requested;
 *   <li>more by interest, up to a size of 500: the same, because only the best 500 are fetched;
 *   <li>at most 25 by another column: 1, then again with the worst of the best so far as a bound, which leaves at most half of the
 *       customers each time, until an answer is not full;
 *   <li>more by another column: ids by halves of the shards until an answer is not full, and M / 50 slices.
 * </ul>
 *
 * <p><i>Threads:</i> called by any thread, never blocks; a segment is assembled by the threads that complete its calls, one at a
 * time.
 */
public final class SegmentAssembler {

    private static final int CALLS_END_EARLIER = 50;
    private static final Duration MOST_EARLIER = Duration.ofMillis(100);

    private final RecommendationSource source;
    private final SegmentEncoder encoder;
    private final Suppressions suppressions;
    private final TopScores topScores;
    private final Duration deadline;
    private final ScheduledExecutorService timer;
    private final Ticker ticker;
    private final Clock clock;

    /** Creates an assembler that shares no top scores with other instances. */
    public SegmentAssembler(
            RecommendationSource source,
            SegmentEncoder encoder,
            Suppressions suppressions,
            Settings.Node node,
            Settings.Cache cache,
            ScheduledExecutorService timer,
            Ticker ticker,
            Clock clock) {
        this(source, encoder, suppressions, node, cache, Sharing.none(), timer, ticker, clock);
    }

    /**
     * @param source receives each call
     * @param suppressions customers to leave out, so that others take their places
     * @param sharing the top scores that instances share: looked up on a miss, published after a load
     * @param timer runs the action when a deadline passes; it only needs one thread
     * @param ticker measures deadlines and the age of top scores; the same as the source's, {@link Ticker#systemTicker()} except in
     *     tests
     * @param clock determines when a segment was assembled
     */
    public SegmentAssembler(
            RecommendationSource source,
            SegmentEncoder encoder,
            Suppressions suppressions,
            Settings.Node node,
            Settings.Cache cache,
            Sharing sharing,
            ScheduledExecutorService timer,
            Ticker ticker,
            Clock clock) {
        this.source = source;
        this.encoder = encoder;
        this.suppressions = suppressions;
        this.topScores = new TopScores(source, cache.timeToLive(), sharing, ticker);
        this.deadline = node.deadline();
        this.timer = timer;
        this.ticker = ticker;
        this.clock = clock;
    }

    /** How much earlier calls end: a call that ends at its deadline names what it waited for, which the segment itself does not know. */
    private Duration callsEndEarlier() {
        Duration share = deadline.dividedBy(CALLS_END_EARLIER);
        return share.compareTo(MOST_EARLIER) < 0 ? share : MOST_EARLIER;
    }

    /**
     * Loads the query's segment, never an empty one: without customers it is {@code NOBODY_MATCHES} or {@code NO_CUSTOMERS}. The
     * first failure of a call is the segment's, and past the deadline it is {@code DEADLINE_PASSED}.
     */
    public CompletableFuture<Outcome<Segment>> load(Query query) {
        long end = ticker.read() + deadline.toNanos();
        SegmentLoad load = new SegmentLoad(
                query,
                source,
                encoder,
                suppressions,
                clock,
                ticker,
                end,
                end - callsEndEarlier().toNanos());
        return load.start(topScores, timer, deadline);
    }
}
