package io.customersegment.prompt;

import io.customersegment.prompt.Item.Kind;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads a stretch of tokens as the cheapest sequence of nodes that covers all of it: fewer and longer nodes cost less than more and
 * shorter ones, words that say nothing less than a condition, and a word that nothing explains far more than anything else. So no
 * node that says something is left out where it can be read.
 */
final class Cover {

    private static final double UNREAD = 10;

    /** What each symbol is in a cover and what it costs; symbols that are missing cannot stand alone. */
    private static final Map<Symbol, Kind> KINDS = new EnumMap<>(Symbol.class);

    private static final Map<Kind, Double> COSTS = new EnumMap<>(Kind.class);

    static {
        put(Kind.CONDITION, 0.1, Symbol.CONDITION);
        put(Kind.ARRANGEMENT, 0.12, Symbol.ARRANGEMENT);
        put(Kind.WINDOW, 3, Symbol.WINDOW);
        put(Kind.AMOUNT, 4, Symbol.AMOUNT);
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
        put(Kind.PLACE, 0.15, Symbol.PLACE);
        put(Kind.NOT, 0.2, Symbol.NOT, Symbol.NO, Symbol.WITHOUT, Symbol.NEITHER);
        put(Kind.EXCEPT, 0.15, Symbol.EXCEPT);
        put(Kind.EITHER, 0.1, Symbol.EITHER, Symbol.BOTH);
        put(Kind.OPEN, 0.1, Symbol.OPEN);
        put(Kind.CLOSE, 0.1, Symbol.CLOSE);
        put(Kind.COLON, 0.1, Symbol.COLON);
        put(Kind.MEANING, 0.1, Symbol.MEANING);
        put(
                Kind.SILENT,
                0.15,
                Symbol.FILLER,
                Symbol.REQUEST,
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
                Symbol.EXAMPLE);
    }

    private final Chart chart;
    private final Asides asides;

    /** Covers of this chart. */
    Cover(Chart chart, Asides asides) {
        this.chart = chart;
        this.asides = asides;
    }

    private static void put(Kind kind, double cost, Symbol... symbols) {
        for (Symbol symbol : symbols) {
            KINDS.put(symbol, kind);
        }
        COSTS.put(kind, cost);
    }

    private record Step(double cost, @Nullable Node node, int to) {}

    /** The cheapest cover of the tokens. */
    List<Item> items(int from, int to) {
        Step[] best = new Step[to - from + 1];
        best[to - from] = new Step(0, null, to);
        for (int i = to - 1; i >= from; i--) {
            Step step = new Step(UNREAD + best[i + 1 - from].cost(), null, i + 1);
            for (Node node : chart.at(i)) {
                step = cheaper(step, node, i, from, to, best);
            }
            Node aside = asides.at(i, to);
            if (aside != null) {
                step = cheaper(step, aside, i, from, to, best);
            }
            best[i - from] = step;
        }
        List<Item> items = new ArrayList<>();
        for (int i = from; i < to; ) {
            Step step = best[i - from];
            Kind kind = step.node() == null ? unread(i) : KINDS.get(step.node().symbol());
            items.add(new Item(kind == null ? Kind.UNREAD : kind, i, step.to(), step.node()));
            i = step.to();
        }
        return items;
    }

    private Step cheaper(Step step, Node node, int i, int from, int to, Step[] best) {
        Kind kind = KINDS.get(node.symbol());
        Double own = kind == null ? null : COSTS.get(kind);
        if (own == null || node.to() > to || !stands(node, i, from)) {
            return step;
        }
        double cost = own + node.cost() + best[node.to() - from].cost();
        return cost < step.cost() - 1e-9 ? new Step(cost, node, node.to()) : step;
    }

    /** Whether the node may stand where it does. */
    private boolean stands(Node node, int i, int from) {
        if (node.rule().equals(ArrangementRules.BARE_SIZE)) {
            return countsPeople(node.to());
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
            boolean first = node.rule().equals(ArrangementRules.LONE_SIZE) && i == from;
            boolean aside = node.rule().equals(ArrangementRules.LONE_SIZE)
                    && (chart.has(Symbol.COURTESY, node.to())
                            || chart.has(Symbol.PURPOSE, node.to())
                            || chart.has(Symbol.SO_THAT, node.to()));
            return (first || endsClause(i - 1)) && (endsClause(node.to()) || aside);
        }
        boolean share = node.value() instanceof Arrangement arrangement
                && arrangement.size() > 0
                && chart.has(Symbol.PERCENT, node.to());
        if (share) {
            return false;
        }
        if (node.rule().equals(ArrangementRules.ASKED_SIZE)) {
            for (Node next : chart.at(node.to())) {
                switch (next.symbol()) {
                    case OR_MORE, OR_LESS, TO, DASH, TIMES, UNIT, PERCENT, SCALE, CONTEXT, NAME -> {
                        return false;
                    }
                    default -> {}
                }
            }
        }
        if (node.symbol() == Symbol.PRO_VERB) {
            return i > from && (chart.has(Symbol.NOT, i - 1) || chart.has(Symbol.NO, i - 1));
        }
        if (node.symbol() == Symbol.AMOUNT) {
            return i > from && ((Amount) node.value()).kind() == Amount.Kind.COMPARED;
        }
        return node.symbol() != Symbol.WINDOW || i > from;
    }

    /** Whether the token is a comma or no word at all: before the first, behind the last, a line break, a sign that ends a sentence. */
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

    /** Whether those who are counted follow: a noun or an adjective for customers, texts, or a superlative. */
    private boolean countsPeople(int at) {
        for (Node next : chart.at(at)) {
            boolean people = switch (next.symbol()) {
                case PEOPLE, CUSTOMERS, RANKING -> true;
                case WITH, WHO -> at > 1 && chart.tokens().get(at - 2).is("the");
                default -> false;
            };
            if (next.value() instanceof Said said) {
                people = switch (said.frame()) {
                    case NOUN, ADJECTIVE, TEXTS -> true;
                    default -> false;
                };
            }
            if (people) {
                return true;
            }
        }
        return false;
    }

    /** What becomes of a token that no node covers: signs without a meaning are passed over. */
    private Kind unread(int index) {
        Token token = chart.tokens().get(index);
        if (token.isBreak()) {
            return Kind.COMMA;
        }
        if (token.kind() != Token.Kind.SIGN) {
            return Kind.UNREAD;
        }
        if (token.is("-") && isMinus(index)) {
            return Kind.UNREAD;
        }
        int type = Character.getType(token.text().codePointAt(0));
        boolean picture =
                type == Character.OTHER_SYMBOL || type == Character.SURROGATE || type == Character.MODIFIER_SYMBOL;
        return picture || "#@_\\•.-!?…'--".contains(token.text()) ? Kind.SILENT : Kind.UNREAD;
    }

    /** Whether a dash is tied to a number or a condition behind it alone, so that it may be a minus: -1, gold -seniors. */
    private boolean isMinus(int index) {
        int next = index + 1;
        return next < chart.tokens().size()
                && chart.tokens().get(index).spaced()
                && !chart.tokens().get(next).spaced()
                && (chart.has(Symbol.NUMBER, next) || chart.has(Symbol.CONDITION, next));
    }
}
