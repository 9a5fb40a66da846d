package io.customersegment.prompt;

import io.customersegment.criteria.Condition;
import io.customersegment.prompt.Item.Kind;
import io.customersegment.prompt.WordedCondition.Frame;
import java.util.ArrayList;
import java.util.List;

/**
 * Determines how far a list of excluded customers reaches across commas: everyone except gold, silver, the West; not those in the West,
 * those over 60 or those who opted out.
 */
final class ExclusionLists {

    private ExclusionLists() {}

    /** The end of a list, and whether the operands after its first commas may instead describe the remaining customers. */
    record Reach(int end, boolean open) {}

    /** Returns how far "except" before the first operand reaches, whose own joints reach to the end. */
    static Reach excluded(List<Operand> operands, int first, int end) {
        if (end >= operands.size() || !isListed(operands.get(end)) || operands.get(first).leftOut) {
            return new Reach(end, false);
        }
        Reach heads = heads(operands, first, end);
        return heads.end > end ? heads : named(operands, first, end);
    }

    /** Returns how far the negation of the first operand reaches: no kids, lease, service. */
    static Reach negated(List<Operand> operands, int first) {
        Operand start = operands.get(first);
        int behind = first + 1;
        int end = bareEnd(operands, first, behind);
        boolean joined = operands.subList(behind, end).stream().anyMatch(next -> next.joint != Operand.Joint.COMMA);
        boolean whole = end == operands.size() || operands.get(end).requested;
        if (!start.bare || joined || !whole || end - behind < (start.series ? 1 : 2)) {
            return new Reach(behind, false);
        }
        List<Operand> others = operands.subList(behind, end);
        boolean things = others.stream().allMatch(next -> next.frame == Frame.THING || next.frame == Frame.NOUN);
        boolean alike = others.stream().allMatch(next -> next.frame == start.frame && next.bare);
        boolean participles = start.frame == Frame.VERB && others.stream().allMatch(next -> next.participle);
        boolean list = (alike && things) || participles;
        boolean none = things && !start.verbal;
        return list || start.series ? new Reach(end, !none) : new Reach(behind, false);
    }

    /** Returns each of the readings with the listed operands required, or with each of them excluded. */
    static List<Condition> withOrWithout(List<Condition> readings, List<Operand> listed) {
        List<Condition> required = new ArrayList<>();
        List<Condition> left = new ArrayList<>();
        for (Operand operand : listed) {
            required.add(operand.readings.get(0));
            left.add(Condition.not(operand.readings.get(0)));
        }
        List<Condition> both = new ArrayList<>();
        for (Condition one : readings) {
            both.add(Condition.all(List.of(one, Condition.all(required))));
            both.add(Condition.all(List.of(one, Condition.all(left))));
        }
        return both;
    }

    /** Returns the end of a list that repeats its noun or relative pronoun: anyone under 25, anyone who opted out and the West. */
    private static Reach heads(List<Operand> operands, int first, int end) {
        Operand start = operands.get(first);
        int last = end;
        int listed = 1;
        boolean closed = false;
        boolean relative = false;
        boolean mixed = false;
        for (int i = end; i < operands.size() && !isStop(operands.get(i)); i++) {
            Operand next = operands.get(i);
            boolean pronoun = next.whom == null && start.marker == Kind.WHO && next.marker == Kind.WHO;
            boolean same = next.whom != null && next.whom.equals(start.whom);
            boolean again = same || (next.whom != null && isListed(next) && closesWithPeople(operands, i));
            boolean closes = isClosing(next) && listed > 1 && (next.whom != null || pronoun || isNamedAlone(next));
            boolean narrows = next.joint == Operand.Joint.NONE && last == i && i > end;
            if (!narrows && !again && !(pronoun && !closed) && !(closes || (isClosing(next) && next.whom != null))) {
                break;
            }
            listed += narrows ? 0 : 1;
            relative |= pronoun;
            mixed |= !same && !pronoun && next.whom != null && !isClosing(next);
            closed |= !narrows && isClosing(next);
            last = i + 1;
        }
        boolean requested = last < operands.size() && operands.get(last).requested;
        boolean clear = (closed && !(mixed && first == 0)) || requested || (!relative && (first > 0 || listed > 2));
        boolean people = start.whom != null && last > end;
        return people ? new Reach(last, !clear) : new Reach(end, false);
    }

    /** Whether the list ends with further people: those in the West, people over 60 and anyone who opted out. */
    private static boolean closesWithPeople(List<Operand> operands, int from) {
        for (int i = from; i < operands.size() && !isStop(operands.get(i)); i++) {
            if (isClosing(operands.get(i))) {
                return operands.get(i).whom != null;
            }
        }
        return false;
    }

    /** Returns the end of a list of words that are named alone: gold, silver, the West; gold, the North and opted out. */
    private static Reach named(List<Operand> operands, int first, int end) {
        Operand start = operands.get(first);
        if (end != first + 1 || (start.whom != null && !start.series) || !isNamed(start) || isClosedText(start)) {
            return new Reach(end, false);
        }
        int last = bareEnd(operands, first, end);
        List<Operand> others = operands.subList(end, last);
        if (others.isEmpty()) {
            return new Reach(end, false);
        }
        Operand closing = others.get(others.size() - 1);
        int count = others.size() + (start.series ? 2 : 1);
        boolean closed = isClosing(closing) && count > 2;
        boolean placed = others.stream().anyMatch(next -> next.placed && !start.placed);
        boolean alike = others.stream().allMatch(next -> next.frame == start.frame);
        boolean described = first > 0 || start.ofAll;
        boolean pair = alike && !isClosing(closing) && !placed && (described || start.frame != Frame.NOUN);
        if (count == 2 && !pair) {
            return new Reach(end, false);
        }
        boolean goesOn = last < operands.size() && !operands.get(last).requested;
        boolean ranges = alike && start.frame == Frame.UNNAMED;
        boolean nouns = alike && start.frame != Frame.ADJECTIVE && start.frame != Frame.VERB;
        boolean list = closed || ranges || (nouns && count > 2) || (start.ofAll && (alike || start.series));
        boolean request = closing.head && !described && !closed;
        return new Reach(last, placed || goesOn || request || !list);
    }

    /** Returns the end of the operands that are named alone, separated by commas up to a last "and" or "or". */
    private static int bareEnd(List<Operand> operands, int first, int from) {
        int end = from;
        while (end < operands.size()) {
            Operand next = operands.get(end);
            boolean joined = end > from && isClosing(next);
            boolean behind = end > from && isClosing(operands.get(end - 1));
            boolean fits = isNamed(next) && next.whom == null && next.marker == null && !isStop(next);
            if (!fits || behind || !(isListed(next) || joined) || isNarrowed(operands, end)) {
                break;
            }
            end++;
        }
        boolean narrowed = end < operands.size() && operands.get(end).joint == Operand.Joint.NONE;
        return narrowed || isNarrowed(operands, first) ? from : end;
    }

    private static boolean isNarrowed(List<Operand> operands, int index) {
        return Operand.isNarrowed(operands, index) && !operands.get(index + 1).requested;
    }

    /** Whether the operand cannot continue the list: a new request, another exclusion, something negated by itself, "but gold". */
    private static boolean isStop(Operand next) {
        boolean denied = (next.negated || next.negationApplied) && next.whom == null;
        boolean but = next.joint == Operand.Joint.COMMA && !next.listed && !next.and;
        return next.requested || next.except || denied || but;
    }

    private static boolean isListed(Operand next) {
        return next.joint == Operand.Joint.COMMA || next.joint == Operand.Joint.COMMA_OR;
    }

    /** Whether "and" or "or" joins the operand, so that a list ends with it. */
    private static boolean isClosing(Operand next) {
        return next.and
                || next.joint == Operand.Joint.AND
                || next.joint == Operand.Joint.OR
                || next.joint == Operand.Joint.COMMA_OR;
    }

    private static boolean isNamed(Operand operand) {
        return operand.frame != null && operand.frame != Frame.COLUMN && operand.bareOrRange();
    }

    private static boolean isNamedAlone(Operand operand) {
        boolean alone = operand.frame == Frame.TEXTS || operand.frame == Frame.UNNAMED || operand.frame == Frame.NOUN;
        return alone && operand.marker == null;
    }

    /** Whether it names several texts with "and" or "or", which ends their list: gold and silver. */
    private static boolean isClosedText(Operand operand) {
        return operand.several && !operand.series;
    }
}
