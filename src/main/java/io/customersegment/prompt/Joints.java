package io.customersegment.prompt;

import io.customersegment.catalogue.Column;
import io.customersegment.criteria.Condition;
import io.customersegment.criteria.Values;
import io.customersegment.prompt.Item.Kind;
import io.customersegment.prompt.WordedCondition.Frame;
import java.util.ArrayList;
import java.util.List;

/**
 * Combines the operands of a clause by "and", "or" and commas.
 *
 * <ol>
 *   <li>Like binds to like first: two verbs, two things or two nouns joined by "or" form a group, and the words outside apply to both.
 *   <li>A comma binds more weakly than "or", and ", or" more weakly than a comma.
 *   <li>A noun takes the words that follow it up to the next noun: A who X or B who Y.
 * </ol>
 *
 * {@link LikeOperands} forms the groups. If two fair readings remain, the result contains both.
 */
final class Joints {

    private Joints() {}

    /** Returns the readings of the combined operands. A bar may mean "or" or separate two conditions, as in "City | plan = full". */
    static List<Condition> evaluate(List<Operand> operands) {
        List<Condition> readings = joined(operands);
        if (operands.stream().noneMatch(operand -> operand.barred)) {
            return readings;
        }
        List<Operand> listed = operands.stream()
                .map(operand -> operand.barred ? operand.joined(Operand.Joint.COMMA) : operand)
                .toList();
        List<Condition> all = new ArrayList<>(readings);
        joined(listed).stream()
                .filter(condition -> !condition.equals(Condition.nobody()))
                .forEach(all::add);
        return Readings.limited(all);
    }

    private static List<Condition> joined(List<Operand> operands) {
        List<Operand> grouped = eithers(LikeOperands.continued(operands));
        grouped = LikeOperands.lists(grouped);
        if (grouped.size() == 1 && grouped.get(0).readings.size() == 1) {
            return grouped.get(0).readings;
        }
        List<List<Operand>> alternatives = split(grouped, Operand.Joint.COMMA_OR);
        if (alternatives.size() > 1) {
            List<List<Condition>> parts = new ArrayList<>();
            alternatives.forEach(part -> parts.add(conjunction(part)));
            return Readings.combined(parts, false);
        }
        return conjunction(grouped);
    }

    /** Joins the operands between commas with "and". */
    private static List<Condition> conjunction(List<Operand> operands) {
        List<List<Condition>> parts = new ArrayList<>();
        List<List<Operand>> segments = split(operands, Operand.Joint.COMMA);
        for (int i = 0; i < segments.size(); i++) {
            parts.add(disjunction(segments.get(i)));
        }
        int relative = relative(segments);
        List<Condition> all = relative > 0
                ? narrowed(segments, parts, relative)
                : isParallel(segments)
                        ? Readings.combined(parts, false)
                        : Readings.juxtaposed(Unions.of(segments, parts), parts);
        boolean groups = false;
        for (int i = 1; i < segments.size(); i++) {
            Operand start = segments.get(i).get(0);
            Operand first = segments.get(0).get(0);
            groups |= start.and && start.head && first.head && !areLeftOut(first, start);
        }
        if (!groups) {
            return all;
        }
        List<Condition> readings = new ArrayList<>(all);
        readings.addAll(Readings.combined(parts, false));
        return Readings.limited(readings);
    }

    /**
     * Returns the index of the segment that is a relative clause about those before it and restricts them, 0 if there is none, as in "no
     * children, where the kids are three or more".
     */
    private static int relative(List<List<Operand>> segments) {
        for (int i = 1; i < segments.size(); i++) {
            Operand start = segments.get(i).get(0);
            if (start.marker == Kind.WHO && !start.generic) {
                return i;
            }
        }
        return 0;
    }

    /**
     * Restricts the segments before the relative clause, whether they are joined or alternatives, by that clause and the segments after it.
     */
    private static List<Condition> narrowed(List<List<Operand>> segments, List<List<Condition>> parts, int relative) {
        List<Condition> all = Unions.of(segments, parts);
        if (relative < 2 || !all.equals(List.of(Condition.nobody()))) {
            return all;
        }
        List<List<Condition>> those = parts.subList(0, relative);
        List<Condition> before = Readings.juxtaposed(Unions.of(segments.subList(0, relative), those), those);
        List<Condition> behind =
                Unions.of(segments.subList(relative, segments.size()), parts.subList(relative, parts.size()));
        return Readings.combined(List.of(before, behind), true);
    }

    /** Whether each segment names other text values of one column and restricts them, as in "gold in the North, silver in the West". */
    private static boolean isParallel(List<List<Operand>> segments) {
        Column column = segments.get(0).get(0).column();
        List<Condition> texts = new ArrayList<>();
        for (List<Operand> segment : segments) {
            Operand start = segment.get(0);
            boolean narrows = (segment.size() > 1 || start.precondition)
                    && start.frame == Frame.TEXTS
                    && !start.negationApplied
                    && !start.except
                    && column != null
                    && column.equals(start.column());
            if (!narrows) {
                return false;
            }
            texts.add(start.readings.get(0));
        }
        return segments.size() > 1 && Condition.all(texts).equals(Condition.nobody());
    }

    /** Whether it is unclear to which of several operands a condition with "if" applies, as in "gold or silver, if over 50". */
    static boolean isUnclearFor(List<Operand> operands) {
        if (isParallel(split(operands, Operand.Joint.COMMA))) {
            return false;
        }
        boolean first = operands.get(0).precondition
                && operands.stream()
                        .skip(1)
                        .noneMatch(operand -> operand.precondition
                                || operand.joint == Operand.Joint.OR
                                || operand.joint == Operand.Joint.COMMA_OR);
        if (first) {
            return false;
        }
        List<Column> columns = new ArrayList<>();
        boolean several = false;
        for (Operand operand : operands) {
            several |= operand.joint == Operand.Joint.OR || operand.joint == Operand.Joint.COMMA_OR;
            if (operand.frame == Frame.TEXTS && operand.readings.get(0) instanceof Condition.Test test) {
                boolean list = test.values() instanceof Values.Texts texts
                        && texts.texts().size() > 1;
                several |= list || columns.contains(test.column());
                columns.add(test.column());
            }
        }
        return several;
    }

    private static List<Condition> disjunction(List<Operand> operands) {
        List<List<Operand>> parts = split(LikeOperands.tied(operands), Operand.Joint.OR);
        if (parts.size() == 1) {
            return heads(parts.get(0));
        }
        List<List<Condition>> loose = new ArrayList<>();
        parts.forEach(part -> loose.add(heads(part)));
        List<Condition> readings = new ArrayList<>(Readings.combined(loose, false));
        List<Condition> tight = tight(parts);
        if (!tight.isEmpty()) {
            readings.addAll(tight);
        }
        return Readings.limited(readings);
    }

    /**
     * Returns the other fair reading of an "or" between unlike operands of which the second has no noun of its own; empty if there is none.
     */
    private static List<Condition> tight(List<List<Operand>> parts) {
        List<Operand> first = parts.get(0);
        for (int i = 1; i < parts.size(); i++) {
            Operand start = parts.get(i).get(0);
            boolean parallel = Operand.isAlike(first.get(0), start) || start.head || start.isNoun();
            boolean formal = start.frame == Frame.COLUMN || start.frame == null;
            if (parallel
                    || formal
                    || (start.marker == null && LikeOperands.isClause(first.get(first.size() - 1), start))) {
                return List.of();
            }
        }
        boolean explicit = first.stream().anyMatch(operand -> operand.joint == Operand.Joint.AND);
        if (first.size() < 2 || explicit) {
            return List.of();
        }
        List<Operand> outside = first.subList(0, first.size() - 1);
        List<List<Condition>> alternatives = new ArrayList<>();
        alternatives.add(first.get(first.size() - 1).readings);
        parts.subList(1, parts.size()).forEach(part -> alternatives.add(heads(part)));
        return Readings.combined(List.of(heads(outside), Readings.combined(alternatives, false)), true);
    }

    /** Joins operands connected by "and" or by no word; two groups of people under one head may mean both or either. */
    private static List<Condition> heads(List<Operand> operands) {
        if (operands.size() == 1 && operands.get(0).readings.size() == 1) {
            return operands.get(0).readings;
        }
        List<List<Operand>> single = new ArrayList<>();
        List<List<Condition>> parts = new ArrayList<>();
        boolean groups = false;
        for (Operand operand : operands) {
            single.add(List.of(operand));
            parts.add(operand.readings);
            boolean another = operand.joint == Operand.Joint.AND && operand.head && single.size() > 1;
            groups |= another && operands.get(0).head && !areLeftOut(operands.get(0), operand);
        }
        List<Condition> all = Unions.of(single, parts);
        List<List<Operand>> joined = split(operands, Operand.Joint.AND);
        List<List<Condition>> alternatives = new ArrayList<>();
        for (List<Operand> group : joined) {
            List<List<Condition>> members = new ArrayList<>();
            group.forEach(member -> members.add(member.readings));
            alternatives.add(Readings.combined(members, true));
        }
        if (!groups) {
            if (isParallel(joined)) {
                return Readings.combined(alternatives, false);
            }
            boolean texts = joined.stream().allMatch(group -> group.get(0).frame == Frame.TEXTS || group.get(0).head);
            return texts ? Readings.juxtaposed(all, alternatives) : all;
        }
        List<Condition> readings = new ArrayList<>(all);
        readings.addAll(Readings.combined(alternatives, false));
        return Readings.limited(readings);
    }

    /** Whether both groups are excluded, as in "neither parents nor singles". */
    private static boolean areLeftOut(Operand one, Operand other) {
        return one.negationApplied && other.negationApplied;
    }

    /** Combines the operands from "either" to the first comma after its "or" into one. */
    private static List<Operand> eithers(List<Operand> operands) {
        List<Operand> result = new ArrayList<>();
        for (int i = 0; i < operands.size(); i++) {
            if (!operands.get(i).either) {
                result.add(operands.get(i));
                continue;
            }
            int end = i + 1;
            boolean or = false;
            while (end < operands.size()) {
                Operand.Joint joint = operands.get(end).joint;
                if (joint == Operand.Joint.COMMA && or) {
                    break;
                }
                or |= joint == Operand.Joint.OR || joint == Operand.Joint.COMMA_OR;
                end++;
            }
            if (!or) {
                result.add(operands.get(i));
                continue;
            }
            List<List<Condition>> parts = new ArrayList<>();
            for (List<Operand> part : split(weak(operands.subList(i, end)), Operand.Joint.OR)) {
                parts.add(heads(part));
            }
            Operand first = operands.get(i);
            result.add(new Operand(Readings.combined(parts, false), null, false, first.joint, null, null, first.from));
            i = end - 1;
        }
        return result;
    }

    private static List<Operand> weak(List<Operand> operands) {
        return operands.stream()
                .map(operand -> operand.joint == Operand.Joint.COMMA_OR ? operand.joined(Operand.Joint.OR) : operand)
                .toList();
    }

    private static List<List<Operand>> split(List<Operand> operands, Operand.Joint at) {
        List<List<Operand>> parts = new ArrayList<>();
        for (Operand operand : operands) {
            if (parts.isEmpty() || operand.joint == at) {
                parts.add(new ArrayList<>());
            }
            parts.get(parts.size() - 1).add(operand);
        }
        return parts;
    }
}
