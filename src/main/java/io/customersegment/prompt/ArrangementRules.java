package io.customersegment.prompt;

import io.customersegment.catalogue.Column;
import io.customersegment.catalogue.Entry;
import io.customersegment.catalogue.Meaning;
import io.customersegment.catalogue.Superlative;
import io.customersegment.criteria.Order;
import io.customersegment.prompt.Arrangement.Direction;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rules for orders: sorted by spend in descending order, highest churn risk first. Adds those for sizes and superlatives as well. */
final class ArrangementRules {

    /** Minimum number of words of a direction that names both its ends or the order: from low to high, in ascending order. */
    private static final int SPELT_OUT = 3;

    private ArrangementRules() {}

    static void addTo(Grammar grammar) {
        SizeRules.addTo(grammar);
        directions(grammar);
        orders(grammar);
        SuperlativeRules.addTo(grammar);
    }

    private static void directions(Grammar grammar) {
        grammar.rule("ascending", "DIRECTION <- ASCENDING", m -> Direction.ASCENDING);
        grammar.rule("descending", "DIRECTION <- DESCENDING", m -> Direction.DESCENDING);
        grammar.rule("from the greatest", "DIRECTION <- HIGHEST FIRST", m -> Direction.DESCENDING);
        grammar.rule("from the smallest", "DIRECTION <- LOWEST FIRST", m -> Direction.ASCENDING);
        grammar.rule("from the latest", "DIRECTION <- FROM? LATEST TO EARLIEST", m -> Direction.LATEST);
        grammar.rule("from the earliest", "DIRECTION <- FROM? EARLIEST TO LATEST", m -> Direction.EARLIEST);
        grammar.rule("from the latest", "DIRECTION <- LATEST FIRST", m -> Direction.LATEST);
        grammar.rule("from the earliest", "DIRECTION <- EARLIEST FIRST", m -> Direction.EARLIEST);
        grammar.rule("from most to least", "DIRECTION <- FROM? HIGHEST TO LOWEST", m -> Direction.DESCENDING);
        grammar.rule("from least to most", "DIRECTION <- FROM? LOWEST TO HIGHEST", m -> Direction.ASCENDING);
        grammar.rule("from the greatest", "DIRECTION <- FROM HIGHEST DOWN", m -> Direction.DESCENDING);
        grammar.rule("from the smallest", "DIRECTION <- FROM LOWEST UP", m -> Direction.ASCENDING);
        grammar.rule("from the latest", "DIRECTION <- FROM LATEST DOWN", m -> Direction.LATEST);
        grammar.rule("from the earliest", "DIRECTION <- FROM EARLIEST DOWN|UP", m -> Direction.EARLIEST);
        grammar.rule(
                "direction alone",
                "ARRANGEMENT <- SORT? DIRECTION",
                0.3,
                m -> Arrangement.direction(m.get(Direction.class)));
    }

    /** Whether "ordered" means that a thing was ordered, not sorted: ordered a test drive. */
    private static boolean isOrderOfThing(Match m) {
        List<Token> words = m.words(m.node(0));
        return words.size() == 1 && words.get(0).text().endsWith("ed") && !m.has(Symbol.BY);
    }

    private static void orders(Grammar grammar) {
        grammar.rule(
                "sorted by",
                "ARRANGEMENT <- SORT BY? SUBJECT",
                m -> isOrderOfThing(m) ? null : SubjectOrders.sorted(m.get(Subject.class), null, true));
        grammar.rule(
                "sorted by, downwards",
                "ARRANGEMENT <- SORT BY? SUBJECT COMMA|OPEN|WITH? DIRECTION CLOSE?",
                m -> SubjectOrders.sorted(m.get(Subject.class), m.get(Direction.class), true));
        grammar.rule(
                "sorted by its date",
                "ARRANGEMENT <- SORT|BY BY? DATE_OF SUBJECT",
                m -> sorts(m) ? SubjectOrders.dated(m, Direction.DESCENDING, true) : null);
        grammar.rule(
                "sorted by its date, downwards",
                "ARRANGEMENT <- SORT|BY BY? DATE_OF SUBJECT COMMA|OPEN|WITH? DIRECTION CLOSE?",
                m -> sorts(m) ? SubjectOrders.dated(m, m.get(Direction.class), true) : null);
        grammar.rule(
                "sorted by a superlative",
                "ARRANGEMENT <- SORT BY? SUBJECT COMMA|OPEN? RANKING FIRST CLOSE?",
                m -> SubjectOrders.byRanking(m.get(Subject.class), m.get(Superlative.class)));
        grammar.rule(
                "order: a superlative",
                "ARRANGEMENT <- SORT BY? COLON? RANKING FIRST?",
                m -> SubjectOrders.ranking(m.get(Superlative.class), m).asSorted());
        grammar.rule(
                "down from a superlative",
                "ARRANGEMENT <- SORT? FROM RANKING DOWN|UP",
                m -> SubjectOrders.ranking(m.get(Superlative.class), m).asSorted());
        grammar.rule("from much of it to little", "ARRANGEMENT <- SORT? FROM SUBJECT TO SUBJECT", m -> fromTo(m));
        grammar.rule("from one superlative to the other", "ARRANGEMENT <- SORT? FROM? RANKING TO RANKING", m -> {
            Superlative first = m.get(Superlative.class);
            boolean and = m.node(m.size() - 2).rule().equals("and");
            return SubjectOrders.isReverse(first, m.get(Superlative.class, 1)) && !and
                    ? SubjectOrders.ranking(first, m).asSorted()
                    : null;
        });
        grammar.rule(
                "order: the subject",
                "ARRANGEMENT <- SORT COLON SUBJECT COMMA|OPEN? DIRECTION? CLOSE?",
                m -> SubjectOrders.sorted(m.get(Subject.class), m.find(Direction.class, 0), true));
        grammar.rule(
                "sorted from one superlative to another",
                "ARRANGEMENT <- SORT BY? SUBJECT COMMA|OPEN? FROM? RANKING TO RANKING CLOSE?",
                m -> SubjectOrders.byRanking(m.get(Subject.class), m.get(Superlative.class)));
        grammar.rule(
                "downwards by",
                "ARRANGEMENT <- SORT? DIRECTION BY SUBJECT",
                m -> SubjectOrders.sorted(m.get(Subject.class), m.get(Direction.class), true));
        grammar.rule("in this order of", "ARRANGEMENT <- SORT? DIRECTION SUBJECT", 0.2, m -> {
            Node direction = m.node(m.size() - 2);
            boolean spelt =
                    direction.length() >= SPELT_OUT && m.get(Subject.class).part() == Entry.Part.WHAT;
            return spelt ? SubjectOrders.sorted(m.get(Subject.class), m.get(Direction.class), true) : null;
        });
        grammar.rule("lowest N by", "ARRANGEMENT <- HIGHEST|LOWEST NUMBER PEOPLE|CUSTOMERS? BY SUBJECT", m -> {
            Direction direction = m.has(Symbol.HIGHEST) ? Direction.DESCENDING : Direction.ASCENDING;
            boolean per = m.node(m.size() - 2).rule().equals("per");
            Arrangement sorted = per ? null : SubjectOrders.sorted(m.get(Subject.class), direction, true);
            return SizeRules.sized(m, sorted);
        });
        grammar.rule(
                "longest since", "ARRANGEMENT <- EARLIEST SINCE|WITHOUT LATEST? SUBJECT FIRST?", m -> longest(m, 0));
        grammar.rule("not for longest", "ARRANGEMENT <- NOT SUBJECT DURATION? EARLIEST FIRST?", m -> {
            return longest(m, m.size() - (m.has(Symbol.FIRST) ? 2 : 1));
        });
        grammar.rule("most years", "ARRANGEMENT <- SUBJECT HIGHEST|LOWEST UNIT FIRST?", m -> {
            boolean lasts = m.get(Subject.class).is(Entry.Trait.LASTING)
                    && m.get(Period.Unit.class).months()
                                    + m.get(Period.Unit.class).days()
                            > 0;
            Direction direction = m.has(Symbol.HIGHEST) ? Direction.ASCENDING : Direction.DESCENDING;
            return lasts ? SubjectOrders.dated(m, direction, true) : null;
        });
        grammar.rule("superlative of it", "ARRANGEMENT <- RANKING OPEN SUBJECT CLOSE FIRST?", m -> {
            Arrangement by = SubjectOrders.byRanking(m.get(Subject.class), m.get(Superlative.class));
            return m.has(Symbol.FIRST) ? by : null;
        });
        grammar.rule("did it most in its time", "ARRANGEMENT <- SUBJECT HIGHEST|LOWEST WINDOW", 0.2, m -> {
            Subject subject = m.get(Subject.class);
            boolean own = subject.entry() != null
                    && subject.column() == null
                    && Statements.isOwnSpan(subject.entry(), m.get(Window.class));
            return own
                    ? SubjectOrders.verb(m, m.has(Symbol.HIGHEST) ? Direction.DESCENDING : Direction.ASCENDING)
                    : null;
        });
        grammar.rule("greatest text first", "ARRANGEMENT <- VALUES FIRST", 0.1, m -> extreme(m.get(NamedValues.class)));
        grammar.rule("by", "ARRANGEMENT <- BY SUBJECT", 0.2, m -> by(m, null));
        grammar.rule(
                "by, downwards",
                "ARRANGEMENT <- BY SUBJECT COMMA|OPEN? DIRECTION CLOSE?",
                0.1,
                m -> by(m, m.get(Direction.class)));
        grammar.rule("by, a superlative first", "ARRANGEMENT <- BY SUBJECT COMMA|OPEN? RANKING FIRST CLOSE?", m -> {
            boolean by = m.node(0).rule().equals("by");
            return by ? SubjectOrders.byRanking(m.get(Subject.class), m.get(Superlative.class)) : null;
        });
        grammar.rule(
                "column and direction",
                "ARRANGEMENT <- SUBJECT DIRECTION",
                0.1,
                m -> m.get(Subject.class).part() != Entry.Part.WHAT
                                || m.node(0).to() < m.node(1).from()
                        ? null
                        : SubjectOrders.sorted(m.get(Subject.class), m.get(Direction.class), true));
        grammar.rule(
                "greatest first",
                "ARRANGEMENT <- HIGHEST SUBJECT FIRST",
                m -> SubjectOrders.sorted(m.get(Subject.class), Direction.DESCENDING, true));
        grammar.rule(
                "smallest first",
                "ARRANGEMENT <- LOWEST SUBJECT FIRST",
                m -> SubjectOrders.sorted(m.get(Subject.class), Direction.ASCENDING, true));
        grammar.rule(
                "latest first",
                "ARRANGEMENT <- LATEST SUBJECT FIRST",
                m -> isSaidOfIt(m) ? null : SubjectOrders.dated(m, Direction.DESCENDING, true));
        grammar.rule(
                "earliest first",
                "ARRANGEMENT <- EARLIEST SUBJECT FIRST",
                m -> isSaidOfIt(m) || SuperlativeRules.isLength(m, m.node(0))
                        ? null
                        : SubjectOrders.dated(m, Direction.ASCENDING, true));
        grammar.rule("first the greatest", "ARRANGEMENT <- FIRST HIGHEST|LOWEST SUBJECT", m -> {
            Direction direction = m.has(Symbol.HIGHEST) ? Direction.DESCENDING : Direction.ASCENDING;
            return leads(m) ? SubjectOrders.sorted(m.get(Subject.class), direction, true) : null;
        });
        grammar.rule(
                "first a superlative",
                "ARRANGEMENT <- FIRST RANKING",
                m -> leads(m)
                        ? SubjectOrders.ranking(m.get(Superlative.class), m).asSorted()
                        : null);
        grammar.rule(
                "keys in turn",
                "ARRANGEMENT <- ARRANGEMENT COMMA|AND|THEN ARRANGEMENT",
                0.1,
                m -> inTurn(m.get(Arrangement.class), m.get(Arrangement.class, 1)));
        grammar.rule(
                "then by",
                "ARRANGEMENT <- ARRANGEMENT COMMA? THEN BY? SUBJECT DIRECTION?",
                m -> inTurn(
                        m.get(Arrangement.class),
                        SubjectOrders.sorted(m.get(Subject.class), m.find(Direction.class, 0), true)));
    }

    /** Whether the match begins with a word for an order or "by", not with "on": on the date of the test drive. */
    private static boolean sorts(Match m) {
        return m.node(0).symbol() == Symbol.SORT || m.node(0).rule().equals("by");
    }

    /** Whether "first" begins a clause and so applies to the words after it. */
    private static boolean leads(Match m) {
        return m.node(0).rule().equals("first") && m.beginsClause() && !m.passesOver("then");
    }

    /** Returns the order from one range of a column to another, null if there is none: from high risk to low risk. */
    private static @Nullable Arrangement fromTo(Match m) {
        Meaning.Between first = range(m.get(Subject.class));
        Meaning.Between second = range(m.get(Subject.class, 1));
        if (first == null || second == null || !first.column().equals(second.column())) {
            return null;
        }
        boolean descending = first.low() >= second.high();
        boolean ascending = first.high() <= second.low();
        return descending || ascending ? Arrangement.by(new Order.Key(first.column(), descending), null, true) : null;
    }

    private static Meaning.@Nullable Between range(Subject subject) {
        Entry entry = subject.column() == null ? subject.entry() : null;
        return entry != null && entry.means().size() == 1 && entry.means().get(0) instanceof Meaning.Between between
                ? between
                : null;
    }

    /** Whether "first" is said of the thing and is not its position in the order: their last service was their first. */
    private static boolean isSaidOfIt(Match m) {
        boolean was = m.words(m.node(1)).stream().anyMatch(word -> word.isFormOf("be"));
        return was || m.passesOver(WordGroup.SINGULAR_BE);
    }

    private static @Nullable Arrangement inTurn(Arrangement first, @Nullable Arrangement second) {
        boolean keys = second != null
                && first.sorted()
                && second.sorted()
                && first.size() == 0
                && second.size() == 0
                && !first.keys().isEmpty()
                && !second.keys().isEmpty();
        if (!keys || second == null) {
            return null;
        }
        Column column = second.keys().get(0).column();
        if (first.keys().stream().anyMatch(key -> key.column().equals(column))) {
            return null;
        }
        List<Order.Key> all = new ArrayList<>(first.keys());
        all.addAll(second.keys());
        return Arrangement.by(all, true);
    }

    /** Returns the order with the longest time since the subject first, null if there is none. */
    private static @Nullable Object longest(Match m, int index) {
        boolean longest = m.node(index).rule().startsWith("longest");
        return longest ? SubjectOrders.dated(m, Direction.ASCENDING, true) : null;
    }

    /** Returns the order that puts the highest or the lowest text value of its column first, null if there is none: platinum first. */
    private static @Nullable Arrangement extreme(NamedValues values) {
        List<String> all = values.column().values();
        boolean one = values.entry().is(Entry.Trait.ORDERED) && values.texts().size() == 1;
        boolean last = one && values.texts().get(0).equals(all.get(all.size() - 1));
        boolean first = one && values.texts().get(0).equals(all.get(0));
        return last || first ? Arrangement.by(new Order.Key(values.column(), last), null, true) : null;
    }

    private static @Nullable Object by(Match m, @Nullable Direction direction) {
        Subject subject = m.get(Subject.class);
        if (subject.part() != Entry.Part.WHAT) {
            return null;
        }
        Column column = SubjectOrders.key(subject);
        boolean groups = direction == null && column != null && column.type() == Column.Type.TEXT;
        boolean by = m.node(0).rule().equals("by")
                || m.node(0).rule().startsWith("in ")
                || m.node(0).rule().equals("measured by");
        return by && !groups ? SubjectOrders.sorted(m.get(Subject.class), direction, true) : null;
    }
}
