package io.customersegment.prompt;

import io.customersegment.prompt.Item.Kind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
    private final ClauseEdges edges;
    private final Positions positions;
    private final Map<Span, List<Item>> covers = new HashMap<>();

    Cover(Chart chart, Asides asides) {
        this.chart = chart;
        this.asides = asides;
        this.edges = new ClauseEdges(chart, asides);
        this.positions = new Positions(chart, edges);
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
        boolean cheaper =
                cost < costs[i - span.from()] - 1e-9 && positions.isAllowedAt(node, i, span.from(), span.to());
        if (cheaper) {
            costs[i - span.from()] = cost;
        }
        return cheaper;
    }

    /** Whether a later word excludes what stands before it, before the clause ends: leave | the West out. */
    private boolean isLeftOut(int index, Span span, @Nullable Node[] firsts) {
        int at = index;
        while (at < span.to() && !edges.endsClause(at)) {
            Node node = firsts[at - span.from()];
            if (node != null && node.symbol() == Symbol.LEFT_OUT) {
                return at > index;
            }
            at = node == null ? at + 1 : node.to();
        }
        return false;
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
