package io.customersegment.benchmark.standin;

/**
 * What calls the stand-in has got since it was started.
 *
 * @param calls how many, whatever became of them
 * @param throttled how many of them were refused by the rate limit
 * @param lost how many of them came while it was out of order
 * @param mostAtOnce how many were under way at once, at most
 */
public record Tally(long calls, long throttled, long lost, long mostAtOnce) {

    private static final String SEPARATOR = " ";

    /** The tally in a text that {@link #text} made. */
    public static Tally parse(String text) {
        String[] numbers = text.split(SEPARATOR, -1);
        return new Tally(
                Long.parseLong(numbers[0]),
                Long.parseLong(numbers[1]),
                Long.parseLong(numbers[2]),
                Long.parseLong(numbers[3]));
    }

    /** As text. */
    public String text() {
        return calls + SEPARATOR + throttled + SEPARATOR + lost + SEPARATOR + mostAtOnce;
    }
}
