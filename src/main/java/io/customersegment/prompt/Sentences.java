package io.customersegment.prompt;

import io.customersegment.prompt.Item.Kind;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Recognizes by its form a whole sentence, set off by punctuation, that states nothing about customers: an idiom, a question about
 * something that happened, what a thing or a person in the office did, who gets the list.
 */
final class Sentences {

    private static final int LONGEST_NAME = 5;
    private static final int LONGEST_TREAT = 4;

    /** Symbols that may narrow the customers, whatever the sentence is about. */
    private static final Set<Symbol> PEOPLED = EnumSet.of(
            Symbol.CUSTOMERS,
            Symbol.PEOPLE,
            Symbol.PERSON,
            Symbol.THEM,
            Symbol.BELONGING,
            Symbol.OBLIGATION,
            Symbol.EXCEPT,
            Symbol.ALONE);

    private final Chart chart;
    private final Cover cover;
    private final Narrowing narrowing;
    private final Topic topic;
    private final Claims claims;
    private final Courtesies courtesies;

    Sentences(Chart chart, Cover cover, Narrowing narrowing) {
        this.chart = chart;
        this.cover = cover;
        this.narrowing = narrowing;
        this.topic = new Topic(chart);
        this.claims = new Claims(chart, cover, narrowing, topic);
        this.courtesies = new Courtesies(chart);
    }

    /** Whether somebody says or thinks something about customers who are named by bare words only: my gut says that families get bored. */
    boolean isClaim(int from, int to) {
        return claims.isClaim(from, to);
    }

    /** Whether the sentence after the token refers to the people before it: which of them. */
    boolean isPointedTo(int end) {
        int at = end;
        while (at < chart.tokens().size() && (!chart.tokens().get(at).isWord() || chart.has(Symbol.CONNECTIVE, at))) {
            at++;
        }
        return at + 2 < chart.tokens().size()
                && chart.tokens().get(at).is(WordGroup.WHICH)
                && is(at + 1, "of")
                && chart.tokens().get(at + 2).is(WordGroup.THEM);
    }

    /** Whether the tokens, which are a sentence of their own, state nothing about customers. */
    boolean isAside(int from, int to) {
        int start = courtesies.behindSilent(from, to);
        int end = start < to ? courtesies.beforeSilent(start, to) : to;
        if (start >= end) {
            return false;
        }
        return courtesies.isIdiom(from, to)
                || isQuestion(start, end, to)
                || isTreat(start, end)
                || isThingTold(start, end)
                || isSomebodyTold(start, end)
                || isDoing(start, end)
                || isDestination(start, end)
                || isWish(start, end);
    }

    /** Whether nothing in the tokens can narrow the customers, not even a word that the catalogue does not know. */
    private boolean isHarmless(int from, int to) {
        for (int i = from; i < to; i++) {
            for (Symbol symbol : PEOPLED) {
                if (chart.has(symbol, i)) {
                    return false;
                }
            }
        }
        return !narrowing.isOfDomain(from, to, false)
                && !narrowing.restricts(from, from, to)
                && !chart.hasAny(from, to, Symbol.WHO, Symbol.WITHOUT, Symbol.NO)
                && !narrowing.isDemand(from, to)
                && !Occasions.isForPeople(chart, from, to);
    }

    /**
     * Whether the tokens are a question about something said before, a time or something of the author's side: how did that happen? A
     * question whether the reader or another person can do something may be a request for customers, unless only a pronoun follows.
     */
    private boolean isQuestion(int start, int end, int to) {
        boolean asked = to < chart.tokens().size()
                && (is(to, "?") || (is(to, "!") && to + 1 < chart.tokens().size() && is(to + 1, "?")));
        if (!asked) {
            return false;
        }
        boolean opened = chart.has(Symbol.QUESTION, start) || is(start, "where");
        int verb = opened ? start + 1 : start;
        while (opened && verb < end && chart.tokens().get(verb).is(WordGroup.STRESS)) {
            verb++;
        }
        if (verb + 1 >= end || !chart.tokens().get(verb).is(WordGroup.AUXILIARY)) {
            return false;
        }
        int subject = chart.has(Symbol.NOT, verb + 1) ? verb + 2 : verb + 1;
        if (subject >= end) {
            return false;
        }
        Token token = chart.tokens().get(subject);
        boolean pointed = token.is(WordGroup.POINTER) && !isNoun(subject + 1, end);
        if (pointed) {
            return isHarmless(subject + 1, end) && !chart.hasAny(subject, end, Symbol.PURPOSE, Symbol.REQUEST);
        }
        if (chart.has(Symbol.SPEAKER, subject)) {
            return (is(verb, "did") || opened || token.is("you"))
                    && end - subject <= 3
                    && (end - subject < 3 || chart.tokens().get(end - 1).is(WordGroup.POINTER))
                    && isHarmless(subject, Math.min(end, subject + 2))
                    && !chart.hasAny(subject + 1, end, Symbol.REQUEST, Symbol.WANT);
        }
        if (opened && token.is(WordGroup.SOMEBODY)) {
            return chart.hasAny(subject, end, Symbol.ASKER) && isHarmless(subject + 1, end);
        }
        int noun = chart.has(Symbol.DETERMINER, subject) || chart.has(Symbol.POSSESSIVE, subject) ? subject + 2 : end;
        return opened
                && noun < end
                && (topic.isOurs(subject + 1, noun) || chart.has(Symbol.UNIT, noun - 1))
                && isHarmless(subject, end);
    }

    /** Whether a noun follows the pointer, which is then only a determiner: this crowd. */
    private boolean isNoun(int index, int end) {
        return index < end
                && chart.tokens().get(index).isWord()
                && chart.at(index).isEmpty()
                && index + 1 < end
                && chart.has(Symbol.VERB, index + 1);
    }

    /** Whether the author's side pays for something: popcorn is on us. */
    private boolean isTreat(int start, int end) {
        for (int i = start + 1; i < end && i - start <= LONGEST_TREAT; i++) {
            boolean on = chart.tokens().get(i).isFormOf("be") && i + 1 < end && is(i + 1, "on");
            if (on) {
                boolean us = end - i == 3 && chart.has(Symbol.ASKER, i + 2);
                boolean house = end - i == 4 && is(i + 2, "the") && is(i + 3, "house");
                return (us || house)
                        && !chart.hasAny(start, i, Symbol.PERSON, Symbol.BELONGING)
                        && !chart.hasAny(start, i, Symbol.CUSTOMERS, Symbol.PEOPLE, Symbol.THEM, Symbol.NO, Symbol.NOT)
                        && !narrowing.isOfDomain(start, i, false)
                        && !Topic.isOtherPeople(chart, i - 1);
            }
        }
        return false;
    }

    /** Whether the sentence is about a thing that has no name: something smells fishy. */
    private boolean isThingTold(int start, int end) {
        return start + 1 < end
                && chart.tokens().get(start).is(WordGroup.THING_PRONOUN)
                && (chart.has(Symbol.VERB, start + 1) || chart.has(Symbol.MODAL, start + 1))
                && isHarmless(start, end)
                && !chart.hasAny(start, end, Symbol.WANT, Symbol.REQUEST);
    }

    /** Whether somebody of the author's side did something, or somebody did it to the list: someone deleted the spreadsheet. */
    private boolean isSomebodyTold(int start, int end) {
        if (!chart.tokens().get(start).is(WordGroup.SOMEBODY) || start + 1 >= end) {
            return false;
        }
        int where = start + 1;
        if (chart.tokens().get(where).is(WordGroup.HERE)) {
            where++;
        } else if (chart.has(Symbol.PLACE, where)) {
            int place = chart.has(Symbol.DETERMINER, where + 1) ? where + 2 : where + 1;
            int side = side(place, end);
            where = side > place ? side : where;
        }
        boolean own = where > start + 1;
        boolean does = where < end
                && (chart.has(Symbol.VERB, where)
                        || chart.has(Symbol.MODAL, where)
                        || chart.tokens().get(where).text().endsWith("ed"));
        boolean list = end - where == 3
                && (chart.has(Symbol.DETERMINER, where + 1) || chart.has(Symbol.POSSESSIVE, where + 1))
                && (chart.has(Symbol.LABEL_NOUN, end - 1) || chart.has(Symbol.FORMAT, end - 1));
        boolean past = does && chart.tokens().get(where).text().endsWith("ed");
        return does
                && ((own
                                && chart.hasAny(
                                        where,
                                        end,
                                        Symbol.ASKER,
                                        Symbol.POSSESSIVE,
                                        Symbol.THIS_THING,
                                        Symbol.LABEL_NOUN))
                        || (past && list))
                && isHarmless(where, end)
                && !chart.hasAny(where, end, Symbol.WANT, Symbol.DEMAND);
    }

    private int side(int from, int end) {
        int at = from;
        for (int i = from; i < Math.min(end, from + LONGEST_NAME); i++) {
            at = topic.isNamed(from, i + 1) ? i + 1 : at;
        }
        return at;
    }

    /** Whether the author states what they do with this very text: typing this on the train. */
    private boolean isDoing(int start, int end) {
        return start + 1 < end
                && chart.tokens().get(start).text().endsWith("ing")
                && chart.tokens().get(start + 1).is(WordGroup.POINTER)
                && (start + 2 == end || chart.has(Symbol.PLACE, start + 2))
                && isHarmless(start, end)
                && !chart.hasAny(start + 1, end, Symbol.PURPOSE);
    }

    /** Whether the tokens state who gets the list: numbers to Nina by noon. */
    private boolean isDestination(int start, int end) {
        int noun = chart.has(Symbol.DETERMINER, start) || chart.has(Symbol.POSSESSIVE, start) ? start + 1 : start;
        boolean list = noun + 2 < end
                && is(noun + 1, "to")
                && (chart.has(Symbol.LABEL_NOUN, noun)
                        || chart.has(Symbol.FORMAT, noun)
                        || chart.has(Symbol.SIZE_NOUN, noun));
        if (!list) {
            return false;
        }
        int who = noun + 2;
        int named = side(who, end);
        return named > who && isHarmless(named, end) && saysWhen(named, end);
    }

    private boolean saysWhen(int from, int end) {
        List<Item> items = from < end ? cover.items(from, end) : List.of();
        return items.isEmpty()
                || chart.has(Symbol.UNTIL, from)
                || items.stream().allMatch(item -> item.is(Kind.SILENT));
    }

    private boolean is(int index, String text) {
        return chart.tokens().get(index).is(text);
    }

    /** Whether the reader is wished a good time: have a lovely one, enjoy your lunch. */
    private boolean isWish(int start, int end) {
        boolean wish = chart.tokens().get(start).is(WordGroup.WISH)
                && end - start > 2
                && end - start <= LONGEST_NAME
                && (chart.has(Symbol.DETERMINER, start + 1) || chart.has(Symbol.POSSESSIVE, start + 1))
                && !is(start + 1, "my")
                && !chart.hasAny(start, end, Symbol.SPARE)
                && isHarmless(start, end - 1);
        Token last = chart.tokens().get(end - 1);
        boolean time = last.is(WordGroup.GOOD_TIME)
                || chart.has(Symbol.UNIT, end - 1)
                || chart.has(Symbol.WEEKDAY, end - 1)
                || chart.has(Symbol.EVENT, end - 1);
        return wish && time && (is(start, "enjoy") || end - start > 3);
    }
}
