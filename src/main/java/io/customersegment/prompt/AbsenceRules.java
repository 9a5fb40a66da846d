package io.customersegment.prompt;

import io.customersegment.catalogue.Column;
import io.customersegment.catalogue.Entry;
import org.jspecify.annotations.Nullable;

/** Rules for having none of a subject: test drives none, lease no, purchases never, sold to nobody. */
final class AbsenceRules {

    /** Name of the rule for a thing and a "no" after it, which form a clause of their own: lease no. */
    static final String OF_IT_NO = "of it: no";

    private AbsenceRules() {}

    static void addTo(Grammar grammar) {
        grammar.rule("without a last time", "CONDITION <- NO|WITHOUT LATEST SUBJECT", m -> {
            Subject subject = m.get(Subject.class);
            boolean dated = subject.column() == null && subject.date() != null;
            return dated ? Statements.known(subject.dated(), false) : null;
        });
        grammar.rule("of it nothing", "CONDITION <- SUBJECT COLON|EXACTLY|OF_THEIRS? NO WINDOW?", m -> {
            boolean nothing = m.words(m.node(m.size() - (m.find(Window.class, 0) == null ? 1 : 2)))
                                    .size()
                            == 1
                    && WordGroup.NOTHING.holds(m.node(m.size() - (m.find(Window.class, 0) == null ? 1 : 2))
                            .rule());
            Window window = m.find(Window.class, 0);
            Subject subject = m.get(Subject.class);
            WordedCondition said =
                    !nothing ? null : window == null ? none(subject, m) : Statements.dated(subject, window, m.day());
            return said == null ? null : said.negated();
        });
        grammar.rule(OF_IT_NO, "CONDITION <- SUBJECT NO", m -> {
            Subject subject = m.get(Subject.class);
            boolean no = m.node(1).rule().equals("no") && subject.part() == Entry.Part.WHAT;
            WordedCondition said = no ? none(subject, m) : null;
            return said == null ? null : said.negated();
        });
        grammar.rule("did it to nobody", "CONDITION <- SUBJECT NO", m -> {
            boolean nobody = WordGroup.NOBODY_OR_NONE.holds(m.node(1).rule()) && !m.isBefore(WordGroup.NARROWING);
            Subject subject = m.get(Subject.class);
            WordedCondition said =
                    nobody && subject.part() == Entry.Part.DOES && subject.number() != null ? none(subject, m) : null;
            return said == null ? null : said.negated();
        });
        grammar.rule("of it never", "CONDITION <- SUBJECT COLON? NEVER", m -> {
            Subject subject = m.get(Subject.class);
            boolean alone = m.beginsClause() && !m.goesOn();
            WordedCondition said = subject.part() == Entry.Part.WHAT && alone ? none(subject, m) : null;
            return said == null ? null : said.negated();
        });
        grammar.rule("none of it in context", "CONDITION <- SUBJECT NO|NEVER CONTEXT WINDOW?", m -> {
            Subject subject = m.get(Subject.class);
            boolean ofPeople =
                    subject.part() == Entry.Part.WHO || (m.has(Symbol.NEVER) && subject.part() != Entry.Part.WHAT);
            if (SubjectRules.inContext(m) == null || ofPeople) {
                return null;
            }
            Window window = m.find(Window.class, 0);
            WordedCondition said = window == null ? none(subject, m) : Statements.dated(subject, window, m.day());
            return said == null ? null : said.negated();
        });
    }

    /** Returns the condition whose negation means none of the subject. */
    private static @Nullable WordedCondition none(Subject subject, Match m) {
        Column number = subject.number();
        return number != null
                ? Statements.counted(subject, number.whole() ? Amount.atLeast(Num.of(1)) : Amount.above(Num.of(0)))
                : Statements.bare(subject, m.day());
    }
}
