package io.customersegment.prompt;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * An interval of days, both ends included.
 *
 * @param from null if it has no beginning
 * @param to null if it has no end
 */
record Days(@Nullable LocalDate from, @Nullable LocalDate to) {

    static final Days ALWAYS = new Days(null, null);

    /** The empty interval: a future date of a past event, or a past date of a future event. */
    static final Days NEVER = new Days(LocalDate.of(9999, 12, 31), LocalDate.of(1, 1, 1));

    static Days from(@Nullable LocalDate day) {
        return new Days(day, null);
    }

    static Days to(@Nullable LocalDate day) {
        return new Days(null, day);
    }

    /** Returns the intersection, which may be empty: then it ends before it begins. */
    Days and(Days other) {
        LocalDate low = from == null || (other.from != null && other.from.isAfter(from)) ? other.from : from;
        LocalDate high = to == null || (other.to != null && other.to.isBefore(to)) ? other.to : to;
        return new Days(low, high);
    }

    boolean isEmpty() {
        return from != null && to != null && to.isBefore(from);
    }
}
