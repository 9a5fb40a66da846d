package io.customersegment.prompt;

import io.customersegment.catalogue.Column;
import io.customersegment.catalogue.Entry;
import org.jspecify.annotations.Nullable;

/**
 * Rules for statements that something does not matter, as in "it doesn't matter whether they bought", "opted in or not", "with or without
 * kids", "all regions".
 */
final class IndifferenceRules {

    /** The rule name for something that may hold or not; it is a clause of its own and is reported. */
    static final String EITHER_WAY = "so or not";

    /** The rule name for all values of something, as a clause of its own. */
    static final String ALL_OF_IT = "all of it";

    /** The rule name for a number of things that a list names. */
    static final String ALL_FOUR = "all four";

    /** The rule name for words that leave an "or" unchanged. */
    static final String OR_BOTH = "or both";

    private static final double LIKELY = -0.15;

    private IndifferenceRules() {}

    /** Adds the rules. */
    static void addTo(Grammar grammar) {
        String condition = "OF_THEIRS|PEOPLE|CUSTOMERS? CONDITION";
        String conditions = condition + " COMMA? OR CONDITION|NOT";
        for (String what : new String[] {condition, conditions}) {
            either(grammar, "WHATEVER COURTESY? WHETHER " + what);
            either(grammar, "WHETHER " + what + " WHATEVER");
        }
        either(grammar, "WHATEVER COURTESY? WHETHER " + condition + " COMMA CONDITION COMMA? OR CONDITION");
        either(grammar, "WHETHER " + condition + " COMMA? OR NOT COMMA? WHATEVER?");
        either(grammar, "CONDITION COMMA? OR NOT COMMA? WHATEVER?");
        grammar.rule(EITHER_WAY, "ASIDE <- WHETHER " + condition, m -> {
            boolean not = m.node(0).rule().endsWith(" not");
            return not ? EITHER_WAY : null;
        });
        grammar.rule("with or without it", "ASIDE <- WITH OR|AND|SLASH WITHOUT CONDITION", m -> {
            WordedCondition said = m.get(WordedCondition.class);
            return said.bare() ? EITHER_WAY : null;
        });
        grammar.rule(ALL_OF_IT, "ASIDE <- EVERY SUBJECT", LIKELY, m -> {
            boolean had = m.passesOver(WordGroup.MUST_HAVE);
            return isKind(m) && !had ? ALL_OF_IT : null;
        });
        grammar.rule(ALL_OF_IT, "ASIDE <- PLACE EVERY SUBJECT", LIKELY, m -> {
            Entry entry = m.get(Subject.class).entry();
            return isKind(m) && entry != null && entry.means().isEmpty() ? ALL_OF_IT : null;
        });
        grammar.rule(ALL_OF_IT, "ASIDE <- REGARDLESS SUBJECT", m -> {
            Subject subject = m.get(Subject.class);
            return subject.part() == Entry.Part.WHAT && subject.number() != null ? ALL_OF_IT : null;
        });
        grammar.rule("any measure", "ASIDE <- WHATEVER SUBJECT", LIKELY, m -> {
            Subject subject = m.get(Subject.class);
            Column number = subject.number();
            boolean measure = subject.part() == Entry.Part.WHAT && number != null && !number.whole();
            return measure && m.node(0).rule().equals("any") ? ALL_OF_IT : null;
        });
        grammar.rule("any of it will do", "ASIDE <- WHATEVER SUBJECT SIZE_MAX", LIKELY, m -> {
            boolean any = m.node(2).rule().equals("will do") && m.node(0).rule().equals("any");
            Entry entry = m.get(Subject.class).entry();
            return any && entry != null && entry.text() != null ? ALL_OF_IT : null;
        });
        grammar.rule(
                EITHER_WAY,
                "ASIDE <- WHATEVER|WHETHER WHETHER? VALUE_TAIL OR|AND|SLASH VALUE_TAIL",
                IndifferenceRules::asked);
        grammar.rule(EITHER_WAY, "ASIDE <- VALUE_TAIL OR|AND|SLASH VALUE_TAIL WHATEVER", m -> EITHER_WAY);
        grammar.rule(
                EITHER_WAY,
                "ASIDE <- WHATEVER ASKING OF_THEIRS|PEOPLE|CUSTOMERS? SUBJECT|CONTEXT|SILENT",
                IndifferenceRules::asked);
        grammar.rule(
                EITHER_WAY, "ASIDE <- WHATEVER ASKING SUBJECT OF_THEIRS|PEOPLE|CUSTOMERS", IndifferenceRules::asked);
        grammar.rule(
                EITHER_WAY,
                "ASIDE <- WHATEVER ASKING OF_THEIRS|PEOPLE|CUSTOMERS",
                m -> m.node(1).rule().startsWith("how ") ? asked(m) : null);
        grammar.rule(
                EITHER_WAY,
                "ASIDE <- WHATEVER ASKING",
                m -> m.node(1).rule().equals("where") || m.node(1).rule().startsWith("how ") ? asked(m) : null);
        grammar.rule(OR_BOTH, "ASIDE <- COMMA? OR BOTH", -0.1, m -> OR_BOTH);
        grammar.rule(ALL_FOUR, "ASIDE <- EVERY NUMBER", 0.1, m -> ALL_FOUR);
        grammar.rule(ALL_FOUR, "ASIDE <- EVERY|BOTH? NUMBER? CRITERIA", 0.1, m -> ALL_FOUR);
        grammar.rule(ALL_FOUR, "ASIDE <- EVERY|BOTH NUMBER? CRITERIA? NECESSITY", 0.1, m -> ALL_FOUR);
    }

    /** Whether the aside states that something does not matter. */
    static boolean isOne(Node aside) {
        return switch (aside.rule()) {
            case EITHER_WAY, ALL_OF_IT, AnyValueRules.ANY_LISTED, AnyValueRules.ANY_OF_IT -> true;
            default -> false;
        };
    }

    /** Whether all conditions that may hold or not have the same form of words, so that none of them is a condition of its own. */
    private static boolean isOfOneKind(Match m) {
        WordedCondition.Frame first = m.get(WordedCondition.class).frame();
        for (int i = 1; m.find(WordedCondition.class, i) != null; i++) {
            if (m.get(WordedCondition.class, i).frame() != first) {
                return false;
            }
        }
        return true;
    }

    /** Whether the subject stands for all text values of a column, or for all ages. */
    private static boolean isKind(Match m) {
        Subject subject = m.get(Subject.class);
        Entry entry = subject.entry();
        boolean named = subject.part() == Entry.Part.WHAT && subject.column() == null && entry != null;
        boolean any = m.node(m.size() - 2).rule().equals("any");
        return named && !any && entry != null && (entry.text() != null || entry.is(Entry.Trait.UNNAMED));
    }

    /** Builds the aside for an indirect question, as in "no matter where they live"; returns null after "any", which asks no question. */
    private static @Nullable Object asked(Match m) {
        return m.node(0).rule().equals("any") ? null : EITHER_WAY;
    }

    private static void either(Grammar grammar, String pattern) {
        grammar.rule(EITHER_WAY, "ASIDE <- " + pattern, m -> {
            boolean any = m.has(Symbol.WHATEVER)
                    && !m.has(Symbol.NOT)
                    && m.node(m.has(Symbol.WHETHER) && m.node(0).symbol() == Symbol.WHETHER ? m.size() - 1 : 0)
                            .rule()
                            .equals("any");
            return any || !isOfOneKind(m) ? null : EITHER_WAY;
        });
    }
}
