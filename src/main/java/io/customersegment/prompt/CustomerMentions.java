package io.customersegment.prompt;

/**
 * Finds words that mention, demand or request customers, or other people, in a sentence that may be about something else: "no farmers",
 * "people who ride", "the voucher is for students", "I want golfers".
 */
final class CustomerMentions {

    private static final int LONGEST_MODIFIER = 4;

    private final Chart chart;

    CustomerMentions(Chart chart) {
        this.chart = chart;
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
        boolean pointed = from > 1
                && chart.has(Symbol.THIS_THING, from - 2)
                && chart.hasAny(from, to, Symbol.POSSESSIVE, Symbol.SPEAKER);
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

    /** Whether a phrase for the requester's side ends with the token, as in "the finance people". */
    private boolean isEndOfSide(int index) {
        return index > 0
                && chart.at(index - 1).stream()
                        .anyMatch(node -> node.symbol() == Symbol.THIRD_PARTY && node.to() == index + 1);
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
                && (chart.hasAny(Math.max(0, index - 2), index, Symbol.DETERMINER) || is(index - 1, "this"));
        boolean told = chart.hasAny(from, to, Symbol.ASKER, Symbol.POSSESSIVE)
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
        return one && told && !chart.hasAny(from, to, Symbol.OBLIGATION);
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
}
