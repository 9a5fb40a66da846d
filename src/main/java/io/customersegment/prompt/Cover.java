package io.customersegment.prompt;

import io.customersegment.prompt.Item.Kind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads a range of tokens as the cheapest sequence of nodes that covers all of it. Fewer and longer nodes cost less than more and shorter
 * ones, the base cost of a condition is below that of a word that states nothing, and an unexplained word costs far more than anything
 * else. So no node that states something is left out where it can be read.
 */
final class Cover {

    private static final double UNREAD = 10;

    /** The item kind and the cost of each symbol in a cover; a missing symbol cannot stand alone. */
    private static final Map<Symbol, Standing> STANDINGS = new EnumMap<>(Symbol.class);

    private record Standing(Kind kind, double cost) {}

    static {
        put(Kind.UNREAD, 0.2, Symbol.LONG_TIME);
        put(Kind.CONDITION, 0.1, Symbol.CONDITION);
        put(Kind.ARRANGEMENT, 0.12, Symbol.ARRANGEMENT);
        put(Kind.WINDOW, 3, Symbol.WINDOW);
        put(Kind.AMOUNT, 4, Symbol.AMOUNT);
        put(Kind.REFERENCE, 4.5, Symbol.REFERENCE);
        put(Kind.PRO_VERB, 0.3, Symbol.PRO_VERB);
        put(Kind.ASIDE, 0.25, Symbol.ASIDE);
        put(Kind.PEOPLE, 0.2, Symbol.PEOPLE, Symbol.CUSTOMERS);
        put(Kind.MODAL, 0.3, Symbol.MODAL);
        put(Kind.AND, 0.1, Symbol.AND);
        put(Kind.OR, 0.1, Symbol.OR);
        put(Kind.NOR, 0.1, Symbol.NOR);
        put(Kind.BUT, 0.1, Symbol.BUT);
        put(Kind.COMMA, 0.1, Symbol.COMMA, Symbol.SEMICOLON, Symbol.BECAUSE);
        put(Kind.SLASH, 0.1, Symbol.SLASH);
        put(Kind.WHO, 0.1, Symbol.WHO);
        put(Kind.WITH, 0.1, Symbol.WITH);
        put(Kind.PLACE, 0.15, Symbol.PLACE, Symbol.REST);
        put(Kind.NOT, 0.2, Symbol.NOT, Symbol.NO, Symbol.WITHOUT, Symbol.NEITHER);
        put(Kind.EXCEPT, 0.15, Symbol.EXCEPT, Symbol.LEFT_OUT);
        put(Kind.EITHER, 0.1, Symbol.EITHER, Symbol.BOTH);
        put(Kind.OPEN, 0.1, Symbol.OPEN);
        put(Kind.CLOSE, 0.1, Symbol.CLOSE);
        put(Kind.COLON, 0.1, Symbol.COLON);
        put(Kind.MEANING, 0.1, Symbol.MEANING);
        put(
                Kind.SILENT,
                0.15,
                Symbol.FILLER,
                Symbol.HOST,
                Symbol.EACH_CASE,
                Symbol.REQUEST,
                Symbol.LEAVING,
                Symbol.COURTESY,
                Symbol.SILENT,
                Symbol.OF_THEIRS,
                Symbol.ASKER,
                Symbol.LABEL_NOUN,
                Symbol.TODAY,
                Symbol.POSSESSIVE,
                Symbol.ALL_TIME,
                Symbol.SORT,
                Symbol.GREETING,
                Symbol.SIGN_OFF,
                Symbol.APOLOGY,
                Symbol.EXAMPLE,
                Symbol.BESIDES,
                Symbol.NOBODY_ELSE);
    }

    private final Chart chart;
    private final Asides asides;
    private final Map<Span, List<Item>> covers = new HashMap<>();

    Cover(Chart chart, Asides asides) {
        this.chart = chart;
        this.asides = asides;
    }

    private static void put(Kind kind, double cost, Symbol... symbols) {
        for (Symbol symbol : symbols) {
            STANDINGS.put(symbol, new Standing(kind, cost));
        }
    }

    /** Returns the cheapest cover of the tokens. */
    List<Item> items(int from, int to) {
        return covers.computeIfAbsent(new Span(from, to), this::cheapest);
    }

    private List<Item> cheapest(Span span) {
        int from = span.from();
        int to = span.to();
        double[] costs = new double[to - from + 1];
        @Nullable Node[] firsts = new Node[to - from];
        for (int i = to - 1; i >= from; i--) {
            costs[i - from] = UNREAD + costs[i + 1 - from];
            List<Node> nodes = chart.at(i);
            for (int j = 0; j < nodes.size(); j++) {
                if (isCheaper(nodes.get(j), i, span, costs)) {
                    firsts[i - from] = nodes.get(j);
                }
            }
            Node aside = asides.at(i, to);
            if (aside != null && isCheaper(aside, i, span, costs)) {
                firsts[i - from] = aside;
            }
        }
        List<Item> items = new ArrayList<>();
        for (int i = from; i < to; ) {
            Node node = firsts[i - from];
            Standing standing = node == null ? null : STANDINGS.get(node.symbol());
            boolean idle = node != null && node.symbol() == Symbol.LEAVING && !isLeftOut(node.to(), span, firsts);
            Kind kind = standing == null || idle ? unread(i) : standing.kind();
            int end = node == null ? i + 1 : node.to();
            items.add(new Item(kind, i, end, node));
            i = end;
        }
        return Collections.unmodifiableList(items);
    }

    /** Whether the node makes the cover from the token on cheaper; if so, records the lower cost. */
    private boolean isCheaper(Node node, int i, Span span, double[] costs) {
        Standing standing = STANDINGS.get(node.symbol());
        if (standing == null || node.to() > span.to()) {
            return false;
        }
        double cost = standing.cost() + node.cost() + costs[node.to() - span.from()];
        boolean cheaper = cost < costs[i - span.from()] - 1e-9 && isAllowedAt(node, i, span.from(), span.to());
        if (cheaper) {
            costs[i - span.from()] = cost;
        }
        return cheaper;
    }

    /** Whether the node may stand in its position. */
    private boolean isAllowedAt(Node node, int i, int from, int to) {
        if (node.rule().equals(ArrangementRules.BARE_SIZE)) {
            boolean ofThose = ((Arrangement) node.value()).size() > ArrangementRules.MOST_OF_A_HOUSEHOLD
                    && node.to() + 2 < chart.tokens().size()
                    && chart.tokens().get(node.to()).is("of")
                    && chart.has(Symbol.FILLER, node.to() + 1)
                    && countsPeople(node.to() + 2);
            return ofThose
                    || (countsPeople(node.to()) && !isOfList(node))
                    || (startsSentence(i) && isCourtesy(node.to()));
        }
        boolean most = node.rule().equals(ArrangementRules.LONE_SIZE)
                && countsPeople(node.to())
                && !chart.has(Symbol.PLACE, node.to());
        if (most) {
            return true;
        }
        boolean lone =
                node.rule().equals(ArrangementRules.LONE_SIZE) || node.rule().equals(ListRules.LONE_TEXTS);
        if (lone) {
            if (isInBrackets(node)) {
                return (i == from || isGreeted(i) || joins(i - 1)) && (endsClause(node.to()) || joins(node.to()));
            }
            boolean first = i == from && (node.rule().equals(ArrangementRules.LONE_SIZE) || leadsList(node.to()));
            boolean aside = node.rule().equals(ArrangementRules.LONE_SIZE)
                    && (chart.has(Symbol.COURTESY, node.to())
                            || chart.has(Symbol.PURPOSE, node.to())
                            || chart.has(Symbol.SO_THAT, node.to()));
            boolean article = node.rule().equals(ListRules.LONE_TEXTS)
                    && i > 1
                    && chart.has(Symbol.DETERMINER, i - 1)
                    && chart.has(Symbol.COMMA, i - 2);
            boolean clause = (first || article || endsClause(i - 1)) && (endsClause(node.to()) || aside);
            return clause || isBracket(i, node.to(), from);
        }
        if (node.value() instanceof WordedCondition said
                && (isSizeBehindVerb(said, node.to()) || isSizeOf(said, node))) {
            return false;
        }
        boolean share = node.value() instanceof Arrangement arrangement
                && arrangement.size() > 0
                && chart.has(Symbol.PERCENT, node.to());
        if (share) {
            return false;
        }
        if (node.rule().equals(ArrangementRules.ASKED_SIZE) && (goesOnWith(node.to()) || isDoneByThem(i, from))) {
            return false;
        }
        if (node.rule().equals(ArrangementRules.PLACES) || node.rule().equals(ArrangementRules.PEOPLE)) {
            return !isDoneByThem(i, from);
        }
        if (node.symbol() == Symbol.HOST) {
            boolean asks =
                    chart.has(Symbol.WANT, i) && !chart.tokens().get(i).text().endsWith("d");
            return asks && (startsSentence(i) || isAskedFor(i));
        }
        if (node.rule().equals(ArrangementRules.HOSTED)) {
            return !isDoneByThem(i, from) && (!chart.has(Symbol.NUMBER, node.to() - 1) || standsAlone(node.to(), to));
        }
        if (node.rule().equals(ArrangementRules.FOR_SO_MANY)) {
            return isBehindOccasion(i)
                    && !isYear((Arrangement) node.value())
                    && (!chart.has(Symbol.NUMBER, node.to() - 1) || standsAlone(node.to(), to));
        }
        if (node.symbol() == Symbol.SIGN_OFF && node.length() == 1 && isOfNoun(node.to())) {
            return false;
        }
        if (node.rule().equals(RestatementRules.APPOSED)) {
            return !goesOnWith(node.to());
        }
        if (node.rule().equals(IndifferenceRules.EITHER_WAY)) {
            boolean begins = i == from || !isWhole(node) || endsClause(i - 1);
            return begins && closes(node.to(), to) && !leadsToOr(node.to(), to);
        }
        if (node.rule().equals(IndifferenceRules.ALL_OF_IT)) {
            boolean begins = i == from || endsClause(i - 1) || chart.has(Symbol.PLACE, i);
            return closes(node.to(), to) && (begins || chart.has(Symbol.REGARDLESS, i));
        }
        if (node.rule().equals(IndifferenceRules.OR_BOTH)) {
            return closes(node.to(), to) && IntStream.range(from, i).anyMatch(at -> chart.has(Symbol.OR, at));
        }
        if (node.rule().equals(IndifferenceRules.ALL_FOUR)) {
            return chart.has(Symbol.COLON, node.to())
                    && (!chart.has(Symbol.CRITERIA, node.to() - 1) || startsSentence(i));
        }
        if (node.rule().equals(ArrangementRules.JUST_SIZE)) {
            boolean ofNothing = i == 0
                    || isGreeted(i)
                    || ((Arrangement) node.value()).size() > ArrangementRules.MOST_OF_A_HOUSEHOLD;
            return ofNothing && startsSentence(i) && closes(node.to(), to);
        }
        if (node.rule().equals(ListRules.NEEDED)) {
            return closes(node.to(), to) && (i == from || !isNegation(i - 1)) && !isNegation(i);
        }
        if (node.rule().equals(ListRules.ANY_LISTED)) {
            boolean listed = (i > from && endsClause(i - 1) && !isGreeted(i)) || chart.has(Symbol.COMMA, node.to());
            return listed && (i == from || endsClause(i - 1)) && closes(node.to(), to) && !leadsToOr(node.to(), to);
        }
        if (node.rule().equals(ArrangementRules.LABELLED_SIZE)) {
            return (i == 0 || endsClause(i - 1)) && closes(node.to(), to);
        }
        if (node.rule().equals(ConditionRules.OF_IT_NO)) {
            return (i == from || endsClause(i - 1)) && endsClause(node.to());
        }
        if (node.rule().equals(ListRules.NEW_LIST)) {
            return IntStream.range(from, i).noneMatch(this::isOfCustomers);
        }
        if (node.symbol() == Symbol.REST) {
            return IntStream.range(0, i).anyMatch(this::isNegation);
        }
        if (node.rule().equals(ConditionRules.BEFORE_NOW)) {
            return closes(node.to(), to)
                    || joins(node.to())
                    || chart.has(Symbol.BUT, node.to())
                    || chart.has(Symbol.WHO, node.to());
        }
        if (node.symbol() == Symbol.LEAVING) {
            boolean begins = i == from
                    || endsClause(i - 1)
                    || chart.has(Symbol.AND, i - 1)
                    || chart.has(Symbol.BUT, i - 1)
                    || chart.has(Symbol.COURTESY, i - 1);
            return begins && !chart.has(Symbol.LEFT_OUT, node.to());
        }
        if (node.symbol() == Symbol.LEFT_OUT) {
            return i > from && closes(node.to(), to) && isBehindPeople(i, from);
        }
        if (node.symbol() == Symbol.NOBODY_ELSE) {
            return (i == from || endsClause(i - 1)) && closes(node.to(), to);
        }
        if (node.symbol() == Symbol.BESIDES) {
            return (i == from || endsClause(i - 1)) && goesOn(node.to());
        }
        if (node.symbol() == Symbol.MODAL && i > from && chart.has(Symbol.MONTH, i)) {
            return !chart.has(Symbol.DURING, i - 1);
        }
        if (node.symbol() == Symbol.PRO_VERB) {
            return i > from && (chart.has(Symbol.NOT, i - 1) || chart.has(Symbol.NO, i - 1));
        }
        if (node.symbol() == Symbol.AMOUNT) {
            return i > from && ((Amount) node.value()).kind() == Amount.Kind.COMPARED;
        }
        return node.symbol() != Symbol.WINDOW || i > from;
    }

    /** Whether keywords follow, each a condition between commas that is not a noun for customers: harrier, high income, West. */
    private boolean leadsList(int comma) {
        if (comma >= chart.tokens().size() || !chart.has(Symbol.COMMA, comma)) {
            return false;
        }
        return chart.at(comma + 1).stream()
                .anyMatch(node -> node.value() instanceof WordedCondition said
                        && said.frame() != WordedCondition.Frame.NOUN
                        && said.frame() != WordedCondition.Frame.VERB
                        && endsClause(node.to()));
    }

    /** Whether a later word excludes what stands before it, before the clause ends: leave | the West out. */
    private boolean isLeftOut(int index, Span span, @Nullable Node[] firsts) {
        int at = index;
        while (at < span.to() && !endsClause(at)) {
            Node node = firsts[at - span.from()];
            if (node != null && node.symbol() == Symbol.LEFT_OUT) {
                return at > index;
            }
            at = node == null ? at + 1 : node.to();
        }
        return false;
    }

    /** Whether a noun or an adjective for customers, or text values, end directly before the token. */
    private boolean isBehindPeople(int index, int from) {
        for (int i = Math.max(from, index - 6); i < index; i++) {
            for (Node node : chart.at(i)) {
                boolean people = switch (node.symbol()) {
                    case PEOPLE, CUSTOMERS -> true;
                    default ->
                        node.value() instanceof WordedCondition said
                                && (said.frame() == WordedCondition.Frame.NOUN
                                        || said.frame() == WordedCondition.Frame.ADJECTIVE
                                        || said.frame() == WordedCondition.Frame.TEXTS);
                };
                if (people && node.to() == index) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean isOfCustomers(int index) {
        return chart.has(Symbol.CONDITION, index)
                || chart.isPeople(index)
                || chart.has(Symbol.WHO, index)
                || isNegation(index);
    }

    private boolean isNegation(int index) {
        return chart.has(Symbol.NO, index)
                || chart.has(Symbol.NOT, index)
                || chart.has(Symbol.WITHOUT, index)
                || chart.has(Symbol.EXCEPT, index);
    }

    private boolean isInBrackets(Node node) {
        return chart.has(Symbol.OPEN, node.from()) && chart.has(Symbol.CLOSE, node.to() - 1);
    }

    private boolean joins(int index) {
        return chart.has(Symbol.AND, index) || chart.has(Symbol.OR, index) || chart.has(Symbol.NOT, index);
    }

    /** Whether only a greeting and its comma precede the token. */
    private boolean isGreeted(int index) {
        return index > 1
                && index <= 5
                && chart.has(Symbol.GREETING, 0)
                && chart.tokens().get(index - 1).is(",");
    }

    /** Whether the clause ends at the token, or goes on with only a courtesy or a purpose. */
    private boolean closes(int index, int to) {
        return index >= to
                || endsClause(index)
                || chart.has(Symbol.COURTESY, index)
                || chart.has(Symbol.SIGN_OFF, index)
                || asides.at(index, to) != null;
    }

    /** Whether a comma at the token is the first of a list that ends with "or". */
    private boolean leadsToOr(int comma, int to) {
        if (comma >= to || !chart.has(Symbol.COMMA, comma)) {
            return false;
        }
        for (int i = comma + 1; i < to && !endsClause(i); i++) {
            if (chart.has(Symbol.OR, i)) {
                return true;
            }
        }
        return false;
    }

    /** Whether the clause ends with a courtesy at the token. */
    private boolean isCourtesy(int index) {
        return chart.at(index).stream().anyMatch(next -> next.symbol() == Symbol.COURTESY && endsClause(next.to()));
    }

    /** Whether only the end of the node expresses indifference, so that it must begin a clause: opted in or not. */
    private boolean isWhole(Node node) {
        return !chart.has(Symbol.WHATEVER, node.from()) && !chart.has(Symbol.WHETHER, node.from());
    }

    private boolean startsSentence(int index) {
        return index == 0
                || isGreeted(index)
                || ".!?".contains(chart.tokens().get(index - 1).text());
    }

    /** Whether the number counts the listed text values and conditions that hold, not people: any two of gold, North, opted in. */
    private boolean isOfList(Node node) {
        return ((Arrangement) node.value()).size() <= ArrangementRules.MOST_OF_A_HOUSEHOLD
                && chart.tokens().get(node.to()).is("of")
                && chart.has(Symbol.VALUES, node.to() + 1);
    }

    /** Whether the word before the token belongs to a noun or a number and is not a sign-off: best customers, best 20. */
    private boolean isOfNoun(int index) {
        return chart.has(Symbol.CUSTOMERS, index)
                || chart.has(Symbol.PEOPLE, index)
                || chart.has(Symbol.VALUE, index)
                || chart.has(Symbol.NAME, index)
                || chart.has(Symbol.FIRST, index)
                || chart.has(Symbol.NUMBER, index);
    }

    /** Whether the number before the token counts nothing else: the clause ends, or goes on with where, for what or with whom. */
    private boolean standsAlone(int index, int to) {
        boolean preposed = index < to
                && !goesOnWith(index)
                && (chart.has(Symbol.PLACE, index)
                        || chart.has(Symbol.WITH, index)
                        || chart.has(Symbol.PURPOSE, index));
        return preposed
                || closes(index, to)
                || countsPeople(index)
                || chart.has(Symbol.COLON, index)
                || chart.has(Symbol.OPEN, index);
    }

    /** Whether a noun for an occasion ends directly before the token. */
    private boolean isBehindOccasion(int index) {
        return chart.endsBefore(index, 3, node -> node.symbol() == Symbol.EVENT || node.symbol() == Symbol.VENUE);
    }

    private static boolean isYear(Arrangement size) {
        return size.size() >= Narrowing.FIRST_YEAR && size.size() <= Narrowing.LAST_YEAR;
    }

    /** Whether the number is the object of a customer's action: who invited 20 guests, who bought 3 tickets. */
    private boolean isDoneByThem(int index, int from) {
        int at = index;
        while (at > from && (chart.has(Symbol.DETERMINER, at - 1) || chart.has(Symbol.FILLER, at - 1))) {
            at--;
        }
        boolean deed = chart.endsBefore(
                at,
                Math.min(4, at - from),
                node -> node.value() instanceof WordedCondition said && said.frame() == WordedCondition.Frame.VERB);
        if (deed) {
            return true;
        }
        while (at > from && !chart.has(Symbol.WHO, at - 1) && isVerbal(at - 1)) {
            at--;
        }
        return at - 1 > from && chart.has(Symbol.WHO, at - 1) && !startsSentence(at - 1);
    }

    /** Whether a courtesy, a request or "we" at the start of a sentence ends directly before the token. */
    private boolean isAskedFor(int index) {
        return chart.endsBefore(
                index,
                4,
                node -> node.symbol() == Symbol.COURTESY
                        || node.symbol() == Symbol.REQUEST
                        || (node.symbol() == Symbol.ASKER && startsSentence(node.from())));
    }

    private boolean isVerbal(int index) {
        return chart.has(Symbol.VERB, index)
                || chart.has(Symbol.HOST, index)
                || chart.has(Symbol.WANT, index)
                || chart.has(Symbol.MODAL, index)
                || chart.has(Symbol.CONTACT, index)
                || chart.has(Symbol.GIVING, index)
                || chart.has(Symbol.FILLER, index);
    }

    /** Whether the words at the token belong to a number before it: or more, to five, times, a unit, a counted noun. */
    private boolean goesOnWith(int index) {
        for (Node next : chart.at(index)) {
            switch (next.symbol()) {
                case OR_MORE, OR_LESS, DASH, TIMES, UNIT, PERCENT, SCALE, NAME -> {
                    return true;
                }
                case TO -> {
                    if (chart.has(Symbol.NUMBER, next.to())) {
                        return true;
                    }
                }
                case CONTEXT -> {
                    if (!chart.has(Symbol.PLACE, index)) {
                        return true;
                    }
                }
                default -> {}
            }
        }
        return false;
    }

    /** Whether a new clause begins at the token: with a comma, the sender, a request or people. */
    private boolean goesOn(int index) {
        return endsClause(index)
                || chart.has(Symbol.ASKER, index)
                || chart.has(Symbol.REQUEST, index)
                || chart.has(Symbol.EVERY, index)
                || chart.isPeople(index);
    }

    /** Whether the number counts customers by another name, not something that they have: 20 households, 50 customers spend. */
    private boolean isSizeOf(WordedCondition said, Node node) {
        Subject subject = said.subject();
        boolean measured =
                subject != null && subject.number() != null && !subject.number().whole();
        return said.frame() == WordedCondition.Frame.THING
                && (node.length() == 2 || (node.length() > 2 && measured))
                && chart.has(Symbol.NUMBER, node.from())
                && chart.has(Symbol.CUSTOMERS, node.from() + 1);
    }

    /** Whether the number after a verb counts the people who follow: bring us 50 customers. */
    private boolean isSizeBehindVerb(WordedCondition done, int to) {
        boolean number = done.frame() == WordedCondition.Frame.VERB
                && !done.bare()
                && chart.tokens().get(to - 1).isNumber()
                && chart.tokens().get(to - 1).suffix().isEmpty();
        return number && chart.isPeople(to);
    }

    /** Whether the tokens are an independent bracket, not one that qualifies the words before it. */
    private boolean isBracket(int i, int to, int from) {
        boolean bracket = i > from && chart.has(Symbol.OPEN, i - 1) && chart.has(Symbol.CLOSE, to);
        return bracket
                && (i - 1 == from || endsClause(i - 2) || chart.has(Symbol.AND, i - 2) || chart.has(Symbol.OR, i - 2));
    }

    /** Whether a clause ends at the token: the end of the prompt, a line break, a comma, a slash or a sign that ends a sentence. */
    private boolean endsClause(int index) {
        if (index < 0) {
            return false;
        }
        if (index >= chart.tokens().size()) {
            return true;
        }
        Token token = chart.tokens().get(index);
        return token.isBreak() || ",.;!?/".contains(token.text());
    }

    /** Whether the counted customers follow: a noun or an adjective for customers, text values, or a superlative. */
    private boolean countsPeople(int at) {
        for (Node next : chart.at(at)) {
            boolean people = switch (next.symbol()) {
                case PEOPLE, CUSTOMERS, RANKING -> true;
                case WITH, WHO -> (at > 1 && chart.tokens().get(at - 2).is("the")) || isRanked(next.to());
                default -> false;
            };
            if (next.value() instanceof WordedCondition said) {
                people = switch (said.frame()) {
                    case NOUN, ADJECTIVE, TEXTS -> true;
                    case UNNAMED -> chart.tokens().get(next.to() - 1).suffix().equals("s");
                    default -> false;
                };
            }
            if (people) {
                return true;
            }
        }
        return false;
    }

    /** Whether an order starts at the token, possibly after an article: 10 with the highest churn. */
    private boolean isRanked(int index) {
        int at = chart.has(Symbol.FILLER, index) ? index + 1 : index;
        return chart.at(at).stream()
                .anyMatch(node -> node.value() instanceof Arrangement arrangement
                        && !arrangement.keys().isEmpty()
                        && arrangement.size() == 0);
    }

    /** Returns the kind of a token that no node covers; signs without a meaning are silent. */
    private Kind unread(int index) {
        Token token = chart.tokens().get(index);
        if (token.isBreak()) {
            return Kind.COMMA;
        }
        if (token.kind() != Token.Kind.SIGN) {
            return Kind.UNREAD;
        }
        if ((token.is("-") && isMinus(index)) || chart.has(Symbol.TELLING, index)) {
            return Kind.UNREAD;
        }
        int type = Character.getType(token.text().codePointAt(0));
        boolean picture = type == Character.OTHER_SYMBOL || type == Character.SURROGATE || isSkinTone(token);
        return picture || "#@_•.-!?…'--".contains(token.text()) ? Kind.SILENT : Kind.UNREAD;
    }

    private static boolean isSkinTone(Token token) {
        return Character.getType(token.text().codePointAt(0)) == Character.MODIFIER_SYMBOL
                && token.text().length() > 1;
    }

    /** Whether a dash is attached only to the number or condition after it, so that it may be a minus: -1, gold -seniors. */
    private boolean isMinus(int index) {
        int next = index + 1;
        return next < chart.tokens().size()
                && (chart.tokens().get(index).spaced() || (index > 0 && chart.has(Symbol.OPEN, index - 1)))
                && !chart.tokens().get(next).spaced()
                && (chart.has(Symbol.NUMBER, next) || chart.has(Symbol.CONDITION, next));
    }
}
