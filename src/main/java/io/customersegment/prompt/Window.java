package io.customersegment.prompt;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A time, as alternative intervals of days: one list for dates in the past, and one for dates in the future.
 *
 * @param past the intervals for dates in the past
 * @param ahead the intervals for dates in the future
 * @param kind how it was worded
 * @param length the length of a window that rolls back from today; null for any other
 * @param yearless whether it is a day or a month of a year that was not named
 */
record Window(
        List<Days> past,
        List<Days> ahead,
        Kind kind,
        @Nullable Period length,
        boolean yearless) {

    /** How a window was worded. */
    enum Kind {
        PLAIN,
        /** A length of time: for a state, the time since it began; for something that did not happen, the time in which it did not. */
        DURATION,
        /** All time. */
        ALL_TIME,
        RECENTLY,
        SOON
    }

    Window {
        past = List.copyOf(past);
        ahead = List.copyOf(ahead);
    }

    static Window of(Days past, Days ahead) {
        return new Window(List.of(past), List.of(ahead), Kind.PLAIN, null, false);
    }

    static Window of(Days days) {
        return of(days, days);
    }

    static Window of(Kind kind) {
        return new Window(List.of(Days.ALWAYS), List.of(Days.ALWAYS), kind, null, false);
    }

    /** Returns the days of the point as a window. */
    static Window of(Point point) {
        return new Window(List.of(point.past()), List.of(point.ahead()), Kind.PLAIN, null, point.isYearless());
    }

    /** Returns this window, marked as rolling back from today by the period. */
    Window rolling(Period period) {
        return new Window(past, ahead, kind, period, yearless);
    }

    /** Returns a duration as the window that rolls back from the day by its length, and any other window unchanged. */
    Window rolled(LocalDate day) {
        return kind == Kind.DURATION && length != null
                ? of(Days.from(length.before(day))).rolling(length)
                : this;
    }

    Window as(Kind other) {
        return new Window(past, ahead, other, length, yearless);
    }

    /** Returns a window that means either of the two. */
    Window or(Window other) {
        List<Days> pasts = new ArrayList<>(past);
        pasts.addAll(other.past);
        List<Days> aheads = new ArrayList<>(ahead);
        aheads.addAll(other.ahead);
        return new Window(pasts, aheads, kind, null, yearless && other.yearless);
    }

    /** Returns the intersection of the two windows, each of which must have one alternative. */
    Window and(Window other) {
        return new Window(
                List.of(past.get(0).and(other.past.get(0))),
                List.of(ahead.get(0).and(other.ahead.get(0))),
                kind,
                null,
                false);
    }

    /** Whether it is one plain interval. */
    boolean isPlain() {
        return kind == Kind.PLAIN && past.size() == 1;
    }

    /** Whether it ends before the day for dates in the past, so that later events hide those inside it. */
    boolean endsInPast(LocalDate day) {
        for (Days days : past) {
            if (days.to() != null && days.to().isBefore(day)) {
                return true;
            }
        }
        return false;
    }
}
