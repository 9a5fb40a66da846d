package io.customersegment.prompt;

import io.customersegment.catalogue.Catalogue;
import io.customersegment.catalogue.Column;
import io.customersegment.catalogue.Entry;
import io.customersegment.criteria.Condition;
import io.customersegment.prompt.WordedCondition.Frame;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Rules for words that restate or specify what is directly before them: bought last year (2023), at risk (above 0.7), high churn (0.6+),
 * bought long ago, more than five years.
 *
 * <p>After a bare name a restatement defines the name. After a condition with an amount or a window of its own it must repeat or narrow
 * that condition; where it contradicts or widens it, nothing is built and the words stay unread.
 */
final class RestatementRules {

    /** The name of the rules for a restatement without brackets, which must end where the next words cannot continue it. */
    static final String APPOSED = "apposed";

    private static final double LIKELY = -0.05;

    private final Set<Column> ages = new HashSet<>();

    private RestatementRules(Catalogue catalogue) {
        for (Entry entry : catalogue.lexicon().entries()) {
            Column number = entry.number();
            if (entry.is(Entry.Trait.UNNAMED) && number != null) {
                ages.add(number);
            }
        }
    }

    /** Adds the rules to the grammar. */
    static void addTo(Grammar grammar, Catalogue catalogue) {
        RestatementRules rules = new RestatementRules(catalogue);
        conditions(grammar);
        rules.byAmounts(grammar);
        amounts(grammar);
        windows(grammar);
    }

    private void byAmounts(Grammar grammar) {
        grammar.rule(
                "restated by an amount",
                "CONDITION <- CONDITION PEOPLE|CUSTOMERS? OPEN MEANING? AMOUNT CLOSE",
                LIKELY,
                m -> restated(m.get(WordedCondition.class), m.get(Amount.class)));
        grammar.rule(
                "restated by an amount of its unit",
                "CONDITION <- CONDITION PEOPLE|CUSTOMERS? OPEN MEANING? AMOUNT CONTEXT CLOSE",
                LIKELY,
                m -> {
                    Column column = column(m.get(WordedCondition.class));
                    boolean unit =
                            column != null && column.equals(m.get(Entry.class).number());
                    return unit ? restated(m.get(WordedCondition.class), m.get(Amount.class)) : null;
                });
    }

    private static void conditions(Grammar grammar) {
        grammar.rule(
                "restated by a window",
                "CONDITION <- CONDITION PEOPLE|CUSTOMERS? OPEN MEANING? WINDOW CLOSE",
                LIKELY,
                m -> restated(m.get(WordedCondition.class), m.get(Window.class), m.day()));
        grammar.rule(
                APPOSED,
                "CONDITION <- CONDITION COMMA MEANING? WINDOW",
                m -> restated(m.get(WordedCondition.class), m.get(Window.class), m.day()));
        grammar.rule(
                "restated by a number in a window",
                "CONDITION <- CONDITION PEOPLE|CUSTOMERS? OPEN MEANING? AMOUNT WINDOW CLOSE",
                LIKELY,
                m -> {
                    WordedCondition label = m.get(WordedCondition.class);
                    Subject subject = label.subject();
                    WordedCondition closer = subject == null || !label.bare()
                            ? null
                            : Statements.countedWithin(subject, m.get(Amount.class), m.get(Window.class), m.day());
                    return closer == null ? null : restated(label, closer, m.day());
                });
        grammar.rule(
                "restated by a condition",
                "CONDITION <- CONDITION PEOPLE|CUSTOMERS? OPEN MEANING? CONDITION CLOSE",
                LIKELY,
                m -> {
                    WordedCondition label = m.get(WordedCondition.class);
                    WordedCondition closer = m.get(WordedCondition.class, 1);
                    Column column = column(label);
                    boolean same = column != null && column.numeric() && column.equals(column(closer));
                    return same ? restated(label, closer, m.day()) : null;
                });
    }

    private static void amounts(Grammar grammar) {
        grammar.rule(
                "much of it, so much",
                "CONDITION <- MUCH|LITTLE SUBJECT PEOPLE|CUSTOMERS? OPEN MEANING? AMOUNT CLOSE",
                m -> relative(m));
        grammar.rule(
                "much of it, so much of it",
                "CONDITION <- MUCH|LITTLE SUBJECT PEOPLE|CUSTOMERS? OPEN MEANING? CONDITION CLOSE",
                RestatementRules::relativeCondition);
        grammar.rule(
                APPOSED,
                "CONDITION <- MUCH|LITTLE SUBJECT COMMA MEANING? AMOUNT",
                m -> isAge(m.get(Amount.class)) ? null : relative(m));
        grammar.rule(
                "it is much, so much", "CONDITION <- SUBJECT MUCH|LITTLE OPEN MEANING? AMOUNT CLOSE", m -> relative(m));
        grammar.rule(
                "it is much, so much of it",
                "CONDITION <- SUBJECT MUCH|LITTLE OPEN MEANING? CONDITION CLOSE",
                RestatementRules::relativeCondition);
        grammar.rule(
                APPOSED,
                "CONDITION <- SUBJECT MUCH|LITTLE COMMA MEANING? AMOUNT",
                m -> isAge(m.get(Amount.class)) ? null : relative(m));
    }

    private static void windows(Grammar grammar) {
        grammar.rule(
                "lately, so long",
                "CONDITION <- SUBJECT WINDOW OPEN MEANING? WINDOW CLOSE",
                2 * LIKELY,
                m -> recent(m));
        grammar.rule(APPOSED, "CONDITION <- SUBJECT WINDOW COMMA MEANING? WINDOW", LIKELY, m -> recent(m));
        grammar.rule("long ago, so long", "CONDITION <- SUBJECT LONG_AGO OPEN MEANING? WINDOW CLOSE", m -> old(m));
        grammar.rule(APPOSED, "CONDITION <- SUBJECT LONG_AGO COMMA MEANING? WINDOW", m -> old(m));
        grammar.rule("for long, so long", "CONDITION <- SUBJECT LONG_TIME OPEN MEANING? WINDOW CLOSE", m -> lasting(m));
        grammar.rule(APPOSED, "CONDITION <- SUBJECT LONG_TIME COMMA MEANING? WINDOW", m -> lasting(m));
    }

    /**
     * Builds the condition of a word for much or little from its amount, which needs a lower bound for much and an upper one for little.
     */
    private static @Nullable Object relative(Match m) {
        Amount amount = m.get(Amount.class);
        Amount.Range range = amount.ranges().get(0);
        boolean bounded = m.has(Symbol.MUCH) ? range.low() != Amount.NONE : range.high() != Amount.ENDLESS;
        boolean plain = amount.ranges().size() == 1 && amount.kind() != Amount.Kind.BARE;
        return plain && bounded ? Statements.counted(m.get(Subject.class), amount) : null;
    }

    /** Returns the condition that specifies a word for much or little, which must be on the same number. */
    private static @Nullable Object relativeCondition(Match m) {
        WordedCondition closer = m.get(WordedCondition.class);
        Column column = m.get(Subject.class).number();
        return column != null && column.equals(column(closer)) && !closer.bare() ? closer : null;
    }

    /** Builds the condition for something done recently or happening soon, from the window that specifies how recently or soon. */
    private static @Nullable Object recent(Match m) {
        Window.Kind kind = m.get(Window.class).kind();
        Node closer = m.node(m.size() - (m.has(Symbol.CLOSE) ? 2 : 1));
        Window window = m.get(Window.class, 1);
        boolean relative = kind == Window.Kind.RECENTLY || kind == Window.Kind.SOON;
        if (!relative) {
            return null;
        }
        Period length = window.length();
        if (closer.rule().equals(TimeSpanRules.FOR_SO_LONG) && length != null) {
            LocalDate day = m.day();
            Days past = Days.from(length.before(day));
            Window rolled = Window.of(past, new Days(day, length.after(day))).rolling(length);
            return Statements.dated(m.get(Subject.class), rolled, day);
        }
        boolean around = window.isPlain()
                && (kind == Window.Kind.SOON || !window.endsInPast(m.day()))
                && (window.length() == null || !window.endsInPast(m.day()));
        return around ? Statements.dated(m.get(Subject.class), window, m.day()) : null;
    }

    /** Builds the condition for something done long ago, from the window that specifies before when. */
    private static @Nullable Object old(Match m) {
        Window window = m.get(Window.class);
        Node closer = m.node(m.size() - (m.has(Symbol.CLOSE) ? 2 : 1));
        boolean open = window.past().size() == 1 && window.past().get(0).from() == null;
        boolean past = open && window.endsInPast(m.day()) && !closer.rule().equals(TimeSpanRules.FOR_SO_LONG);
        return past
                ? Statements.dated(m.get(Subject.class), Window.of(window.past().get(0)), m.day())
                : null;
    }

    /** Builds the condition for something that was not done, or lasts, for a long time, from the window that specifies how long. */
    private static @Nullable Object lasting(Match m) {
        Window window = m.get(Window.class);
        Subject subject = m.get(Subject.class);
        WordedCondition said = window.length() == null ? null : Statements.dated(subject, window, m.day());
        if (said == null || window.kind() == Window.Kind.DURATION) {
            return said;
        }
        return subject.is(Entry.Trait.LASTING) ? null : said.asOnlyNegated();
    }

    private @Nullable Object restated(WordedCondition label, Amount amount) {
        Column column = column(label);
        Subject subject = label.subject();
        boolean measured = column != null && column.numeric() && column.type() != Column.Type.DATE;
        boolean theirs = subject != null && AgeRules.isTheirAge(subject, amount);
        if (column == null || !measured || theirs || amount.frequency()) {
            return null;
        }
        boolean number = amount.kind() == Amount.Kind.BARE;
        boolean named = label.bare() && subject != null && subject.part() == Entry.Part.WHAT;
        Subject of = new Subject(subject == null ? null : subject.entry(), Entry.Part.WHAT, column, false);
        if (number && (!label.bare() || isBound(label, of, amount))) {
            return isBound(label, of, amount) ? label : null;
        }
        boolean ofAge = label.frame() != Frame.THING && isAge(amount) && !ages.contains(column);
        if (number || ofAge) {
            return named && subject != null && column.max() != 1 ? Statements.counted(subject, amount) : null;
        }
        WordedCondition closer = Statements.counted(of, amount);
        return closer == null ? null : restated(label, closer, LocalDate.MAX);
    }

    /** Whether the number of the amount is the bound of the label: under 10 percent (0.1). */
    private static boolean isBound(WordedCondition label, Subject of, Amount amount) {
        Num number = Num.of(amount.single()).as(amount.unit());
        return !Double.isNaN(amount.single())
                && List.of(
                                Amount.atLeast(number),
                                Amount.above(number),
                                Amount.atMost(number),
                                Amount.below(number),
                                Amount.exactly(number))
                        .stream()
                        .map(bound -> Statements.counted(of, bound))
                        .anyMatch(said -> said != null && said.condition().equals(label.condition()));
    }

    /** Whether the amount compares with a number that may be an age. */
    private static boolean isAge(Amount amount) {
        return amount.unit() == Num.Unit.NONE && AgeRules.isAge(amount);
    }

    private static @Nullable Object restated(WordedCondition label, Window window, LocalDate day) {
        Subject subject = label.subject();
        WordedCondition closer = subject == null || window.kind() == Window.Kind.ALL_TIME
                ? null
                : Statements.dated(subject, window, day);
        if (closer == null || (label.bare() && closer.onlyNegated())) {
            return null;
        }
        return restated(label, closer, day);
    }

    private static @Nullable WordedCondition restated(WordedCondition label, WordedCondition closer, LocalDate day) {
        Condition both = Condition.all(List.of(label.condition(), closer.condition()));
        if (both.equals(Condition.nobody())) {
            return null;
        }
        if (label.bare()) {
            return WordedCondition.of(closer.condition(), label.frame(), false, label.subject())
                    .noting(closer.note());
        }
        if (says(label.condition(), closer.condition()) || isSame(label, closer, day)) {
            return label;
        }
        return both.equals(closer.condition()) ? label.with(closer.condition()) : null;
    }

    /** Whether the condition equals the other one or has it as a member. */
    private static boolean says(Condition condition, Condition other) {
        return condition.equals(other)
                || (condition instanceof Condition.All all && all.members().contains(other));
    }

    /** Whether the two conditions differ only in days that have not come yet: this year (since January). */
    private static boolean isSame(WordedCondition label, WordedCondition closer, LocalDate day) {
        Column column = column(label);
        Subject subject = label.subject();
        boolean dated = column != null && column.type() == Column.Type.DATE && column.equals(column(closer));
        if (!dated || column == null || subject == null || subject.is(Entry.Trait.AHEAD)) {
            return false;
        }
        Condition one = ColumnConditions.until(label.condition(), column, day);
        Condition other = ColumnConditions.until(closer.condition(), column, day);
        return one.equals(other);
    }

    private static @Nullable Column column(WordedCondition said) {
        return said.condition().columns().size() == 1
                ? said.condition().columns().iterator().next()
                : null;
    }
}
