package io.customersegment.prompt;

import io.customersegment.catalogue.Column;
import io.customersegment.catalogue.Entry;
import io.customersegment.catalogue.Meaning;
import io.customersegment.criteria.Condition;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Replaces the time that the meaning of a word contains with a time of the prompt: inactive for two years. */
final class ReplacedTimes {

    private ReplacedTimes() {}

    /** Whether the meaning of the entry contains a time of the column. */
    static boolean has(Entry entry, Column column) {
        for (Meaning meaning : entry.means()) {
            if (meaning instanceof Meaning.Dated dated && dated.column().equals(column)) {
                return true;
            }
        }
        return false;
    }

    /** Returns the condition of a word whose own window is replaced by the given one, null if the two do not go together. */
    static @Nullable Condition replaced(Subject subject, Entry entry, Column column, Window window, LocalDate day) {
        List<Condition> all = new ArrayList<>();
        for (Meaning meaning : entry.means()) {
            if (!meaning.column().equals(column) || !(meaning instanceof Meaning.Dated dated)) {
                all.add(MeaningConditions.one(meaning, day));
                continue;
            }
            boolean outside = dated.reach() == Meaning.Reach.NOT_WITHIN;
            boolean old = dated.reach() == Meaning.Reach.AT_LEAST || dated.reach() == Meaning.Reach.OLDER;
            Condition inside = old
                    ? DateConditions.possible(column, window.past())
                    : DateConditions.inside(subject, column, window.rolled(day), day);
            boolean misfit = old && window.kind() != Window.Kind.DURATION && !window.endsInPast(day);
            if (inside == null || misfit) {
                return null;
            }
            if (outside && isBefore(window)) {
                all.add(Condition.not(ColumnConditions.within(column, List.of(Days.from(dayAfter(window))))));
                continue;
            }
            boolean openWindow = window.past().stream().allMatch(days -> days.to() == null) || window.length() != null;
            boolean shorter = window.kind() == Window.Kind.DURATION && window.length() == null;
            if (outside && (!openWindow || shorter)) {
                return null;
            }
            all.add(outside ? Condition.not(inside) : inside);
        }
        return Condition.all(all);
    }

    /** Whether the window is all time before a day: before 2023, more than a year ago. */
    private static boolean isBefore(Window window) {
        return window.isPlain()
                && window.past().get(0).from() == null
                && window.past().get(0).to() != null;
    }

    private static LocalDate dayAfter(Window window) {
        return Objects.requireNonNull(window.past().get(0).to()).plusDays(1);
    }
}
