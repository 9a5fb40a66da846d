package io.customersegment.topology;

/**
 * How busy the asynchronous node is.
 *
 * @param inFlight requests whose answer was asked for and is not there yet
 * @param waiting requests that wait for their turn to be asked
 * @param deferred requests that are answered but kept until a commit has made the answer safe
 */
public record Load(int inFlight, int waiting, int deferred) {

    /** Nothing to do. */
    public static final Load NONE = new Load(0, 0, 0);

    boolean is(int inFlightNow, int waitingNow, int deferredNow) {
        return inFlight == inFlightNow && waiting == waitingNow && deferred == deferredNow;
    }

    /** Both together. */
    public Load plus(Load other) {
        return new Load(inFlight + other.inFlight, waiting + other.waiting, deferred + other.deferred);
    }
}
