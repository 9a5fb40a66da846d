package io.customersegment.prompt;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A day or a month in digits: 2024-11-30, 30/11/2024, 30.11.24, 2024-11, 11/2024.
 *
 * @param iso the date in the form of ISO 8601; it may not exist, such as 31 February
 * @param end the index after its last character in the prompt
 */
record DateNotation(String iso, int end) {

    private static final Pattern ISO_DATE = Pattern.compile("(\\d{4})[-/.](\\d{1,2})[-/.](\\d{1,2})(?![\\d])");
    private static final Pattern DAY_FIRST_DATE = Pattern.compile("(\\d{1,2})([-/.])(\\d{1,2})\\2(\\d{4})(?!\\d)");
    private static final Pattern SHORT_YEAR_DATE =
            Pattern.compile("(\\d{1,2})([/.])(\\d{1,2})\\2((?:1[5-9]|[23]\\d))(?![\\d/]|\\.\\d)");
    private static final Pattern ISO_MONTH = Pattern.compile("(19|20)\\d{2}-(0[1-9]|1[0-2])(?![-/.]?\\d)");
    private static final Pattern MONTH_FIRST = Pattern.compile("(0?[1-9]|1[0-2])/((?:19|20)\\d{2})(?![-/.]?\\d)");

    private static final int CENTURY = 2000;

    /** Returns the date that begins at this index of the prompt, or null if there is none. */
    static @Nullable DateNotation at(String prompt, int start) {
        DateNotation date = day(prompt, start, ISO_DATE, 1, 2, 3);
        if (date == null) {
            date = day(prompt, start, DAY_FIRST_DATE, 4, 3, 1);
        }
        if (date == null) {
            date = day(prompt, start, SHORT_YEAR_DATE, 4, 3, 1);
        }
        return date == null ? month(prompt, start) : date;
    }

    private static @Nullable DateNotation day(String prompt, int start, Pattern pattern, int year, int month, int day) {
        Matcher matcher = pattern.matcher(prompt).region(start, prompt.length());
        if (!matcher.lookingAt() || Characters.isDigit(Characters.at(prompt, start - 1))) {
            return null;
        }
        int number = Integer.parseInt(matcher.group(year));
        String iso = "%04d-%02d-%02d"
                .formatted(
                        number < 100 ? CENTURY + number : number,
                        Integer.parseInt(matcher.group(month)),
                        Integer.parseInt(matcher.group(day)));
        return new DateNotation(iso, matcher.end());
    }

    /** Returns the year and month at this index, or null if there are none: 2024-11, 11/2024. */
    private static @Nullable DateNotation month(String prompt, int start) {
        char before = Characters.at(prompt, start - 1);
        boolean inside = Characters.isDigit(before) || before == '/';
        Matcher iso = ISO_MONTH.matcher(prompt).region(start, prompt.length());
        Matcher monthFirst = MONTH_FIRST.matcher(prompt).region(start, prompt.length());
        if (!inside && iso.lookingAt()) {
            return new DateNotation(iso.group(), iso.end());
        }
        if (!inside && monthFirst.lookingAt()) {
            String text = "%s-%02d".formatted(monthFirst.group(2), Integer.parseInt(monthFirst.group(1)));
            return new DateNotation(text, monthFirst.end());
        }
        return null;
    }

    /** Omits the date, so that it can be logged. */
    @Override
    public String toString() {
        return "DateNotation";
    }
}
