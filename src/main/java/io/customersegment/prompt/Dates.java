package io.customersegment.prompt;

import io.customersegment.prompt.Points.Point;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads dates of the calendar: 2024, June, 15 June 2024, 2024-06-15, Q2 2024. */
final class Dates {

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
    private final LocalDate day;

    /** Dates in these words; where they leave the year open, it is told from the day. */
    Dates(Words words, LocalDate day) {
        this.words = words;
        this.day = day;
    }

    /** The date that starts at the index, or null. */
    @Nullable
    Point at(int index) {
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
            int at = words.is(index, "year") ? index + 1 : index;
            int year = year(at);
            if (year > 0) {
                LocalDate first = LocalDate.of(year, 1, 1);
                LocalDate last = LocalDate.of(year, 12, 31);
                return new Point(first, last, first, last, at == index, at + 1);
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
        return Points.days(date, date, index + 5);
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
            return Points.days(date, date, i + 1);
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
        return Points.days(first, first.with(TemporalAdjusters.lastDayOfMonth()), year > 0 ? i + 1 : i + 2);
    }

    /** Where no year was said: the last such time that has begun, and the next that has not ended. */
    private Point openYear(LocalDate first, LocalDate last, boolean open, int end) {
        if (!open) {
            return Points.days(first, last, end);
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

    /** The month named at the index, 1 to 12, or 0. */
    int month(int index) {
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
