package io.customersegment.prompt;

import io.customersegment.catalogue.Column;
import io.customersegment.catalogue.Entry;
import org.jspecify.annotations.Nullable;

/** Rules for counts that would otherwise be years, or too large: more than 2000 web visits, web_visits >= 2001. */
final class YearLikeCountRules {

    private YearLikeCountRules() {}

    static void addTo(Grammar grammar) {
        grammar.rule(
                "N like a year of it",
                "CONDITION <- AMOUNT SUBJECT",
                m -> m.get(Subject.class).part() == Entry.Part.WHAT && Years.isCount(m.words(m.node(0)))
                        ? counted(m)
                        : null);
        grammar.rule(
                "of it N like a year in context",
                "CONDITION <- SUBJECT AMOUNT CONTEXT",
                m -> SubjectRules.inContext(m) != null && Years.isCount(m.words(m.node(1))) ? counted(m) : null);
        grammar.rule("of a column N", "CONDITION <- SUBJECT AMOUNT", m -> {
            boolean signed = Narrowing.isComparisonSign(m.words(m.node(1)).get(0));
            return signed && m.get(Subject.class).column() != null ? counted(m) : null;
        });
    }

    private static @Nullable Object counted(Match m) {
        Subject subject = m.get(Subject.class);
        Column number = subject.number();
        Amount amount = m.get(Amount.class);
        boolean counts = number != null && number.whole() && subject.is(Entry.Trait.AT_LEAST);
        return counts && Statements.counted(subject, amount) == null
                ? Statements.counted(subject, amount.asFrequency())
                : null;
    }
}
