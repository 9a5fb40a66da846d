package io.customersegment.prompt;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Computes windows relative to the day of reading: the last 6 months, more than a year ago, the next 30 days. */
final class RelativeWindows {

    private RelativeWindows() {}

    /** Returns the last period up to the day: the last 6 months. */
    static Window last(LocalDate day, Period period) {
        LocalDate then = period.before(day);
        return Window.of(Days.from(then), new Days(then, day)).rolling(period);
    }

    /** Returns the next period from the day: the next 30 days. */
    static Window next(LocalDate day, Period period) {
        return Window.of(new Days(day, period.after(day)));
    }

    /** Returns all days more than the period ago. */
    static Window olderThan(LocalDate day, Period period) {
        return Window.of(Days.to(period.before(day).minusDays(1)));
    }

    /** Returns all days at least the period ago. */
    static Window asOldAs(LocalDate day, Period period) {
        return Window.of(Days.to(period.before(day)));
    }

    /** Returns all days less than the period ago. */
    static Window youngerThan(LocalDate day, Period period) {
        return Window.of(Days.from(period.before(day).plusDays(1)));
    }

    /** Returns the days between two periods ago, in either order. */
    static Window between(LocalDate day, Period near, Period far) {
        LocalDate one = near.before(day);
        LocalDate other = far.before(day);
        return Window.of(one.isBefore(other) ? new Days(one, other) : new Days(other, one));
    }

    /** Returns the days between two numbers of a unit ago; null if one of them is not a period. */
    static @Nullable Window ages(LocalDate day, Num first, Num second, Period.Unit unit) {
        Period near = Period.of(first.value(), unit);
        Period far = Period.of(second.value(), unit);
        return near.isNothing() || far.isNothing() ? null : between(day, near, far);
    }

    /** Returns the days between two numbers of a unit from now; open if both ends are excluded. */
    static Window ahead(Match m, boolean open) {
        LocalDate from =
                Period.of(m.get(Num.class).value(), m.get(Period.Unit.class)).after(m.day());
        LocalDate to =
                Period.of(m.get(Num.class, 1).value(), m.get(Period.Unit.class)).after(m.day());
        return Window.of(open ? new Days(from.plusDays(1), to.minusDays(1)) : new Days(from, to));
    }

    /** Returns the window as a duration of the period of the match. */
    static Window duration(Match m, Window began) {
        return began.rolling(m.get(Period.class)).as(Window.Kind.DURATION);
    }
}
