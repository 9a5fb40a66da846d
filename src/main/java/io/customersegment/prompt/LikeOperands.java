package io.customersegment.prompt;

import io.customersegment.catalogue.Column;
import io.customersegment.criteria.Condition;
import io.customersegment.prompt.Item.Kind;
import io.customersegment.prompt.WordedCondition.Frame;
import java.util.ArrayList;
import java.util.List;

/**
 * Combines adjacent operands that belong together into one operand, to which the words outside apply: operands with the same form of words
 * that "or" joins, and those that continue a relative clause.
 */
final class LikeOperands {

    private LikeOperands() {}

    /** Ignores a comma before "or" where a relative clause continues, as in "with kids, or with a large household". */
    static List<Operand> continued(List<Operand> operands) {
        List<Operand> result = new ArrayList<>();
        Operand before = null;
        for (Operand operand : operands) {
            boolean goesOn = operand.joint == Operand.Joint.COMMA_OR
                    && before != null
                    && operand.marker != null
                    && (operand.marker == before.marker || (operand.marker == Kind.WHO && result.size() > 1))
                    && !operand.head;
            result.add(goesOn ? operand.joined(Operand.Joint.OR) : operand);
            before = operand;
        }
        return result;
    }

    /** Combines lists of three or more like operands into one, as in "A, B or C". */
    static List<Operand> lists(List<Operand> operands) {
        List<Operand> result = new ArrayList<>();
        for (int i = 0; i < operands.size(); i++) {
            int end = i + 1;
            while (end < operands.size()
                    && operands.get(end).joint == Operand.Joint.COMMA
                    && operands.get(end).listed
                    && !operands.get(i).negationApplied
                    && !operands.get(end).negationApplied
                    && Operand.isAlike(operands.get(i), operands.get(end))) {
                end++;
            }
            boolean closes = end > i + 1
                    && end < operands.size()
                    && (operands.get(end).joint == Operand.Joint.OR
                            || operands.get(end).joint == Operand.Joint.COMMA_OR)
                    && Operand.isAlike(operands.get(i), operands.get(end));
            if (closes) {
                while (end < operands.size()
                        && (operands.get(end).joint == Operand.Joint.OR
                                || operands.get(end).joint == Operand.Joint.COMMA_OR)
                        && Operand.isAlike(operands.get(i), operands.get(end))) {
                    end++;
                }
                result.add(group(operands.subList(i, end)));
                i = end - 1;
            } else {
                result.add(operands.get(i));
            }
        }
        return result;
    }

    /** Combines like neighbours joined by "or" into one operand, unless "and" joins a like operand before or after them. */
    static List<Operand> tied(List<Operand> operands) {
        List<Operand> result = new ArrayList<>();
        for (int i = 0; i < operands.size(); i++) {
            int end = i + 1;
            while (end < operands.size()
                    && operands.get(end).joint == Operand.Joint.OR
                    && (Operand.isAlike(operands.get(i), operands.get(end))
                            || isClause(operands.get(end - 1), operands.get(end)))) {
                end++;
            }
            Operand before = result.isEmpty() ? null : result.get(result.size() - 1);
            boolean chained = before != null
                    && operands.get(i).joint == Operand.Joint.AND
                    && Operand.isAlike(before, operands.get(i));
            Operand behind = end < operands.size() ? operands.get(end) : null;
            boolean chainedBehind = behind != null
                    && behind.joint == Operand.Joint.AND
                    && Operand.isAlike(operands.get(end - 1), behind);
            if (end - i > 1 && !chained && !chainedBehind) {
                result.add(group(operands.subList(i, end)));
                i = end - 1;
            } else {
                result.add(operands.get(i));
            }
        }
        return result;
    }

    /** Whether the operand continues the relative clause of the one before it, as in "who have consent or a visit". */
    static boolean isClause(Operand before, Operand operand) {
        boolean relative = before.marker == Kind.WHO || before.marker == Kind.WITH;
        return relative
                && operand.marker == null
                && !operand.head
                && (operand.frame == Frame.THING || operand.frame == Frame.VERB || operand.frame == Frame.ADJECTIVE);
    }

    private static Operand group(List<Operand> run) {
        Operand first = run.get(0);
        Operand group =
                new Operand(shared(run), first.frame, false, first.joint, first.marker, first.subject, first.from);
        group.head = first.head;
        group.generic = first.generic;
        return group;
    }

    /**
     * Returns the readings of alternatives of which only the last has a window; it may apply to all, as in "a visit or a quote since
     * March".
     */
    private static List<Condition> shared(List<Operand> run) {
        List<Condition> readings = Readings.any(run);
        Operand last = run.get(run.size() - 1);
        boolean dated = last.isDated() && last.readings.size() == 1 && last.readings.get(0) instanceof Condition.Test;
        List<Condition> all = new ArrayList<>();
        for (Operand operand : run.subList(0, run.size() - 1)) {
            Column date = operand.subject == null ? null : operand.subject.date();
            boolean things = operand.frame == Frame.THING || operand.frame == Frame.VERB;
            if (!dated || !operand.bare || date == null || !things) {
                return readings;
            }
            all.add(Condition.test(date, ((Condition.Test) last.readings.get(0)).values()));
        }
        all.add(last.readings.get(0));
        List<Condition> both = new ArrayList<>(readings);
        both.add(Condition.any(all));
        return Readings.limited(both);
    }
}
