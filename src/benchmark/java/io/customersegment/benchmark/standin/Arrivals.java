package io.customersegment.benchmark.standin;

import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.stream.IntStream;

/**
 * Records in which millisecond each call arrives, for twenty minutes; later calls are counted in the last millisecond.
 *
 * <p><i>Threads:</i> called by all threads of the stand-in.
 */
final class Arrivals {

    private static final int MILLIS = 20 * 60 * 1000;

    private volatile Notes notes;

    private record Notes(long start, AtomicIntegerArray calls) {}

    /**
     * @param now by {@link System#currentTimeMillis}
     */
    Arrivals(long now) {
        this.notes = new Notes(now, new AtomicIntegerArray(MILLIS));
    }

    /** Records the arrival of a call. */
    void note(long now) {
        Notes current = notes;
        current.calls.incrementAndGet(index(current, now));
    }

    /** Discards all records and starts again. */
    void restart(long now) {
        notes = new Notes(now, new AtomicIntegerArray(MILLIS));
    }

    /** Returns the arrivals up to and including the present millisecond. */
    Timeline timeline(long now) {
        Notes current = notes;
        return new Timeline(
                current.start,
                IntStream.rangeClosed(0, index(current, now))
                        .map(current.calls::get)
                        .toArray());
    }

    private static int index(Notes notes, long now) {
        return (int) Math.max(0, Math.min(MILLIS - 1, now - notes.start));
    }
}
