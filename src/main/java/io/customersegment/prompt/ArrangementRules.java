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

/** Rules for orders and sizes: top 20, the 50 most engaged, sorted by spend in descending order, highest churn risk first, cap at 80. */
final class ArrangementRules {

    /** Name of the rule for a number alone, which is a size only directly before the customers it counts. */
    static final String BARE_SIZE = "bare size";

    /** Name of the rule for a number after a request, which is a size unless more words belong to the number. */
    static final String ASKED_SIZE = "N asked for";

    /** Name of the rule for an upper bound in a clause of its own or directly before the customers it counts, which is a size. */
    static final String LONE_SIZE = "at most N";

    /** Name of the rule for a number alone that is said to be enough. */
    static final String ENOUGH = "N is enough";

    /** Name of the rule for "just" and a number at the start of a sentence, which is a size if its clause has nothing else. */
    static final String JUST_SIZE = "just N";

    /** Name of the rule for an upper bound after a colon, which is a size in a clause of its own. */
    static final String LABELLED_SIZE = "at most: N";

    /** Name of the rule for a number of people, which is a size unless it is the object of a customer's action. */
    static final String PEOPLE = "N people";

    /** Name of the rule for a number of seats, which is a size unless it is the object of a customer's action: bought 3 tickets. */
    static final String PLACES = "places";

    /** Name of the rule for a number after a verb of hosting, which is a size if the sender's organization hosts: we can seat 40. */
    static final String HOSTED = "host N";

    /** Name of the rule for a number after "for", which is a size after a noun for an occasion: dinner for 12. */
    static final String FOR_SO_MANY = "for N";

    /** Largest number that may count what a customer has: two kids, both of them. */
    static final int MOST_OF_A_HOUSEHOLD = 9;

    private static final int THOUSAND = 1_000;
    /** Minimum number of words of a direction that names both its ends or the order: from low to high, in ascending order. */
    private static final int SPELT_OUT = 3;

    private static final int LARGEST = 1_000_000_000;

    /** Name of the rule for the customers who did something last: who bought last. */
    static final String DONE_LATEST = "did it latest";

    private ArrangementRules() {}

    static void addTo(Grammar grammar) {
        sizes(grammar);
        directions(grammar);
        orders(grammar);
        superlatives(grammar);
    }

    private static void sizes(Grammar grammar) {
        grammar.rule("top", "ARRANGEMENT <- TOP NUMBER SIZE_NOUN?", m -> size(m));
        grammar.rule("by it the top", "ARRANGEMENT <- SUBJECT TOP NUMBER", m -> {
            Arrangement sorted =
                    m.get(Subject.class).part() == Entry.Part.WHAT ? sorted(m.get(Subject.class), null, true) : null;
            return sized(m, sorted);
        });
        grammar.rule("top for it", "ARRANGEMENT <- TOP NUMBER PEOPLE|CUSTOMERS? PURPOSE SUBJECT", m -> {
            Subject subject = m.get(Subject.class);
            List<Token> words = m.words(m.node(m.size() - 1));
            boolean plural = words.get(words.size() - 1).text().endsWith("s");
            boolean ranks = m.words(m.node(m.size() - 2)).get(0).is("for")
                    && subject.part() == Entry.Part.WHAT
                    && subject.number() != null
                    && (!subject.number().whole() || plural);
            Arrangement sorted = ranks ? sorted(subject, Direction.DESCENDING, true) : null;
            return sized(m, sorted);
        });
        grammar.rule("N biggest by it", "ARRANGEMENT <- NUMBER HIGHEST|LOWEST PEOPLE|CUSTOMERS BY SUBJECT", m -> {
            boolean ofSize = WordGroup.SIZE.holds(m.node(1).rule());
            Direction direction = m.has(Symbol.LOWEST) ? Direction.ASCENDING : Direction.DESCENDING;
            return ofSize ? sized(m, sorted(m.get(Subject.class), direction, true)) : null;
        });
        grammar.rule("bottom", "ARRANGEMENT <- BOTTOM NUMBER", m -> {
            Arrangement size = size(m);
            return size == null ? null : size.fromBottom();
        });
        grammar.rule("bottom by", "ARRANGEMENT <- BOTTOM NUMBER PEOPLE|CUSTOMERS? BY SUBJECT", m -> {
            Arrangement sorted = sorted(m.get(Subject.class), Direction.ASCENDING, true);
            return sized(m, sorted);
        });
        grammar.rule(
                "limit",
                "ARRANGEMENT <- LIMIT COLON? NUMBER OF_THEIRS? PEOPLE|CUSTOMERS|SIZE_NOUN?",
                0.2,
                m -> size(m));
        grammar.rule(
                "limit",
                "ARRANGEMENT <- EXACTLY? NUMBER OF_THEIRS|PEOPLE|CUSTOMERS|SIZE_NOUN? SIZE_MAX",
                0.3,
                m -> m.size() == 2 && m.node(1).rule().endsWith("enough") ? null : size(m));
        grammar.rule(ENOUGH, "ARRANGEMENT <- NUMBER SIZE_MAX", 0.3, m -> {
            return m.node(1).rule().endsWith("enough") ? size(m) : null;
        });
        grammar.rule(LABELLED_SIZE, "ARRANGEMENT <- AT_MOST|SIZE_MAX COLON NUMBER", m -> size(m));
        grammar.rule("at most N people", "ARRANGEMENT <- AT_MOST NUMBER PEOPLE|CUSTOMERS", 0.2, m -> size(m));
        grammar.rule("at most N places", "ARRANGEMENT <- AT_MOST NUMBER SPARE|FURTHER? SIZE_NOUN", m -> size(m));
        grammar.rule("at most N calls", "ARRANGEMENT <- AT_MOST NUMBER CALLS", m -> {
            return m.beginsClause() && !m.goesOn() ? size(m) : null;
        });
        grammar.rule(LONE_SIZE, "ARRANGEMENT <- AT_MOST NUMBER", 0.35, m -> isAge(m) ? null : size(m));
        grammar.rule("limited to the first N", "ARRANGEMENT <- LIMIT COLON? TOP NUMBER SIZE_NOUN?", m -> size(m));
        grammar.rule(JUST_SIZE, "ARRANGEMENT <- EXACTLY NUMBER", 0.3, m -> size(m));
        grammar.rule("N of them", "ARRANGEMENT <- EXACTLY? NUMBER OF_THEIRS", 0.2, m -> {
            Arrangement size = size(m);
            boolean them = m.node(m.size() - 1).rule().equals("of them");
            return them && size != null && size.size() > MOST_OF_A_HOUSEHOLD ? size : null;
        });
        grammar.rule(PLACES, "ARRANGEMENT <- NUMBER SPARE|FURTHER|EVENT|VENUE? SIZE_NOUN SPARE?", m -> size(m));
        grammar.rule(
                HOSTED,
                "ARRANGEMENT <- HOST EXACTLY|AT_MOST? NUMBER SPARE|FURTHER? PEOPLE|CUSTOMERS|SIZE_NOUN?",
                m -> m.words(m.node(m.size() - 1)).get(0).is("one") || isAttempt(m) ? null : size(m));
        grammar.rule(
                FOR_SO_MANY,
                "ARRANGEMENT <- PURPOSE NUMBER PEOPLE|CUSTOMERS?",
                m -> m.words(m.node(0)).get(0).is("for") ? size(m) : null);
        grammar.rule(ASKED_SIZE, "ARRANGEMENT <- WANT COLON? AT_MOST? NUMBER", 0.3, m -> size(m));
        grammar.rule(PEOPLE, "ARRANGEMENT <- EXACTLY? NUMBER FURTHER? PEOPLE|CUSTOMERS", 0.2, m -> size(m));
        grammar.rule(
                BARE_SIZE,
                "ARRANGEMENT <- NUMBER",
                0.6,
                m -> m.words(m.node(0)).get(0).is("one") ? null : size(m));
    }

    /** Whether the number may count attempts: take 3, gold members. */
    private static boolean isAttempt(Match m) {
        return m.isFirst() && m.size() == 2 && m.isBefore(",");
    }

    private static boolean isAge(Match m) {
        return m.words(m.node(0)).stream().anyMatch(word -> word.is(WordGroup.ABOVE_IN_AGE));
    }

    /** Returns the order limited to the number of the match; null if there is no order or the number is not a size. */
    private static @Nullable Arrangement sized(Match m, @Nullable Arrangement sorted) {
        Arrangement size = size(m);
        return size == null || sorted == null ? null : sorted.sized(size.size());
    }

    private static @Nullable Arrangement size(Match m) {
        Num number = m.get(Num.class);
        double value = number.pointed() ? Math.rint(number.value() * THOUSAND) : number.value();
        boolean whole = value == Math.rint(value) && value >= 1 && value <= LARGEST && number.unit() == Num.Unit.NONE;
        return whole ? Arrangement.size((int) value) : null;
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
                m -> isOrderOfThing(m) ? null : sorted(m.get(Subject.class), null, true));
        grammar.rule(
                "sorted by, downwards",
                "ARRANGEMENT <- SORT BY? SUBJECT COMMA|OPEN|WITH? DIRECTION CLOSE?",
                m -> sorted(m.get(Subject.class), m.get(Direction.class), true));
        grammar.rule(
                "sorted by its date",
                "ARRANGEMENT <- SORT|BY BY? DATE_OF SUBJECT",
                m -> sorts(m) ? dated(m, Direction.DESCENDING, true) : null);
        grammar.rule(
                "sorted by its date, downwards",
                "ARRANGEMENT <- SORT|BY BY? DATE_OF SUBJECT COMMA|OPEN|WITH? DIRECTION CLOSE?",
                m -> sorts(m) ? dated(m, m.get(Direction.class), true) : null);
        grammar.rule(
                "sorted by a superlative",
                "ARRANGEMENT <- SORT BY? SUBJECT COMMA|OPEN? RANKING FIRST CLOSE?",
                m -> byRanking(m.get(Subject.class), m.get(Superlative.class)));
        grammar.rule(
                "order: a superlative",
                "ARRANGEMENT <- SORT BY? COLON? RANKING FIRST?",
                m -> ranking(m.get(Superlative.class), m).asSorted());
        grammar.rule(
                "down from a superlative",
                "ARRANGEMENT <- SORT? FROM RANKING DOWN|UP",
                m -> ranking(m.get(Superlative.class), m).asSorted());
        grammar.rule("from much of it to little", "ARRANGEMENT <- SORT? FROM SUBJECT TO SUBJECT", m -> fromTo(m));
        grammar.rule("from one superlative to the other", "ARRANGEMENT <- SORT? FROM? RANKING TO RANKING", m -> {
            Superlative first = m.get(Superlative.class);
            boolean and = m.node(m.size() - 2).rule().equals("and");
            return isReverse(first, m.get(Superlative.class, 1)) && !and
                    ? ranking(first, m).asSorted()
                    : null;
        });
        grammar.rule(
                "order: the subject",
                "ARRANGEMENT <- SORT COLON SUBJECT COMMA|OPEN? DIRECTION? CLOSE?",
                m -> sorted(m.get(Subject.class), m.find(Direction.class, 0), true));
        grammar.rule(
                "sorted from one superlative to another",
                "ARRANGEMENT <- SORT BY? SUBJECT COMMA|OPEN? FROM? RANKING TO RANKING CLOSE?",
                m -> byRanking(m.get(Subject.class), m.get(Superlative.class)));
        grammar.rule(
                "downwards by",
                "ARRANGEMENT <- SORT? DIRECTION BY SUBJECT",
                m -> sorted(m.get(Subject.class), m.get(Direction.class), true));
        grammar.rule("in this order of", "ARRANGEMENT <- SORT? DIRECTION SUBJECT", 0.2, m -> {
            Node direction = m.node(m.size() - 2);
            boolean spelt =
                    direction.length() >= SPELT_OUT && m.get(Subject.class).part() == Entry.Part.WHAT;
            return spelt ? sorted(m.get(Subject.class), m.get(Direction.class), true) : null;
        });
        grammar.rule("lowest N by", "ARRANGEMENT <- HIGHEST|LOWEST NUMBER PEOPLE|CUSTOMERS? BY SUBJECT", m -> {
            Direction direction = m.has(Symbol.HIGHEST) ? Direction.DESCENDING : Direction.ASCENDING;
            boolean per = m.node(m.size() - 2).rule().equals("per");
            Arrangement sorted = per ? null : sorted(m.get(Subject.class), direction, true);
            return sized(m, sorted);
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
            return lasts ? dated(m, direction, true) : null;
        });
        grammar.rule("superlative of it", "ARRANGEMENT <- RANKING OPEN SUBJECT CLOSE FIRST?", m -> {
            Arrangement by = byRanking(m.get(Subject.class), m.get(Superlative.class));
            return m.has(Symbol.FIRST) ? by : null;
        });
        grammar.rule("did it most in its time", "ARRANGEMENT <- SUBJECT HIGHEST|LOWEST WINDOW", 0.2, m -> {
            Subject subject = m.get(Subject.class);
            boolean own = subject.entry() != null
                    && subject.column() == null
                    && Statements.isOwnSpan(subject.entry(), m.get(Window.class));
            return own ? verb(m, m.has(Symbol.HIGHEST) ? Direction.DESCENDING : Direction.ASCENDING) : null;
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
            return by ? byRanking(m.get(Subject.class), m.get(Superlative.class)) : null;
        });
        grammar.rule(
                "column and direction",
                "ARRANGEMENT <- SUBJECT DIRECTION",
                0.1,
                m -> m.get(Subject.class).part() != Entry.Part.WHAT
                                || m.node(0).to() < m.node(1).from()
                        ? null
                        : sorted(m.get(Subject.class), m.get(Direction.class), true));
        grammar.rule(
                "greatest first",
                "ARRANGEMENT <- HIGHEST SUBJECT FIRST",
                m -> sorted(m.get(Subject.class), Direction.DESCENDING, true));
        grammar.rule(
                "smallest first",
                "ARRANGEMENT <- LOWEST SUBJECT FIRST",
                m -> sorted(m.get(Subject.class), Direction.ASCENDING, true));
        grammar.rule(
                "latest first",
                "ARRANGEMENT <- LATEST SUBJECT FIRST",
                m -> isSaidOfIt(m) ? null : dated(m, Direction.DESCENDING, true));
        grammar.rule(
                "earliest first",
                "ARRANGEMENT <- EARLIEST SUBJECT FIRST",
                m -> isSaidOfIt(m) ? null : dated(m, Direction.ASCENDING, true));
        grammar.rule("first the greatest", "ARRANGEMENT <- FIRST HIGHEST|LOWEST SUBJECT", m -> {
            Direction direction = m.has(Symbol.HIGHEST) ? Direction.DESCENDING : Direction.ASCENDING;
            return leads(m) ? sorted(m.get(Subject.class), direction, true) : null;
        });
        grammar.rule(
                "first a superlative",
                "ARRANGEMENT <- FIRST RANKING",
                m -> leads(m) ? ranking(m.get(Superlative.class), m).asSorted() : null);
        grammar.rule(
                "keys in turn",
                "ARRANGEMENT <- ARRANGEMENT COMMA|AND|THEN ARRANGEMENT",
                0.1,
                m -> inTurn(m.get(Arrangement.class), m.get(Arrangement.class, 1)));
        grammar.rule(
                "then by",
                "ARRANGEMENT <- ARRANGEMENT COMMA? THEN BY? SUBJECT DIRECTION?",
                m -> inTurn(m.get(Arrangement.class), sorted(m.get(Subject.class), m.find(Direction.class, 0), true)));
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
        return longest ? dated(m, Direction.ASCENDING, true) : null;
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
        Column column = key(subject);
        boolean groups = direction == null && column != null && column.type() == Column.Type.TEXT;
        boolean by = m.node(0).rule().equals("by")
                || m.node(0).rule().startsWith("in ")
                || m.node(0).rule().equals("measured by");
        return by && !groups ? sorted(m.get(Subject.class), direction, true) : null;
    }

    private static @Nullable Arrangement byRanking(Subject subject, Superlative superlative) {
        Column column = key(subject);
        List<Entry.Sort> order = superlative.order();
        if (column == null || order.isEmpty() || !order.get(0).column().equals(column)) {
            return null;
        }
        return Arrangement.by(List.of(new Order.Key(column, order.get(0).descending())), true);
    }

    private static @Nullable Object dated(Match m, Direction direction, boolean sorted) {
        Subject subject = m.get(Subject.class);
        return subject.date() == null || subject.part() == Entry.Part.WHO
                ? null
                : sorted(subject.column() == null ? subject.dated() : subject, direction, sorted);
    }

    static @Nullable Arrangement sorted(Subject subject, @Nullable Direction direction, boolean sorted) {
        Column column = key(subject);
        if (column == null || subject.part() == Entry.Part.WHICH) {
            return null;
        }
        boolean dates = column.type() == Column.Type.DATE;
        if (!dates && (direction == Direction.EARLIEST || direction == Direction.LATEST)) {
            return null;
        }
        boolean descending = direction == null
                ? !subject.is(Entry.Trait.ASCENDING)
                : direction == Direction.DESCENDING || direction == Direction.LATEST;
        return Arrangement.by(new Order.Key(column, descending), direction, sorted);
    }

    /** Returns the column that the subject is sorted by, null if there is none. */
    static @Nullable Column key(Subject subject) {
        if (subject.column() != null) {
            return subject.column().type() == Column.Type.ID ? null : subject.column();
        }
        boolean ordered = subject.is(Entry.Trait.ORDERED) && subject.part() == Entry.Part.WHAT && !subject.byDate();
        return subject.number() != null
                ? subject.number()
                : subject.date() == null && ordered ? subject.text() : subject.date();
    }

    private static void superlatives(Grammar grammar) {
        grammar.rule("superlative", "ARRANGEMENT <- RANKING", m -> ranking(m.get(Superlative.class), m));
        grammar.rule("superlative first", "ARRANGEMENT <- RANKING PEOPLE|CUSTOMERS? FIRST", m -> {
            Superlative superlative = m.get(Superlative.class);
            return ranking(superlative, m).asSorted();
        });
        grammar.rule("N of the most", "ARRANGEMENT <- NUMBER RANKING", m -> {
            Arrangement size = size(m);
            return size == null ? null : ranking(m.get(Superlative.class), m).sized(size.size());
        });
        grammar.rule("the most, N", "ARRANGEMENT <- RANKING NUMBER PEOPLE|CUSTOMERS?", m -> {
            Arrangement size = size(m);
            return size == null ? null : ranking(m.get(Superlative.class), m).sized(size.size());
        });
        grammar.rule("top N of the most", "ARRANGEMENT <- TOP NUMBER RANKING", m -> {
            Arrangement size = size(m);
            return size == null ? null : ranking(m.get(Superlative.class), m).sized(size.size());
        });
        grammar.rule("N of the most of it", "ARRANGEMENT <- NUMBER HIGHEST|LOWEST SUBJECT", 0.05, m -> {
            Direction direction = m.has(Symbol.HIGHEST) ? Direction.DESCENDING : Direction.ASCENDING;
            Arrangement sorted = sorted(m.get(Subject.class), direction, false);
            return sized(m, sorted);
        });
        grammar.rule("latest of those who did", "ARRANGEMENT <- NUMBER? LATEST NUMBER? SUBJECT", m -> {
            Subject subject = m.get(Subject.class);
            Num number = m.find(Num.class, 0);
            WordedCondition bare = Statements.bare(subject, m.day());
            boolean last = m.node(0).rule().equals("last")
                    || (m.size() > 2 && m.node(1).rule().equals("last"));
            if (last
                    || m.find(Num.class, 1) != null
                    || bare == null
                    || subject.date() == null
                    || (number != null && size(m) == null)) {
                return null;
            }
            boolean who = subject.part() == Entry.Part.WHO;
            Arrangement by = sorted(subject.dated(), Direction.DESCENDING, false);
            if (by == null || (!who && number == null)) {
                return null;
            }
            Arrangement sized = number == null ? by : by.sized((int) number.value());
            return who ? sized.among(bare.condition()) : sized;
        });
        grammar.rule(
                "the most of it",
                "ARRANGEMENT <- HIGHEST SUBJECT",
                0.1,
                m -> isOfSize(m) || m.follows("at") ? null : sorted(m.get(Subject.class), Direction.DESCENDING, false));
        grammar.rule(
                "the least of it",
                "ARRANGEMENT <- LOWEST SUBJECT",
                0.1,
                m -> isOfSize(m) || m.follows("at") ? null : sorted(m.get(Subject.class), Direction.ASCENDING, false));
        grammar.rule("does most of it", "ARRANGEMENT <- CONTEXT HIGHEST|LOWEST SUBJECT", m -> {
            Subject subject = m.get(Subject.class);
            boolean own = m.get(Entry.class).equals(subject.entry()) && subject.part() == Entry.Part.WHAT;
            Direction direction = m.has(Symbol.HIGHEST) ? Direction.DESCENDING : Direction.ASCENDING;
            return own ? sorted(subject, direction, false) : null;
        });
        grammar.rule("did it most", "ARRANGEMENT <- SUBJECT HIGHEST FIRST?", 0.2, m -> verb(m, Direction.DESCENDING));
        grammar.rule("did most of it", "ARRANGEMENT <- SUBJECT HIGHEST|LOWEST CONTEXT", m -> {
            Entry entry = m.get(Subject.class).entry();
            Direction direction = m.has(Symbol.HIGHEST) ? Direction.DESCENDING : Direction.ASCENDING;
            boolean whole = m.get(Entry.class).equals(entry)
                    && m.get(Subject.class).part() == Entry.Part.DOES
                    && !m.passesOver("of");
            return whole ? verb(m, direction) : null;
        });
        grammar.rule("did it least", "ARRANGEMENT <- SUBJECT LOWEST FIRST?", 0.2, m -> verb(m, Direction.ASCENDING));
        grammar.rule(
                "the latest of it",
                "ARRANGEMENT <- LATEST SUBJECT",
                0.4,
                m -> m.node(0).rule().equals("last") ? null : dated(m, Direction.DESCENDING, false));
        grammar.rule(
                "the earliest of it",
                "ARRANGEMENT <- EARLIEST SUBJECT",
                0.3,
                m -> dated(m, Direction.ASCENDING, false));
        grammar.rule(
                DONE_LATEST,
                "ARRANGEMENT <- SUBJECT LATEST FIRST?",
                0.2,
                m -> m.node(1).rule().equals("last") && m.get(Subject.class).part() != Entry.Part.DOES
                        ? null
                        : dated(m, Direction.DESCENDING, false));
        grammar.rule(
                "did it earliest",
                "ARRANGEMENT <- SUBJECT EARLIEST FIRST?",
                0.2,
                m -> dated(m, Direction.ASCENDING, false));
    }

    private static @Nullable Object verb(Match m, Direction direction) {
        Subject subject = m.get(Subject.class);
        boolean done =
                subject.part() == Entry.Part.DOES || subject.column() != null || subject.part() == Entry.Part.WHAT;
        return done ? sorted(subject, direction, false) : null;
    }

    /** Whether the two rank by the same column in opposite directions. */
    private static boolean isReverse(Superlative one, Superlative other) {
        Entry.Sort first = one.order().get(0);
        return other.order().get(0).equals(new Entry.Sort(first.column(), !first.descending()));
    }

    /** Whether a word of size describes each thing, or a thing without a size, and not a count: the biggest orders, the largest region. */
    private static boolean isOfSize(Match m) {
        Subject subject = m.get(Subject.class);
        boolean size = WordGroup.SIZE.holds(m.node(0).rule());
        boolean counted = subject.number() != null
                && subject.is(Entry.Trait.AT_LEAST)
                && subject.number().type() == Column.Type.INTEGER;
        boolean unordered = subject.text() != null && !subject.is(Entry.Trait.ORDERED);
        return size && (counted || unordered);
    }

    private static Arrangement ranking(Superlative superlative, Match m) {
        List<Order.Key> keys = superlative.order().stream()
                .map(sort -> new Order.Key(sort.column(), sort.descending()))
                .toList();
        boolean means = !superlative.means().isEmpty();
        return new Arrangement(
                keys,
                0,
                false,
                means ? Statements.meaning(superlative.means(), m.day()) : null,
                null,
                null,
                superlative.sized());
    }
}
