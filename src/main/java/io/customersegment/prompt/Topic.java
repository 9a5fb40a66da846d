package io.customersegment.prompt;

import java.util.EnumSet;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Determines what a clause is about from the way an English sentence begins: a subject, then a finite verb. Finds the clauses that are
 * about someone or something other than the customers: the author of the prompt and their side, a thing, an occasion, a named person.
 */
final class Topic {

    private static final int LONGEST = 9;
    private static final int LONGEST_OPENER = 8;

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

    /** Symbols that may follow "nothing" where it is only a pronoun: nothing to add, whereas "nothing old" restricts. */
    private static final Set<Symbol> NOTHING = EnumSet.of(
            Symbol.MODAL,
            Symbol.TO,
            Symbol.FILLER,
            Symbol.COURTESY,
            Symbol.CONNECTIVE,
            Symbol.COMMA,
            Symbol.PLACE,
            Symbol.ASKER);

    private static final Set<Symbol> COMPARING =
            EnumSet.of(Symbol.WHO, Symbol.ABOVE, Symbol.BELOW, Symbol.AT_LEAST, Symbol.AT_MOST, Symbol.BETWEEN);

    private final Chart chart;

    Topic(Chart chart) {
        this.chart = chart;
    }

    /** Returns the index after the subject of the clause that starts at the token, or -1 if the clause may be about the customers. */
    int predicate(int from, int to) {
        int own = own(from, to);
        return own > from ? own : isOther(from, to) ? from + 1 : nominal(from, to);
    }

    /** Returns the index after the subject of a clause that may open with an occasion or a time: in yesterday's meeting we said. */
    int predicateBehindOpener(int from, int to) {
        int direct = predicate(from, to);
        if (direct > 0 || !opens(from)) {
            return direct;
        }
        for (int i = from + 2;
                i < to && i - from <= LONGEST_OPENER && (isPlain(i - 1) || chart.has(Symbol.THIS_THING, i - 1));
                i++) {
            boolean it = chart.has(Symbol.THIS_THING, i) && chart.has(Symbol.OF_THEIRS, i) && isVerb(i + 1);
            boolean own = chart.has(Symbol.SPEAKER, i) || it;
            int verb = own ? predicate(i, to) : -1;
            if (verb > 0) {
                return verb;
            }
        }
        return -1;
    }

    private boolean opens(int index) {
        boolean opens = false;
        for (Node node : chart.at(index)) {
            if (COMPARING.contains(node.symbol())) {
                return false;
            }
            opens |= switch (node.symbol()) {
                case PLACE, PURPOSE, BEFORE, AFTER, SINCE, DURING, UNTIL -> true;
                case WITH -> !chart.has(Symbol.VERB, index);
                case TO -> chart.has(Symbol.VERB, index + 1) || chart.has(Symbol.GIVING, index + 1);
                default -> false;
            };
        }
        return opens;
    }

    /** Returns the index after a subject such as I, we, you, it or this, or -1 if there is none. */
    private int own(int from, int to) {
        int end = from;
        for (Node node : chart.at(from)) {
            boolean subject =
                    node.symbol() == Symbol.SPEAKER || (node.symbol() == Symbol.THIS_THING && isSubject(node, to));
            if (subject) {
                end = Math.max(end, node.to());
            }
        }
        return end > from ? end : -1;
    }

    /** Whether the pronoun is a subject; "that" is one if it does not begin a relative clause: that is, that was. */
    private boolean isSubject(Node node, int to) {
        Token word = chart.tokens().get(node.from());
        if (node.length() > 1) {
            return true;
        }
        if (word.is(WordGroup.ALL_THINGS)) {
            return isSubjectOfVerb(node.to(), to);
        }
        return word.is("that")
                ? node.to() < to && chart.tokens().get(node.to()).is(WordGroup.SINGULAR_BE)
                : !word.is(WordGroup.THESE_OR_THIS) || !isOfTime(node.to(), to);
    }

    /** Whether "nothing" or "everything" is the subject of a verb and not described further, unlike in "nothing old". */
    private boolean isSubjectOfVerb(int next, int to) {
        return next >= to
                || isVerb(next)
                || chart.tokens().get(next).is("else")
                || NOTHING.stream().anyMatch(symbol -> chart.has(symbol, next));
    }

    /** Whether only a noun follows "this", so that it may state when something was done: this decade, this financial year. */
    private boolean isOfTime(int from, int to) {
        return IntStream.range(from, to)
                .noneMatch(i -> isVerb(i)
                        || chart.has(Symbol.MODAL, i)
                        || chart.has(Symbol.PURPOSE, i)
                        || chart.has(Symbol.PLACE, i)
                        || chart.has(Symbol.COURTESY, i)
                        || chart.has(Symbol.WITH, i)
                        || chart.tokens().get(i).is(WordGroup.LIGHT_VERB));
    }

    /** Whether "he" or "she" is somebody of the author's side who will do something with the people on the list: she will write to them. */
    private boolean isOther(int index, int to) {
        Token token = index < to ? chart.tokens().get(index) : null;
        if (token == null || !token.is(WordGroup.HE_OR_SHE) || !chart.has(Symbol.MODAL, index + 1)) {
            return false;
        }
        for (int i = index + 2; i < to; i++) {
            if (chart.tokens().get(i).is("them") && !chart.has(Symbol.OBLIGATION, index + 1)) {
                return true;
            }
        }
        return false;
    }

    /** Returns the index of the verb after a noun phrase, or -1: our designer is, the agency wants, finance asked, Somchai needs. */
    private int nominal(int from, int to) {
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

    private boolean isVerb(int index) {
        return chart.has(Symbol.VERB, index)
                && !chart.has(Symbol.MONTH, index)
                && !(chart.tokens().get(index).is("am")
                        && chart.tokens().get(index - 1).isNumber())
                && !chart.has(Symbol.DETERMINER, index - 1)
                && !chart.tokens().get(index).text().endsWith("ing");
    }

    /** Whether a noun phrase for the author's side and its verb start at the token; I, we, it and this do not count. */
    boolean isOfOthers(int from, int to) {
        int verb = nominal(from, to);
        return verb > 0 && isNamed(determined(from), verb);
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

    private boolean speaksToAsker(int from, int to) {
        for (int i = from; i < to; i++) {
            if (chart.has(Symbol.ASKER, i) || chart.has(Symbol.POSSESSIVE, i)) {
                return true;
            }
        }
        return false;
    }

    /** Whether the token is the name of a person: a given name, or a capitalized word that is not an English one. */
    boolean isProper(int index) {
        Token token = chart.tokens().get(index);
        boolean given = chart.has(Symbol.GIVEN_NAME, index) && (token.capital() || isFinite(index + 1));
        return (given || EnglishWords.isName(token))
                && !chart.has(Symbol.VALUE, index)
                && !chart.has(Symbol.NAME, index);
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

    /** Whether a named person and the verb of a clause about them start at the token. */
    boolean isOfNamed(int from, int to) {
        return isProper(from) && nominal(from, to) > 0;
    }

    /** Whether the subject is the author, or a pronoun that refers to what was said, such as it or this. */
    boolean isOwn(int from, int to) {
        return own(from, to) > from;
    }

    /** Whether the words before the verb name something of the author's side. */
    boolean isOurs(int from, int to) {
        return endsWith(Symbol.OCCASION, from, to)
                || endsWith(Symbol.OURS, from, to)
                || endsWith(Symbol.THIRD_PARTY, from, to)
                || endsWith(Symbol.LABEL_NOUN, from, to);
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

    private boolean isNoun(int index) {
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

    /** Whether the token is a noun for people who are not by themselves customers: students, women, dentists. */
    static boolean isOtherPeople(Chart chart, int index) {
        Token token = chart.tokens().get(index);
        boolean formed = token.isWord()
                && chart.at(index).isEmpty()
                && WordGroup.PERSON_ENDING.words().stream().anyMatch(token.text()::endsWith);
        return formed || (chart.has(Symbol.PERSON, index) && !chart.has(Symbol.THIRD_PARTY, index));
    }

    /** Whether the token is a word, a date or a number that states nothing about customers. */
    private boolean isPlain(int index) {
        Token token = chart.tokens().get(index);
        return isNoun(index) || token.isNumber() || token.kind() == Token.Kind.DATE;
    }

    /** Returns the index after greetings, courtesies and connectives. */
    int skipped(int from, int to) {
        int i = from;
        while (i < to) {
            int next = i;
            boolean subject =
                    chart.has(Symbol.ASKER, i) || chart.has(Symbol.THIS_THING, i) || chart.has(Symbol.POSSESSIVE, i);
            for (Node node : chart.at(i)) {
                switch (node.symbol()) {
                    case COURTESY, CONNECTIVE, COMMA, GREETING, APOLOGY, BECAUSE -> {
                        if (!subject && !isTheirSide(node)) {
                            next = Math.max(next, node.to());
                        }
                    }
                    case AT_LEAST -> {
                        if (chart.has(Symbol.THIS_THING, node.to())) {
                            next = Math.max(next, node.to());
                        }
                    }
                    case SO_THAT, BEFORE, AFTER, UNTIL, SINCE -> {
                        if (!subject && !chart.has(Symbol.TO, i) && predicate(node.to(), to) > 0) {
                            next = Math.max(next, node.to());
                        }
                    }
                    default -> {}
                }
            }
            if (next == i) {
                return i;
            }
            i = Math.min(next, to);
        }
        return to;
    }

    /** Returns the index after a greeting and its comma, or the same index if there is none. */
    int greeted(int from, int to) {
        for (Node node : chart.at(from)) {
            if (node.symbol() == Symbol.GREETING && node.to() + 1 < to && chart.has(Symbol.COMMA, node.to())) {
                return node.to() + 1;
            }
        }
        return from;
    }

    /** Whether the words are also somebody of the author's side: the call centre. */
    private boolean isTheirSide(Node node) {
        return chart.at(node.from()).stream()
                .anyMatch(other -> other.symbol() == Symbol.THIRD_PARTY && other.to() == node.to());
    }
}
