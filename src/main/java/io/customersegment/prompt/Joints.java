package io.customersegment.prompt;

import io.customersegment.catalogue.Column;
import io.customersegment.criteria.Condition;
import io.customersegment.criteria.Values;
import io.customersegment.prompt.Item.Kind;
import io.customersegment.prompt.WordedCondition.Frame;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Combines the operands of a clause by "and", "or" and commas.
 *
 * <ol>
 *   <li>Like binds to like first: two verbs, two things or two nouns joined by "or" form a group, and the words outside apply to both.
 *   <li>A comma binds more weakly than "or", and ", or" more weakly than a comma.
 *   <li>A noun takes the words that follow it up to the next noun: A who X or B who Y.
 * </ol>
 *
 * If two fair readings remain, the result contains both.
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
        List<Operand> grouped = eithers(continued(operands));
        grouped = lists(grouped);
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

    /** Ignores a comma before "or" where a relative clause continues, as in "with kids, or with a large household". */
    private static List<Operand> continued(List<Operand> operands) {
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
                        : Readings.juxtaposed(unions(segments, parts), parts);
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
        List<Condition> all = unions(segments, parts);
        if (relative < 2 || !all.equals(List.of(Condition.nobody()))) {
            return all;
        }
        List<List<Condition>> those = parts.subList(0, relative);
        List<Condition> before = Readings.juxtaposed(unions(segments.subList(0, relative), those), those);
        List<Condition> behind =
                unions(segments.subList(relative, segments.size()), parts.subList(relative, parts.size()));
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

    /** Joins the parts with "and", but text values and ranges of one column that exclude each other with "or". */
    private static List<Condition> unions(List<List<Operand>> segments, List<List<Condition>> parts) {
        List<List<Condition>> merged = new ArrayList<>();
        Operand last = null;
        for (int i = 0; i < parts.size(); i++) {
            Operand only = segments.get(i).size() == 1 ? segments.get(i).get(0) : null;
            if (only != null && last != null && isUnion(last, only)) {
                int at = merged.size() - 1;
                merged.set(at, Readings.combined(List.of(merged.get(at), parts.get(i)), false));
            } else if (only != null && last != null && isEachTime(last, only)) {
                int at = merged.size() - 1;
                List<List<Condition>> times = List.of(merged.get(at), parts.get(i));
                List<Condition> readings = new ArrayList<>(Readings.combined(times, false));
                readings.addAll(Readings.combined(times, true));
                merged.set(at, readings);
            } else {
                merged.add(parts.get(i));
            }
            last = only;
        }
        return Readings.combined(merged, true);
    }

    /** Whether two operands joined by "and" are alternatives: text values or ranges of one column that exclude each other. */
    private static boolean isUnion(Operand a, Operand b) {
        Column column = a.column();
        boolean positive = (a.frame == Frame.TEXTS || a.frame == Frame.UNNAMED || a.frame == Frame.NOUN)
                && a.frame == b.frame
                && a.bareOrRange();
        boolean narrows = (b.marker == Kind.WHO || b.marker == Kind.WITH) && a.marker != b.marker;
        return positive
                && !narrows
                && b.bareOrRange()
                && column != null
                && column.equals(b.column())
                && Condition.all(List.of(a.readings.get(0), b.readings.get(0))).equals(Condition.nobody());
    }

    /** Whether two times of one thing exclude each other because only the last time is kept, as in "bought in 2021 and 2022". */
    private static boolean isEachTime(Operand a, Operand b) {
        boolean said = a.frame != null && a.frame != Frame.COLUMN && b.frame != null && b.frame != Frame.COLUMN;
        return said
                && !a.negationApplied
                && !b.negationApplied
                && a.isDated()
                && Objects.equals(a.column(), b.column())
                && Condition.all(List.of(a.readings.get(0), b.readings.get(0))).equals(Condition.nobody());
    }

    /** Whether the operand continues the relative clause of the one before it, as in "who have consent or a visit". */
    private static boolean isClause(Operand before, Operand operand) {
        boolean relative = before.marker == Kind.WHO || before.marker == Kind.WITH;
        return relative
                && operand.marker == null
                && !operand.head
                && (operand.frame == Frame.THING || operand.frame == Frame.VERB || operand.frame == Frame.ADJECTIVE);
    }

    private static List<Condition> disjunction(List<Operand> operands) {
        List<List<Operand>> parts = split(tied(operands), Operand.Joint.OR);
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
            if (parallel || formal || (start.marker == null && isClause(first.get(first.size() - 1), start))) {
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
        List<Condition> all = unions(single, parts);
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

    /** Combines like neighbours joined by "or" into one operand, unless "and" joins a like operand before or after them. */
    private static List<Operand> tied(List<Operand> operands) {
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

    private static Operand group(List<Operand> run) {
        Operand first = run.get(0);
        Operand group =
                new Operand(shared(run), first.frame, false, first.joint, first.marker, first.subject, first.from);
        group.head = first.head;
        group.generic = first.generic;
        return group;
    }

    /** Combines lists of three or more like operands into one, as in "A, B or C". */
    private static List<Operand> lists(List<Operand> operands) {
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
