package io.customersegment.prompt;

import java.time.Period;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of time, as the words leave it open: which one is meant depends on what it is said of.
 *
 * @param past the days meant of something that lies behind
 * @param ahead the days meant of something that lies ahead
 * @param lasting the days on which a state began that is said to last so long, or null where nothing of the kind was said
 * @param rolling the span that it reaches back from the day of the request, or null if it is no such span
 * @param kind whether the words name it themselves
 * @param end the index after it
 */
record Window(
        Days past,
        Days ahead,
        @Nullable Days lasting,
        @Nullable Period rolling,
        Kind kind,
        int end) {

    /** Whether the words name the days themselves or leave them to what is spoken of. */
    enum Kind {
        NAMED,
        LATELY,
        SOON
    }

    /** From day to day, both included, as epoch days; the ends of time are {@link Long#MIN_VALUE} and {@link Long#MAX_VALUE}. */
    record Days(long from, long to) {

        static final long BEGINNING = Long.MIN_VALUE;
        static final long END = Long.MAX_VALUE;

        /** From the day on. */
        static Days from(long day) {
            return new Days(day, END);
        }

        /** To the day, included. */
        static Days to(long day) {
            return new Days(BEGINNING, day);
        }
    }

    /** A window of named days, whatever it is said of. */
    static Window of(Days days, int end) {
        return new Window(days, days, null, null, Kind.NAMED, end);
    }

    /** The same with another end. */
    Window endingAt(int index) {
        return new Window(past, ahead, lasting, rolling, kind, index);
    }
}
