package io.customersegment.benchmark.standin;

import java.util.Arrays;
import java.util.List;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The number of calls that arrived in each millisecond of a period.
 *
 * <p>Moments are those of {@link System#currentTimeMillis}.
 */
public final class Timeline {

    private static final int SECOND = 1000;
    private static final String SEPARATOR = " ";

    private final long start;
    private final int[] calls;

    /**
     * @param start the first millisecond
     * @param calls the number of calls in that millisecond and in each that follows
     */
    public Timeline(long start, int[] calls) {
        this.start = start;
        this.calls = calls.clone();
    }

    /** Parses a text that {@link #text} produced. */
    public static Timeline parse(String text) {
        String[] numbers = text.split(SEPARATOR, -1);
        return new Timeline(
                Long.parseLong(numbers[0]),
                Arrays.stream(numbers).skip(1).mapToInt(Integer::parseInt).toArray());
    }

    /** Returns the timeline as text. */
    public String text() {
        StringJoiner text = new StringJoiner(SEPARATOR).add(Long.toString(start));
        for (int count : calls) {
            text.add(Integer.toString(count));
        }
        return text.toString();
    }

    /** Returns the part from one moment, inclusive, to another, exclusive. */
    public Timeline between(long from, long to) {
        int first = index(from);
        return new Timeline(start + first, Arrays.copyOfRange(calls, first, Math.max(first, index(to))));
    }

    private int index(long moment) {
        return (int) Math.max(0, Math.min(calls.length, moment - start));
    }

    /** Returns the total number of calls. */
    public int calls() {
        return Arrays.stream(calls).sum();
    }

    /** Returns the length in seconds. */
    public double seconds() {
        return (double) calls.length / SECOND;
    }

    /** Returns the maximum number of calls in any interval of the given length. */
    public int mostIn(int seconds) {
        int span = seconds * SECOND;
        int within = 0;
        int most = 0;
        for (int i = 0; i < calls.length; i++) {
            within += calls[i] - (i < span ? 0 : calls[i - span]);
            most = Math.max(most, within);
        }
        return most;
    }

    /** Returns the number of calls in each second of the clock; the first and the last second may be partial. */
    public List<Integer> bySecondOfTheClock() {
        int ahead = Math.floorMod(start, SECOND);
        return IntStream.range(0, (ahead + calls.length + SECOND - 1) / SECOND)
                .mapToObj(second -> between(
                                start - ahead + (long) second * SECOND, start - ahead + (second + 1L) * SECOND)
                        .calls())
                .toList();
    }

    /** Returns {@link #bySecondOfTheClock} in a line. */
    @Override
    public String toString() {
        return bySecondOfTheClock().stream().map(String::valueOf).collect(Collectors.joining(SEPARATOR));
    }
}
