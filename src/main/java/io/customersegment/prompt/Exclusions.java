package io.customersegment.prompt;

import io.customersegment.criteria.Condition;
import io.customersegment.prompt.Item.Kind;
import io.customersegment.prompt.WordedCondition.Frame;
import java.util.ArrayList;
import java.util.List;

/** Applies "except" to the operands in its scope, which reaches to the end of its clause. */
final class Exclusions {

    private Exclusions() {}

    /** Applies "except": it reaches to the end of its clause, across "and" and "or", and excludes each operand that it reaches. */
    static List<Operand> applied(List<Operand> operands) {
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
            ExclusionLists.Reach list = ExclusionLists.excluded(operands, i, end);
            int behind = end;
            end = list.end();
            List<Condition> readings = denied(operands.subList(i, end));
            if (list.open()) {
                List<List<Condition>> required = new ArrayList<>(List.of(denied(operands.subList(i, behind))));
                operands.subList(behind, end).forEach(listed -> required.add(listed.readings));
                readings.addAll(Readings.combined(required, true));
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

    private static List<Condition> denied(List<Operand> operands) {
        List<Condition> readings = new ArrayList<>();
        for (Condition excluded : excluded(operands)) {
            readings.add(Condition.not(excluded));
        }
        return readings;
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
        boolean list = operands.stream().skip(1).anyMatch(operand -> operand.joint == Operand.Joint.COMMA);
        for (Operand operand : operands) {
            boolean joined = operand.joint != Operand.Joint.NONE;
            boolean clause = operand.marker == Kind.WHO && (list || operand.joint != Operand.Joint.AND);
            boolean own = operand.head
                    || clause
                    || operand.frame == Frame.TEXTS
                    || operand.marker == null
                    || operand.frame == Frame.UNNAMED;
            boolean starts = groups.isEmpty() || (joined && own);
            if (!list && !groups.isEmpty() && operand.joint == Operand.Joint.AND && !operand.head) {
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
