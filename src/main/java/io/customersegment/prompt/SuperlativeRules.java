package io.customersegment.prompt;

import io.customersegment.catalogue.Column;
import io.customersegment.catalogue.Entry;
import io.customersegment.catalogue.Superlative;
import io.customersegment.prompt.Arrangement.Direction;

/** Rules for superlatives: the most engaged, the 50 highest spenders, the latest buyers, who bought last. */
final class SuperlativeRules {

    /** Name of the rule for the customers who did something last: who bought last. */
    static final String DONE_LATEST = "did it latest";

    private SuperlativeRules() {}

    static void addTo(Grammar grammar) {
        grammar.rule("superlative", "ARRANGEMENT <- RANKING", m -> SubjectOrders.ranking(m.get(Superlative.class), m));
        grammar.rule("superlative first", "ARRANGEMENT <- RANKING PEOPLE|CUSTOMERS? FIRST", m -> {
            Superlative superlative = m.get(Superlative.class);
            return SubjectOrders.ranking(superlative, m).asSorted();
        });
        grammar.rule("N of the most", "ARRANGEMENT <- NUMBER RANKING", m -> {
            Arrangement size = SizeRules.size(m);
            return size == null
                    ? null
                    : SubjectOrders.ranking(m.get(Superlative.class), m).sized(size.size());
        });
        grammar.rule("the most, N", "ARRANGEMENT <- RANKING NUMBER PEOPLE|CUSTOMERS?", m -> {
            Arrangement size = SizeRules.size(m);
            return size == null
                    ? null
                    : SubjectOrders.ranking(m.get(Superlative.class), m).sized(size.size());
        });
        grammar.rule("top N of the most", "ARRANGEMENT <- TOP NUMBER RANKING", m -> {
            Arrangement size = SizeRules.size(m);
            return size == null
                    ? null
                    : SubjectOrders.ranking(m.get(Superlative.class), m).sized(size.size());
        });
        grammar.rule("N of the most of it", "ARRANGEMENT <- NUMBER HIGHEST|LOWEST SUBJECT", 0.05, m -> {
            Direction direction = m.has(Symbol.HIGHEST) ? Direction.DESCENDING : Direction.ASCENDING;
            Arrangement sorted = SubjectOrders.sorted(m.get(Subject.class), direction, false);
            return SizeRules.sized(m, sorted);
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
                    || (number != null && SizeRules.size(m) == null)) {
                return null;
            }
            boolean who = subject.part() == Entry.Part.WHO;
            Arrangement by = SubjectOrders.sorted(subject.dated(), Direction.DESCENDING, false);
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
                m -> isOfSize(m) || m.follows("at")
                        ? null
                        : SubjectOrders.sorted(m.get(Subject.class), Direction.DESCENDING, false));
        grammar.rule(
                "the least of it",
                "ARRANGEMENT <- LOWEST SUBJECT",
                0.1,
                m -> isOfSize(m) || m.follows("at")
                        ? null
                        : SubjectOrders.sorted(m.get(Subject.class), Direction.ASCENDING, false));
        grammar.rule("does most of it", "ARRANGEMENT <- CONTEXT HIGHEST|LOWEST SUBJECT", m -> {
            Subject subject = m.get(Subject.class);
            boolean own = m.get(Entry.class).equals(subject.entry()) && subject.part() == Entry.Part.WHAT;
            Direction direction = m.has(Symbol.HIGHEST) ? Direction.DESCENDING : Direction.ASCENDING;
            return own ? SubjectOrders.sorted(subject, direction, false) : null;
        });
        grammar.rule(
                "did it most",
                "ARRANGEMENT <- SUBJECT HIGHEST FIRST?",
                0.2,
                m -> SubjectOrders.verb(m, Direction.DESCENDING));
        grammar.rule("did most of it", "ARRANGEMENT <- SUBJECT HIGHEST|LOWEST CONTEXT", m -> {
            Entry entry = m.get(Subject.class).entry();
            Direction direction = m.has(Symbol.HIGHEST) ? Direction.DESCENDING : Direction.ASCENDING;
            boolean whole = m.get(Entry.class).equals(entry)
                    && m.get(Subject.class).part() == Entry.Part.DOES
                    && !m.passesOver("of");
            return whole ? SubjectOrders.verb(m, direction) : null;
        });
        grammar.rule(
                "did it least",
                "ARRANGEMENT <- SUBJECT LOWEST FIRST?",
                0.2,
                m -> SubjectOrders.verb(m, Direction.ASCENDING));
        grammar.rule(
                "the latest of it",
                "ARRANGEMENT <- LATEST SUBJECT",
                0.4,
                m -> m.node(0).rule().equals("last") ? null : SubjectOrders.dated(m, Direction.DESCENDING, false));
        grammar.rule(
                "the earliest of it",
                "ARRANGEMENT <- EARLIEST SUBJECT",
                0.3,
                m -> isLength(m, m.node(0)) ? null : SubjectOrders.dated(m, Direction.ASCENDING, false));
        grammar.rule(
                DONE_LATEST,
                "ARRANGEMENT <- SUBJECT LATEST FIRST?",
                0.2,
                m -> m.node(1).rule().equals("last") && m.get(Subject.class).part() != Entry.Part.DOES
                        ? null
                        : SubjectOrders.dated(m, Direction.DESCENDING, false));
        grammar.rule(
                "did it earliest",
                "ARRANGEMENT <- SUBJECT EARLIEST FIRST?",
                0.2,
                m -> isLength(m, m.node(1)) ? null : SubjectOrders.dated(m, Direction.ASCENDING, false));
    }

    /** Whether the word is about how long something takes of which only the end is known: the longest lease. */
    static boolean isLength(Match m, Node word) {
        return word.rule().equals("longest") && m.get(Subject.class).is(Entry.Trait.AHEAD);
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
}
