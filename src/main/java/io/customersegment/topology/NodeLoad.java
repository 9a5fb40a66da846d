package io.customersegment.topology;

/**
 * The load of the asynchronous node.
 *
 * @param inFlight requests for which the source was called and has not answered yet
 * @param waiting requests that wait for their turn to be started
 * @param held requests that wait only because their senders have used up their share of the calls
 * @param senders senders with waiting requests, counted in each partition
 * @param waitingSince the time at which the oldest waiting request was stored, milliseconds since 1970; 0 if none waits
 * @param deferred requests that are answered but stored until a commit has made the answer safe
 */
public record NodeLoad(int inFlight, int waiting, int held, int senders, long waitingSince, int deferred) {

    /** The load of an idle node. */
    public static final NodeLoad NONE = new NodeLoad(0, 0, 0, 0, 0, 0);

    boolean matches(RequestQueues queues, int deferredNow) {
        return inFlight == queues.inFlight()
                && waiting == queues.waiting()
                && held == queues.held()
                && senders == queues.senders()
                && waitingSince == queues.waitingSince()
                && deferred == deferredNow;
    }

    static NodeLoad of(RequestQueues queues, int deferred) {
        return new NodeLoad(
                queues.inFlight(), queues.waiting(), queues.held(), queues.senders(), queues.waitingSince(), deferred);
    }

    /** Returns the sum of both loads. */
    public NodeLoad plus(NodeLoad other) {
        return new NodeLoad(
                inFlight + other.inFlight,
                waiting + other.waiting,
                held + other.held,
                senders + other.senders,
                earliest(waitingSince, other.waitingSince),
                deferred + other.deferred);
    }

    /** Returns the earlier of two times, where 0 means none. */
    static long earliest(long one, long other) {
        return one == 0 || other == 0 ? Math.max(one, other) : Math.min(one, other);
    }
}
