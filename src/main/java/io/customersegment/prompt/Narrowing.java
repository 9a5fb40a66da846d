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

    private static final int LONGEST_MODIFIER = 4;
    private static final int FEW = 5;
    static final int FIRST_YEAR = 1900;
    static final int LAST_YEAR = 2100;

    private final Chart chart;
    private final Cover cover;

    Narrowing(Chart chart, Cover cover) {
        this.chart = chart;
        this.cover = cover;
    }

    /**
     * Whether the tokens would restrict the customers even in a sentence about another subject: they contain a condition, a text value, an
     * order or, after the subject, both a thing of the catalogue and a number or a time.
     */
    boolean restricts(int from, int predicate, int to) {
        boolean thing = false;
        boolean figure = false;
        for (int i = from; i < to; i++) {
            if (chart.at(i).stream().anyMatch(this::isComparison) || isSize(i, from, to) || isColumnWithText(i, to)) {
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
            case DIGITS ->
                node.value() instanceof Num number && number.value() >= FIRST_YEAR && number.value() <= LAST_YEAR;
            default -> false;
        };
    }

    /**
     * Whether a number at the token counts things to hand out, and so may be the requested number of customers, as in "I have 50 vouchers".
     * False if a number of customers is requested elsewhere.
     */
    private boolean isSize(int index, int from, int to) {
        for (Node node : chart.at(index)) {
            boolean done = index > from
                    && (chart.has(Symbol.VERB, index - 1)
                            || chart.has(Symbol.PURPOSE, index - 1)
                            || chart.has(Symbol.CONTACT, index - 1)
                            || chart.has(Symbol.HOST, index - 1)
                            || isUnknown(index - 1, to)
                            || chart.has(Symbol.GIVING, index - 1))
                    && (node.to() >= to || chart.has(Symbol.PLACE, node.to()) || chart.has(Symbol.PURPOSE, node.to()));
            boolean many = isUnknown(node.to(), to)
                    && node.value() instanceof Num some
                    && some.value() > ArrangementRules.MOST_OF_A_HOUSEHOLD;
            boolean counts = node.symbol() == Symbol.NUMBER
                    && node.value() instanceof Num number
                    && number.value() > 1
                    && !isHad(index, number)
                    && (done
                            || many
                            || chart.has(Symbol.OCCASION, node.to())
                            || chart.has(Symbol.OURS, node.to())
                            || chart.has(Symbol.EVENT, node.to())
                            || chart.has(Symbol.VENUE, node.to())
                            || chart.has(Symbol.SIZE_NOUN, node.to()))
                    && !isSizeAsked(from, to);
            if (counts) {
                return true;
            }
        }
        return false;
    }

    /** Whether the number is small and follows "had", so that it counts something past, as in "I've had three coffees". */
    private boolean isHad(int index, Num number) {
        return index > 1
                && number.value() < FEW
                && chart.tokens().get(index - 1).is("had")
                && (chart.has(Symbol.SPEAKER, index - 2) || chart.has(Symbol.WITH, index - 2));
    }

    /** Whether a word without any node is at the token. */
    private boolean isUnknown(int index, int to) {
        return index < to
                && chart.tokens().get(index).isWord()
                && chart.at(index).isEmpty();
    }

    /** Whether a number of customers is requested before or after the tokens. */
    boolean isSizeAsked(int from, int to) {
        for (int i = 0; i < chart.tokens().size(); i++) {
            if (i >= from && i < to) {
                continue;
            }
            for (Node node : chart.at(i)) {
                boolean asked = node.value() instanceof Arrangement arrangement
                        && arrangement.size() > 0
                        && !node.rule().equals(ArrangementRules.BARE_SIZE);
                if (asked) {
                    return true;
                }
            }
        }
        return false;
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

    /** Whether a phrase for the requester's side ends with the token, as in "the finance people". */
    private boolean isEndOfSide(int index) {
        return index > 0
                && chart.at(index - 1).stream()
                        .anyMatch(node -> node.symbol() == Symbol.THIRD_PARTY && node.to() == index + 1);
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
                && !has(from, to, Symbol.WHO, Symbol.CUSTOMERS);
    }

    /** Whether a comparison sign is among the tokens, as in formal expressions. */
    boolean hasComparisonSign(int from, int to) {
        return IntStream.range(from, to)
                .anyMatch(i -> COMPARISON_SIGNS.contains(chart.tokens().get(i).text()));
    }

    boolean hasNumber(int from, int to) {
        return has(from, to, Symbol.DIGITS, Symbol.DATE, Symbol.DECADE);
    }

    /** Whether the tokens mention customers other than as the target of a planned action. */
    boolean isOfCustomers(int from, int to) {
        if (isDemand(from, to)) {
            return true;
        }
        boolean ahead = false;
        for (int i = from; i < to; i++) {
            boolean progressive = chart.tokens().get(i).text().endsWith("ing")
                    && chart.tokens().get(i - 1).isFormOf("be");
            ahead |= progressive || chart.has(Symbol.MODAL, i) || chart.has(Symbol.TO, i);
            boolean relative = chart.has(Symbol.WHO, i)
                    && !chart.has(Symbol.THIS_THING, i)
                    && !chart.has(Symbol.QUESTION, i)
                    && !chart.has(Symbol.TO, i + 1);
            boolean given = ((chart.has(Symbol.GIVING, i - 1) || chart.has(Symbol.CONTACT, i - 1)) && isBase(i - 1))
                    || isBenefit(from, i);
            if (relative
                    || marksPeople(i, to)
                    || chart.has(Symbol.CUSTOMERS, i)
                    || (chart.has(Symbol.THEM, i) && !ahead && !given)) {
                return true;
            }
        }
        boolean pointed =
                from > 1 && chart.has(Symbol.THIS_THING, from - 2) && has(from, to, Symbol.POSSESSIVE, Symbol.SPEAKER);
        return namesPeople(from, to) && !pointed;
    }

    /**
     * Whether "for them" or "to them" at the token names the target of a present action of another person, as in "my boss makes a breakfast
     * for them".
     */
    private boolean isBenefit(int predicate, int index) {
        Token verb = chart.tokens().get(predicate);
        return chart.tokens().get(index).is("them")
                && (chart.has(Symbol.PURPOSE, index - 1) || chart.has(Symbol.TO, index - 1))
                && chart.has(Symbol.VERB, predicate)
                && verb.text().endsWith("s")
                && !verb.isFormOf("be");
    }

    private boolean namesPeople(int from, int to) {
        for (int i = from; i < to; i++) {
            int pointed = i;
            boolean people = false;
            for (Node node : chart.at(i)) {
                pointed = node.symbol() == Symbol.FILLER ? Math.max(pointed, node.to()) : pointed;
                if (node.symbol() == Symbol.PEOPLE && !isEndOfSide(i)) {
                    people = true;
                    pointed = chart.tokens().get(i).is(WordGroup.POINTING) ? Math.max(pointed, node.to()) : pointed;
                }
            }
            boolean narrowed = people
                    && (chart.has(Symbol.WITH, pointed)
                            || chart.has(Symbol.WHO, pointed)
                            || chart.has(Symbol.WITHOUT, pointed));
            if (narrowed || (people && pointed == i && !isObjectOnly(i, to))) {
                return true;
            }
            i = Math.max(i, pointed - 1);
        }
        return false;
    }

    /** Whether people are only the target of a future action, as in "ring people tomorrow". */
    private boolean isObjectOnly(int index, int to) {
        int verb = chart.has(Symbol.TO, index - 1) ? index - 2 : index - 1;
        boolean done = verb > 0
                && chart.has(Symbol.PEOPLE, index)
                && (chart.has(Symbol.CONTACT, verb) || chart.has(Symbol.GIVING, verb))
                && (chart.has(Symbol.TO, verb - 1) || chart.has(Symbol.MODAL, verb - 1));
        for (int i = index + 1; i < to; i++) {
            done &= chart.has(Symbol.TOMORROW, i)
                    || chart.has(Symbol.NEXT, i)
                    || chart.has(Symbol.UNIT, i)
                    || chart.has(Symbol.WEEKDAY, i)
                    || chart.has(Symbol.COURTESY, i);
        }
        return done;
    }

    /**
     * Whether the tokens state which people are wanted or unwanted in words that no column knows, as in "no farmers", "the boss insists on
     * a licence", "men only".
     */
    boolean isDemand(int from, int to) {
        for (int i = from; i < to; i++) {
            boolean no =
                    chart.has(Symbol.NO, i) && i + 1 < to && chart.at(i + 1).isEmpty();
            boolean demands = chart.has(Symbol.DEMAND, i)
                    && i + 1 < to
                    && (chart.at(to - 1).isEmpty()
                            || chart.has(Symbol.BELONGING, to - 1)
                            || chart.has(Symbol.ALONE, i - 1));
            boolean alone =
                    chart.has(Symbol.ALONE, i) && (isOpen(i - 1) || (isOpen(i + 1) && !chart.has(Symbol.VERB, i + 1)));
            if (no || demands || alone || (Topic.isOtherPeople(chart, i) && !isSomebody(i, from, to))) {
                return true;
            }
        }
        return false;
    }

    /**
     * Whether the token denotes one person in a story rather than a requested customer, as in "a man called me" or "this lady at the desk".
     */
    private boolean isSomebody(int index, int from, int to) {
        Token token = chart.tokens().get(index);
        boolean one = !token.isInflected()
                && chart.has(Symbol.PERSON, index)
                && (has(Math.max(0, index - 2), index, Symbol.DETERMINER) || is(index - 1, "this"));
        boolean told = has(from, to, Symbol.ASKER, Symbol.POSSESSIVE)
                || is(from - 1, "there")
                || is(Math.max(from, index - 2) - 1, "there");
        for (int i = from; i < index; i++) {
            boolean does = chart.has(Symbol.VERB, i)
                    && !chart.tokens().get(i).isFormOf("be")
                    && !chart.has(Symbol.PROPOSAL, i)
                    && !chart.has(Symbol.PROPOSAL, i - 2);
            if (does) {
                return false;
            }
        }
        return one && told && !has(from, to, Symbol.OBLIGATION);
    }

    private boolean is(int index, String text) {
        return index >= 0 && chart.tokens().get(index).is(text);
    }

    /** Whether the token is an unknown word, a name of the catalogue or a person. */
    private boolean isOpen(int index) {
        return index >= 0
                && index < chart.tokens().size()
                && chart.tokens().get(index).isWord()
                && (chart.at(index).isEmpty() || chart.has(Symbol.NAME, index) || chart.has(Symbol.PERSON, index));
    }

    /**
     * Whether the tokens state for which people something is intended, where the catalogue does not know them, as in "the voucher is for
     * students".
     */
    boolean isMeantFor(int from, int to) {
        for (int i = from; i < to; i++) {
            if (marksPeople(i, to)) {
                return true;
            }
        }
        return false;
    }

    private boolean marksPeople(int index, int to) {
        boolean marks = chart.has(Symbol.TO, index) || chart.has(Symbol.PURPOSE, index);
        for (int i = index + 1; marks && i < to && i - index <= LONGEST_MODIFIER; i++) {
            if (Topic.isOtherPeople(chart, i)) {
                return true;
            }
            boolean modifies = chart.at(i).isEmpty()
                    || chart.has(Symbol.DETERMINER, i)
                    || chart.has(Symbol.FILLER, i)
                    || chart.has(Symbol.NO, i);
            if (!modifies) {
                return false;
            }
        }
        return false;
    }

    /** Whether the verb is in its base form, such as "send", not in a past form, such as "sent". */
    private boolean isBase(int index) {
        Token token = chart.tokens().get(index);
        return token.text().startsWith(token.lemma()) && !token.text().endsWith("ed");
    }

    /**
     * Whether a sentence about the requester, a thing or an occasion requests customers, even of a kind that no column knows, as in "I want
     * golfers".
     */
    boolean asks(int from, int to) {
        for (int i = from; i < to; i++) {
            int end = i;
            int other = i;
            for (Node node : chart.at(i)) {
                switch (node.symbol()) {
                    case WANT -> {
                        end = Math.max(end, node.to());
                        boolean wished = chart.has(Symbol.THEM, node.to())
                                && node.to() + 1 < to
                                && (chart.has(Symbol.TO, node.to() + 1)
                                        || chart.at(node.to() + 1).isEmpty());
                        if (wished) {
                            return true;
                        }
                    }
                    case CONTACT -> end = isVerbPlace(i) ? Math.max(end, node.to()) : end;
                    case THIRD_PARTY, OCCASION, OURS -> other = Math.max(other, node.to());
                    default -> {}
                }
            }
            boolean gives =
                    (chart.has(Symbol.GIVING, i) || chart.tokens().get(i).is(WordGroup.GETTING))
                            && end < to
                            && chart.has(Symbol.DETERMINER, end);
            if (end > i && end >= other && end < to && !gives && !isObject(end, to) && !isDoneToOne(end, to)) {
                return true;
            }
            i = Math.max(i, Math.max(end, other) - 1);
        }
        return false;
    }

    /** Whether a verb and its single object follow a wish, as in "I would love to | bring a success story". */
    private boolean isDoneToOne(int index, int to) {
        boolean infinitive = chart.tokens().get(index - 1).is("to") && chart.has(Symbol.VERB, index);
        return infinitive
                && index + 1 < to
                && !chart.has(Symbol.WANT, index)
                && !chart.has(Symbol.CONTACT, index)
                && chart.tokens().get(index + 1).is(WordGroup.OWN);
    }

    /** Whether a verb may occur at the token, as in "to call", "will call", "we call". */
    private boolean isVerbPlace(int index) {
        int before = index - 1;
        return before >= 0
                && (chart.has(Symbol.TO, before)
                        || chart.has(Symbol.MODAL, before)
                        || chart.has(Symbol.ASKER, before)
                        || chart.has(Symbol.AND, before));
    }

    /** Whether a verb of request is followed by words that cannot denote customers, as in "to do something", "what", "it", "them". */
    private boolean isObject(int index, int to) {
        for (Node node : chart.at(index)) {
            boolean object = switch (node.symbol()) {
                case TO, THEM, THIS_THING, ASKER, QUESTION, PLACE, WITH, AND, COMMA, SIZE_NOUN, LABEL_NOUN -> true;
                case PRONOUN ->
                    !chart.has(Symbol.PEOPLE, index) || node.to() >= to || chart.has(Symbol.COMMA, node.to());
                default -> false;
            };
            if (object) {
                return true;
            }
        }
        return isObjectOnly(index, to);
    }

    /** Whether the tokens request customers: want, need, looking for. */
    boolean wants(int from, int to) {
        return has(from, to, Symbol.WANT);
    }

    /** Whether the tokens contain a word that changes the meaning of what they name: a negation, "or", "at least one of". */
    boolean containsMeaningChanger(int from, int to) {
        return has(
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

    boolean has(int from, int to, Symbol... symbols) {
        for (int i = from; i < to; i++) {
            for (Symbol symbol : symbols) {
                if (chart.has(symbol, i)) {
                    return true;
                }
            }
        }
        return false;
    }
}
