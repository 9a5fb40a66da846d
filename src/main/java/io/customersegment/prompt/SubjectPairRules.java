package io.customersegment.prompt;

import io.customersegment.catalogue.Entry;
import io.customersegment.criteria.Condition;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Rules for two subjects that share a number or a time: opened or clicked an email twice, a quote and a test drive since March. */
final class SubjectPairRules {

    private SubjectPairRules() {}

    static void addTo(Grammar grammar) {
        grammar.rule("both of two in a window", "CONDITION <- SUBJECT AND SUBJECT BOTH WINDOW", SubjectPairRules::both);
        grammar.rule("both of two in a window", "CONDITION <- BOTH SUBJECT AND SUBJECT WINDOW", SubjectPairRules::both);
        grammar.rule(
                "one of two, N times", "CONDITION <- SUBJECT OR SUBJECT AMOUNT? WINDOW?", SubjectPairRules::shared);
        grammar.rule(
                "both of two, N times", "CONDITION <- SUBJECT AND SUBJECT AMOUNT? WINDOW?", SubjectPairRules::shared);
    }

    /** Combines two bare verbs with one object, number and window, or returns null: opened or clicked an email in the last month. */
    private static @Nullable Object shared(Match m) {
        Subject first = m.get(Subject.class);
        Subject second = m.get(Subject.class, 1);
        Amount amount = m.find(Amount.class, 0);
        Window window = m.find(Window.class, 0);
        boolean verbs = first.part() == Entry.Part.DOES
                && second.part() == Entry.Part.DOES
                && first.column() == null
                && second.column() == null
                && m.node(0).length() == 1;
        Entry entry = first.entry();
        if (!verbs || entry == null || entry.equals(second.entry()) || (amount == null && window == null)) {
            return null;
        }
        if (!isCountedAlike(entry, second.entry())) {
            return null;
        }
        boolean ofBoth = m.words(m.node(2)).stream().skip(1).allMatch(word -> isContext(entry, word));
        if (!ofBoth) {
            return null;
        }
        WordedCondition one = said(first, amount, window, m);
        WordedCondition other = said(second, amount, window, m);
        if (one == null || other == null) {
            return null;
        }
        List<Condition> both = List.of(one.condition(), other.condition());
        return one.with(m.has(Symbol.OR) ? Condition.any(both) : Condition.all(both));
    }

    /** Whether both are counted over the same days, so that a number after them applies to both: not of bought and spent over 500. */
    private static boolean isCountedAlike(Entry one, @Nullable Entry other) {
        return other != null && one.countedOver() != null && one.countedOver().equals(other.countedOver());
    }

    /** Combines two things in one window, null if that is not possible: a quote and a test drive, both since March. */
    private static @Nullable Object both(Match m) {
        WordedCondition one = Statements.dated(m.get(Subject.class), m.get(Window.class), m.day());
        WordedCondition other = Statements.dated(m.get(Subject.class, 1), m.get(Window.class), m.day());
        if (one == null || other == null || one.onlyNegated() || other.onlyNegated()) {
            return null;
        }
        return one.with(Condition.all(List.of(one.condition(), other.condition())));
    }

    private static boolean isContext(Entry entry, Token word) {
        return word.text().length() <= 3
                || entry.context().stream().anyMatch(context -> word.text().startsWith(context));
    }

    private static @Nullable WordedCondition said(
            Subject subject, @Nullable Amount amount, @Nullable Window window, Match m) {
        if (amount == null) {
            return Statements.dated(subject, Objects.requireNonNull(window), m.day());
        }
        return window == null
                ? Statements.counted(subject, amount)
                : Statements.countedWithin(subject, amount, window, m.day());
    }
}
