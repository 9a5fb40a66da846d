package io.customersegment.prompt;

import io.customersegment.prompt.Item.Kind;
import io.customersegment.prompt.WordedCondition.Frame;
import java.util.List;

/** Determines how far a negation reaches over alternatives of another form: none from the North or with kids, not gold or over 60. */
final class NegatedAlternatives {

    private NegatedAlternatives() {}

    /** Returns the end of the operands that the negation of the first one denies; it reaches to the given end in any case. */
    static int end(List<Operand> operands, int first, int end) {
        Operand start = operands.get(first);
        int last = Math.max(end, listEnd(operands, first));
        while (last < operands.size() && isAlternative(operands, last) && isDenied(start, operands.get(last))) {
            last++;
        }
        return last;
    }

    /** Whether a negation may reach over the alternative at the index, or that may stand alone: not in the North or with kids. */
    static boolean isUnclear(List<Operand> operands, int first, int index) {
        Operand start = operands.get(first);
        if (index >= operands.size() || !isOr(operands.get(index)) || Operand.isNarrowed(operands, index)) {
            return false;
        }
        Operand next = operands.get(index);
        if (start.verbal && isAction(start) && isDone(next)) {
            return true;
        }
        boolean does = start.doNot && next.baseVerb;
        if (!start.verbal || !(isNamed(start) || does)) {
            return isThingOrText(start, next);
        }
        if (next.negated) {
            return !next.verbal && !next.generic;
        }
        boolean own = next.finite || (next.baseVerb && !start.doNot) || next.marker == Kind.WHO;
        boolean head = next.generic || (next.head && next.frame != Frame.NOUN);
        boolean named = isNamed(next) || (next.frame == Frame.THING && next.bare);
        return named && !own && !head;
    }

    /** Whether a text follows a thing that customers do not have: no lease or gold tier. */
    private static boolean isThingOrText(Operand start, Operand next) {
        boolean text = next.frame == Frame.TEXTS && next.bare && next.marker == null && !next.placed && !next.head;
        boolean own = next.finite || next.baseVerb || next.negated;
        return !start.verbal && start.frame == Frame.THING && start.bare && text && !own;
    }

    /** Whether a negation of people or of having denies the alternative: nobody under 30 or with kids, don't have gold or a lease. */
    private static boolean isDenied(Operand start, Operand next) {
        boolean object = next.marker == null
                && (next.frame == Frame.THING || next.frame == Frame.TEXTS)
                && next.bare
                && !next.placed
                && !next.finite
                && !next.baseVerb
                && !next.head;
        boolean had = start.marker == Kind.WITH && start.bare;
        return start.nobody || (had && object);
    }

    /** Returns the end of a list of actions that were not done, each with its own time: haven't bought this year, clicked or visited. */
    private static int listEnd(List<Operand> operands, int first) {
        Operand start = operands.get(first);
        int end = first + 1;
        if (!start.verbal || !isAction(start)) {
            return end;
        }
        while (end < operands.size() && isDone(operands.get(end)) && isListed(operands.get(end))) {
            end++;
        }
        boolean closed = end > first + 1 && end < operands.size();
        boolean or = closed && isDone(operands.get(end)) && isLast(operands.get(end));
        return or && !Operand.isNarrowed(operands, end) ? end + 1 : first + 1;
    }

    private static boolean isLast(Operand next) {
        return next.joint == Operand.Joint.OR || next.joint == Operand.Joint.COMMA_OR;
    }

    private static boolean isListed(Operand next) {
        return next.joint == Operand.Joint.COMMA && next.listed;
    }

    /** Whether it is an action that goes on with the verb before it, without an auxiliary of its own. */
    private static boolean isDone(Operand next) {
        return isAction(next)
                && next.marker == null
                && !next.negated
                && !next.except
                && !next.requested
                && !next.generic
                && !next.finite
                && !next.baseVerb;
    }

    private static boolean isAction(Operand operand) {
        return operand.frame == Frame.VERB || (operand.frame == Frame.THING && operand.participle);
    }

    private static boolean isAlternative(List<Operand> operands, int index) {
        Operand next = operands.get(index);
        return isOr(next) && !next.negated && !next.generic && !Operand.isNarrowed(operands, index);
    }

    private static boolean isOr(Operand next) {
        return next.joint == Operand.Joint.OR && !next.requested && !next.except;
    }

    private static boolean isNamed(Operand operand) {
        return switch (operand.frame == null ? Frame.COLUMN : operand.frame) {
            case TEXTS, ADJECTIVE, NOUN -> operand.bare;
            case UNNAMED -> true;
            default -> false;
        };
    }
}
