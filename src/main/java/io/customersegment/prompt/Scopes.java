package io.customersegment.prompt;

import io.customersegment.criteria.Condition;
import io.customersegment.prompt.Item.Kind;
import io.customersegment.prompt.WordedCondition.Frame;
import java.util.ArrayList;
import java.util.List;

/**
 * Applies negations and "except" to the operands in their scope within a clause.
 *
 * <p>A negation reaches over bare nouns or verbs of the same form that "or" joins, and stops before anything with a number, a window or a
 * head of its own. "except" reaches to the end of its clause.
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
                boolean narrowed = nouns && isNarrowed(operands, end);
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
            List<Operand> run = operands.subList(i, end);
            List<Condition> readings = new ArrayList<>();
            for (Condition one : Readings.any(run)) {
                readings.add(Condition.not(one));
            }
            if (unclear) {
                Operand next = operands.get(end);
                boolean or = next.joint == Operand.Joint.OR;
                List<Condition> both = new ArrayList<>();
                for (Condition one : readings) {
                    for (Condition other : next.readings) {
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

    /** Whether the next operand narrows this one, alone or together with those before it: seniors or families in the West. */
    private static boolean isNarrowed(List<Operand> operands, int index) {
        return index + 1 < operands.size() && operands.get(index + 1).joint == Operand.Joint.NONE;
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

    /** Applies "except": it reaches to the end of its clause, across "and" and "or", and excludes each operand that it reaches. */
    static List<Operand> exceptions(List<Operand> operands) {
        List<Operand> result = new ArrayList<>();
        for (int i = 0; i < operands.size(); i++) {
            Operand operand = operands.get(i);
            if (!operand.except) {
                result.add(operand);
                continue;
            }
            int end = i + 1;
            while (end < operands.size() && isExcepted(operands, i, end)) {
                end++;
            }
            List<Condition> readings = new ArrayList<>();
            for (Condition excluded : excluded(operands.subList(i, end))) {
                readings.add(Condition.not(excluded));
            }
            if (end < operands.size() && isOpen(operands.get(end))) {
                readings = withOrWithout(readings, operands.get(end));
                end++;
            }
            Operand.Joint joint =
                    operand.joint == Operand.Joint.NONE && !result.isEmpty() ? Operand.Joint.COMMA : operand.joint;
            result.add(new Operand(Readings.limited(readings), null, false, joint, null, null, operand.from));
            if (end < operands.size() && operands.get(end).joint == Operand.Joint.NONE) {
                operands.set(end, operands.get(end).joined(Operand.Joint.COMMA));
            }
            i = end - 1;
        }
        return result;
    }

    /**
     * Whether the operand after the exclusion may describe the remaining customers: excluding seniors and inactive, but gold and the West.
     */
    private static boolean isOpen(Operand operand) {
        return operand.joint == Operand.Joint.AND
                && !operand.requested
                && ((operand.frame == Frame.ADJECTIVE && operand.bare)
                        || operand.frame == Frame.TEXTS
                        || operand.frame == Frame.UNNAMED)
                && operand.marker == null
                && !operand.except
                && !operand.negationApplied;
    }

    private static List<Condition> withOrWithout(List<Condition> readings, Operand operand) {
        List<Condition> both = new ArrayList<>();
        for (Condition one : readings) {
            for (Condition other : operand.readings) {
                both.add(Condition.all(List.of(one, other)));
                both.add(Condition.all(List.of(one, Condition.not(other))));
            }
        }
        return both;
    }

    private static boolean isExcepted(List<Operand> operands, int first, int index) {
        Operand operand = operands.get(index);
        if (operand.except
                || operand.requested
                || operand.joint == Operand.Joint.COMMA_OR
                || isDenied(operands.get(first), operand)) {
            return false;
        }
        Operand start = operands.get(first);
        if (operand.joint == Operand.Joint.AND || operand.joint == Operand.Joint.OR) {
            return operand.joint == Operand.Joint.OR
                    || operand.head
                    || (start.generic && !operand.negated)
                    || isNamedAlone(operand)
                    || Operand.isAlike(start, operand);
        }
        if (operand.joint != Operand.Joint.COMMA) {
            return true;
        }
        boolean noun = start.isNoun() && operand.isNoun() && operand.marker == null;
        return noun && leadsToJoint(operands, index);
    }

    /** Whether the operand is like the excluded one and negated, and so excluded as well: but not in the North and not in the West. */
    private static boolean isDenied(Operand excluded, Operand operand) {
        boolean positive = !excluded.negated && !excluded.negationApplied;
        return positive
                && operand.joint == Operand.Joint.AND
                && (operand.negated || operand.negationApplied)
                && Operand.isAlike(excluded, operand);
    }

    /** Whether the operand names texts or a number without a word that would begin a new description: seniors and the East. */
    private static boolean isNamedAlone(Operand operand) {
        boolean alone = operand.frame == Frame.TEXTS || operand.frame == Frame.UNNAMED;
        return alone && !operand.placed && operand.marker == null && !operand.negated && !operand.negationApplied;
    }

    private static boolean leadsToJoint(List<Operand> operands, int from) {
        for (int i = from; i < operands.size(); i++) {
            if (operands.get(i).joint == Operand.Joint.AND || operands.get(i).joint == Operand.Joint.OR) {
                return true;
            }
        }
        return false;
    }

    /** Returns the readings of the excluded customers, group by group; operands after the noun of a group narrow the group. */
    private static List<Condition> excluded(List<Operand> operands) {
        List<List<Operand>> groups = new ArrayList<>();
        boolean unclear = false;
        for (Operand operand : operands) {
            boolean joined = operand.joint == Operand.Joint.AND
                    || operand.joint == Operand.Joint.OR
                    || operand.joint == Operand.Joint.COMMA;
            boolean own = operand.head
                    || operand.frame == Frame.TEXTS
                    || operand.marker == null
                    || operand.frame == Frame.UNNAMED;
            boolean starts = groups.isEmpty() || (joined && own);
            if (joined && !groups.isEmpty() && operand.joint == Operand.Joint.AND && !operand.head) {
                List<Operand> last = groups.get(groups.size() - 1);
                unclear |= last.get(0).generic || last.size() > 1;
            }
            if (starts) {
                groups.add(new ArrayList<>());
            }
            groups.get(groups.size() - 1).add(operand);
        }
        List<List<Condition>> parts = new ArrayList<>();
        for (List<Operand> group : groups) {
            List<List<Condition>> members = new ArrayList<>();
            group.forEach(member -> members.add(member.readings));
            parts.add(Readings.combined(members, true));
        }
        List<Condition> readings = new ArrayList<>(Readings.combined(parts, false));
        if (unclear && operands.size() > 1) {
            readings.addAll(Readings.combined(parts, true));
        }
        return Readings.limited(readings);
    }
}
