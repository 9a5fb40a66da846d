package io.customersegment.benchmark.standin;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The duration of a call, encoded in the ids of its items, through which it gets into the caller's answer. */
public final class TimeTaken {

    private static final String BEGIN = "C";
    private static final String END = "-";
    private static final Pattern IN_AN_ANSWER = Pattern.compile("\"" + BEGIN + "(\\d+)" + END);

    private TimeTaken() {}

    /** Returns the common prefix of all item ids, with at least the given length. */
    static String idPrefix(long nanos, int length) {
        String told = BEGIN + TimeUnit.NANOSECONDS.toMicros(nanos) + END;
        return told + "x".repeat(Math.max(0, length - told.length()));
    }

    /**
     * Returns the duration in an answer with items, in nanoseconds.
     *
     * @throws IllegalArgumentException if the answer has no items
     */
    public static long nanos(byte[] answer) {
        Matcher matcher = IN_AN_ANSWER.matcher(new String(answer, StandardCharsets.ISO_8859_1));
        if (!matcher.find()) {
            throw new IllegalArgumentException("An answer without items does not tell how long its call took");
        }
        return TimeUnit.MICROSECONDS.toNanos(Long.parseLong(matcher.group(1)));
    }
}
