package io.customersegment.prompt;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Period;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads points of the calendar: 2024, June, 15 June 2024, Q2 2024, last quarter, two years ago. */
final class Points {

    static final List<String> MONTHS = List.of(
            "january",
            "february",
            "march",
            "april",
            "may",
            "june",
            "july",
            "august",
            "september",
            "october",
            "november",
            "december");
    private static final Map<String, Integer> ORDINALS =
            Map.of("first", 1, "second", 2, "third", 3, "fourth", 4, "1st", 1, "2nd", 2, "3rd", 3, "4th", 4);

    private final Words words;
    private final Numbers numbers;
    private final LocalDate day;

    /** Points in these words, counted from the day. */
    Points(Words words, Numbers numbers, LocalDate day) {
        this.words = words;
        this.numbers = numbers;
        this.day = day;
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
        return ago != null ? ago : date(i);
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

    private static Point days(LocalDate first, LocalDate last, int end) {
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
        int month = month(index + 1);
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

    private @Nullable Point date(int index) {
        try {
            Point iso = iso(index);
            if (iso != null) {
                return iso;
            }
            Point part = partOfYear(index);
            if (part != null) {
                return part;
            }
            int dayOfMonth = dayOfMonth(index);
            int of = words.is(index + 1, "of") ? index + 2 : index + 1;
            if (dayOfMonth > 0 && month(of) > 0) {
                return dayIn(month(of), dayOfMonth, of + 1);
            }
            int month = month(index);
            if (month > 0) {
                int at = words.is(index + 1, "the") ? index + 2 : index + 1;
                int later = dayOfMonth(at);
                if (later > 0 && year(at) < 0) {
                    return dayIn(month, later, at + 1);
                }
                return monthIn(month, index + 1);
            }
            int year = year(index);
            if (year > 0) {
                LocalDate first = LocalDate.of(year, 1, 1);
                LocalDate last = LocalDate.of(year, 12, 31);
                return new Point(first, last, first, last, true, index + 1);
            }
            return null;
        } catch (DateTimeException noSuchDay) {
            return null;
        }
    }

    private @Nullable Point iso(int index) {
        boolean dashed = words.isAny(index + 1, "-", "/");
        if (year(index) < 0 || !dashed || !words.is(index + 3, words.stem(index + 1)) || index + 4 >= words.size()) {
            return null;
        }
        Token month = words.token(index + 2);
        Token dayOfMonth = words.token(index + 4);
        if (!month.isNumber() || !dayOfMonth.isNumber()) {
            return null;
        }
        LocalDate date = LocalDate.of(year(index), (int) month.number(), (int) dayOfMonth.number());
        return days(date, date, index + 5);
    }

    private @Nullable Point partOfYear(int index) {
        String text = index < words.size() ? words.token(index).text() : "";
        int number = 0;
        int months = 3;
        int i = index + 1;
        if (text.length() == 2
                && (text.charAt(0) == 'q' || text.charAt(0) == 'h')
                && Character.isDigit(text.charAt(1))) {
            number = text.charAt(1) - '0';
            months = text.charAt(0) == 'q' ? 3 : 6;
        } else if (ORDINALS.containsKey(text) && words.isAny(i, "quarter", "half")) {
            number = ORDINALS.getOrDefault(text, 0);
            months = words.is(i, "quarter") ? 3 : 6;
            i++;
        }
        if (number < 1 || number > 12 / months) {
            return null;
        }
        i = words.is(i, "of") ? i + 1 : i;
        boolean thisYear = words.is(i, "this") && words.is(i + 1, "year");
        boolean lastYear = words.is(i, "last") && words.is(i + 1, "year");
        int year = year(i);
        int from = day.getYear();
        if (year > 0) {
            from = year;
            i++;
        } else if (thisYear || lastYear) {
            from = lastYear ? from - 1 : from;
            i += 2;
        }
        LocalDate first = LocalDate.of(from, (number - 1) * months + 1, 1);
        boolean open = year < 0 && !thisYear && !lastYear;
        return openYear(first, first.plusMonths(months).minusDays(1), open, i);
    }

    private Point dayIn(int month, int dayOfMonth, int index) {
        int i = words.isAny(index, ",", "of") ? index + 1 : index;
        int year = year(i);
        if (year > 0) {
            LocalDate date = LocalDate.of(year, month, dayOfMonth);
            return days(date, date, i + 1);
        }
        LocalDate date = LocalDate.of(day.getYear(), month, dayOfMonth);
        return openYear(date, date, true, index);
    }

    private Point monthIn(int month, int index) {
        int i = words.isAny(index, "of", ",") ? index + 1 : index;
        int year = year(i);
        boolean last = words.is(i, "last") && words.is(i + 1, "year");
        boolean current = words.is(i, "this") && words.is(i + 1, "year");
        if (year < 0 && !last && !current) {
            LocalDate first = LocalDate.of(day.getYear(), month, 1);
            return openYear(first, first.with(TemporalAdjusters.lastDayOfMonth()), true, index);
        }
        LocalDate first = LocalDate.of(year > 0 ? year : last ? day.getYear() - 1 : day.getYear(), month, 1);
        return days(first, first.with(TemporalAdjusters.lastDayOfMonth()), year > 0 ? i + 1 : i + 2);
    }

    /** Where no year was said: the last such time that has begun, and the next that has not ended. */
    private Point openYear(LocalDate first, LocalDate last, boolean open, int end) {
        if (!open) {
            return days(first, last, end);
        }
        boolean begun = !first.isAfter(day);
        boolean ended = last.isBefore(day);
        LocalDate pastFirst = begun ? first : first.minusYears(1);
        LocalDate pastLast = begun ? last : last.minusYears(1);
        return new Point(
                pastFirst,
                pastLast.getMonthValue() == 2 && pastLast.getDayOfMonth() >= 28
                        ? pastLast.with(TemporalAdjusters.lastDayOfMonth())
                        : pastLast,
                ended ? first.plusYears(1) : first,
                ended ? last.plusYears(1) : last,
                false,
                end);
    }

    private int month(int index) {
        String text = index < words.size() ? words.token(index).text() : "";
        if (text.length() < 3 || (text.equals("may") && !monthLike(index))) {
            return 0;
        }
        for (int i = 0; i < MONTHS.size(); i++) {
            String month = MONTHS.get(i);
            if (month.equals(text)
                    || (text.length() <= 4 && !text.equals("mar") && month.startsWith(text))
                    || (text.equals("mar") && i == 2)
                    || (text.equals("sept") && i == 8)) {
                return i + 1;
            }
        }
        return 0;
    }

    /** Whether "may" is the month: a year, a day or a word of time stands beside it. */
    private boolean monthLike(int index) {
        return year(index + 1) > 0
                || dayOfMonth(index + 1) > 0
                || dayOfMonth(index - 1) > 0
                || words.isAny(
                        index - 1, "in", "since", "before", "after", "until", "last", "of", "and", "from", "during",
                        "between");
    }

    private int year(int index) {
        if (index < 0 || index >= words.size() || !words.token(index).isNumber()) {
            return -1;
        }
        Token token = words.token(index);
        boolean four = token.text().length() == 4 && token.to() - token.from() == 4;
        return four && token.number() >= 1900 && token.number() < 2200 ? (int) token.number() : -1;
    }

    private int dayOfMonth(int index) {
        if (index < 0 || index >= words.size()) {
            return -1;
        }
        Token token = words.token(index);
        if (token.isNumber()) {
            return token.number() >= 1 && token.number() <= 31 && token.number() == Math.rint(token.number())
                    ? (int) token.number()
                    : -1;
        }
        String text = token.text();
        Integer ordinal = ORDINALS.get(text);
        if (ordinal != null) {
            return ordinal;
        }
        int digits = text.length() - 2;
        boolean ends = text.endsWith("th") || text.endsWith("st") || text.endsWith("nd") || text.endsWith("rd");
        if (!ends
                || digits < 1
                || digits > 2
                || !Character.isDigit(text.charAt(0))
                || !Character.isDigit(text.charAt(digits - 1))) {
            return -1;
        }
        int number = Integer.parseInt(text.substring(0, digits));
        return number >= 1 && number <= 31 ? number : -1;
    }
}
