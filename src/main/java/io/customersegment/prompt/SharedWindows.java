package io.customersegment.prompt;

import io.customersegment.catalogue.Entry;
import io.customersegment.criteria.Condition;
import io.customersegment.prompt.Said.Frame;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A time behind the last of several things that were done is of all of them: no quote or test drive since June. Behind "and" it may be of
 * the last alone, so that both are readings.
 */
final class SharedWindows {

    private SharedWindows() {}

    /** Works the times in, before negations are. */
    static List<Operand> worked(List<Operand> operands, LocalDate day) {
        List<Operand> result = new ArrayList<>(operands);
        for (int i = operands.size() - 1; i > 0; i--) {
            Operand last = operands.get(i);
            if (last.window == null || !isDone(last)) {
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

    /** The operands before the last that share its time, from the last to the first. */
    private static List<Operand> shared(List<Operand> operands, int last, Window window, LocalDate day) {
        List<Operand> shared = new ArrayList<>();
        for (int i = last; i > 0 && joins(operands, i, last); i--) {
            Operand before = operands.get(i - 1);
            Said dated = isDone(before) && !isSame(before, operands.get(last)) ? during(before, window, day) : null;
            if (dated == null) {
                return shared;
            }
            Condition meant = dated.condition();
            boolean clear = before.bare && operands.get(last).amount == null && !isSum(operands, last);
            shared.add(clear ? before.sharing(List.of(meant)) : before.with(List.of(before.readings.get(0), meant)));
        }
        return shared;
    }

    private static @Nullable Said during(Operand operand, Window window, LocalDate day) {
        Subject subject = Objects.requireNonNull(operand.subject);
        if (operand.bare) {
            return Statements.dated(subject, window, day);
        }
        boolean counted = operand.amount != null && operand.window == null;
        return counted ? Statements.countedWithin(subject, Objects.requireNonNull(operand.amount), window, day) : null;
    }

    /** Whether the operand is joined to the one before it as their likes are. */
    private static boolean joins(List<Operand> operands, int index, int last) {
        Operand operand = operands.get(index);
        if (operand.marker != null || operand.head || operand.except) {
            return false;
        }
        boolean ends = operands.get(index - 1).negated && !operand.negated && operand.amount != null;
        if (ends) {
            return false;
        }
        boolean or = operand.joint == Operand.Joint.OR || operand.nor;
        boolean listed = index < last && operand.joint == Operand.Joint.COMMA && operand.listed;
        Operand before = operands.get(index - 1);
        boolean denials = operand.joint == Operand.Joint.COMMA
                && operand.negated
                && operand.verbal
                && before.negated
                && before.verbal;
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

    /** Whether it is something that was done, and when is known. */
    private static boolean isDone(Operand operand) {
        @Nullable Subject subject = operand.subject;
        return (operand.frame == Frame.VERB || operand.frame == Frame.THING)
                && subject != null
                && subject.column() == null
                && !subject.byDate()
                && subject.date() != null
                && !subject.is(Entry.Trait.AHEAD)
                && !subject.is(Entry.Trait.LASTING);
    }
}
