package io.customersegment.prompt;

import io.customersegment.criteria.Condition;
import io.customersegment.prompt.Item.Kind;
import io.customersegment.prompt.WordedCondition.Frame;
import java.util.ArrayList;
import java.util.List;

/**
 * Applies negations to the operands in their scope within a clause.
 *
 * <p>A negation reaches over bare nouns or verbs of the same form that "or" joins, and stops before anything with a number, a window or a
 * head of its own; {@link NegatedAlternatives} finds where it reaches further. {@link Exclusions} applies "except".
 */
final class Scopes {

    private Scopes() {}

    /** Applies the negations: each reaches over bare operands of the same form that "or" joins. */
    static List<Operand> negations(List<Operand> operands) {
        List<Operand> result = new ArrayList<>();
        for (int i = 0; i < operands.size(); i++) {
            Operand operand = operands.get(i);
            if (!operand.negated) {
                result.add(operand);
                continue;
            }
            int end = i + 1;
            boolean unclear = false;
            while (end < operands.size()) {
                Operand next = operands.get(end);
                if (next.requested) {
                    break;
                }
                boolean or = next.joint == Operand.Joint.OR
                        || (next.joint == Operand.Joint.COMMA && next.listed && leadsToOr(operands, end, operand));
                boolean nouns = operand.verbal && areNouns(operand, next);
                boolean narrowed = nouns && Operand.isNarrowed(operands, end);
                boolean free = !next.negated && !next.except && (!next.head || nouns) && operand.bare;
                boolean alike = free && isAlike(operand, next);
                boolean and = next.joint == Operand.Joint.AND && alike && next.bare && next.marker == null;
                boolean anew = next.marker == Kind.WHO || (next.marker == Kind.WITH && !operand.verbal);
                if (alike && or && next.bare && !anew && !narrowed) {
                    end++;
                } else {
                    boolean closes = next.listed && free && alike && next.readings.get(0) instanceof Condition.Any;
                    boolean people = or && isUnclearOr(operand, next);
                    unclear = (alike && or && isUnclear(operand, next)) || closes || and || people || (narrowed && or);
                    break;
                }
            }
            int denied = NegatedAlternatives.end(operands, i, end);
            unclear &= denied == end;
            end = denied;
            unclear |= NegatedAlternatives.isUnclear(operands, i, end);
            ExclusionLists.Reach list = ExclusionLists.negated(operands, i);
            boolean listed = end == i + 1 && !unclear && list.end() > end;
            if (listed && !list.open()) {
                end = list.end();
            }
            List<Operand> run = operands.subList(i, end);
            List<Condition> readings = new ArrayList<>();
            for (Condition one : Readings.any(run)) {
                readings.add(Condition.not(one));
            }
            if (listed && list.open()) {
                readings = ExclusionLists.withOrWithout(readings, operands.subList(end, list.end()));
                end = list.end();
            }
            if (unclear) {
                Operand next = operands.get(end);
                boolean or = next.joint == Operand.Joint.OR;
                List<Condition> both = new ArrayList<>();
                for (Condition one : readings) {
                    for (Condition reading : next.readings) {
                        Condition other = next.negated ? Condition.not(reading) : reading;
                        both.add(or ? Condition.any(List.of(one, other)) : Condition.all(List.of(one, other)));
                        both.add(Condition.all(List.of(one, Condition.not(other))));
                    }
                }
                readings = both;
                end++;
            }
            if (end < operands.size() && end == i + 1 && narrows(operand, operands.get(end))) {
                readings = withOrOf(readings, operands.get(end));
                end++;
            }
            Operand negation = new Operand(
                    Readings.limited(readings),
                    operand.frame,
                    false,
                    operand.joint,
                    operand.marker,
                    operand.subject,
                    operand.from);
            negation.head = operand.head;
            negation.generic = operand.generic;
            negation.except = operand.except;
            negation.either = operand.either;
            negation.and = operand.and;
            negation.requested = operand.requested;
            negation.listed = operand.listed;
            negation.whom = operand.whom;
            negation.negationApplied = true;
            result.add(negation);
            i = end - 1;
        }
        return result;
    }

    /**
     * Whether the operand directly after a negated noun may describe only the customers that the noun names, or all other customers: no
     * families over 60, no seniors in the East.
     */
    private static boolean narrows(Operand negated, Operand next) {
        return !negated.verbal
                && negated.bare
                && negated.frame == Frame.NOUN
                && next.joint == Operand.Joint.NONE
                && !next.negated
                && !next.except
                && !next.head;
    }

    private static List<Condition> withOrOf(List<Condition> readings, Operand next) {
        List<Condition> both = new ArrayList<>();
        for (Condition one : readings) {
            for (Condition other : next.readings) {
                both.add(Condition.any(List.of(one, Condition.not(other))));
                both.add(Condition.all(List.of(one, other)));
            }
        }
        return both;
    }

    /** Whether one negation may apply to both operands: they are alike, or both are things that were not done. */
    private static boolean isAlike(Operand negated, Operand next) {
        return Operand.isAlike(negated, next) || (negated.verbal && isDone(negated) && isDone(next));
    }

    private static boolean isDone(Operand operand) {
        return operand.frame == Frame.VERB || operand.frame == Frame.THING;
    }

    /** Whether a number or a window after the last of several things that were not done leaves open whether that one was done. */
    private static boolean isUnclear(Operand negated, Operand next) {
        boolean own = next.subject != null && (next.subject.byDate() || next.subject.column() != null);
        return (negated.verbal || isTimed(next)) && isDone(next) && !next.bare && !own && next.marker == null;
    }

    /** Whether "or" joins a noun to a negated one, so that the negation may apply to both: no gold members or parents. */
    private static boolean isUnclearOr(Operand negated, Operand next) {
        boolean people = !negated.verbal || (negated.frame != next.frame && next.frame != Frame.TEXTS);
        boolean open = people && negated.bare && !next.negated && !next.except && next.marker == null;
        boolean thing = negated.frame == Frame.THING && next.frame != Frame.TEXTS;
        return open && (isNamed(negated) || thing) && isNamed(next) && next.bare;
    }

    /** Whether both are nouns for customers, which one "not" negates together: not seniors or families. */
    private static boolean areNouns(Operand negated, Operand next) {
        return negated.frame == Frame.NOUN && next.frame == Frame.NOUN && next.marker == null;
    }

    private static boolean isNamed(Operand operand) {
        return operand.frame == Frame.TEXTS || operand.frame == Frame.NOUN || operand.frame == Frame.ADJECTIVE;
    }

    private static boolean isTimed(Operand operand) {
        return operand.window != null && operand.amount == null;
    }

    private static boolean leadsToOr(List<Operand> operands, int from, Operand first) {
        for (int i = from; i < operands.size(); i++) {
            Operand next = operands.get(i);
            if (next.joint == Operand.Joint.OR || next.joint == Operand.Joint.COMMA_OR) {
                return true;
            }
            if (next.joint != Operand.Joint.COMMA || !isAlike(first, next) || !next.bare || next.negated) {
                return false;
            }
        }
        return false;
    }
}
