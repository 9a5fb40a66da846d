package io.customersegment.fleet;

import io.customersegment.enrich.CallBudget;
import io.customersegment.wire.BudgetDemand;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * This instance's share of the budget, out of what it has read of the budget topic. The shares of all instances never add up to more than
 * the budget, although each reads when it can, some are slow, and some are dead or only taken for it.
 *
 * <p>Two rules do that, and no clock that two machines share:
 *
 * <ul>
 *   <li>An instance makes no call unless it knows everything that was on the topic {@link #VALID} ago: it sends a record of its own every
 *       now and then, and what came before one that it has read, it has read too.
 *   <li>It uses no more than the least share that it had at any record that it read within that time. So less counts at once, and more
 *       only when every other instance has either read what gives it less, or makes no call.
 * </ul>
 *
 * <p>Why this suffices: take the end of the topic as it was {@link #VALID} ago. Whoever makes a call now has read to there, and did so
 * since, so uses no more than its share at that record; and the shares at one record add up to the budget.
 *
 * <p><i>Threads:</i> one reads, any may ask.
 */
final class SharedBudget implements CallBudget {

    /** How long what an instance knows is good for. */
    static final Duration VALID = Duration.ofSeconds(3);

    /** An instance that has said nothing for so long, by the time of the brokers, is gone. */
    static final Duration GONE = VALID.multipliedBy(2);

    /** By how much ages that were told by the clocks of brokers may be wrong at a start. */
    private static final Duration CLOCK_MARGIN = Duration.ofSeconds(1);

    private final String instance;
    private final String run;
    private final int budget;
    private final Demands demands = new Demands(GONE.toMillis());
    private final List<Earlier> earlier = new ArrayList<>();
    private final SlidingMinimum share;
    private boolean joined;
    private long knownUntil;

    /** The share at a record that was read before this instance was one of those that share. */
    private record Earlier(double share, long timestamp) {}

    /**
     * A share of nothing, until the first record of this instance has been read.
     *
     * @param instance its name, the same after a restart
     * @param run the name of this process
     * @param budget calls a second of all instances together, by the settings of this one
     */
    SharedBudget(String instance, String run, int budget) {
        this.instance = instance;
        this.run = run;
        this.budget = budget;
        this.share = new SlidingMinimum(VALID.toNanos(), budget);
    }

    /** What this instance says now. */
    BudgetDemand said(double demand, long now) {
        return new BudgetDemand(budget, Math.min(demand, budget), run, now);
    }

    /**
     * Takes the next record of the topic.
     *
     * @param said null if that instance left
     * @param timestamp the record's, in milliseconds
     * @param brokerTime whether the timestamp is the broker's
     */
    synchronized void read(String from, @Nullable BudgetDemand said, long timestamp, boolean brokerTime, long now) {
        boolean own = said != null && from.equals(instance) && said.run().equals(run);
        if (joined) {
            demands.apply(from, said, timestamp);
            share.add(demands.shareOf(instance), now);
        } else {
            long gone = demands.expire(timestamp);
            if (gone != Long.MIN_VALUE) {
                earlier.add(new Earlier(beforeJoining(), brokerTime ? gone : Long.MAX_VALUE));
            }
            demands.apply(from, said, timestamp);
            earlier.add(new Earlier(beforeJoining(), brokerTime ? timestamp : Long.MAX_VALUE));
            if (own) {
                join(timestamp, now);
            }
        }
        if (said != null && own) {
            knownUntil = said.sent();
        }
    }

    /** All of the budget while nobody has a share of it, for then nobody else makes calls. */
    private double beforeJoining() {
        return demands.instances() == 0 ? budget : demands.shareOf(instance);
    }

    private void join(long timestamp, long now) {
        for (Earlier one : earlier) {
            long age = one.timestamp == Long.MAX_VALUE ? 0 : timestamp - one.timestamp - CLOCK_MARGIN.toMillis();
            share.add(one.share, now - TimeUnit.MILLISECONDS.toNanos(Math.max(0, age)));
        }
        earlier.clear();
        joined = true;
    }

    private boolean expired(long now) {
        return now - knownUntil > VALID.toNanos();
    }

    @Override
    public synchronized double perSecond(long now) {
        return !joined || expired(now) ? 0 : share.get(now);
    }

    /** Whether this instance knows what is on the topic, and so may have a share. */
    synchronized boolean known(long now) {
        return joined && !expired(now);
    }

    /** Calls a second of all instances together. */
    synchronized double budget() {
        return demands.instances() == 0 ? budget : demands.budget();
    }

    /** How many instances share the budget. */
    synchronized int instances() {
        return demands.instances();
    }
}
