package io.customersegment.enrich;

/**
 * The rate of calls in force: the budget until the service throttles, then a lower rate that grows back along TCP CUBIC's curve
 * (RFC 9438, section 4): quickly at first, slowly near the rate that was too high, and quickly again once that rate has proved
 * possible.
 *
 * <p>A cut starts from the rate at which calls really went out, which may be far below the budget, and from no less than the calls
 * that the service took within the last second. Throttled answers to calls that went out before a cut cause no other.
 *
 * <p><i>Threads:</i> thread-safe.
 */
final class AdaptiveRate {

    /** Gentler than CUBIC's 0.7, because a throttled call costs no more than its repetition: 2 % below the possible rate on average. */
    private static final double CUT = 0.95;

    /** CUBIC's constant C, in calls per second per cubic second. */
    private static final double GROWTH = 0.4;

    private static final double LEAST = 1;
    private static final double SECOND = 1e9;

    private final CallBudget budget;
    private final RecentCount sent;
    private final RecentCount taken;
    private boolean cut;
    private long cutAt;
    private double tooMuch;
    private double secondsToRegrow;

    /**
     * @param budget the upper limit
     * @param now nanoseconds of the ticker that all methods are called with
     */
    AdaptiveRate(CallBudget budget, long now) {
        this.budget = budget;
        this.sent = new RecentCount(now);
        this.taken = new RecentCount(now);
    }

    /** The rate in calls per second: 0 if the budget allows none, otherwise at least 1 or all that the budget allows. */
    synchronized double perSecond(long now) {
        double most = budget.perSecond(now);
        if (!cut) {
            return most;
        }
        double beyond = (now - cutAt) / SECOND - secondsToRegrow;
        return Math.min(most, Math.max(LEAST, tooMuch + GROWTH * beyond * beyond * beyond));
    }

    /** The recent rate of calls sent, per second. */
    synchronized double sentPerSecond(long now) {
        return sent.perSecond(now);
    }

    /** Records that a call goes out. */
    synchronized void sent(long now) {
        sent.add(now);
    }

    /** Records that the service took a call, whatever it answered. */
    synchronized void taken(long now) {
        taken.add(now);
    }

    /**
     * Records that the service throttled a call.
     *
     * @param sentAt when the call went out
     */
    synchronized void throttled(long sentAt, long now) {
        if (cut && sentAt - cutAt <= 0) {
            return;
        }
        double before = Math.min(perSecond(now), sent.latestPerSecond(now));
        tooMuch = Math.max(Math.max(LEAST, before), Math.min(budget.perSecond(now), taken.lastSecond(now)));
        secondsToRegrow = Math.cbrt(tooMuch * (1 - CUT) / GROWTH);
        cutAt = now;
        cut = true;
    }
}
