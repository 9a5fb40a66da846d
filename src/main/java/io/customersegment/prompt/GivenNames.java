package io.customersegment.prompt;

import io.customersegment.criteria.Condition;
import io.customersegment.prompt.Item.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Names that the prompt itself gives to groups of customers, as in "sleepers are those without a visit in 90 days". Where such a name is
 * used, it is a noun with the defined meaning; its definition adds no condition of its own.
 */
final class GivenNames {

    /** The rule name of a node that replaces a given name with its meaning. */
    private static final String GIVEN = "given name";

    private static final int LONGEST = 4;

    private final Chart chart;
    private final Clauses clauses;
    private final List<Name> names = new ArrayList<>();
    private int settled;

    /**
     * A name and its definition.
     *
     * @param from the first token of the name in its definition
     * @param to the token after the last
     * @param label the tokens before the definition, which end with the name
     * @param meaning the meaning, null if it is not known
     * @param sentence whether a sentence or an equation defines it, not a heading
     * @param part the part that consists of the definition alone, null if there is none
     * @param ahead whether its definition has not been read yet
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

    /** Creates an empty set of names for the chart. */
    GivenNames(Chart chart, Clauses clauses) {
        this.chart = chart;
        this.clauses = clauses;
    }

    /** Returns a copy for a second pass, in which names are known even before their definition. */
    GivenNames known() {
        GivenNames known = new GivenNames(chart, clauses);
        names.forEach(name -> known.names.add(name.seenAhead()));
        known.settled = known.names.size();
        return known;
    }

    boolean isEmpty() {
        return names.isEmpty();
    }

    /** Records the meaning of a label; the name is the last run of content words in the label. */
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

    /** Returns the meaning of the items if they are conditions only and have exactly one reading, otherwise null. */
    private @Nullable Condition meant(List<Item> items) {
        if (items.stream().anyMatch(item -> item.is(Kind.ARRANGEMENT))) {
            return null;
        }
        Clause clause = clauses.open();
        List<Condition> readings = clause.read(items);
        return readings.size() == 1 && clause.unread().isEmpty() ? readings.get(0) : null;
    }

    /** Records that the part, and nothing else, defines the names added last. */
    void recordDefiningPart(Part part) {
        for (; settled < names.size(); settled++) {
            names.set(settled, names.get(settled).in(part));
        }
    }

    /** Records that the names added last are defined by more than one part, or by a part that contains more than the definition. */
    void closeDefinitions() {
        settled = names.size();
    }

    /**
     * Returns the items with each name replaced by its meaning. A name whose meaning is unknown, or of which only a part is used, becomes
     * silent, or unread if the items contain "or", "but", "except" or a negation.
     */
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
                WordedCondition said = WordedCondition.of(meaning, WordedCondition.Frame.NOUN, true, null);
                return new Item(Kind.CONDITION, from, to, new Node(Symbol.CONDITION, from, to, said, 0, GIVEN));
            }
        }
        return null;
    }

    /** Returns the end of the item that ends with the name, or with a noun for customers after it; -1 if there is none. */
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

    /** Whether the tokens are the same word, of which one may be the plural: magpie, magpies. */
    static boolean isSame(Token one, Token other) {
        return one.lemma().equals(other.lemma()) || one.is(other.text() + "s") || other.is(one.text() + "s");
    }

    /** Whether the label of one name contains all words of the item. */
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

    /** Whether the item is a bare noun or a bare adjective of the catalogue. */
    static boolean isBareName(Item item) {
        return item.is(Kind.CONDITION)
                && item.said().bare()
                && (item.said().frame() == WordedCondition.Frame.NOUN
                        || item.said().frame() == WordedCondition.Frame.ADJECTIVE);
    }

    /** Returns the parts that only define a name used in another part. */
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

    /**
     * Returns the names that a sentence defines and nothing uses, although other customers, such as "gold members", are requested after it.
     */
    List<Span> unusedNames(List<Part> parts) {
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

    /** Whether the items request customers of their own, rather than some of those named before. */
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

    /** Whether a name may have this number of tokens. */
    static boolean isLength(int length) {
        return length > 0 && length <= LONGEST;
    }
}
