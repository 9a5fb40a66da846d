package io.customersegment.prompt;

import io.customersegment.criteria.Condition;
import io.customersegment.criteria.Values;
import io.customersegment.prompt.Item.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The groups that a prompt announces and lists, each with conditions of its own, as in "two groups: gold over 50; platinum over 40". If the
 * prompt states their number, a condition after the last group applies to all of them, as in "both with consent".
 */
final class Groups {

    /** The role of a part of the prompt among the groups. */
    enum Role {
        NONE,
        /** All groups, separated by commas. */
        LIST,
        /** The first group. */
        FIRST,
        /** A further group. */
        MORE,
        /** A condition that all groups must meet. */
        OF_ALL,
        /** The groups are unclear, for example if their number differs from the announced one. */
        UNCLEAR
    }

    private final Chart chart;
    private final List<Part> parts;
    private final Map<Integer, Role> roles = new HashMap<>();

    /** Finds the groups among the parts of a prompt. */
    Groups(Chart chart, List<Part> parts) {
        this.chart = chart;
        this.parts = parts;
        for (int i = 0; i < parts.size(); i++) {
            if (parts.get(i).head() == Part.ListHead.ANY && !roles.containsKey(i) && isAnnounced(i)) {
                assign(i);
            }
        }
    }

    /** Returns the words before a colon that announce groups whose list was read as something else, or groups without a known number. */
    List<Span> unresolvedAnnouncements() {
        List<Span> lost = new ArrayList<>();
        for (int i = 0; i < chart.tokens().size(); i++) {
            for (Node node : chart.at(i)) {
                boolean several = node.symbol() == Symbol.GROUP_NOUN
                        && chart.tokens().get(node.to() - 1).text().endsWith("s");
                boolean heads = (several || node.symbol() == Symbol.GROUPS) && leadsList(node.to());
                if (heads && !isHead(node.to())) {
                    lost.add(new Span(i, node.to()));
                }
            }
        }
        return lost;
    }

    private boolean leadsList(int index) {
        int colon = index;
        while (colon < chart.tokens().size()
                && colon - index < 5
                && chart.tokens().get(colon).isWord()) {
            colon++;
        }
        return chart.has(Symbol.COLON, colon);
    }

    /** Whether the first part from the token on belongs to a list of groups. */
    private boolean isHead(int index) {
        for (int i = 0; i < parts.size(); i++) {
            if (start(i) >= index) {
                return roles.containsKey(i);
            }
        }
        return true;
    }

    Role role(int index) {
        return roles.getOrDefault(index, Role.NONE);
    }

    private void assign(int first) {
        int end = first + 1;
        while (end < parts.size() && parts.get(end).joint() == Part.Joint.OR && !isOr(end)) {
            end++;
        }
        int announced = announced(first);
        int listed = listed(parts.get(first).items());
        boolean alone = end == first + 1 || isOfAll(parts.get(first + 1).items());
        boolean list = announced > 0 ? listed == announced && (alone || end - first < announced) : alone;
        int last = announced > 0 ? first + announced : end;
        boolean either = list
                && announced > 1
                && end - first == announced
                && !isOfNoGroup(parts.get(first + 1).items());
        if (either || (!list && (last > end || (announced > 0 && end == first + 1)))) {
            roles.put(first, Role.UNCLEAR);
            return;
        }
        roles.put(first, list ? Role.LIST : Role.FIRST);
        boolean all = list;
        for (int i = first + 1; i < end; i++) {
            boolean restricts = isOfAll(parts.get(i).items());
            all |= i >= last || (announced == 0 && restricts);
            boolean unclear = !all && restricts && !parts.get(i).line();
            roles.put(i, all ? Role.OF_ALL : unclear ? Role.UNCLEAR : Role.MORE);
        }
    }

    private static int listed(List<Item> items) {
        List<Item> meant = items.stream().filter(Item::isMeant).toList();
        boolean texts = meant.size() == 1
                && meant.get(0).is(Kind.CONDITION)
                && meant.get(0).said().condition() instanceof Condition.Test test
                && test.values() instanceof Values.Texts;
        return texts
                ? ((Values.Texts) ((Condition.Test) meant.get(0).said().condition()).values())
                        .texts()
                        .size()
                : members(items).size();
    }

    /** Splits the items at commas and slashes; if there are none, at "and" and "or". */
    static List<List<Item>> members(List<Item> items) {
        List<List<Item>> members = split(items, Set.of(Kind.COMMA, Kind.SLASH));
        return members.size() > 1 ? members : split(items, Set.of(Kind.AND, Kind.OR));
    }

    private static List<List<Item>> split(List<Item> items, Set<Kind> between) {
        List<List<Item>> members = new ArrayList<>();
        List<Item> member = new ArrayList<>();
        int depth = 0;
        for (Item item : items) {
            depth += item.is(Kind.OPEN) ? 1 : item.is(Kind.CLOSE) ? -1 : 0;
            boolean joint = member.isEmpty() && (item.is(Kind.AND) || item.is(Kind.OR));
            if (depth == 0 && between.contains(item.kind())) {
                members.add(member);
                member = new ArrayList<>();
            } else if (!joint) {
                member.add(item);
            }
        }
        members.add(member);
        members.removeIf(one -> one.stream().noneMatch(Item::isMeant));
        return members;
    }

    private boolean isAnnounced(int index) {
        for (int i = 0; i < start(index); i++) {
            if (chart.has(Symbol.GROUPS, i)) {
                return true;
            }
        }
        return false;
    }

    /** Returns the announced number of groups, 0 if none is stated. */
    private int announced(int index) {
        double most = 0;
        for (int i = 0; i < start(index); i++) {
            for (Node groups : chart.at(i)) {
                for (int j = i; groups.symbol() == Symbol.GROUPS && j < groups.to(); j++) {
                    for (Node node : chart.at(j)) {
                        most = node.value() instanceof Num number ? Math.max(most, number.value()) : most;
                    }
                }
            }
        }
        return (int) most;
    }

    private int start(int index) {
        List<Item> items = parts.get(index).items();
        return items.isEmpty() ? 0 : items.get(0).from();
    }

    private boolean isOr(int index) {
        return start(index) > 0 && chart.has(Symbol.OR, start(index) - 1);
    }

    /** Whether the part begins with a word that does not begin a group: nobody, both, all, only. */
    private boolean isOfNoGroup(List<Item> items) {
        int from = items.get(0).from();
        boolean nobody = chart.at(from).stream().anyMatch(node -> ConditionRules.isNobody(node));
        return nobody
                || chart.has(Symbol.BOTH, from)
                || chart.has(Symbol.EVERY, from)
                || chart.has(Symbol.EXACTLY, from);
    }

    /** Whether a part after the groups restricts all of them, as in "nobody over 60" or "both in the North only". */
    private boolean isOfAll(List<Item> items) {
        for (Item item : items) {
            boolean all = item.is(Kind.NOT)
                    || item.is(Kind.EXCEPT)
                    || chart.has(Symbol.NO, item.from())
                    || item.is(Kind.EITHER)
                    || chart.has(Symbol.EVERY, item.from())
                    || chart.has(Symbol.EXACTLY, item.from());
            boolean joint = item.is(Kind.AND) || item.is(Kind.BUT) || item.is(Kind.COMMA);
            if (all || !(joint || item.is(Kind.SILENT))) {
                return all;
            }
        }
        return false;
    }
}
