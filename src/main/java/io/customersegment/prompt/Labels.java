package io.customersegment.prompt;

import io.customersegment.criteria.Condition;
import io.customersegment.prompt.Item.Kind;
import java.util.List;

/** Distinguishes names from conditions: headings, labels, names of campaigns and occasions, greetings and signatures. */
final class Labels {

    private static final int LONGEST_NAME = 6;

    private final Chart chart;
    private final Cover cover;
    private final Narrowing narrowing;
    private final Topic topic;
    private final Occasions occasions;
    private final Offers offers;

    Labels(Chart chart, Cover cover, Narrowing narrowing) {
        this.chart = chart;
        this.cover = cover;
        this.narrowing = narrowing;
        this.topic = new Topic(chart);
        this.occasions = new Occasions(chart, cover, narrowing);
        this.offers = new Offers(chart);
    }

    /** Whether the tokens are a heading or a label: a name for the list or the campaign, without any term of the domain. */
    boolean isLabel(int from, int to) {
        return !chart.hasAny(from, to, Symbol.PERSON) && isDefinable(from, to);
    }

    /** Whether the first token is neither an English word nor a name, such as "exclude" misspelt beyond recognition. */
    boolean isMisspelt(int from, int to) {
        Token token = chart.tokens().get(from);
        return from < to
                && token.isWord()
                && !token.capital()
                && !EnglishWords.contains(token.text())
                && !EnglishWords.contains(token.lemma())
                && chart.at(from).isEmpty();
    }

    /** Whether the tokens are a label, or a name for people that a bracket after it defines. */
    boolean isDefinable(int from, int to) {
        if (isMisspelt(from, to)) {
            return false;
        }
        if (isNamedCampaign(from, to)) {
            return true;
        }
        boolean narrows = chart.hasAny(
                        from,
                        to,
                        Symbol.PROPOSAL,
                        Symbol.NOT_QUITE,
                        Symbol.EXACTLY,
                        Symbol.NOT_EQUAL,
                        Symbol.HIGHEST,
                        Symbol.LOWEST,
                        Symbol.FIRST)
                || cover.items(from, to).stream().anyMatch(item -> item.is(Kind.ASIDE));
        Token last = chart.tokens().get(to - 1);
        boolean leads = last.is(WordGroup.LEADING);
        Token first = chart.tokens().get(from);
        if (narrows || leads || first.is(WordGroup.LOCATION)) {
            return false;
        }
        boolean bucket =
                endsAsList(from, to) && !chart.hasAny(from, to, Symbol.OR, Symbol.EXCEPT, Symbol.NO, Symbol.DIGITS);
        return !narrowing.isOfDomain(from, to, false)
                && !chart.hasAny(from, to, Symbol.WHO)
                && (bucket || !narrowing.containsMeaningChanger(from, to))
                && !narrowing.wants(from, isChecking(from, to) ? to - 1 : to);
    }

    /** Whether the tokens end with a noun for an activity of the requester with the list, as in "a plausibility review". */
    private boolean isChecking(int from, int to) {
        return to - from > 1
                && chart.has(Symbol.CHECKING, to - 1)
                && !chart.has(Symbol.ASKER, to - 2)
                && !chart.has(Symbol.TO, to - 2)
                && !Occasions.isForPeople(chart, from, to - 1);
    }

    /**
     * Whether the tokens name an activity of the requester with the list and describe customers with bare words at most, as in "opt-out
     * verification".
     */
    boolean isCheck(int from, int to) {
        return isChecking(from, to)
                && !chart.hasAny(
                        from,
                        to - 1,
                        Symbol.PERSON,
                        Symbol.BELONGING,
                        Symbol.WHO,
                        Symbol.WITH,
                        Symbol.PLACE,
                        Symbol.PURPOSE,
                        Symbol.PEOPLE,
                        Symbol.CUSTOMERS,
                        Symbol.OR,
                        Symbol.NOT,
                        Symbol.NO,
                        Symbol.WITHOUT,
                        Symbol.EXCEPT,
                        Symbol.ASKER,
                        Symbol.VERB)
                && !Offers.isParticiple(chart, from)
                && cover.items(from, to).stream()
                        .allMatch(item -> item.is(Kind.SILENT)
                                || item.is(Kind.UNREAD)
                                || (item.is(Kind.CONDITION)
                                        && item.said().bare()
                                        && item.said().frame() != WordedCondition.Frame.TEXTS));
    }

    /** Whether the tokens are a word such as "campaign" and its name. */
    private boolean isNamedCampaign(int from, int to) {
        return chart.has(Symbol.META_LABEL, from)
                && isOursAt(from)
                && to - from <= LONGEST_NAME
                && !narrowing.restricts(from, from, to)
                && !chart.hasAny(
                        from,
                        to,
                        Symbol.WHO,
                        Symbol.PEOPLE,
                        Symbol.CUSTOMERS,
                        Symbol.NOT,
                        Symbol.NO,
                        Symbol.EXCEPT,
                        Symbol.WITHOUT);
    }

    private boolean isOursAt(int index) {
        return chart.has(Symbol.OCCASION, index) || chart.has(Symbol.OURS, index);
    }

    /** Whether the tokens are a heading: they name a list and may announce a number of parts or conditions. */
    boolean isHeading(int from, int to) {
        boolean meant = cover.items(from, to).stream().anyMatch(Item::isMeant);
        return chart.hasAny(from, to, Symbol.LABEL_NOUN)
                && !chart.has(Symbol.NECESSITY, from)
                && !chart.hasAny(from, to, Symbol.EXACTLY, Symbol.NOT_EQUAL)
                && !meant
                && !narrowing.isOfDomain(from, to, true)
                && !chart.hasAny(
                        from,
                        to,
                        Symbol.WHO,
                        Symbol.NOT,
                        Symbol.NO,
                        Symbol.WITHOUT,
                        Symbol.AT_LEAST,
                        Symbol.AT_MOST,
                        Symbol.ABOVE,
                        Symbol.BELOW)
                && !narrowing.wants(from, to);
    }

    /** Whether the tokens name an occasion, its time and its place, and nothing else. */
    boolean isOccasion(int from, int to) {
        return occasions.isOccasion(from, to);
    }

    /** Returns how many leading items of the clause only name an occasion, before the number of guests. */
    int occasion(List<Item> clause) {
        return occasions.occasionPrefixLength(clause);
    }

    /** Returns how many leading items of the clause only name an offer to the customers after them, as in "big tent for | families". */
    int offerPrefixLength(List<Item> clause) {
        return offers.prefixLength(clause);
    }

    /** Returns the conditions on customers in the name of an occasion. */
    List<Condition> saidOfOccasion(int from, int to) {
        return occasions.said(from, to);
    }

    /** Whether the tokens end with a noun for a list, as in "a conquest audience". */
    boolean endsAsList(int from, int to) {
        return endsWith(Symbol.LABEL_NOUN, from, to);
    }

    private boolean endsWith(Symbol symbol, int from, int to) {
        for (int i = Math.max(from, to - 3); i < to; i++) {
            for (Node node : chart.at(i)) {
                if (node.symbol() == symbol && node.to() == to) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Whether the tokens request a list by a name that the following words define, as in "I am after a conquest audience, so …". */
    boolean announces(int from, int to) {
        return endsAsList(from, to)
                && chart.hasAny(from, to, Symbol.ASKER)
                && !narrowing.isOfDomain(from, to, false)
                && !narrowing.containsMeaningChanger(from, to)
                && !chart.hasAny(from, to, Symbol.WHO, Symbol.WITH, Symbol.PEOPLE, Symbol.CUSTOMERS);
    }

    /** Whether the tokens name a list or an occasion. */
    boolean namesList(int from, int to) {
        return chart.hasAny(from, to, Symbol.LABEL_NOUN, Symbol.OCCASION, Symbol.OURS);
    }

    /** Whether the label names the topic of its line, so that the rest of the line is not a condition: subject, deadline, creative line. */
    boolean isMetaLabel(int from, int to) {
        for (Node node : chart.at(from)) {
            if (node.symbol() == Symbol.META_LABEL && node.to() == to) {
                return true;
            }
        }
        return false;
    }

    /** Whether the tokens announce the requester's own definition, as in "my definition". */
    boolean isOwnDefinition(int from, int to) {
        return chart.has(Symbol.POSSESSIVE, from) && to - from == 2 && chart.has(Symbol.DEFINITION, from + 1);
    }

    /** Returns the token after words such as "also known as" that start at the token, or the token itself. */
    int nicknamed(int index) {
        return chart.end(Symbol.NICKNAME, index);
    }

    /** Whether the tokens give the words before them another name, as in "also known as magpies". */
    boolean isNickname(int from, int to) {
        int name = nicknamed(from);
        return name > from && name < to && isLabel(name, to);
    }

    /** Whether the tokens greet a person by name. */
    boolean isGreeting(int from, int to) {
        return to - from <= LONGEST_NAME && chart.has(Symbol.GREETING, from) && isPlain(from, to);
    }

    /** Whether the tokens begin with the words before a signature, optionally followed by a name. */
    boolean isSignature(int from, int to) {
        boolean signs = false;
        for (Node node : chart.at(from)) {
            signs |= node.symbol() == Symbol.SIGN_OFF && to - node.to() <= LONGEST_NAME && isPlain(node.to(), to);
        }
        return signs;
    }

    /** Whether the tokens may be the name in a signature. */
    boolean isName(int from, int to) {
        return to - from <= LONGEST_NAME && isPlain(from, to);
    }

    private boolean isPlain(int from, int to) {
        return !chart.hasAny(from, to, Symbol.WHO, Symbol.WITH, Symbol.NOT, Symbol.NO, Symbol.EXCEPT, Symbol.PEOPLE)
                && !narrowing.wants(from, to)
                && cover.items(from, to).stream().noneMatch(Item::isMeant)
                && !narrowing.hasNumber(from, to);
    }

    /** Whether the tokens only name the words before them, as in "that is our cooling-off group". */
    boolean isNaming(int from, int to) {
        int start = topic.skipped(from, to);
        boolean points = start < to && chart.has(Symbol.THIS_THING, start);
        if (!points || !endsAsList(from, to)) {
            return false;
        }
        boolean bare = cover.items(from, to).stream()
                .allMatch(item -> !item.is(Kind.ARRANGEMENT)
                        && !item.is(Kind.NOT)
                        && !item.is(Kind.EXCEPT)
                        && (!item.is(Kind.CONDITION) || item.said().bare()));
        return bare && !narrowing.wants(from, to) && !chart.hasAny(start + 1, to, Symbol.WHO);
    }
}
