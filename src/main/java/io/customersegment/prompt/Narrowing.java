package io.customersegment.prompt;

import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Finds words in a stretch that may restrict the customers although the stretch is about something else: conditions, text values, numbers
 * with the things they count, a size, customers themselves, a verb that requests some.
 */
final class Narrowing {

    private static final Set<String> COMPARISON_SIGNS = Set.of("=", "==", "!=", "<>", ">", ">=", "<", "<=");

    private final Chart chart;
    private final Cover cover;
    private final RequestedSizes sizes;
    private final CustomerMentions mentions;

    Narrowing(Chart chart, Cover cover) {
        this.chart = chart;
        this.cover = cover;
        this.sizes = new RequestedSizes(chart);
        this.mentions = new CustomerMentions(chart);
    }

    /**
     * Whether the tokens would restrict the customers even in a sentence about another subject: they contain a condition, a text value, an
     * order or, after the subject, both a thing of the catalogue and a number or a time.
     */
    boolean restricts(int from, int predicate, int to) {
        boolean thing = false;
        boolean figure = false;
        for (int i = from; i < to; i++) {
            if (chart.at(i).stream().anyMatch(this::isComparison)
                    || sizes.isSize(i, from, to)
                    || isColumnWithText(i, to)) {
                return true;
            }
        }
        for (Item item : cover.items(from, to)) {
            boolean told = item.from() >= predicate;
            switch (item.kind()) {
                case CONDITION -> {
                    WordedCondition said = item.said();
                    boolean does =
                            said.frame() == WordedCondition.Frame.THING || said.frame() == WordedCondition.Frame.VERB;
                    boolean plain = said.bare() && (does || said.frame() == WordedCondition.Frame.ADJECTIVE);
                    if (!said.isSilent() && !plain) {
                        return true;
                    }
                    thing |= told && !said.isSilent() && does;
                }
                case ARRANGEMENT -> {
                    if (item.arrangement().size() == 0) {
                        return true;
                    }
                    figure = true;
                }
                case WINDOW, AMOUNT -> figure = true;
                case UNREAD -> {
                    for (Node node : chart.at(item.from())) {
                        boolean text = node.value() instanceof NamedValues values && !values.needName();
                        if (text || node.symbol() == Symbol.RANKING) {
                            return true;
                        }
                        thing |= told && node.symbol() == Symbol.NAME;
                        figure |= isFigure(node);
                    }
                }
                default -> {}
            }
        }
        return thing && figure;
    }

    /** Whether the node is a comparison, a year or a full date: a statement about a past time may be about customers. */
    private boolean isComparison(Node node) {
        return switch (node.symbol()) {
            case ABOVE, BELOW ->
                chart.has(Symbol.NUMBER, node.to())
                        || chart.has(Symbol.DATE, node.to())
                        || chart.has(Symbol.FREQUENCY, node.to())
                        || chart.has(Symbol.PERIOD, node.to());
            case AT_LEAST -> !chart.has(Symbol.THIS_THING, node.to()) && !chart.has(Symbol.SPEAKER, node.to());
            case AT_MOST -> !chart.has(Symbol.WEEKDAY, node.to()) && !chart.has(Symbol.TOMORROW, node.to());
            case BETWEEN, NOT_EQUAL, DATE -> true;
            case NULL, NOT_NULL -> chart.tokens().get(node.to() - 1).is(WordGroup.STATED);
            case DIGITS -> node.value() instanceof Num number && Years.isYear(number.value());
            default -> false;
        };
    }

    /** Whether the node is something that the requester's side makes, plans or hands out. */
    static boolean isOurs(Node node) {
        boolean compound = node.symbol() == Symbol.EVENT && node.length() > 1;
        return compound || node.symbol() == Symbol.OCCASION || node.symbol() == Symbol.OURS;
    }

    private static boolean isFigure(Node node) {
        return switch (node.symbol()) {
            case DIGITS, DECADE, FREQUENCY, PERCENT -> true;
            case CARDINAL -> ((Num) node.value()).value() > 1;
            default -> false;
        };
    }

    /**
     * Whether the tokens contain a term of the domain: a condition, an order, an amount, a comparison, a text value of a column, a window.
     *
     * @param own whether they are about the requester; a number, a window or an adjective then states nothing about customers
     */
    boolean isOfDomain(int from, int to, boolean own) {
        for (int i = from; i + 1 < to; i++) {
            if (chart.has(Symbol.SINCE, i) && chart.has(Symbol.WEEKDAY, i + 1)) {
                return true;
            }
        }
        for (Item item : cover.items(from, to)) {
            boolean domain = switch (item.kind()) {
                case CONDITION -> !item.said().isSilent() && (!own || !isBareAdjective(item));
                case ARRANGEMENT -> !own || item.arrangement().size() == 0;
                case WINDOW, AMOUNT -> !own;
                case UNREAD -> isOfDomain(item.from(), own) && !isSide(item.from());
                default -> false;
            };
            if (domain) {
                return true;
            }
        }
        return false;
    }

    private static boolean isBareAdjective(Item item) {
        WordedCondition said = item.said();
        return said.bare() && said.frame() == WordedCondition.Frame.ADJECTIVE && item.to() - item.from() == 1;
    }

    private boolean isOfDomain(int index, boolean own) {
        for (Node node : chart.at(index)) {
            boolean domain = switch (node.symbol()) {
                case RANKING -> true;
                case NAME -> !own;
                case VALUE -> !((NamedValues) node.value()).needName();
                case ABOVE -> !own && !isOver(node.to());
                case BELOW, AT_LEAST, AT_MOST, BETWEEN, NOT_EQUAL -> !own;
                case DIGITS, DATE, DECADE, FREQUENCY, PERCENT -> !own;
                case CARDINAL -> !own && ((Num) node.value()).value() > 1;
                default -> false;
            };
            if (domain) {
                return true;
            }
        }
        return false;
    }

    /** Whether a phrase of several words for the requester's side starts at the token, as in "head office". */
    private boolean isSide(int index) {
        return chart.at(index).stream().anyMatch(node -> node.symbol() == Symbol.THIRD_PARTY && node.length() > 1);
    }

    /** Whether "over" is followed by an occasion rather than a bound, as in "over a beer". */
    private boolean isOver(int index) {
        int at = chart.has(Symbol.DETERMINER, index) ? index + 1 : index;
        return chart.has(Symbol.OURS, at) || chart.has(Symbol.OCCASION, at);
    }

    /** Whether the tokens contain nothing that could specify which customers are meant. */
    boolean saysNothing(int from, int to) {
        return !containsMeaningChanger(from, to)
                && !isOfDomain(from, to, false)
                && !restricts(from, from, to)
                && !chart.hasAny(from, to, Symbol.WHO, Symbol.CUSTOMERS);
    }

    /** Whether a comparison sign is among the tokens, as in formal expressions. */
    boolean hasComparisonSign(int from, int to) {
        return IntStream.range(from, to)
                .anyMatch(i -> isComparisonSign(chart.tokens().get(i)));
    }

    static boolean isComparisonSign(Token token) {
        return COMPARISON_SIGNS.contains(token.text());
    }

    boolean hasNumber(int from, int to) {
        return chart.hasAny(from, to, Symbol.DIGITS, Symbol.DATE, Symbol.DECADE);
    }

    /** Whether a number of customers is requested before or after the tokens. */
    boolean isSizeAsked(int from, int to) {
        return sizes.isSizeAsked(from, to);
    }

    /** Whether the tokens mention customers other than as the target of a planned action. */
    boolean isOfCustomers(int from, int to) {
        return mentions.isOfCustomers(from, to);
    }

    /** Whether the tokens state which people are wanted or unwanted in words that no column knows, as in "no farmers". */
    boolean isDemand(int from, int to) {
        return mentions.isDemand(from, to);
    }

    /** Whether the tokens state for which people something is intended, as in "the voucher is for students". */
    boolean isMeantFor(int from, int to) {
        return mentions.isMeantFor(from, to);
    }

    /** Whether the tokens request customers, even of a kind that no column knows, as in "I want golfers". */
    boolean asks(int from, int to) {
        return mentions.asks(from, to);
    }

    /** Whether the tokens request customers: want, need, looking for. */
    boolean wants(int from, int to) {
        return chart.hasAny(from, to, Symbol.WANT);
    }

    /** Whether the tokens contain a word that changes the meaning of what they name: a negation, "or", "at least one of". */
    boolean containsMeaningChanger(int from, int to) {
        return chart.hasAny(
                from,
                to,
                Symbol.EXCEPT,
                Symbol.NOT,
                Symbol.NO,
                Symbol.WITHOUT,
                Symbol.OR,
                Symbol.ONE_OF,
                Symbol.NONE_OF,
                Symbol.AT_LEAST,
                Symbol.AT_MOST,
                Symbol.ABOVE,
                Symbol.BELOW,
                Symbol.NONE_FOLLOWING,
                Symbol.ANY_OF,
                Symbol.DIGITS);
    }

    /** Whether the token names a column, and one of its text values follows, as in "owned_model resembles Camry". */
    private boolean isColumnWithText(int index, int to) {
        return chart.at(index).stream()
                .filter(node -> node.value() instanceof Subject subject && subject.column() != null)
                .anyMatch(name -> IntStream.range(name.to(), to)
                        .mapToObj(chart::at)
                        .flatMap(List::stream)
                        .anyMatch(node -> node.value() instanceof NamedValues values
                                && values.column().equals(((Subject) name.value()).column())));
    }
}
