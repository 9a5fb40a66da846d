package io.customersegment.prompt;

import io.customersegment.catalogue.Entry;
import io.customersegment.prompt.Arrangement.Direction;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rules for the number of customers to select: top 20, at most 50 people, cap at 80, room for 12, a dinner for 8. */
final class SizeRules {

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

    private static final int LARGEST = 1_000_000_000;

    private SizeRules() {}

    static void addTo(Grammar grammar) {
        grammar.rule("top", "ARRANGEMENT <- TOP NUMBER SIZE_NOUN?", m -> size(m));
        grammar.rule("by it the top", "ARRANGEMENT <- SUBJECT TOP NUMBER", m -> {
            Arrangement sorted = m.get(Subject.class).part() == Entry.Part.WHAT
                    ? SubjectOrders.sorted(m.get(Subject.class), null, true)
                    : null;
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
            Arrangement sorted = ranks ? SubjectOrders.sorted(subject, Direction.DESCENDING, true) : null;
            return sized(m, sorted);
        });
        grammar.rule("N biggest by it", "ARRANGEMENT <- NUMBER HIGHEST|LOWEST PEOPLE|CUSTOMERS BY SUBJECT", m -> {
            boolean ofSize = WordGroup.SIZE.holds(m.node(1).rule());
            Direction direction = m.has(Symbol.LOWEST) ? Direction.ASCENDING : Direction.DESCENDING;
            return ofSize ? sized(m, SubjectOrders.sorted(m.get(Subject.class), direction, true)) : null;
        });
        grammar.rule("bottom", "ARRANGEMENT <- BOTTOM NUMBER", m -> {
            Arrangement size = size(m);
            return size == null ? null : size.fromBottom();
        });
        grammar.rule("bottom by", "ARRANGEMENT <- BOTTOM NUMBER PEOPLE|CUSTOMERS? BY SUBJECT", m -> {
            Arrangement sorted = SubjectOrders.sorted(m.get(Subject.class), Direction.ASCENDING, true);
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
    static @Nullable Arrangement sized(Match m, @Nullable Arrangement sorted) {
        Arrangement size = size(m);
        return size == null || sorted == null ? null : sorted.sized(size.size());
    }

    /** Returns the size of the first number of the match, null if it is not a whole number without a unit. */
    static @Nullable Arrangement size(Match m) {
        Num number = m.get(Num.class);
        double value = number.pointed() ? Math.rint(number.value() * THOUSAND) : number.value();
        boolean whole = value == Math.rint(value) && value >= 1 && value <= LARGEST && number.unit() == Num.Unit.NONE;
        return whole ? Arrangement.size((int) value) : null;
    }
}
