package io.customersegment.prompt;

import io.customersegment.catalogue.Column;
import io.customersegment.catalogue.Entry;
import io.customersegment.criteria.Condition;
import io.customersegment.prompt.Item.Kind;
import io.customersegment.prompt.WordedCondition.Frame;
import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Completes windows, numbers, comparisons and pro-verbs of a clause by the subject that was named before them. */
final class Ellipses {

    private final Chart chart;
    private final LocalDate day;

    Ellipses(Chart chart, LocalDate day) {
        this.chart = chart;
        this.day = day;
    }

    /** Returns the operand of a window whose subject was named before, or null: engaged in the last 180 days but not in the last 30. */
    @Nullable
    Operand ofWindow(Item item, List<Operand> operands, Operand.Joint joint, @Nullable Kind marker, boolean negated) {
        boolean ofNumber = joint == Operand.Joint.OR
                && item.from() > 1
                && chart.tokens().get(item.from() - 2).isNumber();
        boolean ofMonth = item.from() > 1
                && chart.has(Symbol.MONTH, item.from() - 2)
                && !item.window().yearless();
        for (int i = ofNumber || ofMonth ? -1 : operands.size() - 1; i >= 0; i--) {
            Subject subject = operands.get(i).subject;
            if (subject != null && subject.date() != null) {
                WordedCondition dated = Statements.dated(subject, item.window(), day);
                if (dated == null || (dated.onlyNegated() && !negated)) {
                    break;
                }
                boolean ofNegated = (joint == Operand.Joint.COMMA || joint == Operand.Joint.AND)
                        && operands.get(i).negated
                        && !negated
                        && !chart.tokens().get(item.from() - 1).is("but");
                boolean joins = (joint != Operand.Joint.NONE || negated) && !ofNegated;
                if (!joins) {
                    break;
                }
                return new Operand(List.of(dated.condition()), Frame.VERB, false, joint, marker, subject, item.from());
            }
        }
        return null;
    }

    /** Returns the operand of a number or a time whose subject was named or sorted by before; null unless exactly one subject fits. */
    @Nullable
    Operand ofReference(
            Item item, List<Item> before, List<Operand> operands, Operand.Joint joint, @Nullable Kind marker) {
        List<Reference> references = chart.at(item.from()).stream()
                .filter(node -> node.to() == item.to() && node.value() instanceof Reference)
                .map(node -> (Reference) node.value())
                .toList();
        Set<Entry> named = new LinkedHashSet<>();
        for (Operand operand : operands) {
            if (operand.subject != null && operand.subject.entry() != null) {
                named.add(operand.subject.entry());
            }
        }
        for (Item sorted : before) {
            if (sorted.is(Kind.ARRANGEMENT)) {
                sorted.arrangement()
                        .keys()
                        .forEach(key -> references.stream()
                                .filter(reference ->
                                        key.column().equals(reference.entry().number()))
                                .forEach(reference -> named.add(reference.entry())));
            }
        }
        List<Reference> meant = references.stream()
                .filter(reference -> named.contains(reference.entry()))
                .toList();
        Reference one = meant.size() == 1 ? meant.get(0) : null;
        WordedCondition what = one == null ? null : said(one);
        if (what == null || one == null) {
            return null;
        }
        Operand.Joint comma = joint == Operand.Joint.NONE ? Operand.Joint.COMMA : joint;
        Subject subject = new Subject(one.entry(), Entry.Part.WHAT, null, false);
        Frame frame = one.amount() == null ? Frame.VERB : Frame.THING;
        return new Operand(List.of(what.condition()), frame, false, comma, marker, subject, item.from());
    }

    private @Nullable WordedCondition said(Reference reference) {
        Subject subject = new Subject(reference.entry(), Entry.Part.WHAT, null, false);
        Amount amount = reference.amount();
        Window window = reference.window();
        if (amount == null) {
            return window == null ? null : Statements.dated(subject, window, day);
        }
        return window == null
                ? Statements.counted(subject, amount)
                : Statements.countedWithin(subject, amount, window, day);
    }

    /** Returns an operand for the subject named last, without its number and time; null if there is none: or never did. */
    @Nullable
    Operand ofProVerb(Item item, List<Operand> operands, Operand.Joint joint, @Nullable Kind marker) {
        for (int i = operands.size() - 1; i >= 0; i--) {
            Subject subject = operands.get(i).subject;
            if (subject == null || subject.entry() == null) {
                continue;
            }
            Column date = operands.get(i).isDated() ? operands.get(i).column() : null;
            WordedCondition bare = Statements.bare(subject, day);
            Condition condition = date != null ? ColumnConditions.known(date) : bare == null ? null : bare.condition();
            if (condition != null) {
                return new Operand(List.of(condition), Frame.VERB, false, joint, marker, subject, item.from());
            }
        }
        return null;
    }

    /**
     * Returns the operand of a comparison whose subject was named directly before, or null: at risk, over 0.8. Removes the operand that
     * named the subject if its own meaning no longer applies.
     */
    @Nullable
    Operand ofAmount(Item item, List<Operand> operands, Operand.Joint joint, @Nullable Kind marker, boolean negated) {
        Operand last = operands.isEmpty() ? null : operands.get(operands.size() - 1);
        Column column = last == null ? null : last.column();
        if (last != null
                && column != null
                && !(last.subject != null && last.subject.is(Entry.Trait.AGED) && AgeRules.compares(item.amount()))
                && column.numeric()
                && column.type() != Column.Type.DATE
                && !negated
                && (joint == Operand.Joint.NONE || joint == Operand.Joint.COMMA || joint == Operand.Joint.AND)) {
            Subject subject =
                    new Subject(last.subject == null ? null : last.subject.entry(), Entry.Part.WHAT, column, false);
            WordedCondition counted = Statements.counted(subject, item.amount());
            Condition before = last.readings.get(0);
            boolean narrows = counted != null
                    && (counted.condition().equals(before)
                            || !Condition.all(List.of(before, counted.condition()))
                                    .equals(before));
            boolean measured = last.bare && last.frame == Frame.THING && column.type() == Column.Type.DECIMAL;
            if (counted != null
                    && measured
                    && !counted.condition().equals(Condition.all(List.of(before, counted.condition())))) {
                return joint == Operand.Joint.AND ? null : replaceBareOperand(operands, counted, subject);
            }
            if (counted != null && narrows) {
                return new Operand(
                        List.of(counted.condition()),
                        Frame.COLUMN,
                        false,
                        Operand.Joint.COMMA,
                        marker,
                        subject,
                        item.from());
            }
        }
        return null;
    }

    /** Replaces the bare operand directly before, whose own meaning no longer applies, by the amount: a risk that lies above 0.2. */
    private static Operand replaceBareOperand(List<Operand> operands, WordedCondition counted, Subject subject) {
        Operand named = operands.remove(operands.size() - 1);
        return new Operand(
                List.of(counted.condition()), Frame.COLUMN, false, named.joint, named.marker, subject, named.from);
    }
}
