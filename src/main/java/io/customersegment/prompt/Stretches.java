package io.customersegment.prompt;

import io.customersegment.prompt.Item.Kind;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads stretches of a prompt: covers them, takes remarks out and lets a definition stand for what it defines. */
final class Stretches {

    private final Chart chart;
    private final Cover cover;
    private final Remarks remarks;
    private final LocalDate day;
    private final List<Span> ignored = new ArrayList<>();
    private final Set<String> defined = new HashSet<>();
    private final List<Span> unread = new ArrayList<>();

    /** Stretches of this chart. */
    Stretches(Chart chart, Cover cover, Remarks remarks, LocalDate day) {
        this.chart = chart;
        this.cover = cover;
        this.remarks = remarks;
        this.day = day;
    }

    /** The remarks that were passed over. */
    List<Span> ignored() {
        return ignored;
    }

    /** What cannot be read whatever stands around it. */
    List<Span> unread() {
        return unread;
    }

    /** The items of the tokens without remarks; words that nothing explains stay among them. */
    List<Item> read(int from, int to, boolean first) {
        List<Item> items = withoutDefined(cover.items(from, to));
        boolean meaning = false;
        for (int i = 0; i < items.size(); i++) {
            meaning |= isMeaning(items, i);
        }
        boolean named = !first && remarks.isNaming(from, to);
        if (named) {
            ignore(from, to);
            return List.of();
        }
        items.stream()
                .filter(item -> item.is(Kind.ASIDE)
                        && item.node() != null
                        && item.node().rule().equals(Asides.HEADING))
                .forEach(item -> ignore(item.from(), item.to()));
        boolean read = items.stream().noneMatch(item -> item.is(Kind.UNREAD));
        if (read && !meaning && first) {
            return items;
        }
        if (!read && remarks.isRemark(from, to)) {
            ignore(from, to);
            return List.of();
        }
        List<Item> defined = definition(items, first);
        return defined == null ? withoutRemarks(items, first) : defined;
    }

    /** Items of which a part only names what the other defines: regulars, meaning at least five visits. */
    private @Nullable List<Item> definition(List<Item> items, boolean first) {
        for (int i = 0; i < items.size(); i++) {
            boolean bracket = items.get(i).is(Kind.OPEN)
                    && i + 1 < items.size()
                    && items.get(i + 1).is(Kind.MEANING);
            if (!isMeaning(items, i) && !bracket) {
                continue;
            }
            if (i == 0 && !bracket && !first) {
                unread.add(new Span(items.get(0).from(), items.get(0).to()));
                return null;
            }
            int begin = bracket ? i + 2 : i + 1;
            int end = bracket ? close(items, i) : items.size();
            List<Item> label = items.subList(0, i);
            List<Item> meaning = items.subList(begin, end);
            List<Item> rest = end < items.size() ? items.subList(end + 1, items.size()) : List.of();
            boolean defines = Definitions.isDefined(label, meaning)
                    && (label.isEmpty()
                            || !remarks.turns(
                                    label.get(0).from(),
                                    label.get(label.size() - 1).to()));
            boolean restates = !isClean(meaning)
                    && label.stream().noneMatch(item -> item.is(Kind.UNREAD))
                    && Definitions.columns(label).containsAll(Definitions.columns(meaning))
                    && meaning.stream()
                            .noneMatch(item -> item.is(Kind.ARRANGEMENT)
                                    || item.is(Kind.WINDOW)
                                    || item.is(Kind.AMOUNT)
                                    || (item.is(Kind.UNREAD) && remarks.isOfDomain(item.from(), item.to(), false)));
            if (!defines && !restates) {
                boolean apart = !Definitions.columns(label).isEmpty()
                        && !Definitions.columns(meaning).isEmpty()
                        && Collections.disjoint(Definitions.columns(label), Definitions.columns(meaning))
                        && meaning.stream().noneMatch(item -> item.is(Kind.AMOUNT) || item.is(Kind.WINDOW));
                if (apart && !bracket) {
                    unread.add(new Span(items.get(i).from(), items.get(i).to()));
                }
                return null;
            }
            List<Item> kept = new ArrayList<>(defines ? meaning : label);
            List<Item> dropped = defines ? label : meaning;
            if (!dropped.isEmpty()) {
                define(dropped.get(0).from(), dropped.get(dropped.size() - 1).to());
            }
            kept.addAll(rest);
            return withoutRemarks(kept, first);
        }
        return null;
    }

    /** Whether the items read as a clause without a rest. */
    private boolean isClean(List<Item> items) {
        Clause trial = new Clause(chart, day);
        trial.read(items);
        return trial.unread().isEmpty();
    }

    /** Whether the item says that what stands before it is defined behind it; an equals sign does so behind a word that nothing explains. */
    private boolean isMeaning(List<Item> items, int index) {
        Item item = items.get(index);
        boolean equals = item.is(Kind.UNREAD) && chart.tokens().get(item.from()).is("=");
        return item.is(Kind.MEANING)
                || (equals && index > 0 && items.get(index - 1).is(Kind.UNREAD));
    }

    private static int close(List<Item> items, int open) {
        int depth = 0;
        for (int i = open; i < items.size(); i++) {
            depth += items.get(i).is(Kind.OPEN) ? 1 : items.get(i).is(Kind.CLOSE) ? -1 : 0;
            if (depth == 0) {
                return i;
            }
        }
        return items.size();
    }

    /** Takes out brackets and clauses that are remarks. */
    private List<Item> withoutRemarks(List<Item> items, boolean first) {
        List<Item> kept = new ArrayList<>();
        int i = 0;
        boolean excluded = false;
        while (i < items.size()) {
            int end = clauseEnd(items, i);
            List<Item> clause = items.subList(i, end);
            boolean open = clause.stream().anyMatch(item -> item.is(Kind.UNREAD));
            boolean names = !first
                    && i == 0
                    && remarks.isNaming(
                            clause.get(0).from(), clause.get(clause.size() - 1).to());
            if (names || (open && isRemark(clause, items, end, excluded))) {
                ignore(clause.get(0).from(), clause.get(clause.size() - 1).to());
            } else {
                kept.addAll(clause);
            }
            excluded = clause.stream().anyMatch(item -> item.is(Kind.EXCEPT) || item.is(Kind.NOT));
            i = end;
        }
        return kept;
    }

    private boolean isRemark(List<Item> clause, List<Item> items, int end, boolean excluded) {
        List<Item> inner = clause.get(0).is(Kind.OPEN) ? clause.subList(1, Math.max(1, clause.size() - 1)) : clause;
        int first = 0;
        while (first < inner.size()
                && (inner.get(first).is(Kind.COMMA) || inner.get(first).is(Kind.BUT))) {
            first++;
        }
        if (first >= inner.size()) {
            return false;
        }
        int from = inner.get(first).from();
        int to = inner.get(inner.size() - 1).to();
        if (remarks.isReason(clause) || remarks.isGreeting(from, to)) {
            return true;
        }
        boolean announced = end < items.size()
                && items.get(end).is(Kind.COMMA)
                && chart.has(Symbol.SO_THAT, items.get(end).to())
                && remarks.announces(from, to);
        if (announced) {
            return true;
        }
        boolean relative = excluded
                && !remarks.isOfDomain(from, to, false)
                && (inner.get(first).is(Kind.WHO)
                        || (clause.get(0).is(Kind.OPEN)
                                && chart.tokens().get(from).is("they")));
        boolean word = to - from == 1
                && end < items.size()
                && items.subList(end, Math.min(items.size(), close(items, end))).stream()
                        .anyMatch(item -> item.is(Kind.OR));
        boolean defined = end < items.size()
                && !word
                && items.get(end).is(Kind.OPEN)
                && remarks.isLabel(from, to)
                && Definitions.isDefined(clause, items.subList(end, Math.min(items.size(), close(items, end))));
        return relative || defined || remarks.isRemark(from, to);
    }

    /** The end of the clause: before the next comma, "but" or bracket, or behind the bracket that starts here. */
    private static int clauseEnd(List<Item> items, int from) {
        if (items.get(from).is(Kind.OPEN)) {
            return Math.min(items.size(), close(items, from) + 1);
        }
        for (int i = from + 1; i < items.size(); i++) {
            Item item = items.get(i);
            if (item.is(Kind.COMMA) || item.is(Kind.BUT) || item.is(Kind.OPEN)) {
                return i;
            }
        }
        return items.size();
    }

    /** Notes a label that was defined: where it is named again, its definition has been read already. */
    void define(int from, int to) {
        ignore(from, to);
        for (int i = from; i < to; i++) {
            if (chart.tokens().get(i).isWord()) {
                defined.add(chart.tokens().get(i).lemma());
            }
        }
    }

    /** The items, in which a label that was defined before says nothing, unless it is negated or an alternative. */
    private List<Item> withoutDefined(List<Item> items) {
        if (defined.isEmpty()) {
            return items;
        }
        List<Item> result = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            Item item = items.get(i);
            boolean named = item.is(Kind.UNREAD)
                    && defined.contains(chart.tokens().get(item.from()).lemma());
            boolean joined = named && (stands(items, i, -1) || stands(items, i, 1));
            result.add(named && !joined ? new Item(Kind.SILENT, item.from(), item.to(), null) : item);
        }
        return result;
    }

    /** Whether a negation, an exception or an "or" is the next word on that side. */
    private static boolean stands(List<Item> items, int index, int step) {
        int i = index + step;
        while (i >= 0
                && i < items.size()
                && (items.get(i).is(Kind.SILENT)
                        || items.get(i).is(Kind.UNREAD)
                        || items.get(i).is(Kind.PEOPLE))) {
            i += step;
        }
        if (i < 0 || i >= items.size()) {
            return false;
        }
        Kind kind = items.get(i).kind();
        boolean before = step < 0 && (kind == Kind.NOT || kind == Kind.EXCEPT);
        return kind == Kind.OR || before;
    }

    /** Notes a remark, which is passed over and reported. */
    void ignore(int from, int to) {
        if (to > from) {
            ignored.add(new Span(from, to));
        }
    }
}
