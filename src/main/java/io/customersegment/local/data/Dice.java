package io.customersegment.local.data;

import java.util.List;

/**
 * A random number generator whose numbers depend on its seed alone, not on the JDK or the machine (SplitMix64).
 *
 * <p><i>Threads:</i> owned by one.
 */
public final class Dice {

    private static final double UNIT = 0x1p-53;

    private long state;

    /** Creates a generator; each seed has its own stream of numbers. */
    public Dice(long seed) {
        state = seed;
    }

    /** Returns a uniformly distributed number from 0, inclusive, to 1, exclusive. */
    public double share() {
        state += 0x9E3779B97F4A7C15L;
        long bits = (state ^ (state >>> 30)) * 0xBF58476D1CE4E5B9L;
        bits = (bits ^ (bits >>> 27)) * 0x94D049BB133111EBL;
        return ((bits ^ (bits >>> 31)) >>> 11) * UNIT;
    }

    /** Returns a uniformly distributed integer, both bounds inclusive. */
    int between(int low, int high) {
        return low + (int) (share() * (high - low + 1));
    }

    /** Returns true with the given probability. */
    boolean chance(double probability) {
        return share() < probability;
    }

    /** Returns a count from 0 to {@code most}; each increment has the given probability. */
    int repeats(double probability, int most) {
        int count = 0;
        while (count < most && chance(probability)) {
            count++;
        }
        return count;
    }

    /** Returns an index, with a probability proportional to its weight. */
    int weighted(double... weights) {
        double total = 0;
        for (double weight : weights) {
            total += weight;
        }
        double rest = share() * total;
        for (int i = 0; i < weights.length - 1; i++) {
            rest -= weights[i];
            if (rest < 0) {
                return i;
            }
        }
        return weights.length - 1;
    }

    /** Returns one of the choices, uniformly distributed. */
    <T> T oneOf(List<T> choices) {
        return choices.get(between(0, choices.size() - 1));
    }
}
