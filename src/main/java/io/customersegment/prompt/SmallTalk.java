package io.customersegment.prompt;

import java.util.Set;

/**
 * Recognizes by its form small talk around a request, which is about people other than the customers or narrows nothing: a mood, a guess, a
 * day that would do, what another person does at a place that was named.
 */
final class SmallTalk {

    private static final Set<String> SENTENCE_ENDS = Set.of(".", "!", "?");

    private static final int LONGEST_EXCLAMATION = 6;

    private final Chart chart;
    private final Narrowing narrowing;
    private final Topic topic;

    SmallTalk(Chart chart, Narrowing narrowing) {
        this.chart = chart;
        this.narrowing = narrowing;
        this.topic = new Topic(chart);
    }

    /** Whether a day or a kind of list is stated to be acceptable: end of the week is fine, one list is fine. */
    boolean isConvenient(int start, int to) {
        int verb = start;
        boolean delivers = false;
        while (verb < to && !chart.has(Symbol.ACCEPTABLE, verb)) {
            boolean delivery = chart.has(Symbol.WEEKDAY, verb)
                    || chart.has(Symbol.TOMORROW, verb)
                    || chart.has(Symbol.END_OF, verb)
                    || chart.has(Symbol.LABEL_NOUN, verb)
                    || chart.has(Symbol.FORMAT, verb);
            boolean unit = delivers && chart.has(Symbol.UNIT, verb);
            boolean one = chart.tokens().get(verb).is("one");
            if (!delivery && !unit && !one && !chart.has(Symbol.FILLER, verb) && !chart.has(Symbol.MODAL, verb)) {
                return false;
            }
            delivers |= delivery;
            verb++;
        }
        if (!delivers || verb >= to || chart.hasAny(start, verb, Symbol.BELONGING)) {
            return false;
        }
        for (Node node : chart.at(verb)) {
            boolean last = node.symbol() == Symbol.ACCEPTABLE && (node.to() >= to || isCourteous(node.to(), to));
            if (last) {
                return true;
            }
        }
        return false;
    }

    private boolean isCourteous(int from, int to) {
        for (int i = from; i < to; i++) {
            boolean adds = chart.has(Symbol.AND, i) || chart.tokens().get(i).is("too");
            if (adds
                    || (!chart.has(Symbol.COURTESY, i) && !chart.has(Symbol.PLACE, i) && !chart.has(Symbol.ASKER, i))) {
                return false;
            }
        }
        return true;
    }

    /** Whether the author guesses how the people on the list will respond: I think they would be happy to come. */
    boolean isOpinion(int start, int to) {
        int they = -1;
        for (int i = start; i < Math.min(to, start + 4) && they < 0; i++) {
            they = chart.tokens().get(i).is("they") ? i : they;
        }
        boolean guessed = they > start && they - start <= 3 && chart.has(Symbol.SPEAKER, start);
        int ready = they + 2;
        boolean would = guessed && chart.has(Symbol.MODAL, they + 1) && !chart.has(Symbol.OBLIGATION, they + 1);
        while (would
                && ready < to
                && (chart.has(Symbol.FILLER, ready) || chart.tokens().get(ready).is("very"))) {
            ready++;
        }
        return would
                && ready < to
                && chart.has(Symbol.READY, ready)
                && narrowing.saysNothing(ready, to)
                && !narrowing.isDemand(ready, to);
    }

    /**
     * Whether the author proposes to do something with a person or thing of their side: let us help the poor man, let us do Kim a favour.
     */
    boolean isProposal(int start, int to) {
        if (!chart.has(Symbol.PROPOSAL, start)) {
            return false;
        }
        int object = start + 3;
        while (object + 1 < to
                && (chart.has(Symbol.FILLER, object)
                        || chart.has(Symbol.UP, object)
                        || (chart.at(object).isEmpty() && chart.has(Symbol.DETERMINER, object - 1)))) {
            object++;
        }
        boolean ours = object < to
                && (chart.has(Symbol.THIRD_PARTY, object)
                        || chart.has(Symbol.OURS, object)
                        || chart.has(Symbol.OCCASION, object)
                        || chart.has(Symbol.PERSON, object)
                        || topic.isProper(object));
        return ours && narrowing.saysNothing(start, to) && !narrowing.isDemand(start, to);
    }

    /** Whether everybody is stated to be in a mood, with a word for its degree: everybody is so gloomy. */
    boolean isMood(int start, int to) {
        Token who = chart.tokens().get(start);
        int degree = start + 2;
        return who.is(WordGroup.EVERYBODY)
                && degree + 1 < to
                && chart.tokens().get(start + 1).isFormOf("be")
                && chart.tokens().get(degree).is(WordGroup.DEGREE)
                && !chart.has(Symbol.ALL_TIME, degree)
                && !chart.hasAny(degree, to, Symbol.THEM, Symbol.POSSESSIVE)
                && narrowing.saysNothing(degree, to)
                && isBeforeWish(start);
    }

    /** Whether the sentence has no condition before the token. */
    private boolean isBeforeWish(int start) {
        for (int i = start - 1;
                i >= 0 && !SENTENCE_ENDS.contains(chart.tokens().get(i).text());
                i--) {
            if (chart.has(Symbol.CONDITION, i)) {
                return false;
            }
        }
        return true;
    }

    /** Whether the tokens are an exclamation: what a week! */
    boolean isExclamation(int start, int to) {
        return start + 2 < to
                && to - start <= LONGEST_EXCLAMATION
                && chart.tokens().get(start).is("what")
                && chart.has(Symbol.DETERMINER, start + 1)
                && to < chart.tokens().size()
                && chart.tokens().get(to).is("!")
                && narrowing.saysNothing(start, to)
                && !chart.hasAny(start, to, Symbol.PEOPLE, Symbol.THEM, Symbol.BELONGING)
                && !narrowing.isDemand(start, to);
    }

    /** Whether the prompt begins with the circumstances of the request: with the board meeting approaching, I would like … */
    boolean isSetting(int from, int to) {
        return chart.tokens().get(from).is("with")
                && isFirst(from)
                && isFirstPerson(to)
                && chart.tokens().get(to - 1).text().endsWith("ing")
                && !chart.tokens().get(from + 1).is("a")
                && chart.hasAny(from, to, Symbol.OCCASION)
                && narrowing.saysNothing(from, to)
                && !narrowing.isDemand(from, to)
                && !chart.hasAny(from, to, Symbol.PEOPLE, Symbol.THEM, Symbol.BELONGING);
    }

    /** Whether the tokens are a mood with a word for its degree: a bit nervous. */
    boolean isFelt(int from, int to) {
        int end = chart.has(Symbol.COURTESY, to - 1) ? to - 1 : to;
        boolean degree = chart.tokens().get(from).is(WordGroup.MUCH)
                || (chart.tokens().get(from).is("a")
                        && chart.tokens().get(from + 1).is("bit"));
        return degree
                && end - from <= 3
                && !chart.tokens().get(end - 1).text().endsWith("s")
                && narrowing.saysNothing(from, end)
                && !narrowing.isDemand(from, end);
    }

    /** Whether the prompt begins with what the author did, and continues in the first person: Had a chat on Friday. I would like … */
    boolean isToldWithoutSubject(int start, int to) {
        boolean told = chart.has(Symbol.RECOUNTING, start) && isFirst(start) && isFirstPerson(to);
        boolean dated = chart.hasAny(start, to, Symbol.WEEKDAY, Symbol.YESTERDAY, Symbol.TODAY)
                || chart.tokens().get(to - 1).is("morning");
        return told
                && dated
                && withSide(start, to)
                && !narrowing.isOfCustomers(start + 1, to)
                && !narrowing.restricts(start, to, to);
    }

    private boolean isFirst(int start) {
        for (int i = 0; i < start; i++) {
            if (chart.has(Symbol.CONDITION, i) || chart.isPeople(i)) {
                return false;
            }
        }
        return true;
    }

    /** Whether the author is a subject within the next four tokens. */
    private boolean isFirstPerson(int from) {
        for (int i = from; i < Math.min(from + 4, chart.tokens().size()); i++) {
            if (chart.has(Symbol.SPEAKER, i)) {
                return true;
            }
        }
        return false;
    }

    /** Whether it was done with somebody of the author's side or with a named person. */
    private boolean withSide(int from, int to) {
        for (int i = from; i + 1 < to; i++) {
            boolean with = chart.has(Symbol.WITH, i) || chart.has(Symbol.TO, i);
            for (int end = i + 2; with && end <= to && end <= i + 4; end++) {
                if (topic.isNamed(i + 1, end)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Whether the tokens, after the excluded customers, state what these have received: they've had their present. */
    boolean isServed(int from, int to) {
        boolean served = chart.tokens().get(from).is("they") && chart.hasAny(from, to, Symbol.GETTING, Symbol.WITH);
        Token last = chart.tokens().get(to - 1);
        boolean thing = chart.hasAny(from, to, Symbol.OURS, Symbol.OCCASION) || last.is(WordGroup.TREAT);
        return served
                && thing
                && narrowing.saysNothing(from, to)
                && !chart.hasAny(from, to, Symbol.BELONGING, Symbol.OBLIGATION, Symbol.MODAL);
    }

    /** Whether the tokens state what a named person does in the place before them: the East, where Ploy runs a campaign. */
    boolean isDoneThere(int from, int to) {
        return chart.tokens().get(from).is("where")
                && topic.isOfNamed(from + 1, to)
                && !narrowing.isOfCustomers(from + 1, to)
                && !narrowing.restricts(from + 1, from + 2, to);
    }

    /** Whether the tokens continue about the people at the end of the remark before them: for the coaches, they have free slots. */
    boolean isOfThose(int before, int from, int to) {
        return chart.has(Symbol.THIRD_PARTY, before)
                && chart.tokens().get(before).text().endsWith("s")
                && chart.tokens().get(from).is("they")
                && narrowing.saysNothing(from, to)
                && !narrowing.isDemand(from, to)
                && !chart.hasAny(from, to, Symbol.BELONGING, Symbol.OBLIGATION);
    }
}
