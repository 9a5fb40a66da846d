package io.customersegment.prompt;

import io.customersegment.catalogue.Column;
import io.customersegment.catalogue.Entry;
import io.customersegment.criteria.Condition;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Builds conditions on the date column of a subject: that its date lies in a window. */
final class DateConditions {

    private DateConditions() {}

    /** Returns the condition on the dates of the subject in the window, or null if the window does not apply to the subject. */
    static @Nullable Condition inside(Subject subject, Column column, Window window, LocalDate day) {
        Entry entry = subject.entry();
        boolean ahead = subject.is(Entry.Trait.AHEAD);
        switch (window.kind()) {
            case RECENTLY, SOON -> {
                java.time.Period recent = entry == null ? null : entry.recent();
                if (recent == null || ahead != (window.kind() == Window.Kind.SOON)) {
                    return null;
                }
                LocalDate near = ahead ? day.plus(recent) : day.minus(recent);
                return ColumnConditions.within(column, List.of(ahead ? new Days(day, near) : Days.from(near)));
            }
            case DURATION -> {
                if (subject.is(Entry.Trait.LASTING)) {
                    return ColumnConditions.within(column, window.past());
                }
                return ahead || window.length() == null
                        ? null
                        : ColumnConditions.within(column, window.rolled(day).past());
            }
            default -> {
                return possible(column, ahead && !sameEnds(subject, window) ? window.ahead() : window.past());
            }
        }
    }

    /** Whether a column is compared by its own name with days that do not depend on whether they are in the future. */
    private static boolean sameEnds(Subject subject, Window window) {
        if (subject.column() == null || window.past().size() != window.ahead().size()) {
            return false;
        }
        for (int i = 0; i < window.past().size(); i++) {
            if (!Objects.equals(window.past().get(i).to(), window.ahead().get(i).to())) {
                return false;
            }
        }
        return true;
    }

    /** Returns the condition that the date is within one of the intervals, null if one of them is impossible for the column. */
    static @Nullable Condition possible(Column column, List<Days> alternatives) {
        return alternatives.contains(Days.NEVER) ? null : ColumnConditions.within(column, alternatives);
    }
}
