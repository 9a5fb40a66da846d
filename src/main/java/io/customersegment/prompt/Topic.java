package io.customersegment.prompt;

import java.util.EnumSet;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Tells whom a clause is about by how an English sentence begins: a subject, then a finite verb. It finds the clauses that are about
 * somebody or something else than the customers: the asker and their side, a thing, an occasion, a person with a name.
 */
final class Topic {

    private static final int LONGEST = 9;
    private static final int LONGEST_OPENER = 8;

    /** What no such subject holds: a word for customers, a joint that is none of it, something that narrows. */
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

    /** What may follow "nothing" where it is no more than a pronoun: nothing to add, where "nothing old" restricts. */
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

    /** Topics in this chart. */
    Topic(Chart chart) {
        this.chart = chart;
    }

    /** The token behind the subject and before its verb of a clause that starts at the token, or -1 if it may be about the customers. */
    int predicate(int from, int to) {
        int own = own(from, to);
        return own > from ? own : isOther(from, to) ? from + 1 : nominal(from, to);
    }

    /** The same, where the clause may open with an occasion or a time: in yesterday's meeting we said. */
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

    /** The end of I, we, you, it, this. */
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

    /** Whether "that" is a subject and begins no relative clause: that is, that was. */
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

    /** Whether "nothing" is said to do something, and is not told more closely: nothing old. */
    private boolean isSubjectOfVerb(int next, int to) {
        return next >= to
                || isVerb(next)
                || chart.tokens().get(next).is("else")
                || NOTHING.stream().anyMatch(symbol -> chart.has(symbol, next));
    }

    /** Whether a noun alone stands behind "this", so that it may say when something was done: this decade, this financial year. */
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

    /** Whether he or she is somebody of one's own side, who will do something with those on the list: she will write to them. */
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

    /** A noun phrase and its verb: our designer is, the agency wants, finance asked, Somchai needs. */
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

    /** The end of the longest noun for one's own side at the token, or the same token: the call centre. */
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

    /** Whether the token is in the singular: "the client" is one's own, "clients" may be the customers. */
    private boolean isSide(int index) {
        return !chart.tokens().get(index).text().endsWith("s");
    }

    /** The token behind an article or a possessive of the asker. */
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

    /** Whether a noun phrase for one's own side and its verb start at the token, where I, we, it and this are none. */
    boolean isOfOthers(int from, int to) {
        int verb = nominal(from, to);
        return verb > 0 && isNamed(determined(from), verb);
    }

    /** Whether the last of the words, or a name or a title among them, tells that they are one's own side. */
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

    /** Whether the token is somebody's name: a given name, or a word with a capital that is no English one. */
    boolean isProper(int index) {
        Token token = chart.tokens().get(index);
        boolean given = chart.has(Symbol.GIVEN_NAME, index) && (token.capital() || isFinite(index + 1));
        return (given || EnglishWords.isName(token))
                && !chart.has(Symbol.VALUE, index)
                && !chart.has(Symbol.NAME, index);
    }

    /** Whether the token is a verb of one other person: calls, where call may be an order. */
    private boolean isThirdPerson(int index) {
        return index < chart.tokens().size()
                && isVerb(index)
                && chart.tokens().get(index).text().endsWith("s");
    }

    /** Whether the token is a verb that has a subject before it, and is no order: calls, asked. */
    private boolean isFinite(int index) {
        return isThirdPerson(index)
                || (index < chart.tokens().size()
                        && isVerb(index)
                        && chart.tokens().get(index).text().endsWith("ed"));
    }

    /** Whether the last of the words is a common one that the catalogue does not have. */
    private boolean isThing(int from, int to, int end) {
        Token head = chart.tokens().get(to - 1);
        return !endsWith(Symbol.NAME, from, to)
                && (EnglishWords.contains(head.text())
                        || EnglishWords.contains(head.lemma())
                        || (chart.has(Symbol.PERSON, to - 1) && !head.isInflected() && speaksToAsker(to, end)));
    }

    /** Whether a person with a name and the verb of a clause about them start at the token. */
    boolean isOfNamed(int from, int to) {
        return isProper(from) && nominal(from, to) > 0;
    }

    /** Whether the subject is the asker, or it or this, which points to what was said. */
    boolean isOwn(int from, int to) {
        return own(from, to) > from;
    }

    /** Whether the words before the verb name something of one's own side. */
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
            boolean noun = node.value() instanceof Said said && said.frame() == Said.Frame.NOUN;
            if (FOREIGN.contains(node.symbol()) || text || noun) {
                return false;
            }
        }
        return true;
    }

    /** Whether the token is a noun for people who are no customers by themselves: students, women, dentists. */
    static boolean isOtherPeople(Chart chart, int index) {
        Token token = chart.tokens().get(index);
        boolean formed = token.isWord()
                && chart.at(index).isEmpty()
                && WordGroup.PERSON_ENDING.words().stream().anyMatch(token.text()::endsWith);
        return formed || (chart.has(Symbol.PERSON, index) && !chart.has(Symbol.THIRD_PARTY, index));
    }

    /** Whether the token is a word, a date or a number, and says nothing about customers. */
    private boolean isPlain(int index) {
        Token token = chart.tokens().get(index);
        return isNoun(index) || token.isNumber() || token.kind() == Token.Kind.DATE;
    }

    /** The token after greetings, joints and articles. */
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

    /** The token behind a greeting and its comma, or the same one. */
    int greeted(int from, int to) {
        for (Node node : chart.at(from)) {
            if (node.symbol() == Symbol.GREETING && node.to() + 1 < to && chart.has(Symbol.COMMA, node.to())) {
                return node.to() + 1;
            }
        }
        return from;
    }

    /** Whether the words are somebody on one's own side, too: the call centre. */
    private boolean isTheirSide(Node node) {
        return chart.at(node.from()).stream()
                .anyMatch(other -> other.symbol() == Symbol.THIRD_PARTY && other.to() == node.to());
    }
}
