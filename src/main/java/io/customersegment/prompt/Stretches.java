package io.customersegment.prompt;

import io.customersegment.criteria.Condition;
import io.customersegment.prompt.Item.Kind;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
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
    private final SmallTalk talk;
    private final Sentences sentences;
    private final Labels labels;
    private final Narrowing narrowing;
    private final LocalDate day;
    private final List<Span> ignored = new ArrayList<>();
    private final GivenNames names;
    private final List<Span> unread = new ArrayList<>();
    private final Map<Span, Condition> named = new LinkedHashMap<>();

    /** Creates a reader for the chart, with the names that are known already. */
    Stretches(Chart chart, Cover cover, LocalDate day, GivenNames names) {
        this.chart = chart;
        this.cover = cover;
        this.narrowing = new Narrowing(chart, cover);
        this.labels = new Labels(chart, cover, narrowing);
        this.remarks = new Remarks(chart, cover, narrowing);
        this.talk = new SmallTalk(chart, narrowing);
        this.sentences = new Sentences(chart, cover, narrowing);
        this.day = day;
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
                            || item.node().rule().equals(ListRules.COLUMNS)
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
                if (node.rule().equals(Chart.NAMED_DAY) && node.to() <= item.to()) {
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
        for (int i = 0; i < items.size(); i++) {
            boolean mean = items.get(i).is(Kind.MEANING)
                    && !chart.has(Symbol.WHETHER, items.get(i).from());
            if (mean && isRedefined(items.subList(0, i), items.subList(i + 1, items.size()))) {
                unread.add(new Span(items.get(i).from(), items.get(i).to()));
                return null;
            }
        }
        int spoken = items.isEmpty() ? 0 : defined(items.get(0).from());
        for (int i = 0; i < items.size(); i++) {
            boolean bracket = items.get(i).is(Kind.OPEN)
                    && i + 1 < items.size()
                    && (items.get(i + 1).is(Kind.MEANING)
                            || chart.tokens().get(items.get(i + 1).from()).is("="));
            if (items.get(i).to() <= spoken || (!isMeaning(items, i) && !bracket)) {
                continue;
            }
            if (i == 0 && !bracket && !first) {
                unread.add(new Span(items.get(0).from(), items.get(0).to()));
                return null;
            }
            if (!bracket && isIndifferent(items, i)) {
                unread.add(new Span(items.get(i).from(), items.get(i).to()));
                return null;
            }
            int begin = bracket ? i + 2 : items.get(i).isMeant() ? i : i + 1;
            int end = bracket ? close(items, i) : items.size();
            List<Item> label = items.subList(0, i);
            List<Item> meaning = items.subList(begin, end);
            List<Item> rest = end < items.size() ? items.subList(end + 1, items.size()) : List.of();
            boolean signed =
                    bracket && chart.tokens().get(items.get(i + 1).from()).is("=");
            boolean equal = (signed || (!bracket && (isEqual(items, i) || isMeant(items, i))))
                    && !meaning.isEmpty()
                    && !meaning.get(0).is(Kind.SILENT)
                    && isClean(meaning)
                    && !Definitions.columns(meaning).isEmpty();
            boolean defines = (equal || Definitions.isDefined(label, meaning))
                    && (label.isEmpty()
                            || !narrowing.containsMeaningChanger(
                                    label.get(0).from(),
                                    label.get(label.size() - 1).to()));
            boolean restates = !isEqual(items, i)
                    && !isClean(meaning)
                    && label.stream().noneMatch(item -> item.is(Kind.UNREAD))
                    && !Definitions.columns(meaning).isEmpty()
                    && Definitions.columns(label).containsAll(Definitions.columns(meaning))
                    && meaning.stream()
                            .noneMatch(item -> item.is(Kind.ARRANGEMENT)
                                    || item.is(Kind.WINDOW)
                                    || item.is(Kind.AMOUNT)
                                    || item.is(Kind.REFERENCE)
                                    || (item.is(Kind.CONDITION) && !item.said().bare())
                                    || (item.is(Kind.UNREAD) && chart.has(Symbol.CONTEXT, item.from()))
                                    || (item.is(Kind.UNREAD) && narrowing.isOfDomain(item.from(), item.to(), false)));
            if (!defines && !restates) {
                boolean apart = !Definitions.columns(label).isEmpty()
                        && !Definitions.columns(meaning).isEmpty()
                        && Collections.disjoint(Definitions.columns(label), Definitions.columns(meaning))
                        && meaning.stream().noneMatch(item -> item.is(Kind.AMOUNT) || item.is(Kind.WINDOW));
                if (apart && !bracket && !meaning.get(0).is(Kind.REFERENCE)) {
                    unread.add(new Span(items.get(i).from(), items.get(i).to()));
                }
                return null;
            }
            List<Item> kept = new ArrayList<>(defines ? meaning : label);
            List<Item> dropped = defines ? label : meaning;
            if (!dropped.isEmpty()) {
                define(dropped, kept, !bracket);
                boolean apposed = bracket || label.stream().anyMatch(item -> item.is(Kind.COMMA)) || !rest.isEmpty();
                if (apposed) {
                    names.closeDefinitions();
                }
            }
            kept.addAll(rest);
            return withoutRemarks(kept, first);
        }
        return null;
    }

    /** Whether a text of a column is defined as other texts of that column: when I say gold I mean gold and platinum. */
    private static boolean isRedefined(List<Item> label, List<Item> meaning) {
        return label.stream().filter(Item::isMeant).count() == 1
                && label.stream()
                        .filter(item -> item.is(Kind.CONDITION) && item.said().frame() == WordedCondition.Frame.TEXTS)
                        .anyMatch(item -> meaning.stream()
                                .anyMatch(other -> other.is(Kind.CONDITION)
                                        && other.said().frame() == WordedCondition.Frame.TEXTS
                                        && other.said()
                                                .condition()
                                                .columns()
                                                .equals(item.said().condition().columns())
                                        && !other.said()
                                                .condition()
                                                .equals(item.said().condition())));
    }

    /** Whether the words before the item state that it does not matter, so that nothing is defined: it doesn't matter if they bought. */
    private boolean isIndifferent(List<Item> items, int index) {
        int end = items.get(index).from();
        for (int i = items.get(0).from(); chart.has(Symbol.WHETHER, end) && i < end; i++) {
            if (chart.has(Symbol.WHATEVER, i) || chart.has(Symbol.REGARDLESS, i)) {
                return true;
            }
        }
        return false;
    }

    /** Whether the items can be read completely as a clause. */
    private boolean isClean(List<Item> items) {
        Clause trial = new Clause(chart, day);
        trial.read(items);
        return trial.unread().isEmpty();
    }

    /** Whether the item states that the words before it are defined by those after it. */
    private boolean isMeaning(List<Item> items, int index) {
        boolean given = chart.has(Symbol.WHETHER, items.get(index).from())
                && items.subList(0, index).stream().allMatch(item -> item.is(Kind.SILENT) || item.is(Kind.COMMA));
        return (items.get(index).is(Kind.MEANING) && !given && !isConjunction(items, index))
                || isEqual(items, index)
                || isDefinedAs(items, index);
    }

    /** Whether the item is the "as" of a definition: I define heavy users as | those with 6 visits. */
    private boolean isDefinedAs(List<Item> items, int index) {
        int from = items.get(0).from();
        return chart.tokens().get(items.get(index).from()).is("as") && defined(from) > from;
    }

    /** Whether the item is an equals sign after only a name: second-car couples = two people and two cars. */
    private boolean isEqual(List<Item> items, int index) {
        if (!chart.tokens().get(items.get(index).from()).is("=")) {
            return false;
        }
        List<Item> name = ungreeted(items.subList(0, index));
        return !name.isEmpty() && name.stream().allMatch(Stretches::isOfName);
    }

    /** Whether the item is "means" after only a name: loyal means three purchases, by sleepers I mean those without a visit. */
    private boolean isMeant(List<Item> items, int index) {
        List<Item> name = ungreeted(items.subList(0, index));
        int from = name.isEmpty() ? items.get(index).from() : name.get(0).from();
        int begin = chart.has(Symbol.BY, from) ? from + 1 : from;
        int first = Math.max(begin, defined(from));
        boolean verb = items.get(index).is(Kind.MEANING)
                && chart.tokens().get(items.get(index).to() - 1).isFormOf("mean");
        boolean spoken =
                first > from || items.get(index).to() - items.get(index).from() == 1;
        return verb
                && spoken
                && name.stream().anyMatch(GivenNames::isBareName)
                && name.stream().allMatch(item -> item.to() <= first || isOfName(item));
    }

    /** Returns the index after the words that open a definition, or {@code from} if there are none: when I say. */
    private int defined(int from) {
        return chart.at(from).stream()
                .filter(node -> node.symbol() == Symbol.DEFINE)
                .mapToInt(Node::to)
                .max()
                .orElse(from);
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

    private static boolean isOfName(Item item) {
        return switch (item.kind()) {
            case UNREAD, SILENT, PEOPLE, ASIDE -> true;
            case CONDITION -> GivenNames.isBareName(item);
            default -> false;
        };
    }

    /** Whether the item is only the first word of its phrase and so introduces a condition, not a definition: gold if over 40. */
    private boolean isConjunction(List<Item> items, int index) {
        Item item = items.get(index);
        return item.to() - item.from() == 1
                && item.node() != null
                && item.node().rule().contains(" ")
                && index + 1 < items.size()
                && (items.get(index + 1).is(Kind.CONDITION) || chart.has(Symbol.WHETHER, item.from()));
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

    /** Returns the items without the brackets and clauses that are remarks. */
    private List<Item> withoutRemarks(List<Item> items, boolean first) {
        List<Item> kept = new ArrayList<>();
        int i = 0;
        boolean excluded = false;
        boolean ignored = false;
        while (i < items.size()) {
            int end = clauseEnd(items, i);
            List<Item> clause = items.subList(i, end);
            boolean open = holds(clause, Kind.UNREAD);
            int heading = first && kept.stream().noneMatch(Stretches::isTold) ? labels.occasion(clause) : 0;
            boolean opens = first && heading == 0 && kept.stream().noneMatch(Stretches::isTold);
            int treat = opens ? labels.offerPrefixLength(clause) : 0;
            int wish = heading > 0 ? heading : treat > 0 ? treat : open ? remarks.lead(clause) : 0;
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
                    || ((open || remarks.isOfOthers(clause)) && isRemark(clause, items, end, excluded));
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
        if (end == items.size() && sentences.isPointedTo(to)) {
            return false;
        }
        boolean occasion = clause.get(0).is(Kind.OPEN) && labels.isOccasion(from, to);
        if (occasion || remarks.isReason(clause) || labels.isGreeting(from, to) || labels.isNickname(from, to)) {
            return true;
        }
        if (chart.has(Symbol.WHETHER, from) && chart.has(Symbol.WHATEVER, to - 1)) {
            return false;
        }
        boolean announced = end < items.size()
                && items.get(end).is(Kind.COMMA)
                && chart.has(Symbol.SO_THAT, items.get(end).to())
                && labels.announces(from, to);
        if (announced) {
            return true;
        }
        int start = end - clause.size();
        boolean about = (isLeftOut(items, start) && talk.isServed(from, to))
                || (start > 0 && isOfPlace(items.get(start - 1)) && talk.isDoneThere(from, to));
        boolean felt = clause.get(0).is(Kind.OPEN)
                && end + 1 < items.size()
                && items.subList(0, start).stream().noneMatch(Item::isMeant)
                && (items.get(end).is(Kind.AND)
                        || items.get(end).is(Kind.COMMA)
                        || items.get(end).is(Kind.BUT))
                && chart.has(Symbol.SPEAKER, items.get(end).to())
                && talk.isFelt(from, to);
        boolean opens = from == 0 || (from <= 4 && chart.has(Symbol.GREETING, 0));
        boolean addressed = opens
                && to - from == 1
                && chart.has(Symbol.GIVEN_NAME, from)
                && chart.tokens().get(from).capital();
        if (about || felt || addressed) {
            return true;
        }
        boolean relative = excluded
                && !narrowing.isOfDomain(from, to, false)
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
                && !joins(items, end + 1)
                && !isFormal(items, end)
                && labels.isDefinable(label(inner), to)
                && Definitions.isDefined(clause, items.subList(end, Math.min(items.size(), close(items, end))));
        boolean aside = clause.get(0).is(Kind.OPEN) && sentences.isAside(from, to);
        return relative || defined || aside || remarks.isRemark(from, to);
    }

    /** Whether the bracket contains a comparison sign, so that a word before it is an operator and not a name: and xnot (age > 40). */
    private boolean isFormal(List<Item> items, int open) {
        int to = items.get(Math.min(items.size() - 1, close(items, open))).to();
        return narrowing.hasComparisonSign(items.get(open).from(), to);
    }

    /** Whether the clause before the item excludes somebody: not the East, but no one who bought, except platinum. */
    private boolean isLeftOut(List<Item> items, int index) {
        int first = Math.max(0, index - 1);
        while (first > 0 && !items.get(first).is(Kind.COMMA)) {
            first--;
        }
        List<Item> before = items.subList(first, index);
        for (int i = 0; i < before.size(); i++) {
            Item item = before.get(i);
            boolean nobody = item.is(Kind.NOT)
                    && (chart.tokens().get(item.from()).is(WordGroup.NOBODY_OR_NONE)
                            || chart.tokens().get(item.to() - 1).is("one")
                            || before.subList(i, before.size()).stream().allMatch(Stretches::isOfNamedTexts));
            if (nobody || item.is(Kind.EXCEPT) || excludes(item)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isOfNamedTexts(Item item) {
        return switch (item.kind()) {
            case NOT, SILENT, PLACE, PEOPLE -> true;
            case CONDITION -> item.said().frame() == WordedCondition.Frame.TEXTS;
            default -> false;
        };
    }

    /** Whether the item is a condition that contains an exclusion: any region except the East. */
    private boolean excludes(Item item) {
        return item.is(Kind.CONDITION) && narrowing.has(item.from(), item.to(), Symbol.EXCEPT);
    }

    private boolean isOfPlace(Item item) {
        return item.is(Kind.CONDITION) && (item.said().frame() == WordedCondition.Frame.TEXTS || excludes(item));
    }

    /** Returns the first unread token if the words before it are only a request, otherwise the first token: looking for | couples. */
    private static int label(List<Item> clause) {
        for (Item item : clause) {
            if (!item.is(Kind.SILENT) && !item.is(Kind.COMMA)) {
                return item.is(Kind.UNREAD) ? item.from() : clause.get(0).from();
            }
        }
        return clause.get(0).from();
    }

    private static boolean joins(List<Item> items, int index) {
        return index < items.size()
                && (items.get(index).is(Kind.AND) || items.get(index).is(Kind.OR));
    }

    /**
     * Returns the end of the clause: before the next comma, "but", bracket or joint that begins a sentence about something other than the
     * customers, or after the bracket that starts here.
     */
    private int clauseEnd(List<Item> items, int from) {
        if (items.get(from).is(Kind.OPEN)) {
            return Math.min(items.size(), close(items, from) + 1);
        }
        for (int i = from + 1; i < items.size(); i++) {
            Item item = items.get(i);
            if (item.is(Kind.COMMA) || item.is(Kind.BUT) || item.is(Kind.OPEN) || remarks.changesTopic(items, i)) {
                return i;
            }
        }
        return items.size();
    }

    /**
     * Defines a name by the tokens; returns false if the items are not only a name or the tokens are not a definition: who has gone quiet?
     * By that I mean no visit in 90 days.
     */
    boolean define(List<Item> name, int from, int to) {
        List<Item> meaning = cover.items(from, to);
        boolean named = name.stream().allMatch(item -> isOfName(item) || item.is(Kind.WHO) || item.is(Kind.COMMA))
                && name.stream().anyMatch(item -> item.is(Kind.UNREAD) || item.is(Kind.CONDITION))
                && isClean(meaning)
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
        return items.stream().anyMatch(item -> item.is(Kind.CONDITION))
                && ungreeted(items).stream().allMatch(Stretches::isOfName);
    }

    /** Returns the items without a greeting and its comma. */
    private static List<Item> ungreeted(List<Item> items) {
        int first = 0;
        while (first < items.size()
                && (items.get(first).is(Kind.SILENT) || items.get(first).is(Kind.COMMA))) {
            first++;
        }
        return items.subList(first, items.size());
    }

    /** Records a heading or a remark that states no more about customers than the rest must state as well. */
    void ignoreNaming(int from, int to) {
        ignore(from, to);
        name(from, to);
    }

    private void name(int from, int to) {
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
