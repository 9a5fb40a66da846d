package io.customersegment.prompt;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * When: alternatives of days, once as they are meant of dates that lie behind and once of dates ahead.
 *
 * @param past for dates that lie behind
 * @param ahead for dates that lie ahead
 * @param kind how it was said
 * @param length the length of a window that rolls back from today; null for any other
 * @param yearless whether it is a day or a month of a year that was not named
 */
record Window(
        List<Days> past,
        List<Days> ahead,
        Kind kind,
        @Nullable Period length,
        boolean yearless) {

    /** How a window was said. */
    enum Kind {
        PLAIN,
        /** For so long: of a state, that it began so long ago; of what did not happen, that it did not in that time. */
        DURATION,
        /** Over all time. */
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

    /** The days of the point. */
    static Window of(Point point) {
        return new Window(List.of(point.past()), List.of(point.ahead()), Kind.PLAIN, null, point.isYearless());
    }

    /** This window, said as the roll of so long back from today. */
    Window rolling(Period period) {
        return new Window(past, ahead, kind, period, yearless);
    }

    Window as(Kind other) {
        return new Window(past, ahead, other, length, yearless);
    }

    /** Either of the two. */
    Window or(Window other) {
        List<Days> pasts = new ArrayList<>(past);
        pasts.addAll(other.past);
        List<Days> aheads = new ArrayList<>(ahead);
        aheads.addAll(other.ahead);
        return new Window(pasts, aheads, kind, null, yearless && other.yearless);
    }

    /** Both of the two; only for windows of one alternative. */
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

    /** Whether it ends before today for dates behind, so that what happened later hides what happened in it. */
    boolean endsInPast(java.time.LocalDate day) {
        for (Days days : past) {
            if (days.to() != null && days.to().isBefore(day)) {
                return true;
            }
        }
        return false;
    }
}
