package io.customersegment.fleet;

import io.customersegment.enrich.CallBudget;
import io.customersegment.wire.BudgetDemand;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * This instance's share of the budget, computed from the records of the budget topic that it has read. The shares of all instances
 * never add up to more than the budget, although they read at different times, and some are slow, dead, or wrongly taken for dead.
 *
 * <p>Two rules ensure that, without a clock that two machines share:
 *
 * <ul>
 *   <li>An instance makes no call unless it knows everything that was on the topic {@link #VALID} ago: it sends a record of its own
 *       at intervals, and once it has read that, it has read all records before it.
 *   <li>It uses no more than the least share that it had at any record that it read within that time. So a decrease counts at once,
 *       and an increase only when every other instance has either read the record that decreases its own share, or makes no call.
 * </ul>
 *
 * <p>Why this suffices: take the end of the topic as it was {@link #VALID} ago. An instance that makes a call now has read to
 * there, and did so since, so it uses no more than its share at that record; and the shares at one record add up to the budget.
 *
 * <p><i>Threads:</i> one thread reads records; the other methods may be called by any thread.
 */
final class SharedBudget implements CallBudget {

    /** How long the knowledge of an instance is valid. */
    static final Duration VALID = Duration.ofSeconds(3);

    /** The time without a record, by the clocks of the brokers, after which an instance is gone. */
    static final Duration GONE = VALID.multipliedBy(2);

    /** The possible error at a start of ages computed from the clocks of brokers. */
    private static final Duration CLOCK_MARGIN = Duration.ofSeconds(1);

    private final String instance;
    private final String run;
    private final int budget;
    private final BudgetShares shares = new BudgetShares(GONE.toMillis());
    private final List<Earlier> earlier = new ArrayList<>();
    private final SlidingMinimum share;
    private boolean joined;
    private long knownUntil;

    /** The share at a record that was read before this instance took part. */
    private record Earlier(double share, long timestamp) {}

    /**
     * Creates a share of zero, which holds until the first record of this instance has been read.
     *
     * @param instance its name, the same after a restart
     * @param run the name of this process
     * @param budget calls per second of all instances together, according to the settings of this one
     */
    SharedBudget(String instance, String run, int budget) {
        this.instance = instance;
        this.run = run;
        this.budget = budget;
        this.share = new SlidingMinimum(VALID.toNanos(), budget);
    }

    /** Returns the demand for this instance to send now. */
    BudgetDemand currentDemand(double demand, long now) {
        return new BudgetDemand(budget, Math.min(demand, budget), run, now);
    }

    /**
     * Applies the next record of the topic.
     *
     * @param said null if that instance left
     * @param timestamp the record's, in milliseconds
     * @param brokerTime whether the timestamp is the broker's
     */
    synchronized void read(String from, @Nullable BudgetDemand said, long timestamp, boolean brokerTime, long now) {
        boolean own = said != null && from.equals(instance) && said.run().equals(run);
        if (joined) {
            shares.apply(from, said, timestamp);
            share.add(shares.shareOf(instance), now);
        } else {
            long gone = shares.expire(timestamp);
            if (gone != Long.MIN_VALUE) {
                earlier.add(new Earlier(beforeJoining(), brokerTime ? gone : Long.MAX_VALUE));
            }
            shares.apply(from, said, timestamp);
            earlier.add(new Earlier(beforeJoining(), brokerTime ? timestamp : Long.MAX_VALUE));
            if (own) {
                join(timestamp, now);
            }
        }
        if (said != null && own) {
            knownUntil = said.sent();
        }
    }

    /** Returns all of the budget while no instance has a share of it, because then no other makes calls. */
    private double beforeJoining() {
        return shares.instances() == 0 ? budget : shares.shareOf(instance);
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

    /** Whether this instance knows the state of the topic, and so may have a share. */
    synchronized boolean known(long now) {
        return joined && !expired(now);
    }

    /** Calls per second of all instances together. */
    synchronized double budget() {
        return shares.instances() == 0 ? budget : shares.budget();
    }

    /** The number of instances that share the budget. */
    synchronized int instances() {
        return shares.instances();
    }
}
