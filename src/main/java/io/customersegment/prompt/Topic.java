package io.customersegment.prompt;

import java.util.EnumSet;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Determines what a clause is about from the way an English sentence begins: a subject, then a finite verb. Finds the clauses that are
 * about someone or something other than the customers: the author of the prompt and their side, a thing, an occasion, a named person.
 */
final class Topic {

    private static final int LONGEST_OPENER = 8;

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
    private final NounPhrases nounPhrases;

    Topic(Chart chart) {
        this.chart = chart;
        this.nounPhrases = new NounPhrases(chart);
    }

    /** Returns the index after the subject of the clause that starts at the token, or -1 if the clause may be about the customers. */
    int predicate(int from, int to) {
        int own = own(from, to);
        return own > from ? own : isOther(from, to) ? from + 1 : nounPhrases.nominal(from, to);
    }

    /** Returns the index after the subject of a clause that is not about the customers, at {@code start} or after a greeting, or -1. */
    int predicate(int from, int start, int to) {
        boolean does = chart.has(Symbol.DOING, start)
                && chart.tokens().get(start).text().endsWith("ing");
        int predicate = does ? start + 1 : predicateBehindOpener(start, to);
        return predicate > 0 || start == from ? predicate : predicateBehindOpener(greeted(from, to), to);
    }

    /** Returns the index after the subject of a clause that may open with an occasion or a time: in yesterday's meeting we said. */
    private int predicateBehindOpener(int from, int to) {
        int direct = predicate(from, to);
        if (direct > 0 || !opens(from)) {
            return direct;
        }
        for (int i = from + 2;
                i < to && i - from <= LONGEST_OPENER && (isPlain(i - 1) || chart.has(Symbol.THIS_THING, i - 1));
                i++) {
            boolean it = chart.has(Symbol.THIS_THING, i) && chart.has(Symbol.OF_THEIRS, i) && nounPhrases.isVerb(i + 1);
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
                || nounPhrases.isVerb(next)
                || chart.tokens().get(next).is("else")
                || NOTHING.stream().anyMatch(symbol -> chart.has(symbol, next));
    }

    /** Whether only a noun follows "this", so that it may state when something was done: this decade, this financial year. */
    private boolean isOfTime(int from, int to) {
        return IntStream.range(from, to)
                .noneMatch(i -> nounPhrases.isVerb(i)
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

    /** Whether the subject is the author, or a pronoun that refers to what was said, such as it or this. */
    boolean isOwn(int from, int to) {
        return own(from, to) > from;
    }

    /** Whether a noun phrase for the author's side and its verb start at the token; I, we, it and this do not count. */
    boolean isOfOthers(int from, int to) {
        return nounPhrases.isOfOthers(from, to);
    }

    /** Whether a named person and the verb of a clause about them start at the token. */
    boolean isOfNamed(int from, int to) {
        return nounPhrases.isOfNamed(from, to);
    }

    /** Whether the last of the words, or a name or a title among them, shows that they are the author's side. */
    boolean isNamed(int from, int to) {
        return nounPhrases.isNamed(from, to);
    }

    /** Whether the token is the name of a person: a given name, or a capitalized word that is not an English one. */
    boolean isProper(int index) {
        return nounPhrases.isProper(index);
    }

    /** Whether the words before the verb name something of the author's side. */
    boolean isOurs(int from, int to) {
        return nounPhrases.isOurs(from, to);
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
        return nounPhrases.isNoun(index) || token.isNumber() || token.kind() == Token.Kind.DATE;
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
