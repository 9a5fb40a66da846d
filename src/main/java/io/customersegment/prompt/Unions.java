package io.customersegment.prompt;

import io.customersegment.catalogue.Column;
import io.customersegment.criteria.Condition;
import io.customersegment.prompt.Item.Kind;
import io.customersegment.prompt.WordedCondition.Frame;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Combines parts of a clause that all apply, except that parts on one column that exclude each other may be alternatives, as in "in the
 * North and the West".
 */
final class Unions {

    private Unions() {}

    /** Returns the readings of the parts joined with "and", but text values and ranges of one column that exclude each other with "or". */
    static List<Condition> of(List<List<Operand>> segments, List<List<Condition>> parts) {
        List<List<Condition>> merged = new ArrayList<>();
        Operand last = null;
        for (int i = 0; i < parts.size(); i++) {
            Operand only = segments.get(i).size() == 1 ? segments.get(i).get(0) : null;
            if (only != null && last != null && isUnion(last, only)) {
                int at = merged.size() - 1;
                merged.set(at, Readings.combined(List.of(merged.get(at), parts.get(i)), false));
            } else if (only != null && last != null && isEachTime(last, only)) {
                int at = merged.size() - 1;
                List<List<Condition>> times = List.of(merged.get(at), parts.get(i));
                List<Condition> readings = new ArrayList<>(Readings.combined(times, false));
                readings.addAll(Readings.combined(times, true));
                merged.set(at, readings);
            } else {
                merged.add(parts.get(i));
            }
            last = only;
        }
        return Readings.combined(merged, true);
    }

    /** Whether two operands joined by "and" are alternatives: text values or ranges of one column that exclude each other. */
    private static boolean isUnion(Operand a, Operand b) {
        Column column = a.column();
        boolean positive = (a.frame == Frame.TEXTS || a.frame == Frame.UNNAMED || a.frame == Frame.NOUN)
                && a.frame == b.frame
                && a.bareOrRange();
        boolean narrows = (b.marker == Kind.WHO || b.marker == Kind.WITH) && a.marker != b.marker;
        return positive
                && !narrows
                && b.bareOrRange()
                && column != null
                && column.equals(b.column())
                && Condition.all(List.of(a.readings.get(0), b.readings.get(0))).equals(Condition.nobody());
    }

    /** Whether two times of one thing exclude each other because only the last time is kept, as in "bought in 2021 and 2022". */
    private static boolean isEachTime(Operand a, Operand b) {
        boolean said = a.frame != null && a.frame != Frame.COLUMN && b.frame != null && b.frame != Frame.COLUMN;
        return said
                && !a.negationApplied
                && !b.negationApplied
                && a.isDated()
                && Objects.equals(a.column(), b.column())
                && Condition.all(List.of(a.readings.get(0), b.readings.get(0))).equals(Condition.nobody());
    }
}
