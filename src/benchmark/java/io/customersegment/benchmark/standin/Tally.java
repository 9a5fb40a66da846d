package io.customersegment.benchmark.standin;

/**
 * The number of calls to the stand-in since its start.
 *
 * @param calls all calls, regardless of their outcome
 * @param throttled the calls that the rate limit refused
 * @param lost the calls that arrived during an outage
 * @param mostAtOnce the maximum number of concurrent calls
 */
public record Tally(long calls, long throttled, long lost, long mostAtOnce) {

    private static final String SEPARATOR = " ";

    /** Parses a text that {@link #text} produced. */
    public static Tally parse(String text) {
        String[] numbers = text.split(SEPARATOR, -1);
        return new Tally(
                Long.parseLong(numbers[0]),
                Long.parseLong(numbers[1]),
                Long.parseLong(numbers[2]),
                Long.parseLong(numbers[3]));
    }

    /** Returns the tally as text. */
    public String text() {
        return calls + SEPARATOR + throttled + SEPARATOR + lost + SEPARATOR + mostAtOnce;
    }
}
