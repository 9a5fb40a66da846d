package io.customersegment.benchmark.standin;

import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.stream.IntStream;

/**
 * Notes in which millisecond each call comes in, for twenty minutes; those that come later count as of the last of these.
 *
 * <p><i>Threads:</i> called by all of the stand-in's.
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

    /** A call comes in. */
    void note(long now) {
        Notes current = notes;
        current.calls.incrementAndGet(index(current, now));
    }

    /** Forgets what it has noted. */
    void restart(long now) {
        notes = new Notes(now, new AtomicIntegerArray(MILLIS));
    }

    /** What it has noted, the present millisecond included. */
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
