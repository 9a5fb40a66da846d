package io.customersegment.prompt;

import java.time.LocalDate;
import java.util.List;

/** Determines the year that a number in a prompt stands for: 2024, or 24 close to today. */
final class Years {

    static final int FIRST = 1900;
    static final int LAST = 2100;

    private Years() {}

    /** Returns the year that the number is, or 0 if it is not a year. */
    static int of(Num number) {
        double value = number.value();
        boolean plain = number.unit() == Num.Unit.NONE && !number.isScaled() && value == Math.rint(value);
        return plain && isYear(value) ? (int) value : 0;
    }

    /** Whether all bounds of the amount could be years. */
    static boolean areYears(Amount amount) {
        return amount.ranges().stream()
                .allMatch(range -> (range.low() == Amount.NONE || isYear(range.low()))
                        && (range.high() == Amount.ENDLESS || isYear(range.high())));
    }

    /** Whether the number is in the range of years. */
    static boolean isYear(double number) {
        return number >= FIRST && number <= LAST;
    }

    /** Returns the year of the number with this index: four digits, or two within three years of the day's year; 0 if it is not a year. */
    static int ofOrNear(Match m, int index) {
        Num number = m.get(Num.class, index);
        int year = of(number);
        return year == 0 ? near(number, m.words(m.node(m.size() - 1)).get(0), m.day(), 3) : year;
    }

    /** Returns the year that two digits are short for, if it is at most the given number of years from the day's; 0 otherwise. */
    static int near(Num number, Token digits, LocalDate day, int most) {
        boolean two = digits.text().matches("\\d\\d") && digits.suffix().isEmpty() && number.unit() == Num.Unit.NONE;
        int year = two && !number.isScaled() ? 2000 + (int) number.value() : 0;
        return year != 0 && Math.abs(year - day.getYear()) <= most ? year : 0;
    }

    /** Whether the unit of the match is a year. */
    static boolean isYear(Match m) {
        return m.get(Period.Unit.class).months() == 12;
    }

    /** Whether the only number of the words is like a year and counts things: more than 2000, 2020 or more, 2000+. */
    static boolean isCount(List<Token> words) {
        List<Token> numbers = words.stream().filter(Token::isNumber).toList();
        return numbers.size() == 1
                && isYear(numbers.get(0).number())
                && words.stream()
                        .anyMatch(word -> word.is(WordGroup.COUNT_COMPARISON) || (word.is("+") && !word.spaced()));
    }
}
