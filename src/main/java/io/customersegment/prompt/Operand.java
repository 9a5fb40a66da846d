package io.customersegment.prompt;

import io.customersegment.catalogue.Column;
import io.customersegment.criteria.Condition;
import io.customersegment.prompt.Item.Kind;
import io.customersegment.prompt.WordedCondition.Frame;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A condition or a group of conditions in a clause, with its readings and its relation to the others. */
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
    /** Whether "nor" joins it to the one before it. */
    boolean nor;
    /** Whether a bar joins it to the one before it. */
    boolean barred;

    /** Whether it begins a new request, as in "and give me". */
    boolean requested;

    boolean listed;
    /** Whether it specifies to whom the following operands apply, as in "if gold, then …". */
    boolean precondition;
    /** Whether the negation is of a verb, not of a noun: haven't, never. */
    boolean verbal;
    /** Whether a negation has already been applied to it. */
    boolean negationApplied;

    /** Whether it begins with a word of place, as in "in the East". */
    boolean placed;

    /** The window, if it is all that is stated about the subject. */
    @Nullable
    Window window;

    /** Whether a comma sets the window off from it: no purchase, in the last month. */
    boolean setOff;

    /** Whether the window precedes it, and therefore all operands that follow. */
    boolean timedBefore;

    /** Whether it names several texts. */
    boolean several;

    /** Whether it names several texts that only commas separate: gold, silver. */
    boolean series;

    /** Whether it is negated as nobody or none. */
    boolean nobody;

    /** Whether the negation is of a form of "do": doesn't live in the East. */
    boolean doNot;

    /** Whether it has a finite verb or a relative pronoun of its own: are at risk, has kids, who bought. */
    boolean finite;

    /** Whether it has a verb of its own without an ending: have kids, live in the East. */
    boolean baseVerb;

    /** Whether it is excluded from all customers: everyone but, all except. */
    boolean ofAll;

    /** Whether "left out" stands behind it, so that nothing after it is excluded. */
    boolean leftOut;

    /** Whether it is a participle: bought, test driven. */
    boolean participle;

    /** The noun for customers or the pronoun that introduces it, as in "anyone under 25". */
    @Nullable
    String whom;

    /** The number stated about its subject. */
    @Nullable
    Amount amount;

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
        return copy(readings, bare, other);
    }

    /** Returns a bare copy with the readings that like operands share. */
    Operand sharing(List<Condition> meant) {
        return copy(meant, true, joint);
    }

    /** Returns a copy with other readings. */
    Operand with(List<Condition> meant) {
        return copy(meant, bare, joint);
    }

    private Operand copy(List<Condition> meant, boolean named, Joint other) {
        Operand copy = new Operand(meant, frame, named, other, marker, subject, from);
        copy.head = head;
        copy.generic = generic;
        copy.negated = negated;
        copy.verbal = verbal;
        copy.except = except;
        copy.either = either;
        copy.and = and;
        copy.nor = nor;
        copy.barred = barred;
        copy.requested = requested;
        copy.listed = listed;
        copy.precondition = precondition;
        copy.negationApplied = negationApplied;
        copy.placed = placed;
        copy.several = several;
        copy.series = series;
        copy.nobody = nobody;
        copy.doNot = doNot;
        copy.finite = finite;
        copy.baseVerb = baseVerb;
        copy.ofAll = ofAll;
        copy.leftOut = leftOut;
        copy.participle = participle;
        copy.whom = whom;
        copy.window = window;
        copy.setOff = setOff;
        copy.timedBefore = timedBefore;
        copy.amount = amount;
        return copy;
    }

    /** Whether it is named alone or is a range, and is not negated. */
    boolean bareOrRange() {
        return bare || frame == Frame.NOUN || (frame == Frame.UNNAMED && !negationApplied);
    }

    /** Whether the next operand narrows this one, alone or together with those before it: seniors or families in the West. */
    static boolean isNarrowed(List<Operand> operands, int index) {
        return index + 1 < operands.size() && operands.get(index + 1).joint == Joint.NONE;
    }

    boolean isNoun() {
        return frame == Frame.NOUN || (head && !generic);
    }

    @Nullable
    Column column() {
        if (readings.size() != 1) {
            return null;
        }
        if (readings.get(0) instanceof Condition.Test test) {
            return test.column();
        }
        Set<Column> columns = readings.get(0).columns();
        return columns.size() == 1 ? columns.iterator().next() : null;
    }

    /** Whether the two have the same form of words, so that "or" and "not" treat them as one. */
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

    /** Whether the data keeps a time for its subject. */
    boolean hasTime() {
        return subject != null && subject.date() != null;
    }

    /** Whether it is a condition on a single date column. */
    boolean isDated() {
        Column column = column();
        return column != null && column.type() == Column.Type.DATE;
    }
}
