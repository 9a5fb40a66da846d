package io.customersegment.prompt;

import io.customersegment.catalogue.Column;
import io.customersegment.catalogue.Entry;
import io.customersegment.criteria.Condition;
import io.customersegment.prompt.WordedCondition.Frame;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Rules for conditions on text values of a column, as in "gold or platinum", "region: East or West", "not in (North, East)". Adds those for
 * lists of text values, for any value and for the requested list as well.
 */
final class ListRules {

    /**
     * The rule name for text values that need a name, in a clause of their own; in a list of keywords they are something that a customer
     * has.
     */
    static final String LONE_TEXTS = "texts alone";

    /** The rule name for required text values, which end their clause and are not negated, as in "consent required". */
    static final String NEEDED = "it is needed";

    /** The rule name for text values that customers do not have; it makes that statement about all customers, as in "without a Camry". */
    static final String NONE_HAD = "has none of the texts";

    private ListRules() {}

    /** Adds the rules. */
    static void addTo(Grammar grammar) {
        ValueRules.addTo(grammar);
        RequestedListRules.addTo(grammar);
        grammar.rule("texts", "CONDITION <- PLACE? VALUES", m -> {
            NamedValues values = m.get(NamedValues.class);
            return values.needName() ? null : texts(values);
        });
        grammar.rule(LONE_TEXTS, "CONDITION <- VALUES", 0.5, m -> {
            NamedValues values = m.get(NamedValues.class);
            return values.entry().is(Entry.Trait.HAD) && values.needName() ? texts(values) : null;
        });
        grammar.rule("known by what they have", "CONDITION <- VALUES KNOWN_BY", m -> {
            NamedValues values = m.get(NamedValues.class);
            boolean had = values.entry().is(Entry.Trait.HAD) && values.needName();
            Subject who = new Subject(values.entry(), Entry.Part.WHO, null, false);
            return had ? WordedCondition.of(ColumnConditions.in(values), Frame.NOUN, true, who) : null;
        });
        grammar.rule("texts where they are kept", "CONDITION <- VALUES CONTEXT", m -> {
            NamedValues values = m.get(NamedValues.class);
            boolean kept = values.entry().equals(m.get(Entry.class))
                    && values.entry().is(Entry.Trait.HAD)
                    && m.words(m.node(1)).size() > 1;
            return kept ? texts(values) : null;
        });
        grammar.rule("texts in their context", "CONDITION <- PLACE? VALUES CONTEXT", m -> {
            NamedValues values = m.get(NamedValues.class);
            boolean own = values.entry().equals(m.get(Entry.class));
            return own && (!values.needName() || values.entry().is(Entry.Trait.ORDERED)) ? texts(values) : null;
        });
        grammar.rule("text in its context or above", "CONDITION <- VALUES CONTEXT OR_MORE|OR_LESS", m -> {
            NamedValues values = m.get(NamedValues.class);
            boolean own = values.entry().equals(m.get(Entry.class)) && !values.named() && !ValueRules.isOfOthers(m, 2);
            NamedValues ranged = own ? ValueRules.ranged(values, m.has(Symbol.OR_MORE), false) : null;
            return ranged == null ? null : texts(ranged);
        });
        grammar.rule("texts in their context", "CONDITION <- CONTEXT PLACE? VALUES", m -> {
            NamedValues values = m.get(NamedValues.class);
            boolean own = values.entry().equals(m.get(Entry.class)) && !values.needName() && !m.passesOver("to");
            return own ? texts(values) : null;
        });
        grammar.rule("has one of the texts", "CONDITION <- WITH CONTEXT? VALUES CONTEXT?", m -> {
            NamedValues values = m.get(NamedValues.class);
            Entry context = m.find(Entry.class, 0);
            boolean had = values.entry().is(Entry.Trait.HAD) && (context == null || context.equals(values.entry()));
            return had ? texts(values) : null;
        });
        grammar.rule(NONE_HAD, "CONDITION <- WITHOUT|NO VALUES CONTEXT?", m -> {
            NamedValues values = m.get(NamedValues.class);
            Entry context = m.find(Entry.class, 0);
            boolean had = values.entry().is(Entry.Trait.HAD) && (context == null || context.equals(values.entry()));
            WordedCondition said = texts(values);
            return had ? said.with(Condition.not(said.condition())) : null;
        });
        grammar.rule("for one of the texts", "CONDITION <- PURPOSE VALUES", 0.3, m -> {
            NamedValues values = m.get(NamedValues.class);
            boolean had = values.entry().is(Entry.Trait.HAD)
                    && values.needName()
                    && m.node(0).rule().equals("for");
            WordedCondition said = WordedCondition.of(Condition.everybody(), Frame.THING, true, null);
            return had ? said.about(values.texts()) : null;
        });
        grammar.rule(NEEDED, "CONDITION <- CONDITION NECESSITY", m -> {
            WordedCondition said = m.get(WordedCondition.class);
            return isOfTexts(said.condition()) && said.bare() ? said : null;
        });
        grammar.rule("any text but", "CONDITION <- WHATEVER|EVERY SUBJECT|CONTEXT BUT|EXCEPT VALUES", m -> {
            NamedValues values = m.get(NamedValues.class);
            Subject subject = m.find(Subject.class, 0);
            Entry entry = subject == null ? m.find(Entry.class, 0) : subject.entry();
            boolean own = values.entry().equals(entry);
            WordedCondition said = texts(values);
            return own ? said.with(hasAnother(said, values.column())) : null;
        });
        had(grammar);
        named(grammar);
        AnyValueRules.addTo(grammar);
    }

    /** Adds the rules for having any or none of the text values, as in "owners of any model" or "own nothing of ours". */
    private static void had(Grammar grammar) {
        grammar.rule("has any of them", "CONDITION <- SUBJECT WHATEVER|ONE_OF CONTEXT", m -> {
            boolean any = !m.has(Symbol.WHATEVER) || m.node(1).rule().equals("any");
            return any && isHad(m) && m.get(Subject.class).part() != Entry.Part.WHAT ? had(m, true) : null;
        });
        grammar.rule("has none of them", "CONDITION <- SUBJECT NO|NONE_OF CONTEXT", m -> {
            return isHad(m) && m.get(Subject.class).part() == Entry.Part.DOES ? had(m, false) : null;
        });
    }

    /**
     * Returns the condition of having a text value other than these, as in "a model other than these"; a missing value does not meet it.
     */
    private static Condition hasAnother(WordedCondition said, Column column) {
        return Condition.all(List.of(Condition.not(said.condition()), ColumnConditions.known(column)));
    }

    private static boolean isHad(Match m) {
        Subject subject = m.get(Subject.class);
        Entry entry = subject.entry();
        return entry != null
                && subject.column() == null
                && entry.is(Entry.Trait.HAD)
                && entry.equals(m.get(Entry.class))
                && m.words(m.node(2)).size() > 1
                && entry.text() != null
                && entry.text().nullable();
    }

    private static WordedCondition had(Match m, boolean any) {
        Subject subject = m.get(Subject.class);
        Condition known = ColumnConditions.known(Objects.requireNonNull(subject.text()));
        Frame frame = subject.part() == Entry.Part.WHO ? Frame.NOUN : Frame.VERB;
        return WordedCondition.of(any ? known : Condition.not(known), frame, true, subject);
    }

    private static boolean isOfTexts(Condition condition) {
        return condition.columns().size() == 1
                && condition.columns().iterator().next().type() == Column.Type.TEXT;
    }

    private static WordedCondition texts(NamedValues values) {
        return WordedCondition.of(
                ColumnConditions.in(values),
                Frame.TEXTS,
                true,
                new Subject(values.entry(), Entry.Part.WHAT, null, false));
    }

    /** Adds the rules for text values of a named subject. */
    private static void named(Grammar grammar) {
        grammar.rule("it is one of", "CONDITION <- SUBJECT COLON? MEMBER? VALUES|SHORT_VALUE", m -> valued(m));
        grammar.rule("it is one of those listed", "CONDITION <- SUBJECT ONE_OF COLON VALUES", m -> valued(m));
        grammar.rule("it is none of those listed", "CONDITION <- SUBJECT NONE_OF COLON VALUES", m -> negated(m));
        grammar.rule("one of those or another", "CONDITION <- VALUES SUBJECT|CONTEXT OR VALUES", 0.1, m -> {
            NamedValues first = m.get(NamedValues.class);
            NamedValues second = m.get(NamedValues.class, 1);
            Subject subject = m.find(Subject.class, 0);
            Entry entry = subject == null ? m.find(Entry.class, 0) : subject.entry();
            boolean own = first.entry().equals(entry) && second.entry().equals(entry) && !m.goesOn();
            return own && second.needName() ? texts(first.or(second)) : null;
        });
        grammar.rule("it is one of", "CONDITION <- SUBJECT PLACE VALUES", 0.05, m -> valued(m));
        grammar.rule("one of those", "CONDITION <- VALUES|SHORT_VALUE SUBJECT", 0.05, m -> valued(m));
        grammar.rule("one of those in a window", "CONDITION <- SUBJECT VALUES WINDOW", m -> {
            WordedCondition said = valued(m);
            Subject subject = m.get(Subject.class);
            WordedCondition dated = said == null ? null : Statements.dated(subject, m.get(Window.class), m.day());
            return said == null || dated == null || said.isSilent()
                    ? null
                    : dated.with(Condition.all(List.of(said.condition(), dated.condition())));
        });
        grammar.rule("it is not one of", "CONDITION <- SUBJECT NOT_EQUAL VALUES", m -> {
            WordedCondition said = valued(m);
            Column column = m.get(NamedValues.class).column();
            return said == null || said.isSilent() ? null : said.with(hasAnother(said, column));
        });
        grammar.rule("it is not one of", "CONDITION <- SUBJECT COLON? NOT|NO MEMBER? VALUES", m -> negated(m));
        grammar.rule(
                "it is any but",
                "CONDITION <- SUBJECT COLON? EXCEPT VALUES",
                m -> AnyValueRules.isText(m)
                                && m.beginsClause()
                                && m.get(Subject.class).part() == Entry.Part.WHAT
                        ? negated(m)
                        : null);
        grammar.rule("it is none of", "CONDITION <- SUBJECT COLON? NONE_OF VALUES", m -> negated(m));
    }

    private static @Nullable WordedCondition valued(Match m) {
        return Statements.valued(m.get(Subject.class), m.get(NamedValues.class), m.day());
    }

    private static @Nullable WordedCondition negated(Match m) {
        WordedCondition said = valued(m);
        return said == null || said.isSilent() ? null : said.with(Condition.not(said.condition()));
    }
}
