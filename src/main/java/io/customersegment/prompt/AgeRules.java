package io.customersegment.prompt;

import io.customersegment.catalogue.Catalogue;
import io.customersegment.catalogue.Column;
import io.customersegment.catalogue.Entry;
import io.customersegment.prompt.WordedCondition.Frame;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Rules for a number without a name, which is an age where it counts nothing: over 60, 25 to 40 years old. */
final class AgeRules {

    /** Name of the rule for a number without a name or a unit, which is an age where it counts nothing. */
    static final String UNNAMED = "with nothing named";

    private static final double YOUNGEST = 12;

    private static final double OLDEST = 110;

    private final List<Entry> unnamed;

    private AgeRules(Catalogue catalogue) {
        this.unnamed = catalogue.lexicon().entries().stream()
                .filter(entry -> entry.is(Entry.Trait.UNNAMED) && entry.number() != null)
                .toList();
    }

    static void addTo(Grammar grammar, Catalogue catalogue) {
        new AgeRules(catalogue).unnamed(grammar);
    }

    private void unnamed(Grammar grammar) {
        grammar.rule(UNNAMED, "CONDITION <- AMOUNT", 0.6, m -> {
            Amount amount = m.get(Amount.class);
            return amount.kind() == Amount.Kind.COMPARED && amount.unit() == Num.Unit.NONE && !amount.frequency()
                    ? age(amount)
                    : null;
        });
        grammar.rule(
                "with its unit",
                "CONDITION <- AMOUNT CONTEXT",
                0.1,
                m -> aged(m.get(Amount.class), m.get(Entry.class)));
        grammar.rule(
                "with its unit or more",
                "CONDITION <- NUMBER CONTEXT OR_MORE",
                0.1,
                m -> aged(Amount.atLeast(m.get(Num.class)), m.get(Entry.class)));
        grammar.rule(
                "with its unit or less",
                "CONDITION <- NUMBER CONTEXT OR_LESS",
                0.1,
                m -> aged(Amount.atMost(m.get(Num.class)), m.get(Entry.class)));
    }

    private @Nullable Object aged(Amount amount, Entry context) {
        return unnamed.contains(context) ? age(amount) : null;
    }

    private @Nullable Object age(Amount amount) {
        for (Amount.Range range : amount.ranges()) {
            if (!plausible(range.low()) || !plausible(range.high())) {
                return null;
            }
        }
        for (Entry entry : unnamed) {
            Column column = entry.number();
            Subject subject = new Subject(entry, Entry.Part.WHAT, null, false);
            WordedCondition said = column == null ? null : Statements.counted(subject, amount);
            if (said != null) {
                return WordedCondition.of(said.condition(), Frame.UNNAMED, false, subject);
            }
        }
        return null;
    }

    /** Whether all bounds of the amount are plausible for an age. */
    static boolean isAge(Amount amount) {
        return amount.ranges().stream().allMatch(range -> plausible(range.low()) && plausible(range.high()));
    }

    private static boolean plausible(double bound) {
        return Double.isInfinite(bound) || (bound >= YOUNGEST && bound <= OLDEST);
    }

    /** Whether an amount of something that has an age of its own may be that age: kids under 18. */
    static boolean isTheirAge(Subject subject, Amount amount) {
        return subject.is(Entry.Trait.AGED)
                && compares(amount)
                && !amount.ranges().stream().allMatch(range -> range.low() == range.high());
    }

    /** Whether the amount is above, below or between numbers, as ages are, and not at least or at most a number. */
    static boolean compares(Amount amount) {
        return amount.kind() != Amount.Kind.BARE
                && amount.ranges().stream()
                        .anyMatch(range -> range.lowOpen()
                                || range.highOpen()
                                || (range.low() > 0 && range.high() < Double.POSITIVE_INFINITY));
    }

    /** Whether the comparison is of a count, not of an age: children are more than 2. */
    static boolean isOfNumber(Match m) {
        List<Token> words = m.words(m.node(m.size() - 1));
        boolean few = m.get(Amount.class).ranges().stream()
                .allMatch(range -> Double.isInfinite(range.low()) || range.low() < YOUNGEST);
        return few && words.get(0).is(WordGroup.MORE_OR_FEWER);
    }

    /** Whether the subject is what people do, so that the number is their own: anyone over 60 training, those over 60 who bought. */
    static boolean isOfDoers(Match m) {
        Node last = m.node(m.size() - 1);
        Amount amount = m.get(Amount.class);
        if (last.symbol() != Symbol.SUBJECT || amount.frequency()) {
            return false;
        }
        boolean does = m.get(Subject.class).part() == Entry.Part.DOES;
        return (does && m.words(last).get(0).text().endsWith("ing")) || isBeforeVerb(m);
    }

    /** Whether the number is of people, because a verb follows it: those over 60 must have taken a test drive. */
    static boolean isBeforeVerb(Match m) {
        Amount amount = m.get(Amount.class);
        if (m.node(0).symbol() != Symbol.AMOUNT || amount.frequency() || m.size() == 1) {
            return false;
        }
        Token first = m.words(m.node(1)).get(0);
        boolean past = first.isInflected() && !first.text().endsWith("s");
        boolean auxiliary =
                first.is(WordGroup.AUXILIARY) || first.is(WordGroup.MUST_HAVE) || m.passesOver(WordGroup.AUXILIARY);
        boolean does = m.get(Subject.class).part() == Entry.Part.DOES;
        return (past || auxiliary || does)
                && !m.beginsClause()
                && !m.follows(WordGroup.BEFORE_COUNT)
                && compares(amount)
                && isAge(amount);
    }

    /** Whether the amount is a decade of age, which belongs to the customers and not to their actions: octogenarians who train. */
    static boolean isDecadeOfPeople(Match m) {
        return !m.get(Subject.class).is(Entry.Trait.UNNAMED)
                && IntStream.range(0, m.size()).anyMatch(i -> m.node(i).rule().equals(AmountRules.DECADE));
    }
}
