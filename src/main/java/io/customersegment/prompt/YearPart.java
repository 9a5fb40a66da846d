package io.customersegment.prompt;

import io.customersegment.prompt.Point.Kind;
import java.time.LocalDate;

/** A numbered part of a year: a month, a quarter or a half. */
record YearPart(int index, int months) {

    int start() {
        return (index - 1) * months + 1;
    }

    int end() {
        return index * months;
    }

    Point in(int year) {
        LocalDate first = LocalDate.of(year, start(), 1);
        return Point.of(first, first.plusMonths(months).minusDays(1), months == 1 ? Kind.MONTH : Kind.QUARTER);
    }
}
