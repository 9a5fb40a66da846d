package io.customersegment.prompt;

import io.customersegment.criteria.Condition;
import io.customersegment.prompt.Item.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads stretches of a prompt: covers them, removes remarks, and replaces a definition's name by its meaning. */
final class Stretches {

    private final Chart chart;
    private final Cover cover;
    private final Remarks remarks;
    private final RemarkClauses remarkClauses;
    private final Preambles preambles;
    private final Explanations explanations;
    private final Sentences sentences;
    private final Labels labels;
    private final List<Span> ignored = new ArrayList<>();
    private final GivenNames names;
    private final List<Span> unread = new ArrayList<>();
    private final Map<Span, Condition> named = new LinkedHashMap<>();

    /** Creates a reader for the chart, with the names that are known already. */
    Stretches(Chart chart, Cover cover, Clauses clauses, GivenNames names) {
        this.chart = chart;
        this.cover = cover;
        Narrowing narrowing = new Narrowing(chart, cover);
        this.labels = new Labels(chart, cover, narrowing);
        this.remarks = new Remarks(chart, cover, narrowing);
        this.sentences = new Sentences(chart, cover, narrowing);
        this.remarkClauses = new RemarkClauses(chart, labels, narrowing, remarks, sentences);
        this.preambles = new Preambles(chart, narrowing);
        this.explanations = new Explanations(chart, narrowing, clauses);
        this.names = names;
    }

    /** Returns the remarks that were ignored. */
    List<Span> ignored() {
        return ignored;
    }

    /** Returns the names that were defined so far. */
    GivenNames names() {
        return names;
    }

    /** Returns the spans that cannot be read, whatever is around them. */
    List<Span> unread() {
        return unread;
    }

    /** Returns what headings state about customers, which the rest must state as well. */
    Map<Span, Condition> named() {
        return named;
    }

    /** Returns the items of the tokens without remarks; unread words stay among them. */
    List<Item> read(int from, int to, boolean first) {
        List<Item> items = names.replaced(cover.items(from, to));
        boolean named = !first && labels.isNaming(from, to);
        if (named) {
            ignore(from, to);
            return List.of();
        }
        boolean read = !holds(items, Kind.UNREAD);
        boolean remark =
                !read && (remarks.isRemark(from, to) || sentences.isAside(from, to)) && !sentences.isPointedTo(to);
        if (remark || remarks.isThanks(from, to)) {
            ignore(from, to);
            return List.of();
        }
        if (!read && sentences.isClaim(from, to)) {
            boolean meant = sentences.isPointedTo(to);
            ignore(from, to);
            if (!meant) {
                name(from, to);
            }
            return meant
                    ? items.stream().filter(item -> item.is(Kind.CONDITION)).toList()
                    : List.of();
        }
        List<Item> defined = definition(items, first);
        List<Item> kept = defined == null ? withoutRemarks(items, first) : defined;
        for (Item item : kept) {
            boolean passedOver = item.is(Kind.ASIDE)
                    && item.node() != null
                    && (item.node().rule().equals(Asides.HEADING)
                            || item.node().rule().equals(RequestedListRules.COLUMNS)
                            || item.node().rule().equals(IndifferenceRules.EITHER_WAY));
            if (passedOver) {
                ignore(item.from(), item.to());
            }
        }
        for (Item item : kept) {
            if (item.isMeant()) {
                ignoreNames(item);
            }
        }
        return kept;
    }

    /** Reports as ignored the names of days whose date follows them. */
    private void ignoreNames(Item item) {
        if (!chart.occurs(Symbol.OPEN)) {
            return;
        }
        for (int i = item.from(); i < item.to(); i++) {
            for (Node node : chart.at(i)) {
                if (node.rule().equals(TimeReferences.NAMED_DAY) && node.to() <= item.to()) {
                    int end = i;
                    while (!chart.has(Symbol.OPEN, end)) {
                        end++;
                    }
                    ignore(i, end);
                }
            }
        }
    }

    /** Returns the items without a name that others define, or null if there is none: regulars, meaning at least five visits. */
    private @Nullable List<Item> definition(List<Item> items, boolean first) {
        Explanations.Explanation found = explanations.of(items, first, unread);
        if (found == null) {
            return null;
        }
        List<Item> kept = new ArrayList<>(found.meaning());
        if (!found.name().isEmpty()) {
            define(found.name(), kept, found.sentence());
            if (found.apposed()) {
                names.closeDefinitions();
            }
        }
        kept.addAll(found.rest());
        return withoutRemarks(kept, first);
    }

    /** Whether an item of this kind is among the items. */
    static boolean holds(List<Item> items, Kind kind) {
        for (Item item : items) {
            if (item.is(kind)) {
                return true;
            }
        }
        return false;
    }

    /** Returns the items without the brackets and clauses that are remarks. */
    private List<Item> withoutRemarks(List<Item> items, boolean first) {
        List<Item> kept = new ArrayList<>();
        int i = 0;
        boolean excluded = false;
        boolean ignored = false;
        while (i < items.size()) {
            int end = remarkClauses.end(items, i);
            List<Item> clause = items.subList(i, end);
            boolean open = holds(clause, Kind.UNREAD);
            int heading = first && kept.stream().noneMatch(Stretches::isTold) ? labels.occasion(clause) : 0;
            boolean opens = first && heading == 0 && kept.stream().noneMatch(Stretches::isTold);
            int treat = opens ? labels.offerPrefixLength(clause) : 0;
            int wish = heading > 0 ? heading : treat > 0 ? treat : open ? preambles.length(clause) : 0;
            boolean names = !first
                    && i == 0
                    && labels.isNaming(
                            clause.get(0).from(), clause.get(clause.size() - 1).to());
            if (heading > 0) {
                name(clause.get(0).from(), clause.get(heading - 1).to());
            }
            boolean remark = names
                    || heading == clause.size()
                    || (open && ignored && remarks.goesOn(clause))
                    || ((open || remarks.isOfOthers(clause)) && remarkClauses.isRemark(clause, items, end, excluded));
            ignored = remark || isOfSomebody(clause.get(clause.size() - 1));
            if (remark) {
                ignore(clause.get(0).from(), clause.get(clause.size() - 1).to());
            } else {
                if (wish > 0) {
                    ignore(clause.get(0).from(), clause.get(wish - 1).to());
                }
                kept.addAll(clause.subList(wish, clause.size()));
            }
            excluded = holds(clause, Kind.EXCEPT);
            i = end;
        }
        return kept;
    }

    /** Whether the item is an aside, which may be about people other than the customers, as may the words after it. */
    private static boolean isOfSomebody(Item item) {
        return item.is(Kind.ASIDE) && !IndifferenceRules.isOne(Objects.requireNonNull(item.node()));
    }

    /** Whether the item is more than a greeting before a heading. */
    private static boolean isTold(Item item) {
        return !item.is(Kind.SILENT) && !item.is(Kind.COMMA);
    }

    /**
     * Defines a name by the tokens; returns false if the items are not only a name or the tokens are not a definition: who has gone quiet?
     * By that I mean no visit in 90 days.
     */
    boolean define(List<Item> name, int from, int to) {
        List<Item> meaning = cover.items(from, to);
        boolean named =
                name.stream().allMatch(item -> Explanations.isOfName(item) || item.is(Kind.WHO) || item.is(Kind.COMMA))
                        && name.stream().anyMatch(item -> item.is(Kind.UNREAD) || item.is(Kind.CONDITION))
                        && explanations.isClean(meaning)
                        && !Definitions.columns(meaning).isEmpty();
        if (named) {
            define(name, meaning, false);
        }
        return named;
    }

    /** Records the definition of a label; where the label is used again, it stands for its meaning. */
    void define(List<Item> label, List<Item> meaning, boolean sentence) {
        ignore(label.get(0).from(), label.get(label.size() - 1).to());
        names.add(label, meaning, sentence);
    }

    /** Whether the items are only a bare noun or adjective of the catalogue. */
    boolean isName(List<Item> items) {
        return explanations.isName(items);
    }

    /** Records a heading or a remark that states no more about customers than the rest must state as well. */
    void ignoreNaming(int from, int to) {
        ignore(from, to);
        name(from, to);
    }

    /** Records what the tokens state about customers, which the rest must state as well. */
    void name(int from, int to) {
        List<Condition> said = labels.saidOfOccasion(from, to);
        if (!said.isEmpty()) {
            named.put(new Span(from, to), Condition.all(said));
        }
    }

    /** Records a remark, which is ignored and reported. */
    void ignore(int from, int to) {
        if (to > from) {
            ignored.add(new Span(from, to));
        }
    }
}
