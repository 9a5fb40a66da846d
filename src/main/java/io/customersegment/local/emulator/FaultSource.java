package io.customersegment.local.emulator;

import io.customersegment.local.data.Dice;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Decides for each call whether and how it fails.
 *
 * <p><i>Threads:</i> shared by all.
 */
final class FaultSource {

    private static final double NANOS_PER_SECOND = 1e9;

    private final LongSupplier nanoTime;
    private final Dice dice;
    private Faults faults = Faults.none();
    private final Map<Fault, Integer> next = new EnumMap<>(Fault.class);
    private double permits;
    private long filledAt;

    /**
     * @param nanoTime the clock of the rate limit
     * @param seed the seed of random latencies and faults
     */
    FaultSource(LongSupplier nanoTime, long seed) {
        this.nanoTime = nanoTime;
        this.dice = new Dice(seed);
    }

    /**
     * The outcome of a call.
     *
     * @param fault null if the call is answered
     * @param nanos the nanoseconds until it is answered or fails
     */
    record Fate(@Nullable Fault fault, long nanos) {}

    /** Applies the faults from now on. */
    synchronized void set(Faults wanted) {
        faults = wanted;
        next.clear();
        next.putAll(wanted.next());
        permits = wanted.callsPerSecond();
        filledAt = nanoTime.getAsLong();
    }

    /** Decides the outcome of the next call. */
    synchronized Fate fate() {
        return new Fate(fault(), faults.latency().nanos(dice.share(), dice.share()));
    }

    private @Nullable Fault fault() {
        if (faults.callsPerSecond() > 0 && !permitted()) {
            return Fault.THROTTLED;
        }
        for (Map.Entry<Fault, Integer> entry : next.entrySet()) {
            if (entry.getValue() > 0) {
                entry.setValue(entry.getValue() - 1);
                return entry.getKey();
            }
        }
        double rest = dice.share();
        for (Fault fault : Fault.values()) {
            rest -= faults.probability().getOrDefault(fault, 0.0);
            if (rest < 0) {
                return fault;
            }
        }
        return null;
    }

    /** Takes a permit, if there is one, from a token bucket that holds the permits of one second. */
    private boolean permitted() {
        long now = nanoTime.getAsLong();
        double rate = faults.callsPerSecond();
        permits = Math.min(rate, permits + (now - filledAt) * rate / NANOS_PER_SECOND);
        filledAt = now;
        boolean permitted = permits >= 1;
        permits -= permitted ? 1 : 0;
        return permitted;
    }
}
