package io.customersegment.prompt;

import java.util.EnumSet;
import java.util.Set;

/**
 * Finds noun phrases that are the subject of a clause and do not denote customers: "our designer", "the agency", a named person, a thing
 * that is not in the catalogue.
 */
final class NounPhrases {

    private static final int LONGEST = 9;

    /** Symbols that such a subject does not contain: words for customers, joints that are not part of it, words that narrow. */
    private static final Set<Symbol> FOREIGN = EnumSet.of(
            Symbol.CUSTOMERS,
            Symbol.SPEAKER,
            Symbol.WHO,
            Symbol.COMMA,
            Symbol.BUT,
            Symbol.OR,
            Symbol.NOT,
            Symbol.NO,
            Symbol.WITHOUT,
            Symbol.EXCEPT,
            Symbol.ABOVE,
            Symbol.BELOW,
            Symbol.AT_LEAST,
            Symbol.AT_MOST,
            Symbol.OF_THEIRS,
            Symbol.RANKING);

    private final Chart chart;

    NounPhrases(Chart chart) {
        this.chart = chart;
    }

    /** Returns the index of the verb after a noun phrase, or -1: our designer is, the agency wants, finance asked, Somchai needs. */
    int nominal(int from, int to) {
        int start = determined(from);
        boolean determined = start > from;
        boolean own = determined && chart.has(Symbol.POSSESSIVE, from);
        for (int i = start; i < to && i - start <= LONGEST; i++) {
            boolean headed = i > start
                    && !chart.tokens().get(i - 1).is("to")
                    && !(chart.tokens().get(i).isFormOf("be") && endsWith(Symbol.LABEL_NOUN, start, i))
                    && (own || !endsWith(Symbol.BELONGING, start, i) || side(i - 2) == i)
                    && (determined
                            || chart.has(Symbol.WANT, i)
                            || (isProper(i - 1) && isThirdPerson(i))
                            || (!chart.has(Symbol.NAME, i - 1) && !chart.has(Symbol.CONTACT, i)))
                    && (isNamed(start, i) || (determined && isThing(start, i, to)))
                    && !chart.has(Symbol.PEOPLE, start);
            if (headed && (isVerb(i) || chart.has(Symbol.NOT, i))) {
                return i;
            }
            boolean verbal = i > start
                    && isVerb(i)
                    && (!determined || chart.has(Symbol.FILLER, i) || chart.has(Symbol.MODAL, i));
            boolean number = i > start && chart.tokens().get(i).isNumber();
            int side = side(i);
            if (side > i + 1 && side < to) {
                i = side - 1;
                continue;
            }
            boolean andI = i > start + 1
                    && chart.has(Symbol.SPEAKER, i)
                    && chart.has(Symbol.AND, i - 1)
                    && isProper(i - 2)
                    && isVerb(i + 1);
            if (andI) {
                return i + 1;
            }
            boolean describes = own && chart.has(Symbol.CONDITION, i) && side(i + 1) > i + 1;
            if (describes) {
                continue;
            }
            if (verbal || (!number && !isNoun(i) && !(determined && chart.has(Symbol.THIRD_PARTY, i) && isSide(i)))) {
                return -1;
            }
        }
        return -1;
    }

    /** Whether a noun phrase for the author's side and its verb start at the token; I, we, it and this do not count. */
    boolean isOfOthers(int from, int to) {
        int verb = nominal(from, to);
        return verb > 0 && isNamed(determined(from), verb);
    }

    /** Whether a named person and the verb of a clause about them start at the token. */
    boolean isOfNamed(int from, int to) {
        return isProper(from) && nominal(from, to) > 0;
    }

    /** Whether the last of the words, or a name or a title among them, shows that they are the author's side. */
    boolean isNamed(int from, int to) {
        boolean named = chart.has(Symbol.TITLE, from);
        for (int i = from; i < to; i++) {
            named |= isProper(i);
            for (Node node : chart.at(i)) {
                boolean side = Narrowing.isOurs(node)
                        || (node.symbol() == Symbol.THIRD_PARTY && (node.length() > 1 || isSide(to - 1)));
                named |= side && (node.to() == to || chart.has(Symbol.PLACE, node.to()));
            }
        }
        return named;
    }

    /** Whether the words before the verb name something of the author's side. */
    boolean isOurs(int from, int to) {
        return endsWith(Symbol.OCCASION, from, to)
                || endsWith(Symbol.OURS, from, to)
                || endsWith(Symbol.THIRD_PARTY, from, to)
                || endsWith(Symbol.LABEL_NOUN, from, to);
    }

    /** Whether the token is the name of a person: a given name, or a capitalized word that is not an English one. */
    boolean isProper(int index) {
        Token token = chart.tokens().get(index);
        boolean given = chart.has(Symbol.GIVEN_NAME, index) && (token.capital() || isFinite(index + 1));
        return (given || EnglishWords.isName(token))
                && !chart.has(Symbol.VALUE, index)
                && !chart.has(Symbol.NAME, index);
    }

    /** Returns the end of the longest noun for the author's side at the token, or the same index if there is none: the call centre. */
    private int side(int index) {
        if (index < 0) {
            return index;
        }
        int end = index;
        for (Node node : chart.at(index)) {
            boolean side = node.symbol() == Symbol.THIRD_PARTY || Narrowing.isOurs(node);
            end = side ? Math.max(end, node.to()) : end;
        }
        return end;
    }

    /** Whether the token is singular: "the client" is on the author's side, "clients" may be the customers. */
    private boolean isSide(int index) {
        return !chart.tokens().get(index).text().endsWith("s");
    }

    /** Returns the index after an article or a possessive of the author, or the same index if there is none. */
    private int determined(int from) {
        if (chart.has(Symbol.OF_THEIRS, from)) {
            return from;
        }
        if (chart.has(Symbol.HALF_WORD, from) && chart.has(Symbol.DETERMINER, from + 1)) {
            return determined(from + 1);
        }
        for (Node node : chart.at(from)) {
            if (node.symbol() == Symbol.POSSESSIVE || node.symbol() == Symbol.DETERMINER) {
                return node.to();
            }
        }
        return from;
    }

    boolean isVerb(int index) {
        return chart.has(Symbol.VERB, index)
                && !chart.has(Symbol.MONTH, index)
                && !(chart.tokens().get(index).is("am")
                        && chart.tokens().get(index - 1).isNumber())
                && !chart.has(Symbol.DETERMINER, index - 1)
                && !chart.tokens().get(index).text().endsWith("ing");
    }

    private boolean speaksToAsker(int from, int to) {
        for (int i = from; i < to; i++) {
            if (chart.has(Symbol.ASKER, i) || chart.has(Symbol.POSSESSIVE, i)) {
                return true;
            }
        }
        return false;
    }

    /** Whether the token is a verb in the third person singular: calls, whereas call may be an imperative. */
    private boolean isThirdPerson(int index) {
        return index < chart.tokens().size()
                && isVerb(index)
                && chart.tokens().get(index).text().endsWith("s");
    }

    /** Whether the token is a verb with a subject before it and not an imperative: calls, asked. */
    private boolean isFinite(int index) {
        return isThirdPerson(index)
                || (index < chart.tokens().size()
                        && isVerb(index)
                        && chart.tokens().get(index).text().endsWith("ed"));
    }

    /** Whether the last of the words is a common word that the catalogue does not have. */
    private boolean isThing(int from, int to, int end) {
        Token head = chart.tokens().get(to - 1);
        return !endsWith(Symbol.NAME, from, to)
                && (EnglishWords.contains(head.text())
                        || EnglishWords.contains(head.lemma())
                        || (chart.has(Symbol.PERSON, to - 1) && !head.isInflected() && speaksToAsker(to, end)));
    }

    private boolean endsWith(Symbol symbol, int from, int to) {
        for (int i = from; i < to; i++) {
            for (Node node : chart.at(i)) {
                if (node.symbol() == symbol && node.to() == to) {
                    return true;
                }
            }
        }
        return false;
    }

    boolean isNoun(int index) {
        if (!chart.tokens().get(index).isWord()) {
            return false;
        }
        for (Node node : chart.at(index)) {
            boolean text = node.value() instanceof NamedValues values && !values.needName();
            boolean noun = node.value() instanceof WordedCondition said && said.frame() == WordedCondition.Frame.NOUN;
            if (FOREIGN.contains(node.symbol()) || text || noun) {
                return false;
            }
        }
        return true;
    }
}
