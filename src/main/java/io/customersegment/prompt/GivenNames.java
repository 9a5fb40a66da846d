package io.customersegment.prompt;

import io.customersegment.criteria.Condition;
import io.customersegment.prompt.Item.Kind;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The names that the prompt itself gives to customers: sleepers are those without a visit in 90 days. Where a name is used, it is a noun
 * with that meaning, and its definition is no condition of its own.
 */
final class GivenNames {

    /** The rule of a name in the place of what it means. */
    private static final String GIVEN = "given name";

    private static final int LONGEST = 4;

    private final Chart chart;
    private final LocalDate day;
    private final List<Name> names = new ArrayList<>();
    private int settled;

    /**
     * A name.
     *
     * @param from its first token, where it is defined
     * @param to the token after its last
     * @param label the tokens before the definition, of which the name is the last
     * @param meaning what it means, null where that is not known
     * @param sentence whether a sentence or an equation defines it, and no heading
     * @param part what was read of the definition, null if there is more
     * @param ahead whether its definition is still to come
     */
    private record Name(
            int from,
            int to,
            Span label,
            @Nullable Condition meaning,
            boolean sentence,
            @Nullable Part part,
            boolean ahead) {

        Name in(Part other) {
            return new Name(from, to, label, meaning, sentence, other, false);
        }

        Name seenAhead() {
            return new Name(from, to, label, meaning, sentence, null, true);
        }
    }

    /** The names in the chart; none yet. */
    GivenNames(Chart chart, LocalDate day) {
        this.chart = chart;
        this.day = day;
    }

    /** The same names, so that they are known where they are used before their definition. */
    GivenNames known() {
        GivenNames known = new GivenNames(chart, day);
        names.forEach(name -> known.names.add(name.seenAhead()));
        known.settled = known.names.size();
        return known;
    }

    boolean isEmpty() {
        return names.isEmpty();
    }

    /** Notes what the items of a label mean; the name is what stands last in it that is no word for grammar. */
    void add(List<Item> label, List<Item> meaning, boolean sentence) {
        if (label.isEmpty()) {
            return;
        }
        Span whole = new Span(label.get(0).from(), label.get(label.size() - 1).to());
        int begin = chart.end(Symbol.DEFINE, whole.from());
        int to = whole.from();
        int from = whole.from();
        for (Item item : label) {
            boolean leads = item.from() < begin
                    || (to == whole.from()
                            && (chart.has(Symbol.BY, item.from()) || chart.has(Symbol.PURPOSE, item.from())));
            boolean named = !leads && (item.is(Kind.UNREAD) || item.is(Kind.CONDITION) || item.is(Kind.PEOPLE));
            if (named && item.from() > to) {
                from = item.from();
            }
            from = named && to == whole.from() ? item.from() : from;
            to = named ? item.to() : to;
        }
        names.removeIf(name -> name.label.from() == whole.from());
        settled = Math.min(settled, names.size());
        names.add(new Name(from, Math.max(from, to), whole, meant(meaning), sentence, null, false));
    }

    /** What the items say, if they are nothing but conditions, and say one thing. */
    private @Nullable Condition meant(List<Item> items) {
        if (items.stream().anyMatch(item -> item.is(Kind.ARRANGEMENT))) {
            return null;
        }
        Clause clause = new Clause(chart, day);
        List<Condition> readings = clause.read(items);
        return readings.size() == 1 && clause.unread().isEmpty() ? readings.get(0) : null;
    }

    /** Notes that the names which were added last are defined by the part and nothing but it. */
    void settle(Part part) {
        for (; settled < names.size(); settled++) {
            names.set(settled, names.get(settled).in(part));
        }
    }

    /** Notes that the names which were added last are defined by more than one part, or by what says more. */
    void settle() {
        settled = names.size();
    }

    /** The items with what the names mean in their place; of a name that is not known, or used in part, what it says is open. */
    List<Item> replaced(List<Item> items) {
        if (names.isEmpty()) {
            return items;
        }
        boolean turns = items.stream()
                .anyMatch(item -> item.is(Kind.OR)
                        || item.is(Kind.NOT)
                        || item.is(Kind.NOR)
                        || item.is(Kind.BUT)
                        || item.is(Kind.EXCEPT));
        List<Item> result = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            Item item = items.get(i);
            Item name = name(items, i);
            if (name != null) {
                result.add(name);
                while (i + 1 < items.size() && items.get(i + 1).to() <= name.to()) {
                    i++;
                }
            } else if (isPart(item)) {
                result.add(new Item(turns ? Kind.UNREAD : Kind.SILENT, item.from(), item.to(), null));
            } else {
                result.add(item);
            }
        }
        return result;
    }

    private @Nullable Item name(List<Item> items, int index) {
        int from = items.get(index).from();
        for (Name name : names) {
            Condition meaning = name.meaning;
            boolean named = meaning != null && !isWithin(name, from) && repeats(name, from);
            int to = named ? end(items, from + name.to - name.from) : -1;
            if (meaning != null && to > from) {
                Said said = Said.of(meaning, Said.Frame.NOUN, true, null);
                return new Item(Kind.CONDITION, from, to, new Node(Symbol.CONDITION, from, to, said, 0, GIVEN));
            }
        }
        return null;
    }

    /** The end of the item that ends with the name, or with a noun for customers behind it; -1 if there is none. */
    private int end(List<Item> items, int to) {
        for (Item item : items) {
            boolean people = item.to() == to + 1 && item.from() < to && chart.isPeople(to);
            if (item.to() == to || people) {
                return item.to();
            }
        }
        return -1;
    }

    private static boolean isWithin(Name name, int index) {
        return index >= name.label.from() && index < name.label.to();
    }

    private boolean repeats(Name name, int from) {
        for (int i = 0; i < name.to - name.from; i++) {
            if (from + i >= chart.tokens().size()
                    || !isSame(chart.tokens().get(name.from + i), chart.tokens().get(from + i))) {
                return false;
            }
        }
        return true;
    }

    /** Whether the tokens are one word, of which one may be the plural: magpie, magpies. */
    static boolean isSame(Token one, Token other) {
        return one.lemma().equals(other.lemma()) || one.is(other.text() + "s") || other.is(one.text() + "s");
    }

    /** Whether all words of the item stand in the label of a name. */
    private boolean isPart(Item item) {
        if (!item.is(Kind.UNREAD) && !isBareName(item)) {
            return false;
        }
        for (Name name : names) {
            boolean part = !name.ahead && !isWithin(name, item.from());
            for (int i = item.from(); part && i < item.to(); i++) {
                part = isIn(name, chart.tokens().get(i));
            }
            if (part) {
                return true;
            }
        }
        return false;
    }

    private boolean isIn(Name name, Token word) {
        for (int i = name.label.from(); i < name.label.to(); i++) {
            if (chart.tokens().get(i).isWord() && isSame(chart.tokens().get(i), word)) {
                return true;
            }
        }
        return false;
    }

    /** Whether the item is a noun or an adjective of the catalogue with nothing else. */
    static boolean isBareName(Item item) {
        return item.is(Kind.CONDITION)
                && item.said().bare()
                && (item.said().frame() == Said.Frame.NOUN || item.said().frame() == Said.Frame.ADJECTIVE);
    }

    /** The parts that only define a name which others use. */
    List<Part> definitions(List<Part> parts) {
        List<Part> definitions = new ArrayList<>();
        for (Name name : names) {
            if (name.part != null && isUsed(name, parts)) {
                definitions.add(name.part);
            }
        }
        return definitions;
    }

    private static boolean isUsed(Name name, List<Part> parts) {
        return parts.stream()
                .filter(part -> !part.equals(name.part))
                .flatMap(part -> part.items().stream())
                .anyMatch(item -> isGiven(item) && item.said().condition().equals(name.meaning));
    }

    private static boolean isGiven(Item item) {
        return item.is(Kind.CONDITION)
                && Objects.requireNonNull(item.node()).rule().equals(GIVEN);
    }

    /** The names that a sentence defines and nothing uses, though others are asked for behind it: gold members. */
    List<Span> idle(List<Part> parts) {
        List<Span> idle = new ArrayList<>();
        for (Name name : names) {
            int at = name.part == null ? -1 : parts.indexOf(name.part);
            boolean asked = at >= 0
                    && name.sentence
                    && parts.subList(at + 1, parts.size()).stream().anyMatch(part -> asks(part.items()));
            if (asked && !isUsed(name, parts)) {
                idle.add(name.label);
            }
        }
        return idle;
    }

    /** Whether the items ask for customers of their own, and not for some of those named before. */
    private boolean asks(List<Item> items) {
        boolean request = false;
        boolean people = false;
        for (Item item : items) {
            boolean points = chart.has(Symbol.THEM, item.from())
                    || chart.has(Symbol.OF_THEIRS, item.from())
                    || chart.has(Symbol.SAME, item.from())
                    || chart.has(Symbol.THIS_THING, item.to() - 1)
                    || chart.has(Symbol.REST, item.from());
            if (points) {
                return false;
            }
            request |= item.is(Kind.SILENT) && chart.has(Symbol.REQUEST, item.from());
            people |= item.is(Kind.PEOPLE) || isBareName(item);
        }
        return request && people;
    }

    /** How many tokens a name has at most. */
    static boolean isLength(int length) {
        return length > 0 && length <= LONGEST;
    }
}
