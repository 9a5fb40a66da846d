package io.customersegment.prompt;

import io.customersegment.catalogue.Column;
import io.customersegment.criteria.Condition;
import io.customersegment.prompt.Item.Kind;
import io.customersegment.prompt.Said.Frame;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A condition of a clause or a group of them, with its readings and how it stands among the others. */
final class Operand {

    /** How an operand is joined to the one before it. */
    enum Joint {
        NONE,
        AND,
        OR,
        COMMA,
        COMMA_OR
    }

    List<Condition> readings;
    final @Nullable Frame frame;
    final boolean bare;
    final Joint joint;
    final @Nullable Kind marker;
    boolean head;
    boolean generic;
    boolean negated;
    boolean except;
    boolean either;
    boolean and;
    boolean listed;
    /** Whether a verb is negated, not a noun: haven't, never. */
    boolean verbal;
    /** Whether a negation is worked into it. */
    boolean done;

    final @Nullable Subject subject;
    final int from;

    Operand(
            List<Condition> readings,
            @Nullable Frame frame,
            boolean bare,
            Joint joint,
            @Nullable Kind marker,
            @Nullable Subject subject,
            int from) {
        this.readings = readings;
        this.frame = frame;
        this.bare = bare;
        this.joint = joint;
        this.marker = marker;
        this.subject = subject;
        this.from = from;
    }

    Operand joined(Joint other) {
        Operand copy = new Operand(readings, frame, bare, other, marker, subject, from);
        copy.head = head;
        copy.generic = generic;
        copy.negated = negated;
        copy.except = except;
        copy.and = and;
        copy.listed = listed;
        return copy;
    }

    /** Whether it is named alone or is a range, and not negated. */
    boolean bareOrRange() {
        return bare || (frame == Frame.UNNAMED && !done);
    }

    boolean isNoun() {
        return frame == Frame.NOUN || (head && !generic);
    }

    @Nullable
    Column column() {
        if (readings.size() != 1) {
            return null;
        }
        Set<Column> columns = readings.get(0).columns();
        return columns.size() == 1 ? columns.iterator().next() : null;
    }

    /** Whether the two have the same form of words, so that "or" and "not" take them together. */
    static boolean isAlike(Operand a, Operand b) {
        if (a.frame == null || b.frame == null || a.frame == Frame.COLUMN || b.frame == Frame.COLUMN) {
            return false;
        }
        if (a.frame != b.frame) {
            return false;
        }
        return switch (a.frame) {
            case TEXTS, UNNAMED -> a.column() != null && Objects.equals(a.column(), b.column());
            default -> true;
        };
    }

    /** Whether it is a condition on a date alone. */
    boolean isDated() {
        Column column = column();
        return column != null && column.type() == Column.Type.DATE;
    }
}
