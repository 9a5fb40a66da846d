package io.customersegment.prompt;

import io.customersegment.catalogue.Catalogue;
import io.customersegment.catalogue.Column;
import io.customersegment.catalogue.Entry;
import io.customersegment.criteria.Condition;
import io.customersegment.prompt.WordedCondition.Frame;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Rules for conditions on a subject: at least 2 test drives, churn risk above 0.6, bought since March, 0.2 < churn_risk <= 0.35. */
final class ConditionRules {

    /** Name of the rule for a number without a name or a unit, which is an age where it counts nothing. */
    static final String UNNAMED = "with nothing named";

    /** Name of the rule for an action at any time, which only a conjunction may follow: bought at least once before. */
    static final String BEFORE_NOW = "before now";

    /** Name of the rule for a thing and a "no" after it, which form a clause of their own: lease no. */
    static final String OF_IT_NO = "of it: no";

    /** Name of the rule for two negations that include: nobody without consent. */
    static final String NOBODY_WITHOUT = "nobody without";

    private static final double YOUNGEST = 12;

    private static final double OLDEST = 110;

    /** Name of the rule for an amount with a context word of its subject: 5 days. */
    static final String IN_CONTEXT = "of it N in context";

    private final List<Entry> unnamed;

    private ConditionRules(Catalogue catalogue) {
        this.unnamed = catalogue.lexicon().entries().stream()
                .filter(entry -> entry.is(Entry.Trait.UNNAMED) && entry.number() != null)
                .toList();
    }

    static void addTo(Grammar grammar, Catalogue catalogue) {
        ConditionRules rules = new ConditionRules(catalogue);
        subjects(grammar);
        counts(grammar);
        windows(grammar);
        nulls(grammar);
        ends(grammar);
        remaining(grammar);
        rules.unnamed(grammar);
        references(grammar);
        formal(grammar);
    }

    /** Whether the node negates people, not things: nobody, no one. */
    static boolean isNobody(Node node) {
        return node.symbol() == Symbol.NO && WordGroup.NOBODY_OR_NONE.holds(node.rule());
    }

    private static void subjects(Grammar grammar) {
        grammar.rule("subject", "SUBJECT <- NAME", m -> m.get(Subject.class));
        grammar.rule("context behind", "SUBJECT <- SUBJECT CONTEXT|ENDED", 0.01, ConditionRules::inContext);
        grammar.rule("context before", "SUBJECT <- CONTEXT|ENDED SUBJECT", 0.01, ConditionRules::inContext);
        grammar.rule("context in a relative", "SUBJECT <- SUBJECT WHO CONTEXT|ENDED", 0.01, m -> {
            return m.words(m.node(1)).get(0).is("who") ? null : inContext(m);
        });
        grammar.rule("the one named before", "SUBJECT <- THIS SUBJECT", m -> {
            List<Token> words = m.words(m.node(1));
            boolean before =
                    m.get(Subject.class).part() == Entry.Part.WHAT && m.isNamedBefore(words.get(words.size() - 1));
            return before && m.node(0).rule().equals("this") ? m.get(Subject.class) : null;
        });
        grammar.rule("one by two names", "SUBJECT <- SUBJECT OR|SLASH SUBJECT", m -> {
            Subject subject = m.get(Subject.class);
            boolean same = subject.part() == Entry.Part.WHAT && subject.equals(m.get(Subject.class, 1));
            boolean two = same
                    && m.words(m.node(2)).stream()
                            .noneMatch(word -> m.words(m.node(0)).stream()
                                    .anyMatch(other -> other.lemma().equals(word.lemma())));
            return two && subject.column() == null && subject.number() == null ? subject : null;
        });
        grammar.rule("last time", "SUBJECT <- LATEST SUBJECT", m -> {
            Subject subject = m.get(Subject.class);
            return subject.column() == null && subject.date() != null && !subject.byDate() ? subject.dated() : null;
        });
        grammar.rule("done last in a window", "CONDITION <- SUBJECT LATEST WINDOW", 0.1, m -> {
            Subject subject = m.get(Subject.class);
            boolean dated = subject.column() == null && subject.date() != null && !subject.byDate();
            return dated && m.node(1).rule().equals("last")
                    ? Statements.dated(subject.dated(), m.get(Window.class), m.day())
                    : null;
        });
        grammar.rule("done last", "SUBJECT <- SUBJECT LATEST", 0.1, m -> {
            Subject subject = m.get(Subject.class);
            boolean done = subject.part() == Entry.Part.DOES && subject.column() == null && subject.date() != null;
            return done && !subject.byDate() && m.node(1).rule().equals("last") ? subject.dated() : null;
        });
        grammar.rule("last time there", "SUBJECT <- LATEST PLACE SUBJECT", m -> {
            Subject subject = m.get(Subject.class);
            boolean visited = subject.part() == Entry.Part.WHAT
                    && subject.column() == null
                    && subject.date() != null
                    && subject.number() != null;
            return visited && m.node(0).rule().equals("last") ? subject.dated() : null;
        });
        grammar.rule("without a last time", "CONDITION <- NO|WITHOUT LATEST SUBJECT", m -> {
            Subject subject = m.get(Subject.class);
            boolean dated = subject.column() == null && subject.date() != null;
            return dated ? Statements.known(subject.dated(), false) : null;
        });
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

    private static void ends(Grammar grammar) {
        grammar.rule("it has ended", "CONDITION <- SUBJECT ENDED", -0.01, m -> ended(m, true));
        grammar.rule("it has ended", "CONDITION <- ENDED SUBJECT", -0.01, m -> ended(m, true));
        grammar.rule("it has not ended", "CONDITION <- SUBJECT NOT ENDED", -0.01, m -> ended(m, false));
    }

    /** Adds the rules for the time left of something that ends: a lease with less than 90 days left, 3 months or less left on a loan. */
    private static void remaining(Grammar grammar) {
        String bound = "BELOW|AT_MOST|AT_LEAST|ABOVE PERIOD REMAINING";
        String inverted = "PERIOD OR_LESS|OR_MORE REMAINING";
        String range = "BETWEEN? NUMBER TO|DASH|AND NUMBER UNIT REMAINING";
        grammar.rule("so long left", "CONDITION <- SUBJECT WITH? " + bound, ConditionRules::left);
        grammar.rule("so long left", "CONDITION <- SUBJECT WITH? " + inverted, ConditionRules::left);
        grammar.rule("so long left", "CONDITION <- SUBJECT WITH? " + range, ConditionRules::left);
        grammar.rule("so long left of it", "CONDITION <- " + range + " PLACE? SUBJECT", ConditionRules::left);
        grammar.rule("so long left of it", "CONDITION <- " + bound + " PLACE? SUBJECT", ConditionRules::left);
        grammar.rule("so long left of it", "CONDITION <- " + inverted + " PLACE? SUBJECT", ConditionRules::left);
    }

    private static @Nullable Object left(Match m) {
        Subject subject = m.get(Subject.class);
        Days days = m.has(Symbol.UNIT) ? range(m) : bound(m);
        boolean ends = subject.is(Entry.Trait.AHEAD) && !days.isEmpty();
        return ends ? Statements.dated(subject, Window.of(days), m.day()) : null;
    }

    private static Days range(Match m) {
        Period.Unit unit = m.get(Period.Unit.class);
        return new Days(
                Period.of(m.get(Num.class).value(), unit).after(m.day()),
                Period.of(m.get(Num.class, 1).value(), unit).after(m.day()));
    }

    private static Days bound(Match m) {
        LocalDate end = m.get(Period.class).after(m.day());
        return m.has(Symbol.BELOW)
                ? new Days(m.day(), end.minusDays(1))
                : m.has(Symbol.AT_MOST) || m.has(Symbol.OR_LESS)
                        ? new Days(m.day(), end)
                        : Days.from(m.has(Symbol.ABOVE) ? end.plusDays(1) : end);
    }

    private static @Nullable Object ended(Match m, boolean ended) {
        Node end = m.node(m.has(Symbol.NOT) ? m.size() - 1 : m.node(0).symbol() == Symbol.ENDED ? 0 : 1);
        String words = m.words(end).stream()
                .filter(word -> !word.is(WordGroup.ARTICLE))
                .map(word -> word.isFormOf("have") ? "have" : word.text())
                .collect(Collectors.joining(" "));
        boolean over = inContext(m) != null && m.get(Entry.class).ended().contains(words) && !words.contains("ing");
        WordedCondition lasts = over ? Statements.bare(m.get(Subject.class), m.day()) : null;
        return lasts == null || !ended ? lasts : lasts.with(Condition.not(lasts.condition()));
    }

    private static @Nullable Object inContext(Match m) {
        Subject subject = m.get(Subject.class);
        boolean own = subject.entry() != null
                && subject.column() == null
                && subject.entry().equals(m.get(Entry.class));
        return own ? subject : null;
    }

    private static @Nullable Object boundInContext(Match m) {
        Num number = m.get(Num.class);
        Amount bound = m.has(Symbol.OR_MORE) ? Amount.atLeast(number) : Amount.atMost(number);
        Window window = m.find(Window.class, 0);
        if (inContext(m) == null) {
            return null;
        }
        return window == null
                ? Statements.counted(m.get(Subject.class), bound)
                : Statements.countedWithin(m.get(Subject.class), bound, window, m.day());
    }

    private static @Nullable Object conditionInContext(Match m) {
        WordedCondition said = m.get(WordedCondition.class);
        Subject subject = said.subject();
        boolean own = subject != null && m.get(Entry.class).equals(subject.entry());
        return own ? said : null;
    }

    private static void counts(Grammar grammar) {
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
                m -> inContext(m) == null ? null : counted(m));
        grammar.rule(
                "of it N in context then",
                "CONDITION <- SUBJECT AMOUNT CONTEXT OPEN? WINDOW CLOSE?",
                m -> inContext(m) == null ? null : countedWithin(m));
        grammar.rule(
                "of it N in context or more",
                "CONDITION <- SUBJECT COLON? NUMBER CONTEXT OR_MORE|OR_LESS WINDOW?",
                ConditionRules::boundInContext);
        grammar.rule(
                "N in context or more of it",
                "CONDITION <- NUMBER CONTEXT OR_MORE|OR_LESS SUBJECT",
                ConditionRules::boundInContext);
        grammar.rule("one of it or none", "CONDITION <- AMOUNT SUBJECT OR NO", m -> {
            boolean none = WordGroup.NOTHING.holds(m.node(m.size() - 1).rule());
            boolean one = m.get(Amount.class).kind() == Amount.Kind.BARE
                    && m.get(Amount.class).single() == 1;
            return none && one ? Statements.counted(m.get(Subject.class), Amount.atMost(Num.of(1))) : null;
        });
        grammar.rule("a single one", "CONDITION <- SINGLE SUBJECT", m -> single(m));
        grammar.rule(
                "a single one", "CONDITION <- SUBJECT SINGLE CONTEXT", m -> inContext(m) == null ? null : single(m));
        grammar.rule("only N of it", "CONDITION <- EXACTLY SUBJECT AMOUNT", m -> {
            Amount amount = m.get(Amount.class);
            return amount.kind() == Amount.Kind.BARE && !Double.isNaN(amount.single())
                    ? Statements.counted(m.get(Subject.class), Amount.exactly(Num.of(amount.single())))
                    : null;
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
        grammar.rule(
                "of it with N in context",
                "CONDITION <- SUBJECT WITH AMOUNT CONTEXT",
                m -> inContext(m) == null ? null : counted(m));
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
                m -> inContext(m) == null ? null : nth(m, 2));
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
                ConditionRules::fromTo);
        grammar.rule(
                "from so much of it to so much of it",
                "CONDITION <- FROM|NOT_BEFORE|BETWEEN? NUMBER SUBJECT TO|DASH|UNTIL|AND NUMBER SUBJECT",
                ConditionRules::fromTo);
        grammar.rule("of it two bounds", "CONDITION <- SUBJECT COLON? AMOUNT COMMA AMOUNT", 0.3, m -> {
            Amount both = AmountRules.both(m.get(Amount.class), m.get(Amount.class, 1));
            return both == null ? null : Statements.counted(m.get(Subject.class), both);
        });
        grammar.rule("none of several numbers", "CONDITION <- SUBJECT NOT MEMBER OPEN AMOUNT CLOSE", m -> {
            WordedCondition said = Statements.counted(m.get(Subject.class), m.get(Amount.class));
            return said == null ? null : said.negated();
        });
        grammar.rule("none of it in context", "CONDITION <- SUBJECT NO|NEVER CONTEXT WINDOW?", m -> {
            Subject subject = m.get(Subject.class);
            boolean ofPeople =
                    subject.part() == Entry.Part.WHO || (m.has(Symbol.NEVER) && subject.part() != Entry.Part.WHAT);
            if (inContext(m) == null || ofPeople) {
                return null;
            }
            Window window = m.find(Window.class, 0);
            WordedCondition said = window == null ? none(subject, m) : Statements.dated(subject, window, m.day());
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
        grammar.rule("both of two in a window", "CONDITION <- SUBJECT AND SUBJECT BOTH WINDOW", ConditionRules::both);
        grammar.rule("both of two in a window", "CONDITION <- BOTH SUBJECT AND SUBJECT WINDOW", ConditionRules::both);
        grammar.rule("one of two, N times", "CONDITION <- SUBJECT OR SUBJECT AMOUNT? WINDOW?", ConditionRules::shared);
        grammar.rule(
                "both of two, N times", "CONDITION <- SUBJECT AND SUBJECT AMOUNT? WINDOW?", ConditionRules::shared);
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

    /** Returns the condition whose negation means none of the subject. */
    private static @Nullable WordedCondition none(Subject subject, Match m) {
        Column number = subject.number();
        return number != null
                ? Statements.counted(subject, number.whole() ? Amount.atLeast(Num.of(1)) : Amount.above(Num.of(0)))
                : Statements.bare(subject, m.day());
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
        boolean size = (people || done) && !behind && amount.kind() == Amount.Kind.BARE && !amount.frequency();
        boolean share = behind
                && amount.kind() == Amount.Kind.BARE
                && m.node(m.size() - 1).rule().equals(AmountRules.IN_BRACKETS)
                && subject.number() != null
                && subject.number().max() == 1;
        boolean ofPeople = people && (compares(amount) || (amount.kind() == Amount.Kind.COMPARED && isAge(amount)));
        boolean age = behind && (ofPeople || (isTheirAge(subject, amount) && isWord(m) && !isOfNumber(m)));
        boolean several = !behind
                && amount.kind() == Amount.Kind.BARE
                && subject.is(Entry.Trait.UNNAMED)
                && m.words(m.node(m.size() - 1)).size() > 1;
        return !labels || size || age || share || several || isDecadeOfPeople(m) || isDoing(m)
                ? null
                : Statements.counted(m.get(Subject.class), m.get(Amount.class));
    }

    /** Whether the subject is a present participle of people, so that the number is their own: anyone over 60 training for strength. */
    private static boolean isDoing(Match m) {
        Node last = m.node(m.size() - 1);
        return last.symbol() == Symbol.SUBJECT
                && m.get(Subject.class).part() == Entry.Part.DOES
                && !m.get(Amount.class).frequency()
                && m.words(last).get(0).text().endsWith("ing");
    }

    /** Whether the comparison begins with a word, not with a sign or a number. */
    private static boolean isWord(Match m) {
        List<Token> words = m.words(m.node(m.size() - 1));
        return words.get(words.get(0).is("(") ? 1 : 0).isWord();
    }

    /** Whether the comparison is of a count, not of an age: children are more than 2. */
    private static boolean isOfNumber(Match m) {
        List<Token> words = m.words(m.node(m.size() - 1));
        boolean few = m.get(Amount.class).ranges().stream()
                .allMatch(range -> Double.isInfinite(range.low()) || range.low() < YOUNGEST);
        return few && words.get(0).is(WordGroup.MORE_OR_FEWER);
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

    /** Whether a number directly after a time belongs to the time, not to the action: bought in week 23. */
    private static boolean isOfWindow(Match m) {
        Amount amount = m.get(Amount.class);
        return m.get(Subject.class).part() == Entry.Part.DOES
                && amount.kind() == Amount.Kind.BARE
                && !amount.frequency();
    }

    /** Whether the amount is a decade of age, which belongs to the customers and not to their actions: octogenarians who train. */
    private static boolean isDecadeOfPeople(Match m) {
        return !m.get(Subject.class).is(Entry.Trait.UNNAMED)
                && IntStream.range(0, m.size()).anyMatch(i -> m.node(i).rule().equals(AmountRules.DECADE));
    }

    private static @Nullable Object countedWithin(Match m) {
        if (isDecadeOfPeople(m)) {
            return null;
        }
        Amount amount = m.get(Amount.class);
        for (int i = 1; i < m.size(); i++) {
            boolean day = WindowRules.MONTHS_FIRST.contains(m.node(i).rule())
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

    private static void windows(Grammar grammar) {
        grammar.rule("in a window", "CONDITION <- SUBJECT COLON? WINDOW", m -> {
            Window window = m.get(Window.class);
            List<Token> words = m.words(m.node(0));
            boolean since = words.get(words.size() - 1).is("since")
                    && (m.node(m.size() - 1).rule().equals("in")
                            || m.node(m.size() - 1).rule().equals(WindowRules.THE_MONTH))
                    && m.words(m.node(m.size() - 1)).get(0).text().length() > 2
                    && window.isPlain();
            Window meant = since
                    ? Window.of(
                            Days.from(window.past().get(0).from()),
                            Days.from(window.ahead().get(0).from()))
                    : window;
            boolean began = m.node(m.size() - 1).rule().equals("since")
                    && m.get(Subject.class).is(Entry.Trait.AHEAD)
                    && m.get(Subject.class).column() == null;
            return began ? null : Statements.dated(m.get(Subject.class), meant, m.day());
        });
        grammar.rule("its date in a window", "CONDITION <- DATE_OF SUBJECT COLON? WINDOW", m -> {
            Subject subject = m.get(Subject.class);
            boolean dated = subject.column() == null && subject.date() != null && subject.part() == Entry.Part.WHAT;
            return dated ? Statements.dated(subject.dated(), m.get(Window.class), m.day()) : null;
        });
        grammar.rule("last time not in a window", "CONDITION <- SUBJECT NOT WINDOW", 0.2, m -> {
            Subject subject = m.get(Subject.class);
            boolean time = !subject.is(Entry.Trait.AHEAD)
                    && (subject.byDate() || (subject.column() != null && subject.date() != null));
            WordedCondition in = time ? Statements.dated(subject, m.get(Window.class), m.day()) : null;
            return in == null ? null : in.with(Condition.not(in.condition()));
        });
        grammar.rule(
                "in a window, in context",
                "CONDITION <- SUBJECT WINDOW CONTEXT|ENDED",
                0.05,
                m -> inContext(m) == null
                        ? null
                        : Statements.dated(m.get(Subject.class), m.get(Window.class), m.day()));
        grammar.rule(
                "people of a window",
                "CONDITION <- SUBJECT PEOPLE|CUSTOMERS OPEN? WINDOW CLOSE?",
                m -> m.get(Subject.class).part() == Entry.Part.WHICH
                        ? Statements.dated(m.get(Subject.class), m.get(Window.class), m.day())
                        : null);
        grammar.rule(
                "in a window",
                "CONDITION <- WINDOW SUBJECT",
                0.2,
                m -> isRelativeToSubject(m)
                        ? null
                        : Statements.dated(m.get(Subject.class), m.get(Window.class), m.day()));
        grammar.rule(
                "in a window they",
                "CONDITION <- WINDOW OF_THEIRS LATEST? SUBJECT",
                0.3,
                m -> m.get(Subject.class).part() == Entry.Part.WHAT && !m.has(Symbol.LATEST)
                        ? null
                        : Statements.dated(m.get(Subject.class), m.get(Window.class), m.day()));
    }

    /** Whether the window is relative to what the subject names, which the data does not keep: within 3 months of joining. */
    private static boolean isRelativeToSubject(Match m) {
        return m.words(m.node(0)).get(0).is("within")
                || m.node(0).to() < m.node(1).from();
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
        Condition isNull = Condition.not(Statements.known(column));
        return said.with(Condition.any(List.of(said.condition(), isNull)));
    }
}
