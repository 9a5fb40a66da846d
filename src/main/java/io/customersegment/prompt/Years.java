package io.customersegment.prompt;

import io.customersegment.catalogue.Column;
import io.customersegment.catalogue.Entry;
import java.time.LocalDate;

/** Determines the year that a number in a prompt stands for: 2024, or 24 close to today. */
final class Years {

    private Years() {}

    /** Returns the year that the number is, or 0 if it is not a year. */
    static int of(Num number) {
        double value = number.value();
        boolean plain = number.unit() == Num.Unit.NONE && !number.isScaled() && value == Math.rint(value);
        return plain && value >= 1900 && value <= 2100 ? (int) value : 0;
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

    /** Whether the number of the match counts its subject, so that it is not a year: more than 2000 web visits, web_visits = 2024. */
    static boolean isCount(Match m) {
        Subject subject = m.get(Subject.class);
        Column number = subject.number();
        if (number == null || !number.whole() || !subject.is(Entry.Trait.AT_LEAST)) {
            return false;
        }
        Node last = m.node(m.size() - 1);
        boolean noun = last.symbol() == Symbol.CONTEXT
                || (last.symbol() == Symbol.SUBJECT && subject.part() == Entry.Part.WHAT);
        boolean compared = m.get(Amount.class).kind() == Amount.Kind.COMPARED;
        boolean signed = subject.column() != null
                && Narrowing.isComparisonSign(m.words(last).get(0));
        return (noun && compared) || signed;
    }
}
