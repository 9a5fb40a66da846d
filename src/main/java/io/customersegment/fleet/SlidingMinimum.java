package io.customersegment.fleet;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The least of the values that were in force within the last while.
 *
 * <p><i>Threads:</i> used by one at a time.
 */
final class SlidingMinimum {

    private final long span;
    private final Deque<Value> values = new ArrayDeque<>();

    private static final class Value {

        private final double number;
        private long until = Long.MAX_VALUE;

        private Value(double number) {
            this.number = number;
        }
    }

    /**
     * Of one value that has always been in force.
     *
     * @param span how far back it looks, in the unit of the times
     */
    SlidingMinimum(long span, double first) {
        this.span = span;
        values.add(new Value(first));
    }

    /** Another value is in force from this time on. */
    void add(double number, long at) {
        values.getLast().until = at;
        while (!values.isEmpty() && values.getLast().number >= number) {
            values.removeLast();
        }
        values.add(new Value(number));
    }

    /** The least value in force at some time from a span before until now. */
    double get(long now) {
        while (values.getFirst().until != Long.MAX_VALUE && now - values.getFirst().until > span) {
            values.removeFirst();
        }
        return values.getFirst().number;
    }
}
