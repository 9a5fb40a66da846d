package io.customersegment.fleet;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The least of the values that were in force within a sliding time span.
 *
 * <p><i>Threads:</i> used by one thread at a time.
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
     * Starts with one value that has always been in force.
     *
     * @param span how far back the minimum looks, in the unit of the times
     */
    SlidingMinimum(long span, double first) {
        this.span = span;
        values.add(new Value(first));
    }

    /** Puts another value in force from the given time on. */
    void add(double number, long at) {
        values.getLast().until = at;
        while (!values.isEmpty() && values.getLast().number >= number) {
            values.removeLast();
        }
        values.add(new Value(number));
    }

    /** Returns the least value in force at some time from a span before {@code now} until {@code now}. */
    double get(long now) {
        while (values.getFirst().until != Long.MAX_VALUE && now - values.getFirst().until > span) {
            values.removeFirst();
        }
        return values.getFirst().number;
    }
}
