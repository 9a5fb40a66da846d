package io.customersegment.topology;

/**
 * How busy the asynchronous node is.
 *
 * @param inFlight requests whose answer was asked for and has not come yet
 * @param waiting requests that wait for their turn to be asked
 * @param held how many of those wait only because their senders have used up their share of the calls
 * @param senders how many senders wait, counted in each partition
 * @param waitingSince when the oldest of those that wait was stored, milliseconds since 1970; 0 if none waits
 * @param deferred requests that are answered but kept until a commit has made the answer safe
 */
public record Load(int inFlight, int waiting, int held, int senders, long waitingSince, int deferred) {

    /** Nothing to do. */
    public static final Load NONE = new Load(0, 0, 0, 0, 0, 0);

    boolean is(Lanes lanes, int deferredNow) {
        return inFlight == lanes.inFlight()
                && waiting == lanes.waiting()
                && held == lanes.held()
                && senders == lanes.senders()
                && waitingSince == lanes.waitingSince()
                && deferred == deferredNow;
    }

    static Load of(Lanes lanes, int deferred) {
        return new Load(
                lanes.inFlight(), lanes.waiting(), lanes.held(), lanes.senders(), lanes.waitingSince(), deferred);
    }

    /** Both together. */
    public Load plus(Load other) {
        return new Load(
                inFlight + other.inFlight,
                waiting + other.waiting,
                held + other.held,
                senders + other.senders,
                earliest(waitingSince, other.waitingSince),
                deferred + other.deferred);
    }

    /** The earlier of two times, of which 0 is none. */
    static long earliest(long one, long other) {
        return one == 0 || other == 0 ? Math.max(one, other) : Math.min(one, other);
    }
}
