package io.customersegment.benchmark.standin;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How long a call took, told by the ids of its items: from there it gets into the answer of whoever made the call. */
public final class TimeTaken {

    private static final String BEGIN = "C";
    private static final String END = "-";
    private static final Pattern IN_AN_ANSWER = Pattern.compile("\"" + BEGIN + "(\\d+)" + END);

    private TimeTaken() {}

    /** What the ids of all items begin with: at least so many characters. */
    static String idPrefix(long nanos, int length) {
        String told = BEGIN + TimeUnit.NANOSECONDS.toMicros(nanos) + END;
        return told + "x".repeat(Math.max(0, length - told.length()));
    }

    /**
     * The time in an answer with items, in nanoseconds.
     *
     * @throws IllegalArgumentException if it has no items
     */
    public static long nanos(byte[] answer) {
        Matcher matcher = IN_AN_ANSWER.matcher(new String(answer, StandardCharsets.ISO_8859_1));
        if (!matcher.find()) {
            throw new IllegalArgumentException("An answer without items does not tell how long its call took");
        }
        return TimeUnit.MICROSECONDS.toNanos(Long.parseLong(matcher.group(1)));
    }
}
