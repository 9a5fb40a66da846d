package io.customersegment.prompt;

import io.customersegment.catalogue.Column;
import io.customersegment.catalogue.Entry;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rules for a number of a subject: at least 2 test drives, churn risk above 0.6, a second lease, 3 visits since March. */
final class CountRules {

    /** Name of the rule for an amount with a context word of its subject: 5 days. */
    static final String IN_CONTEXT = "of it N in context";

    private CountRules() {}

    static void addTo(Grammar grammar) {
        grammar.rule("N of it", "CONDITION <- AMOUNT SUBJECT", m -> counted(m));
        grammar.rule("of it N", "CONDITION <- SUBJECT COLON? AMOUNT", 0.02, m -> counted(m));
        grammar.rule("of it N, or N", "CONDITION <- AMOUNT SUBJECT OR AMOUNT", 0.1, m -> {
            Amount first = m.get(Amount.class);
            Amount second = m.get(Amount.class, 1);
            boolean compares = second.kind() == Amount.Kind.COMPARED;
            return compares ? null : Statements.counted(m.get(Subject.class), first.or(second));
        });
        grammar.rule(
                IN_CONTEXT,
                "CONDITION <- SUBJECT COLON? AMOUNT CONTEXT",
                m -> SubjectRules.inContext(m) == null ? null : counted(m));
        grammar.rule(
                "of it N in context then",
                "CONDITION <- SUBJECT AMOUNT CONTEXT OPEN? WINDOW CLOSE?",
                m -> SubjectRules.inContext(m) == null ? null : countedWithin(m));
        grammar.rule(
                "of it N in context or more",
                "CONDITION <- SUBJECT COLON? NUMBER CONTEXT OR_MORE|OR_LESS WINDOW?",
                CountRules::boundInContext);
        grammar.rule(
                "N in context or more of it",
                "CONDITION <- NUMBER CONTEXT OR_MORE|OR_LESS SUBJECT",
                CountRules::boundInContext);
        grammar.rule("one of it or none", "CONDITION <- AMOUNT SUBJECT OR NO", m -> {
            boolean none = WordGroup.NOTHING.holds(m.node(m.size() - 1).rule());
            boolean one = m.get(Amount.class).kind() == Amount.Kind.BARE
                    && m.get(Amount.class).single() == 1;
            return none && one ? Statements.counted(m.get(Subject.class), Amount.atMost(Num.of(1))) : null;
        });
        grammar.rule("a single one", "CONDITION <- SINGLE SUBJECT", m -> single(m));
        grammar.rule(
                "a single one",
                "CONDITION <- SUBJECT SINGLE CONTEXT",
                m -> SubjectRules.inContext(m) == null ? null : single(m));
        grammar.rule("only N of it", "CONDITION <- EXACTLY SUBJECT AMOUNT", m -> {
            Amount amount = m.get(Amount.class);
            return amount.kind() == Amount.Kind.BARE && !Double.isNaN(amount.single())
                    ? Statements.counted(m.get(Subject.class), Amount.exactly(Num.of(amount.single())))
                    : null;
        });
        grammar.rule(
                "of it with N in context",
                "CONDITION <- SUBJECT WITH AMOUNT CONTEXT",
                m -> SubjectRules.inContext(m) == null ? null : counted(m));
        grammar.rule(
                "it moved beyond N",
                "CONDITION <- SUBJECT MOVING AMOUNT",
                m -> m.get(Amount.class).kind() == Amount.Kind.COMPARED
                                && m.get(Subject.class).part() == Entry.Part.WHAT
                        ? Statements.counted(m.get(Subject.class), m.get(Amount.class))
                        : null);
        grammar.rule("between Ns", "CONDITION <- BETWEEN SUBJECT PLACE? NUMBER AND NUMBER", m -> {
            Num low = m.get(Num.class);
            Num high = m.get(Num.class, 1);
            boolean named = m.get(Subject.class).part() == Entry.Part.WHAT && low.value() <= high.value();
            return named ? Statements.counted(m.get(Subject.class), Amount.between(low, false, high, false)) : null;
        });
        grammar.rule("an Nth of it", "CONDITION <- FILLER ORDINAL SUBJECT WINDOW?", m -> {
            Subject subject = m.get(Subject.class);
            boolean thing = subject.part() == Entry.Part.WHAT && subject.column() == null;
            return thing ? nth(m, 1) : null;
        });
        grammar.rule(
                "an Nth of it",
                "CONDITION <- SUBJECT FILLER ORDINAL CONTEXT WINDOW?",
                m -> SubjectRules.inContext(m) == null ? null : nth(m, 2));
        grammar.rule("bound before its name", "CONDITION <- ABOVE|BELOW|AT_LEAST|AT_MOST SUBJECT NUMBER", m -> {
            Num number = m.get(Num.class);
            Amount amount = switch (m.node(0).symbol()) {
                case ABOVE -> Amount.above(number);
                case BELOW -> Amount.below(number);
                case AT_LEAST -> Amount.atLeast(number);
                default -> Amount.atMost(number);
            };
            return m.get(Subject.class).part() == Entry.Part.WHAT
                    ? Statements.counted(m.get(Subject.class), amount)
                    : null;
        });
        grammar.rule(
                "from so much of it to so much of it",
                "CONDITION <- FROM|NOT_BEFORE|BETWEEN? SUBJECT NUMBER TO|DASH|UNTIL|AND SUBJECT NUMBER",
                CountRules::fromTo);
        grammar.rule(
                "from so much of it to so much of it",
                "CONDITION <- FROM|NOT_BEFORE|BETWEEN? NUMBER SUBJECT TO|DASH|UNTIL|AND NUMBER SUBJECT",
                CountRules::fromTo);
        grammar.rule("of it two bounds", "CONDITION <- SUBJECT COLON? AMOUNT COMMA AMOUNT", 0.3, m -> {
            Amount both = AmountRules.both(m.get(Amount.class), m.get(Amount.class, 1));
            return both == null ? null : Statements.counted(m.get(Subject.class), both);
        });
        grammar.rule("none of several numbers", "CONDITION <- SUBJECT NOT MEMBER OPEN AMOUNT CLOSE", m -> {
            WordedCondition said = Statements.counted(m.get(Subject.class), m.get(Amount.class));
            return said == null ? null : said.negated();
        });
        grammar.rule(
                "exactly N of it",
                "CONDITION <- NUMBER SUBJECT EXACTLY",
                m -> Statements.counted(m.get(Subject.class), Amount.exactly(m.get(Num.class))));
        grammar.rule(
                "so much on it",
                "CONDITION <- AMOUNT PLACE SUBJECT",
                0.1,
                m -> m.get(Amount.class).kind() == Amount.Kind.COMPARED
                                && m.get(Subject.class).part() == Entry.Part.WHAT
                        ? counted(m)
                        : null);
        grammar.rule(
                "N of it or more",
                "CONDITION <- NUMBER SUBJECT OR_MORE",
                m -> Statements.counted(m.get(Subject.class), Amount.atLeast(m.get(Num.class))));
        grammar.rule(
                "N of it or more in a window",
                "CONDITION <- NUMBER SUBJECT OR_MORE WINDOW",
                m -> Statements.countedWithin(
                        m.get(Subject.class), Amount.atLeast(m.get(Num.class)), m.get(Window.class), m.day()));
        grammar.rule(
                "N of it and up",
                "CONDITION <- NUMBER SUBJECT UP",
                AmountRules.UPWARDS,
                m -> Statements.counted(m.get(Subject.class), Amount.atLeast(m.get(Num.class))));
        grammar.rule(
                "N of it or fewer",
                "CONDITION <- NUMBER SUBJECT OR_LESS",
                m -> Statements.counted(m.get(Subject.class), Amount.atMost(m.get(Num.class))));
        grammar.rule(
                "N of it or fewer in a window",
                "CONDITION <- NUMBER SUBJECT OR_LESS WINDOW",
                m -> Statements.countedWithin(
                        m.get(Subject.class), Amount.atMost(m.get(Num.class)), m.get(Window.class), m.day()));
        grammar.rule(
                "N in a window",
                "CONDITION <- AMOUNT SUBJECT OPEN? WINDOW CLOSE?",
                m -> m.get(Subject.class).part() == Entry.Part.WHO ? null : countedWithin(m));
        grammar.rule(
                "in a window N",
                "CONDITION <- SUBJECT COLON? WINDOW AMOUNT",
                m -> isWord(m) || isOfWindow(m) ? null : countedWithin(m));
        grammar.rule("N in a window", "CONDITION <- SUBJECT COLON? AMOUNT OPEN? WINDOW CLOSE?", m -> countedWithin(m));
    }

    /** Returns the condition of exactly one of the subject, or null; its negation means none. */
    private static @Nullable WordedCondition single(Match m) {
        Subject subject = m.get(Subject.class);
        boolean thing = m.node(0).symbol() == Symbol.SUBJECT
                ? subject.part() == Entry.Part.DOES
                : subject.part() == Entry.Part.WHAT;
        if (!thing || !subject.is(Entry.Trait.AT_LEAST) || subject.column() != null || subject.byDate()) {
            return null;
        }
        WordedCondition one = Statements.counted(subject, Amount.exactly(Num.of(1)));
        WordedCondition ever = Statements.counted(subject, Amount.atLeast(Num.of(1)));
        return one == null || ever == null ? null : one.denying(ever.condition());
    }

    /** Returns the condition of at least N for the ordinal at this index, of something one can have several of, or null: their third. */
    private static @Nullable WordedCondition nth(Match m, int index) {
        Subject subject = m.get(Subject.class);
        Window window = m.find(Window.class, 0);
        Amount amount = Amount.atLeast(m.get(Num.class));
        boolean counts = subject.is(Entry.Trait.AT_LEAST)
                && m.get(Num.class).value() > 1
                && !m.node(index).rule().equals("last")
                && WordGroup.ONE_MORE.holds(m.node(index - 1).rule());
        if (!counts) {
            return null;
        }
        return window == null
                ? Statements.counted(subject, amount)
                : Statements.countedWithin(subject, amount, window, m.day());
    }

    private static @Nullable Object counted(Match m) {
        Subject subject = m.get(Subject.class);
        Amount amount = m.get(Amount.class);
        boolean labels = subject.part() == Entry.Part.WHAT || !m.has(Symbol.COLON);
        boolean people = subject.part() == Entry.Part.WHO && subject.column() == null;
        boolean behind = m.node(0).symbol() == Symbol.SUBJECT && !m.has(Symbol.COLON);
        boolean done = subject.part() == Entry.Part.DOES
                && subject.column() == null
                && m.node(0).rule().equals("bare");
        boolean size = !behind && !amount.frequency() && (people || (done && amount.kind() == Amount.Kind.BARE));
        boolean share = behind
                && amount.kind() == Amount.Kind.BARE
                && m.node(m.size() - 1).rule().equals(AmountRules.IN_BRACKETS)
                && subject.number() != null
                && subject.number().max() == 1;
        boolean ofPeople = people
                && (AgeRules.compares(amount) || (amount.kind() == Amount.Kind.COMPARED && AgeRules.isAge(amount)));
        boolean age =
                behind && (ofPeople || (AgeRules.isTheirAge(subject, amount) && isWord(m) && !AgeRules.isOfNumber(m)));
        boolean several = !behind
                && amount.kind() == Amount.Kind.BARE
                && subject.is(Entry.Trait.UNNAMED)
                && m.words(m.node(m.size() - 1)).size() > 1;
        return !labels || size || age || share || several || AgeRules.isDecadeOfPeople(m) || AgeRules.isOfDoers(m)
                ? null
                : Statements.counted(m.get(Subject.class), m.get(Amount.class));
    }

    private static @Nullable Object boundInContext(Match m) {
        Num number = m.get(Num.class);
        Amount bound = m.has(Symbol.OR_MORE) ? Amount.atLeast(number) : Amount.atMost(number);
        Window window = m.find(Window.class, 0);
        if (SubjectRules.inContext(m) == null) {
            return null;
        }
        return window == null
                ? Statements.counted(m.get(Subject.class), bound)
                : Statements.countedWithin(m.get(Subject.class), bound, window, m.day());
    }

    /** Whether the comparison begins with a word, not with a sign or a number. */
    private static boolean isWord(Match m) {
        List<Token> words = m.words(m.node(m.size() - 1));
        return words.get(words.get(0).is("(") ? 1 : 0).isWord();
    }

    /** Returns a range whose ends both name their subject, or null: from age 25 to age 40. Only after "between" does "and" join them. */
    private static @Nullable Object fromTo(Match m) {
        Subject subject = m.get(Subject.class);
        Column number = subject.number();
        boolean alike = number != null && number.equals(m.get(Subject.class, 1).number());
        boolean and = m.node(m.size() - 3).rule().equals("and");
        Amount range = Amount.between(m.get(Num.class), false, m.get(Num.class, 1), false);
        boolean rises = range.ranges().get(0).low() < range.ranges().get(0).high();
        return alike && rises && and == m.has(Symbol.BETWEEN) ? Statements.counted(subject, range) : null;
    }

    /** Whether a number directly after a time belongs to the time, not to the action: bought in week 23. */
    private static boolean isOfWindow(Match m) {
        Amount amount = m.get(Amount.class);
        return m.get(Subject.class).part() == Entry.Part.DOES
                && amount.kind() == Amount.Kind.BARE
                && !amount.frequency();
    }

    private static @Nullable Object countedWithin(Match m) {
        Amount amount = m.get(Amount.class);
        if (AgeRules.isDecadeOfPeople(m) || AgeRules.isBeforeVerb(m)) {
            return null;
        }
        for (int i = 1; i < m.size(); i++) {
            boolean day = CalendarWindowRules.MONTHS_FIRST.contains(m.node(i).rule())
                    && m.words(m.node(i)).get(0).isWord()
                    && m.node(i - 1).symbol() == Symbol.AMOUNT
                    && amount.kind() == Amount.Kind.BARE
                    && !amount.frequency();
            if (day) {
                return null;
            }
        }
        return m.passesOver("that") && m.passesOver("and")
                ? Statements.countedAndDated(m.get(Subject.class), amount, m.get(Window.class), m.day())
                : Statements.countedWithin(m.get(Subject.class), amount, m.get(Window.class), m.day());
    }
}
