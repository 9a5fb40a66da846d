package io.customersegment.topology;

/**
 * How busy the asynchronous node is.
 *
 * @param inFlight requests whose answer was asked for and has not come yet
 * @param waiting requests that wait for their turn to be asked
 * @param waitingSince when the oldest of those that wait was stored, milliseconds since 1970; 0 if none waits
 * @param deferred requests that are answered but kept until a commit has made the answer safe
 */
public record Load(int inFlight, int waiting, long waitingSince, int deferred) {

    /** Nothing to do. */
    public static final Load NONE = new Load(0, 0, 0, 0);

    boolean is(int inFlightNow, int waitingNow, long waitingSinceNow, int deferredNow) {
        return inFlight == inFlightNow
                && waiting == waitingNow
                && waitingSince == waitingSinceNow
                && deferred == deferredNow;
    }

    /** Both together. */
    public Load plus(Load other) {
        return new Load(
                inFlight + other.inFlight,
                waiting + other.waiting,
                earliest(waitingSince, other.waitingSince),
                deferred + other.deferred);
    }

    /** The earlier of two times, of which 0 is none. */
    static long earliest(long one, long other) {
        return one == 0 || other == 0 ? Math.max(one, other) : Math.min(one, other);
    }
}
