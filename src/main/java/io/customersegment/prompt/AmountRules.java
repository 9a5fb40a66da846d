package io.customersegment.prompt;

import io.customersegment.prompt.Num.Unit;
import org.jspecify.annotations.Nullable;

/** Grammar rules for numbers and amounts: 80k, two or three, at least 5, between 20 and 50 thousand, 0.4 up to and including 0.6. */
final class AmountRules {

    /** Name of the rule for a decade of age. */
    static final String DECADE = "in their thirties";

    private static final int TENS = 10;
    private static final int THIRTEEN = 13;

    /** Name of the rule for an amount in brackets. */
    static final String IN_BRACKETS = "in brackets";

    /** Cost of a number with "up", which may instead belong to a place: 30 up north. */
    static final double UPWARDS = 0.5;

    /** Cost of two bounds before a noun; a reading as two conditions, if there is one, costs less: spent under 30k and three visits. */
    private static final double OF_TWO = 0.3;

    private static final double HUNDRED = 100;
    private static final double THOUSAND = 1000;

    private AmountRules() {}

    static void addTo(Grammar grammar) {
        numbers(grammar);
        bounds(grammar);
        ranges(grammar);
        combinations(grammar);
    }

    private static void numbers(Grammar grammar) {
        grammar.rule("digits", "NUMBER <- DIGITS", m -> m.get(Num.class));
        grammar.rule("number word", "NUMBER <- CARDINAL", m -> m.get(Num.class));
        grammar.rule("tens and ones", "NUMBER <- CARDINAL CARDINAL", m -> {
            double tens = m.get(Num.class).value();
            double ones = m.get(Num.class, 1).value();
            return m.node(0).to() == m.node(1).from() && tens >= 20 && tens <= 90 && ones >= 1 && ones <= 9
                    ? Num.of(tens + ones)
                    : null;
        });
        grammar.rule("hundreds and more", "NUMBER <- NUMBER AND? CARDINAL", m -> {
            return sum(m, m.get(Num.class, 1).value());
        });
        grammar.rule("hundreds, tens and ones", "NUMBER <- NUMBER AND? CARDINAL CARDINAL", m -> {
            double tens = m.get(Num.class, 1).value();
            double ones = m.get(Num.class, 2).value();
            return tens >= 20 && ones >= 1 && ones <= 9 ? sum(m, tens + ones) : null;
        });
        grammar.rule("thousands and hundreds", "NUMBER <- NUMBER CARDINAL SCALE", m -> {
            return sum(m, m.get(Num.class, 1).value() * m.get(Num.class, 2).value());
        });
        grammar.rule("scaled", "NUMBER <- NUMBER SCALE", m -> {
            Num number = m.get(Num.class);
            return number.unit() == Unit.NONE
                    ? number.scaled(m.get(Num.class, 1).value())
                    : null;
        });
        grammar.rule("percent", "NUMBER <- DIGITS|CARDINAL PERCENT", m -> {
            Num number = m.get(Num.class);
            return number.isScaled() ? null : number.as(Unit.PERCENT);
        });
        grammar.rule("money", "NUMBER <- NUMBER CURRENCY", AmountRules::money);
        grammar.rule("money", "NUMBER <- CURRENCY NUMBER", AmountRules::money);
    }

    /** Adds number words to hundreds or thousands: a hundred and fifty, two thousand three hundred. Numbers in digits are separate. */
    private static @Nullable Object sum(Match m, double second) {
        Num first = m.get(Num.class);
        double least = first.value() % THOUSAND == 0 ? THOUSAND : HUNDRED;
        boolean scales = first.value() >= HUNDRED && first.value() % HUNDRED == 0 && first.unit() == Unit.NONE;
        boolean written = m.words(m.node(0)).stream().allMatch(Token::isWord);
        boolean and = !m.has(Symbol.AND) || m.node(1).rule().equals("and");
        return scales && written && and && second >= 1 && second < least ? Num.of(first.value() + second) : null;
    }

    private static @Nullable Object money(Match m) {
        Num number = m.get(Num.class);
        return number.unit() == Unit.PERCENT ? null : number.as(Unit.MONEY);
    }

    private static void bounds(Grammar grammar) {
        grammar.rule("bare", "AMOUNT <- NUMBER", m -> m.isTiedTo("+") ? null : Amount.bare(m.get(Num.class)));
        grammar.rule(
                "how often",
                "AMOUNT <- FREQUENCY",
                m -> Amount.bare(m.get(Num.class)).asFrequency());
        grammar.rule(
                "how often",
                "AMOUNT <- NUMBER TIMES",
                m -> Amount.bare(m.get(Num.class)).asFrequency());
        grammar.rule(
                "how often", "AMOUNT <- AMOUNT TIMES", m -> m.get(Amount.class).asFrequency());
        grammar.rule("vague", "AMOUNT <- VAGUE", m -> Amount.atLeast(m.get(Num.class)));
        grammar.rule("at least", "AMOUNT <- AT_LEAST NUMBER|FREQUENCY", m -> Amount.atLeast(m.get(Num.class)));
        grammar.rule("at least", "AMOUNT <- NUMBER|FREQUENCY OR_MORE", m -> Amount.atLeast(m.get(Num.class)));
        grammar.rule("and up", "AMOUNT <- NUMBER UP", UPWARDS, m -> Amount.atLeast(m.get(Num.class)));
        grammar.rule("at least", "AMOUNT <- FROM NUMBER OR_MORE?", m -> Amount.atLeast(m.get(Num.class)));
        grammar.rule(
                "at least so often",
                "AMOUNT <- NUMBER TIMES OR_MORE",
                m -> Amount.atLeast(m.get(Num.class)).asFrequency());
        grammar.rule(
                "at most so often",
                "AMOUNT <- NUMBER TIMES OR_LESS",
                m -> Amount.atMost(m.get(Num.class)).asFrequency());
        grammar.rule("above", "AMOUNT <- ABOVE NUMBER|FREQUENCY", m -> Amount.above(m.get(Num.class)));
        grammar.rule("at most", "AMOUNT <- AT_MOST NUMBER|FREQUENCY", m -> {
            Num number = m.get(Num.class);
            return isUntil(m) && Years.of(number) != 0 ? null : Amount.atMost(number);
        });
        grammar.rule("at most", "AMOUNT <- NUMBER|FREQUENCY OR_LESS", m -> Amount.atMost(m.get(Num.class)));
        grammar.rule("below", "AMOUNT <- BELOW NUMBER|FREQUENCY", m -> Amount.below(m.get(Num.class)));
        grammar.rule("exactly", "AMOUNT <- EXACTLY NUMBER|FREQUENCY", m -> Amount.exactly(m.get(Num.class)));
        grammar.rule("exactly", "AMOUNT <- NUMBER|FREQUENCY EXACTLY", m -> Amount.exactly(m.get(Num.class)));
        grammar.rule("no bigger than", "AMOUNT <- NO|NOT ABOVE|BELOW NUMBER", m -> {
            boolean than = m.node(1).rule().endsWith(" than");
            Num number = m.get(Num.class);
            return !than ? null : m.has(Symbol.ABOVE) ? Amount.atMost(number) : Amount.atLeast(number);
        });
        grammar.rule("unequal", "AMOUNT <- NOT_EQUAL NUMBER", m -> {
            Num number = m.get(Num.class);
            return Amount.below(number).or(Amount.above(number));
        });
    }

    /** Whether the number follows "until" or "till" and so may be a year. */
    private static boolean isUntil(Match m) {
        return m.node(0).rule().equals("until") || m.node(0).rule().equals("till");
    }

    private static void ranges(Grammar grammar) {
        grammar.rule("between", "AMOUNT <- BETWEEN NUMBER AND|TO|DASH NUMBER INCLUSIVE?", AmountRules::range);
        grammar.rule("from to", "AMOUNT <- FROM NUMBER TO NUMBER INCLUSIVE?", AmountRules::range);
        grammar.rule("from to", "AMOUNT <- NUMBER TO|DASH NUMBER INCLUSIVE?", m -> {
            boolean and = m.size() > 1 && m.node(1).rule().equals("and");
            return and ? null : range(m);
        });
        grammar.rule("inclusive, in brackets", "AMOUNT <- AMOUNT OPEN INCLUSIVE CLOSE", m -> {
            Amount range = m.get(Amount.class);
            return range.kind() == Amount.Kind.COMPARED ? range : null;
        });
        grammar.rule("thirty-somethings", "DECADE <- DIGITS DASH? SOMETHINGS", m -> {
            Num number = m.get(Num.class);
            return number.value() % 10 == 0 && number.value() >= 10 && number.value() <= 90 ? number : null;
        });
        grammar.rule(DECADE, "AMOUNT <- DECADE", m -> decade(m.get(Num.class)));
        grammar.rule(DECADE, "AMOUNT <- DECADE TO|DASH DECADE", m -> {
            double low = m.get(Num.class).value();
            double high = m.get(Num.class, 1).value() + 9;
            boolean and = m.node(1).rule().equals("and");
            return high > low && !and ? Amount.between(Num.of(low), false, Num.of(high), false) : null;
        });
    }

    /** Returns the ten years of a decade of age; the teens begin with thirteen. */
    private static Amount decade(Num tens) {
        Num youngest = tens.value() == TENS ? Num.of(THIRTEEN) : tens;
        return Amount.between(youngest, false, Num.of(tens.value() + 9), false);
    }

    private static @Nullable Object range(Match m) {
        Num low = m.get(Num.class);
        Num high = m.get(Num.class, 1);
        boolean mixed = low.unit() == Unit.PERCENT && high.unit() == Unit.MONEY;
        Amount range = Amount.between(low, false, high, false);
        return mixed || range.ranges().get(0).low() > range.ranges().get(0).high() ? null : range;
    }

    private static void combinations(Grammar grammar) {
        grammar.rule(
                "either of two",
                "AMOUNT <- AMOUNT OR AMOUNT",
                m -> isClose(m) ? either(m.get(Amount.class), m.get(Amount.class, 1)) : null);
        grammar.rule("numbers in a list", "AMOUNT <- AMOUNT COMMA AMOUNT", 0.1, m -> {
            Amount first = m.get(Amount.class);
            Amount second = m.get(Amount.class, 1);
            boolean listed = !Double.isNaN(second.single()) && first.kind() != Amount.Kind.COMPARED;
            return listed ? either(first, second) : null;
        });
        grammar.rule("one of a list", "AMOUNT <- MEMBER OPEN AMOUNT CLOSE", m -> m.get(Amount.class));
        grammar.rule(IN_BRACKETS, "AMOUNT <- OPEN AMOUNT CLOSE", m -> m.get(Amount.class));
        grammar.rule("one of a list", "AMOUNT <- ONE_OF AMOUNT", m -> m.get(Amount.class));
        grammar.rule("exactly several", "AMOUNT <- EXACTLY AMOUNT", m -> {
            Amount amount = m.get(Amount.class);
            return amount.kind() == Amount.Kind.EXACT ? amount : null;
        });
        grammar.rule(
                "two bounds",
                "AMOUNT <- AMOUNT AND|BUT AMOUNT",
                m -> isClose(m) && !m.goesOn() ? both(m.get(Amount.class), m.get(Amount.class, 1)) : null);
        grammar.rule(
                "two bounds before what they are of",
                "AMOUNT <- AMOUNT AND|BUT AMOUNT",
                OF_TWO,
                m -> isClose(m) && m.goesOn() ? both(m.get(Amount.class), m.get(Amount.class, 1)) : null);
        grammar.rule(
                "two decades",
                "AMOUNT <- DECADE AND|SLASH DECADE",
                m -> decade(m.get(Num.class)).or(decade(m.get(Num.class, 1))));
    }

    /** Whether no word separates the conjunction and the second amount; a verb begins another condition: spent 50k or had 3 services. */
    private static boolean isClose(Match m) {
        return m.node(1).to() == m.node(2).from();
    }

    private static @Nullable Object either(Amount first, Amount second) {
        boolean units = first.unit() != Unit.NONE && second.unit() != Unit.NONE && first.unit() != second.unit();
        boolean other = first.kind() == Amount.Kind.BARE && second.kind() == Amount.Kind.COMPARED;
        if (units || other || holds(first, second) || holds(second, first)) {
            return null;
        }
        double low = first.single();
        double high = second.single();
        if (Double.isNaN(low) || Double.isNaN(high)) {
            return first.or(second);
        }
        boolean shares = low < 1000 && high >= 1000 && high % 1000 == 0 && low < high / 1000;
        return shares ? Amount.bare(Num.of(low * 1000)).or(second) : first.or(second);
    }

    /** Whether one amount includes the other, so that they must be of different things: at least 5 or over 40. */
    private static boolean holds(Amount one, Amount other) {
        return one.kind() == Amount.Kind.COMPARED
                && other.kind() == Amount.Kind.COMPARED
                && other.ranges().stream()
                        .allMatch(inner -> one.ranges().stream()
                                .anyMatch(outer -> outer.low() <= inner.low() && outer.high() >= inner.high()));
    }

    /** Combines a lower and an upper bound, null if they form no range: at least 2 and at most 4. */
    static @Nullable Amount both(Amount first, Amount second) {
        boolean bounds =
                (first.isLowerBound() && second.isUpperBound()) || (first.isUpperBound() && second.isLowerBound());
        if (!bounds || !Double.isNaN(first.single()) || !Double.isNaN(second.single())) {
            return null;
        }
        Amount.Range low = (first.isLowerBound() ? first : second).ranges().get(0);
        Amount.Range high = (first.isLowerBound() ? second : first).ranges().get(0);
        Unit unit = first.unit() == Unit.NONE ? second.unit() : first.unit();
        Num from = Num.of(low.low()).as(unit);
        Num to = Num.of(high.high()).as(unit);
        return low.low() > high.high() ? null : Amount.between(from, low.lowOpen(), to, high.highOpen());
    }
}
