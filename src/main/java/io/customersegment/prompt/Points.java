package io.customersegment.prompt;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Period;
import java.time.temporal.TemporalAdjusters;
import org.jspecify.annotations.Nullable;

/** Reads points of time: last quarter, two years ago, the end of June, and dates. */
final class Points {

    private final Words words;
    private final Numbers numbers;
    private final LocalDate day;
    private final Dates dates;

    /** Points in these words, counted from the day. */
    Points(Words words, Numbers numbers, LocalDate day) {
        this.words = words;
        this.numbers = numbers;
        this.day = day;
        this.dates = new Dates(words, day);
    }

    /**
     * A day, month, quarter or year.
     *
     * @param aheadFirst the first day of the next such time, where the words leave the year open, else the same as {@code first}
     * @param aheadLast the last day of it
     * @param year whether it is a bare year, which could be a plain number too
     */
    record Point(LocalDate first, LocalDate last, LocalDate aheadFirst, LocalDate aheadLast, boolean year, int end) {}

    /** A span of time and the index after it. */
    record Span(Period period, int end) {}

    /** The point that starts at the index, or null. */
    @Nullable
    Point at(int index) {
        int i = words.is(index, "the") ? index + 1 : index;
        Point edge = edge(i);
        if (edge != null) {
            return edge;
        }
        Point named = named(i);
        if (named != null) {
            return named;
        }
        Point ago = ago(i);
        return ago != null ? ago : dates.at(i);
    }

    /** So many days, weeks, months, quarters or years, or null. */
    @Nullable
    Span span(int index) {
        double amount;
        int i;
        Numbers.Numeral number = numbers.at(index);
        if (number != null) {
            amount = number.value();
            i = words.is(number.end(), "-") ? number.end() + 1 : number.end();
        } else if (words.is(index, "half") && words.isAny(index + 1, "a", "year")) {
            amount = 0.5;
            i = words.is(index + 1, "a") ? index + 2 : index + 1;
        } else if (words.isAny(index, "a", "an")) {
            amount = 1;
            i = index + 1;
        } else {
            return null;
        }
        i = words.isAny(i, "calendar", "full", "whole") ? i + 1 : i;
        String unit = unit(i);
        if (unit.isEmpty()) {
            return null;
        }
        i++;
        if (words.is(i, "and") && words.is(i + 1, "a") && words.is(i + 2, "half")) {
            amount += 0.5;
            i += 3;
        }
        Period period = period(amount, unit);
        return period == null ? null : new Span(period, words.is(i, "s") ? i + 1 : i);
    }

    /** The unit of time at the index, empty if there is none. */
    String unit(int index) {
        return switch (words.stem(index)) {
            case "day", "week", "month", "quarter", "year", "fortnight", "decad" -> words.stem(index);
            case "yr" -> "year";
            case "wk" -> "week";
            case "mth", "mo" -> "month";
            default -> "";
        };
    }

    /** One unit of time. */
    static @Nullable Period period(double amount, String unit) {
        double months = switch (unit) {
            case "month" -> amount;
            case "quarter" -> 3 * amount;
            case "year" -> 12 * amount;
            case "decad" -> 120 * amount;
            default -> 0;
        };
        double days = switch (unit) {
            case "day" -> amount;
            case "week" -> 7 * amount;
            case "fortnight" -> 14 * amount;
            default -> 0;
        };
        boolean whole = months == Math.rint(months) && days == Math.rint(days);
        return whole && months >= 0 && days >= 0 && months <= 12_000 && days <= 400_000
                ? Period.of(0, (int) months, (int) days)
                : null;
    }

    /** The whole calendar unit that holds a day. */
    static @Nullable Point whole(LocalDate in, String unit, int end) {
        return switch (unit) {
            case "day" -> days(in, in, end);
            case "week" -> {
                LocalDate monday = in.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
                yield days(monday, monday.plusDays(6), end);
            }
            case "month" -> days(in.withDayOfMonth(1), in.with(TemporalAdjusters.lastDayOfMonth()), end);
            case "quarter" -> {
                LocalDate first = LocalDate.of(in.getYear(), (in.getMonthValue() - 1) / 3 * 3 + 1, 1);
                yield days(first, first.plusMonths(3).minusDays(1), end);
            }
            case "year" -> days(LocalDate.of(in.getYear(), 1, 1), LocalDate.of(in.getYear(), 12, 31), end);
            default -> null;
        };
    }

    /** The days from the first to the last. */
    static Point days(LocalDate first, LocalDate last, int end) {
        return new Point(first, last, first, last, false, end);
    }

    private @Nullable Point edge(int index) {
        boolean start = words.isAny(index, "start", "beginning");
        if (!start && !words.is(index, "end")) {
            return null;
        }
        int i = words.is(index + 1, "of") ? index + 2 : index + 1;
        Point whole = at(i);
        int unitAt = words.is(i, "the") ? i + 1 : i;
        if (whole == null && !unit(unitAt).isEmpty()) {
            whole = whole(day, unit(unitAt), unitAt + 1);
        }
        if (whole == null || i == index + 1) {
            return null;
        }
        return start
                ? new Point(whole.first(), whole.first(), whole.aheadFirst(), whole.aheadFirst(), false, whole.end())
                : new Point(whole.last(), whole.last(), whole.aheadLast(), whole.aheadLast(), false, whole.end());
    }

    private @Nullable Point named(int index) {
        if (words.is(index, "today")) {
            return days(day, day, index + 1);
        }
        if (words.is(index, "yesterday")) {
            return days(day.minusDays(1), day.minusDays(1), index + 1);
        }
        if (words.is(index, "tomorrow")) {
            return days(day.plusDays(1), day.plusDays(1), index + 1);
        }
        int direction = switch (index < words.size() ? words.token(index).text() : "") {
            case "this", "current" -> 0;
            case "last", "previous" -> -1;
            case "next" -> 1;
            default -> 2;
        };
        String unit = unit(index + 1);
        if (direction == 2) {
            return null;
        }
        int month = dates.month(index + 1);
        if (month > 0) {
            LocalDate first = LocalDate.of(day.getYear(), month, 1);
            if (direction < 0 && !first.plusMonths(1).isBefore(day.plusDays(1))) {
                first = first.minusYears(1);
            } else if (direction > 0 && !first.isAfter(day)) {
                first = first.plusYears(1);
            }
            return days(first, first.with(TemporalAdjusters.lastDayOfMonth()), index + 2);
        }
        Period period = unit.isEmpty() || unit.equals("fortnight") || unit.equals("decad") ? null : period(1, unit);
        if (period == null) {
            return null;
        }
        LocalDate in = direction == 0 ? day : direction < 0 ? day.minus(period) : day.plus(period);
        return whole(in, unit, index + 2);
    }

    /** A point counted from the day of the request: two years ago, six months from now. */
    private @Nullable Point ago(int index) {
        Span span = span(index);
        if (span == null) {
            return null;
        }
        if (words.isAny(span.end(), "ago", "back")) {
            LocalDate then = day.minus(span.period());
            return days(then, then, span.end() + 1);
        }
        if (words.is(span.end(), "from") && words.isAny(span.end() + 1, "now", "today")) {
            LocalDate then = day.plus(span.period());
            return days(then, then, span.end() + 2);
        }
        return null;
    }
}
