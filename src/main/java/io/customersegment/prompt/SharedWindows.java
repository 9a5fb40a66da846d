package io.customersegment.prompt;

import io.customersegment.catalogue.Column;
import io.customersegment.catalogue.Entry;
import io.customersegment.criteria.Condition;
import io.customersegment.criteria.Values;
import io.customersegment.prompt.Item.Kind;
import io.customersegment.prompt.WordedCondition.Frame;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Applies a time to all operands that share it. A time after the last of several things that were done applies to all of them: no quote or
 * test drive since June. After "and" it may apply to the last one alone, so that both are readings. A time before the first of several
 * applies to all of them: since June bought or serviced.
 */
final class SharedWindows {

    private SharedWindows() {}

    /** Applies the shared times; must be called before negations are applied. */
    static List<Operand> applySharedWindows(List<Operand> operands, LocalDate day) {
        List<Operand> result = new ArrayList<>(operands);
        for (int i = 0; i + 1 < operands.size(); i++) {
            if (operands.get(i).timedBefore && isDone(operands.get(i))) {
                share(result, i, day);
            }
        }
        for (int i = operands.size() - 1; i > 0; i--) {
            Operand last = operands.get(i);
            if (last.window == null || last.timedBefore || !isDone(last)) {
                continue;
            }
            List<Operand> shared = shared(operands, i, last.window, day);
            for (int j = 0; j < shared.size(); j++) {
                result.set(i - 1 - j, shared.get(j));
            }
            if (!shared.isEmpty() && shared.stream().allMatch(operand -> operand.readings.size() == 1)) {
                result.set(i, last.sharing(last.readings));
            }
        }
        return result;
    }

    /** Whether the item begins with a time, possibly after an auxiliary. */
    static boolean leads(Chart chart, Item item) {
        int from = chart.has(Symbol.FILLER, item.from()) ? item.from() + 1 : item.from();
        return chart.at(from).stream().anyMatch(node -> node.symbol() == Symbol.WINDOW && node.to() < item.to());
    }

    /** Returns the operand with the time that was named before it, or null if it cannot have that time. */
    static @Nullable Operand timed(Operand operand, boolean negated, Window window, LocalDate day) {
        WordedCondition dated = isDone(operand) && operand.window == null ? during(operand, window, day) : null;
        if (dated == null || (dated.onlyNegated() && !negated)) {
            return null;
        }
        Operand timed = operand.with(List.of(dated.condition()));
        timed.window = window;
        timed.timedBefore = true;
        return timed;
    }

    /** Extends the last operand, if it has a time and is not negated, to customers who never did it; false if it has no such time. */
    static boolean orNever(List<Operand> operands) {
        if (operands.isEmpty()) {
            return false;
        }
        Operand last = operands.get(operands.size() - 1);
        Column date = last.isDated() ? last.column() : null;
        if (date == null || !date.nullable() || last.joint == Operand.Joint.OR) {
            return false;
        }
        Condition never = Condition.not(ColumnConditions.known(date));
        if (!last.negated) {
            operands.set(
                    operands.size() - 1, last.with(Readings.combined(List.of(last.readings, List.of(never)), false)));
        }
        return true;
    }

    /** Includes customers who never did the last operand, which has a time; returns false if other customers must be included. */
    static boolean includeNever(List<Operand> operands, List<Condition> taken) {
        Operand last = operands.isEmpty() ? null : operands.get(operands.size() - 1);
        Subject subject = last == null ? null : last.subject;
        if (subject == null || taken.size() != 1) {
            return false;
        }
        Column number = subject.entry() == null ? null : subject.entry().number();
        Column date = subject.date();
        boolean never = (date != null && taken.get(0).equals(Condition.not(ColumnConditions.known(date))))
                || (number != null && taken.get(0).equals(Condition.test(number, Values.atMost(number, 0))));
        return never && orNever(operands);
    }

    /** Applies the time before the operand to those that are joined to it; after a comma it may apply to the first alone. */
    private static void share(List<Operand> operands, int first, LocalDate day) {
        Operand before = operands.get(first);
        Window window = Objects.requireNonNull(before.window);
        for (int i = first + 1; i < operands.size(); i++) {
            Operand next = operands.get(i);
            boolean joined = next.joint != Operand.Joint.NONE && !next.head && !next.except;
            Operand timed = joined ? timed(next, next.negated, window, day) : null;
            if (timed == null) {
                return;
            }
            boolean clear = (next.joint == Operand.Joint.AND || next.joint == Operand.Joint.OR)
                    && next.bare
                    && next.marker == null
                    && next.negated == operands.get(first).negated;
            if (clear) {
                operands.set(first, operands.get(first).sharing(operands.get(first).readings));
                operands.set(i, next.sharing(timed.readings));
            } else {
                operands.set(i, next.with(List.of(next.readings.get(0), timed.readings.get(0))));
            }
        }
    }

    /** Returns the operands before the last one that share its time, in reverse order. */
    private static List<Operand> shared(List<Operand> operands, int last, Window window, LocalDate day) {
        List<Operand> shared = new ArrayList<>();
        for (int i = last; i > 0 && joins(operands, i, last); i--) {
            Operand before = operands.get(i - 1);
            WordedCondition dated =
                    isDone(before) && !isSame(before, operands.get(last)) ? during(before, window, day) : null;
            if (dated == null || (dated.onlyNegated() && !before.negated)) {
                return shared;
            }
            Condition meant = dated.condition();
            boolean clear = before.bare && operands.get(last).amount == null && !isSum(operands, last);
            shared.add(clear ? before.sharing(List.of(meant)) : before.with(List.of(before.readings.get(0), meant)));
        }
        return shared;
    }

    private static @Nullable WordedCondition during(Operand operand, Window window, LocalDate day) {
        Subject subject = Objects.requireNonNull(operand.subject);
        if (operand.bare) {
            return Statements.dated(subject, window, day);
        }
        boolean counted = operand.amount != null && operand.window == null;
        return counted ? Statements.countedWithin(subject, Objects.requireNonNull(operand.amount), window, day) : null;
    }

    /** Whether the operand is joined to the one before it in the way that operands with a shared time are. */
    private static boolean joins(List<Operand> operands, int index, int last) {
        Operand operand = operands.get(index);
        boolean auxiliary = operand.marker == Kind.WITH && operand.negated && operand.verbal;
        boolean joined = operand.joint == Operand.Joint.COMMA || operand.joint == Operand.Joint.AND;
        boolean setOff = joined && operands.get(last).setOff;
        if ((operand.marker != null && !auxiliary) || operand.head || setOff || operand.except) {
            return setOff && operand.marker == null && !operand.head;
        }
        boolean ends = operands.get(index - 1).negated && !operand.negated && operand.amount != null;
        if (ends) {
            return false;
        }
        boolean or = operand.joint == Operand.Joint.OR || operand.nor;
        boolean listed = index < last && operand.joint == Operand.Joint.COMMA && operand.listed;
        Operand before = operands.get(index - 1);
        boolean denials = operand.joint == Operand.Joint.COMMA && operand.negated && before.negated;
        boolean sum = index == last && operand.joint == Operand.Joint.AND && operand.negated == before.negated;
        return or || listed || sum || denials;
    }

    private static boolean isSum(List<Operand> operands, int last) {
        Operand operand = operands.get(last);
        boolean and = operand.joint == Operand.Joint.AND || operand.joint == Operand.Joint.COMMA;
        return and && !operand.nor;
    }

    private static boolean isSame(Operand one, Operand other) {
        return Objects.equals(
                Objects.requireNonNull(one.subject).date(),
                Objects.requireNonNull(other.subject).date());
    }

    /** Whether the operand is something that was done and whose time is known. */
    static boolean isDone(Operand operand) {
        @Nullable Subject subject = operand.subject;
        boolean verb = operand.frame == Frame.VERB || operand.frame == Frame.THING;
        boolean participle = operand.frame == Frame.ADJECTIVE && subject != null && subject.number() != null;
        return (verb || participle)
                && subject != null
                && subject.column() == null
                && !subject.byDate()
                && subject.date() != null
                && !subject.is(Entry.Trait.AHEAD)
                && !subject.is(Entry.Trait.LASTING);
    }
}
