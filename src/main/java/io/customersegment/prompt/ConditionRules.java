package io.customersegment.prompt;

import io.customersegment.catalogue.Catalogue;
import io.customersegment.catalogue.Column;
import io.customersegment.catalogue.Entry;
import io.customersegment.criteria.Condition;
import io.customersegment.prompt.WordedCondition.Frame;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rules for conditions on a subject: its name alone, null tests, the notation of queries, as in "0.2 < churn_risk <= 0.35". Adds those for
 * subjects, numbers, times and ages as well.
 */
final class ConditionRules {

    /** Name of the rule for an action at any time, which only a conjunction may follow: bought at least once before. */
    static final String BEFORE_NOW = "before now";

    /** Name of the rule for two negations that include: nobody without consent. */
    static final String NOBODY_WITHOUT = "nobody without";

    private ConditionRules() {}

    static void addTo(Grammar grammar, Catalogue catalogue) {
        SubjectRules.addTo(grammar);
        named(grammar);
        CountRules.addTo(grammar);
        YearLikeCountRules.addTo(grammar);
        AbsenceRules.addTo(grammar);
        SubjectPairRules.addTo(grammar);
        DatedConditionRules.addTo(grammar);
        nulls(grammar);
        AgeRules.addTo(grammar, catalogue);
        references(grammar);
        formal(grammar);
    }

    /** Whether the node negates people, not things: nobody, no one. */
    static boolean isNobody(Node node) {
        return node.symbol() == Symbol.NO && WordGroup.NOBODY_OR_NONE.holds(node.rule());
    }

    private static void named(Grammar grammar) {
        grammar.rule(BEFORE_NOW, "CONDITION <- CONDITION BEFORE", 0.1, m -> {
            WordedCondition said = m.get(WordedCondition.class);
            Subject subject = said.subject();
            boolean done = said.frame() == Frame.VERB || said.frame() == Frame.THING;
            boolean counted = subject != null && subject.is(Entry.Trait.AT_LEAST) && !subject.byDate();
            return done && counted && said.window() == null && m.node(1).rule().equals("before") ? said : null;
        });
        grammar.rule(NOBODY_WITHOUT, "WITH <- NO PEOPLE|CUSTOMERS? WITHOUT", m -> {
            boolean people = m.size() > 2 || isNobody(m.node(0));
            return people ? Symbol.WITH : null;
        });
        grammar.rule("named", "CONDITION <- SUBJECT", m -> Statements.bare(m.get(Subject.class), m.day()));
        grammar.rule(
                "context of a condition", "CONDITION <- CONDITION CONTEXT", 0.01, ConditionRules::conditionInContext);
        grammar.rule(
                "context of a condition",
                "CONDITION <- CONTEXT CONDITION",
                0.01,
                m -> m.passesOver("to") || m.node(1).rule().equals(ListRules.NONE_HAD) ? null : conditionInContext(m));
    }

    /** Adds the rules for a number or a time whose subject a context word indicates: no more than 4 visits, it ends in January. */
    private static void references(Grammar grammar) {
        grammar.rule(
                "a count with its context word",
                "REFERENCE <- AMOUNT CONTEXT WINDOW?",
                m -> counted(m, m.get(Amount.class)));
        grammar.rule(
                "a count with its context word",
                "REFERENCE <- NUMBER CONTEXT OR_MORE",
                m -> counted(m, Amount.atLeast(m.get(Num.class))));
        grammar.rule(
                "a count with its context word",
                "REFERENCE <- NUMBER CONTEXT OR_LESS",
                m -> counted(m, Amount.atMost(m.get(Num.class))));
        grammar.rule("it ends then", "REFERENCE <- OF_THEIRS? CONTEXT|ENDED WINDOW", m -> {
            Entry entry = m.get(Entry.class);
            return entry.is(Entry.Trait.AHEAD) ? new Reference(entry, null, m.get(Window.class)) : null;
        });
    }

    private static @Nullable Reference counted(Match m, Amount amount) {
        Entry entry = m.get(Entry.class);
        return entry.is(Entry.Trait.AT_LEAST) && entry.number() != null
                ? new Reference(entry, amount, m.find(Window.class, 0))
                : null;
    }

    private static @Nullable Object conditionInContext(Match m) {
        WordedCondition said = m.get(WordedCondition.class);
        Subject subject = said.subject();
        boolean own = subject != null && m.get(Entry.class).equals(subject.entry());
        return own ? said : null;
    }

    private static void nulls(Grammar grammar) {
        grammar.rule(
                "has none",
                "CONDITION <- SUBJECT COLON? EXACTLY? NULL",
                m -> Statements.known(m.get(Subject.class), false));
        grammar.rule(
                "has none",
                "CONDITION <- NULL SUBJECT",
                0.1,
                m -> m.get(Subject.class).column() == null ? null : Statements.known(m.get(Subject.class), false));
        grammar.rule(
                "has one", "CONDITION <- SUBJECT COLON? NOT_NULL", m -> Statements.known(m.get(Subject.class), true));
        grammar.rule("has one", "CONDITION <- SUBJECT NOT NULL", m -> Statements.known(m.get(Subject.class), true));
        grammar.rule(
                "has one", "CONDITION <- SUBJECT NOT_EQUAL NULL", m -> Statements.known(m.get(Subject.class), true));
        grammar.rule(
                "has none", "CONDITION <- SUBJECT NOT NOT_NULL", m -> Statements.known(m.get(Subject.class), false));
    }

    private static void formal(Grammar grammar) {
        grammar.rule("between two bounds", "CONDITION <- NUMBER BELOW|AT_MOST SUBJECT BELOW|AT_MOST NUMBER", m -> {
            boolean lowOpen = m.node(1).symbol() == Symbol.BELOW;
            boolean highOpen = m.node(3).symbol() == Symbol.BELOW;
            return Statements.counted(
                    m.get(Subject.class), Amount.between(m.get(Num.class), lowOpen, m.get(Num.class, 1), highOpen));
        });
        grammar.rule("number first", "CONDITION <- NUMBER BELOW|AT_MOST|ABOVE|AT_LEAST SUBJECT", 0.2, m -> {
            Num number = m.get(Num.class);
            if (m.node(1).length() != 1 || !m.node(1).rule().matches("[<>]=?")) {
                return null;
            }
            Amount amount = switch (m.node(1).symbol()) {
                case BELOW -> Amount.above(number);
                case AT_MOST -> Amount.atLeast(number);
                case ABOVE -> Amount.below(number);
                default -> Amount.atMost(number);
            };
            return Statements.counted(m.get(Subject.class), amount);
        });
        grammar.rule("ranges or null", "CONDITION <- CONDITION OR NULL", m -> orNull(m.get(WordedCondition.class)));
        grammar.rule("null or ranges", "CONDITION <- SUBJECT EITHER? NULL OR WINDOW", m -> {
            WordedCondition dated = Statements.dated(m.get(Subject.class), m.get(Window.class), m.day());
            return dated == null ? null : orNull(dated);
        });
        grammar.rule("null or ranges", "CONDITION <- SUBJECT EITHER? NULL OR AMOUNT", m -> {
            WordedCondition counted = Statements.counted(m.get(Subject.class), m.get(Amount.class));
            return counted == null ? null : orNull(counted);
        });
        grammar.rule("ranges or null", "CONDITION <- SUBJECT EITHER WINDOW OR NULL", m -> {
            WordedCondition dated = Statements.dated(m.get(Subject.class), m.get(Window.class), m.day());
            return dated == null ? null : orNull(dated);
        });
        grammar.rule("two bounds", "CONDITION <- SUBJECT WINDOW AND WINDOW", 0.05, m -> {
            Window first = m.get(Window.class);
            Window second = m.get(Window.class, 1);
            boolean plain =
                    first.isPlain() && second.isPlain() && m.get(Subject.class).column() != null;
            return plain ? Statements.dated(m.get(Subject.class), first.and(second), m.day()) : null;
        });
    }

    private static @Nullable Object orNull(WordedCondition said) {
        if (said.frame() != Frame.COLUMN || said.condition().columns().size() != 1) {
            return null;
        }
        Column column = said.condition().columns().iterator().next();
        Condition isNull = Condition.not(ColumnConditions.known(column));
        return said.with(Condition.any(List.of(said.condition(), isNull)));
    }
}
