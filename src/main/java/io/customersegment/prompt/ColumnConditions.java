package io.customersegment.prompt;

import io.customersegment.catalogue.Column;
import io.customersegment.criteria.Condition;
import io.customersegment.criteria.Values;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** Builds conditions on the values of a column: that there is one, that it is one of some texts, that a date lies within some days. */
final class ColumnConditions {

    private ColumnConditions() {}

    /** Returns the condition that the column has a value. */
    static Condition known(Column column) {
        return Condition.test(column, Values.not(column, Values.onlyNull(column)));
    }

    /** Returns the condition that the column of the text values has one of them. */
    static Condition in(NamedValues values) {
        return Condition.test(values.column(), Values.in(values.column(), values.texts()));
    }

    /** Returns the condition that the date is within one of the intervals. */
    static Condition within(Column column, List<Days> alternatives) {
        List<Condition> any = new ArrayList<>(alternatives.size());
        for (Days days : alternatives) {
            double from =
                    days.from() == null ? Double.NEGATIVE_INFINITY : days.from().toEpochDay();
            double to = days.to() == null ? Double.POSITIVE_INFINITY : days.to().toEpochDay();
            any.add(Condition.test(column, Values.between(column, from, to)));
        }
        return Condition.any(any);
    }

    /** Restricts the condition to dates up to the day and to customers without a date. */
    static Condition until(Condition condition, Column column, LocalDate day) {
        Condition come = Condition.any(List.of(within(column, List.of(Days.to(day))), Condition.not(known(column))));
        return Condition.all(List.of(condition, come));
    }
}
