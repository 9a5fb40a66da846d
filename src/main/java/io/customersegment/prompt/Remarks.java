package io.customersegment.prompt;

import io.customersegment.catalogue.Entry;
import io.customersegment.prompt.Item.Kind;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Distinguishes a remark from a condition by its structure. A clause is a remark if its subject is the author of the prompt, a third party,
 * the list, the campaign or "it" ({@link Topic}), and nothing in it narrows the customers ({@link Narrowing}). A clause that states
 * something about the customers is not a remark, whatever its words. In doubt a clause is not a remark.
 */
final class Remarks {

    private static final Set<String> ARROWS = Set.of("->", "→");

    private static final int LONGEST_INTRODUCTION = 8;

    private final Chart chart;
    private final Cover cover;
    private final Narrowing narrowing;
    private final Topic topic;
    private final SmallTalk talk;

    Remarks(Chart chart, Cover cover, Narrowing narrowing) {
        this.chart = chart;
        this.cover = cover;
        this.narrowing = narrowing;
        this.topic = new Topic(chart);
        this.talk = new SmallTalk(chart, narrowing);
    }

    /** Whether the tokens are a remark on their own. */
    boolean isRemark(int from, int to) {
        int start = topic.skipped(from, to);
        if (start >= to) {
            return true;
        }
        if (isAskedPolitely(from, to) || isTheirCause(from)) {
            return false;
        }
        boolean corrects = narrowing.has(from, to, Symbol.MEANING) && narrowing.hasNumber(from, to);
        if (narrowing.has(from, to, Symbol.EXCEPT, Symbol.WHATEVER, Symbol.REGARDLESS)
                || corrects
                || isDefinition(from, start, to)) {
            return false;
        }
        if (talk.isOpinion(start, to) || talk.isConvenient(start, to)) {
            return true;
        }
        int predicate = predicate(from, start, to);
        if (predicate > 0) {
            return !asksForList(predicate, to)
                    && !narrowing.asks(predicate, to)
                    && !narrowing.isOfCustomers(predicate, to)
                    && !narrowing.restricts(start, predicate, to)
                    && !isCriterion(start, predicate, to)
                    && !isOfText(start, predicate)
                    && !isOfBelonging(start, to);
        }
        return !narrowing.wants(from, to)
                && (isPromise(start, to)
                        || isComment(from, start, to)
                        || isIntroduction(from, start, to)
                        || isThing(start, to)
                        || isDoing(start, to)
                        || isDestination(from, to)
                        || isQuestion(start, to)
                        || talk.isProposal(start, to)
                        || talk.isMood(start, to)
                        || talk.isExclamation(start, to)
                        || talk.isSetting(from, to)
                        || talk.isToldWithoutSubject(start, to));
    }
    /** Whether the tokens begin with, or directly follow, words that state why customers did something. */
    private boolean isTheirCause(int from) {
        return Circumstances.isCause(chart, from)
                || IntStream.range(Math.max(0, from - 3), from)
                        .anyMatch(i -> chart.at(i).stream()
                                .anyMatch(node -> node.to() == from
                                        && (node.symbol() == Symbol.BUT || node.symbol() == Symbol.BECAUSE)
                                        && Circumstances.isCause(chart, i)));
    }

    /** Whether the tokens describe customers by "with" and contain a polite "if": with kids, if you please. */
    private boolean isAskedPolitely(int from, int to) {
        return chart.tokens().get(from).is("with")
                && IntStream.range(from + 1, to)
                        .anyMatch(i -> chart.at(i).stream()
                                .anyMatch(node -> node.symbol() == Symbol.COURTESY
                                        && node.rule().startsWith("if ")));
    }

    /** Whether the tokens define a word, whatever the definition is: by loyal we mean, when I say loyal. */
    private boolean isDefinition(int from, int start, int to) {
        boolean said = chart.at(from).stream()
                .anyMatch(node -> node.symbol() == Symbol.DEFINE && node.rule().contains(" say"));
        boolean behind = chart.endsBefore(
                from, 3, node -> node.symbol() == Symbol.MEANING && node.rule().contains("."));
        return said || behind || (chart.has(Symbol.BY, start) && narrowing.has(start, to, Symbol.MEANING));
    }

    /** Whether something that is not the author's own is stated to be required or sufficient: a degree is a must, Berlin will do. */
    private boolean isCriterion(int start, int predicate, int to) {
        return !topic.isOwn(start, to)
                && !topic.isOwn(predicate - 1, to)
                && !topic.isOurs(start, predicate)
                && isAccepted(predicate, to);
    }

    /** Whether the subject is a column with texts and the verb is a form of "be": the owned model is a hatchback. */
    private boolean isOfText(int start, int predicate) {
        int from = start;
        while (from < predicate && chart.has(Symbol.DETERMINER, from)) {
            from++;
        }
        for (int i = from; i < predicate; i++) {
            for (Node node : chart.at(i)) {
                boolean named = i == from && node.value() instanceof Subject subject && subject.text() != null;
                boolean context = node.value() instanceof Entry entry && entry.text() != null && i + 1 == predicate;
                if (node.to() == predicate && (named || (i == from && context))) {
                    return chart.tokens().get(predicate).isFormOf("be");
                }
            }
        }
        return false;
    }

    /** Whether a list of people is requested, even of people that no column describes: we would appreciate a selection of golfers. */
    private boolean asksForList(int from, int to) {
        boolean asks = false;
        for (int i = from; i + 1 < to; i++) {
            asks |= chart.has(Symbol.REQUEST, i);
            if (asks
                    && chart.has(Symbol.LABEL_NOUN, i)
                    && chart.tokens().get(i + 1).is("of")) {
                return true;
            }
        }
        return false;
    }

    private boolean isAccepted(int from, int to) {
        for (int i = from; i < to; i++) {
            for (Node node : chart.at(i)) {
                int end = node.to();
                boolean goesOn = end < to
                        && (chart.has(Symbol.DETERMINER, end)
                                || (chart.has(Symbol.WITH, end) && !chart.has(Symbol.ASKER, end + 1)));
                if (node.symbol() == Symbol.ACCEPTABLE && !goesOn) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Whether "there" introduces something that customers have: there is a dog. */
    private boolean isOfBelonging(int start, int to) {
        return chart.tokens().get(start).is("there")
                && narrowing.has(start, to, Symbol.BELONGING)
                && !narrowing.has(start, to, Symbol.POSSESSIVE);
    }

    /** Whether the tokens only name something of the author's side and its purpose: plaque for the anniversary evening. */
    private boolean isThing(int start, int to) {
        List<Item> items = cover.items(start, to);
        return (chart.has(Symbol.OURS, start) || chart.has(Symbol.OCCASION, start))
                && items.get(items.size() - 1).is(Kind.ASIDE)
                && items.stream().allMatch(item -> item.is(Kind.UNREAD) || item.is(Kind.SILENT) || item.is(Kind.ASIDE))
                && !narrowing.restricts(start, start, to);
    }

    /** Whether the tokens follow an arrow and name the destination of the list: -> upsell list. */
    private boolean isDestination(int from, int to) {
        int end = to;
        while (end > from && (chart.has(Symbol.SIGN_OFF, end - 1) || chart.has(Symbol.COURTESY, end - 1))) {
            end--;
        }
        return from > 0
                && end > from
                && ARROWS.contains(chart.tokens().get(from - 1).text())
                && namesList(end - 1)
                && !narrowing.has(from, end, Symbol.PLACE, Symbol.WITH, Symbol.AND)
                && narrowing.saysNothing(from, end);
    }

    private boolean namesList(int index) {
        return chart.has(Symbol.LABEL_NOUN, index)
                || chart.has(Symbol.OCCASION, index)
                || chart.has(Symbol.OURS, index);
    }

    /** Whether the tokens are a question about the people who were described: what happened to these guys? */
    private boolean isQuestion(int start, int to) {
        return to - start > 1
                && chart.has(Symbol.QUESTION, start)
                && chart.has(Symbol.VERB, start + 1)
                && to < chart.tokens().size()
                && chart.tokens().get(to).is("?")
                && narrowing.saysNothing(start, to);
    }

    /** Whether the tokens state what the author is doing: checking the data quality. */
    private boolean isDoing(int start, int to) {
        return chart.has(Symbol.DOING, start)
                && chart.tokens().get(start).text().endsWith("ing")
                && !narrowing.asks(start, to)
                && !narrowing.restricts(start, start, to)
                && !narrowing.isOfCustomers(start + 1, to);
    }

    /** Whether the tokens introduce the author or name who agreed: Lucie from the call centre here; as agreed with legal. */
    private boolean isIntroduction(int from, int start, int to) {
        boolean present = to - start > 1 && narrowing.has(start + 1, to, Symbol.PRESENCE);
        boolean agreed = start > from
                && chart.at(from).stream().anyMatch(node -> node.symbol() == Symbol.COURTESY && node.length() > 1)
                && (chart.has(Symbol.WITH, start) || chart.has(Symbol.PLACE, start) || chart.has(Symbol.BY, start));
        return (present || agreed)
                && to - start <= LONGEST_INTRODUCTION
                && !narrowing.restricts(start, to, to)
                && !narrowing.has(
                        start,
                        to,
                        Symbol.WHO,
                        Symbol.CUSTOMERS,
                        Symbol.PEOPLE,
                        Symbol.THEM,
                        Symbol.BELONGING,
                        Symbol.NO,
                        Symbol.NOT,
                        Symbol.WITHOUT)
                && topic.isNamed(start, present ? presence(start, to) : to);
    }

    private int presence(int from, int to) {
        int at = to - 1;
        while (at > from && !chart.has(Symbol.PRESENCE, at)) {
            at--;
        }
        return at;
    }

    /** Whether the items describe others than the customers in words that could describe customers: the showroom is too quiet. */
    boolean isOfOthers(List<Item> clause) {
        int from = clause.get(0).from();
        int to = clause.get(clause.size() - 1).to();
        int start = topic.skipped(from, to);
        boolean told = false;
        for (Item item : clause) {
            if (item.is(Kind.CONDITION)) {
                told = true;
                if (item.from() <= start
                        || !item.said().bare()
                        || item.said().frame() != WordedCondition.Frame.ADJECTIVE) {
                    return false;
                }
            }
        }
        boolean ofMe = start + 1 < to
                && chart.has(Symbol.SPEAKER, start)
                && chart.tokens().get(start + 1).isFormOf("be");
        return told && (ofMe || topic.isOfOthers(start, to));
    }

    /** Whether the items describe further what the preceding remark ended with: the call centre, which starts tomorrow. */
    boolean goesOn(List<Item> clause) {
        int first = clause.get(0).is(Kind.COMMA) && clause.size() > 1 ? 1 : 0;
        int from = clause.get(first).from();
        int to = clause.get(clause.size() - 1).to();
        if (first == 1 && talk.isOfThose(from - 2, from, to)) {
            return true;
        }
        return chart.has(Symbol.WHO, from)
                && !narrowing.isOfCustomers(from + 1, to)
                && !narrowing.restricts(from, from, to)
                && !narrowing.wants(from, to);
    }

    private boolean saysNothingOfOthers(int from, int to) {
        return !narrowing.isOfDomain(from, to, true)
                && !narrowing.asks(from, to)
                && !narrowing.restricts(from, to, to)
                && !narrowing.has(from, to, Symbol.CUSTOMERS, Symbol.BELONGING, Symbol.NO, Symbol.NOT);
    }

    private boolean isThankful(int index) {
        return chart.has(Symbol.SIGN_OFF, index) && chart.has(Symbol.APOLOGY, index);
    }

    /** Returns the index after a connective and its comma: first of all, thanks. */
    private int behindConnective(int index) {
        int end = chart.end(Symbol.CONNECTIVE, index);
        return chart.has(Symbol.COMMA, end) ? end + 1 : end;
    }

    /** Whether the tokens express thanks. */
    boolean isThanks(int from, int to) {
        int start = topic.greeted(from, to);
        int thanks = topic.greeted(behindConnective(start), to);
        boolean everybody = thanks + 1 < to
                && chart.has(Symbol.TO, thanks + 1)
                && narrowing.has(thanks + 2, Math.min(to, thanks + 4), Symbol.PEOPLE)
                && narrowing.has(thanks + 2, to, Symbol.WHO);
        if (everybody && isThankful(thanks)) {
            return saysNothingOfOthers(thanks, to);
        }
        return isThankful(start)
                && !narrowing.wants(from, to)
                && !narrowing.restricts(from, from, to)
                && !narrowing.has(
                        from,
                        to,
                        Symbol.WHO,
                        Symbol.CUSTOMERS,
                        Symbol.PEOPLE,
                        Symbol.NO,
                        Symbol.NOT,
                        Symbol.WITHOUT,
                        Symbol.EXCEPT);
    }

    /** Returns the index after the subject of a clause that is not about the customers, at {@code start} or after a greeting, or -1. */
    private int predicate(int from, int start, int to) {
        boolean does = chart.has(Symbol.DOING, start)
                && chart.tokens().get(start).text().endsWith("ing");
        int predicate = does ? start + 1 : topic.predicateBehindOpener(start, to);
        return predicate > 0 || start == from ? predicate : topic.predicateBehindOpener(topic.greeted(from, to), to);
    }

    /** Whether a sentence about something other than the customers begins at the item: and then I will, so that the dealers can. */
    boolean changesTopic(List<Item> items, int index) {
        int from = items.get(index).from();
        int to = items.get(items.size() - 1).to();
        for (Node node : chart.at(from)) {
            boolean adds = node.symbol() == Symbol.AND;
            boolean joins = node.symbol() == Symbol.BECAUSE
                    || (node.symbol() == Symbol.SO_THAT && !chart.has(Symbol.TO, from))
                    || (node.symbol() == Symbol.CONNECTIVE
                            && !chart.has(Symbol.AND, from)
                            && !chart.has(Symbol.OR, from));
            boolean pair = topic.isProper(from - 1) && node.to() < to && topic.isProper(node.to());
            boolean wishes = node.to() + 1 < to
                    && chart.tokens().get(node.to()).is(WordGroup.HE_OR_SHE)
                    && chart.has(Symbol.WISH, node.to() + 1)
                    && topic.isOfOthers(topic.skipped(items.get(0).from(), to), to);
            boolean changes = (joins && topic.predicate(node.to(), to) > 0)
                    || (adds
                            && !pair
                            && (chart.has(Symbol.SPEAKER, node.to())
                                    || wishes
                                    || (node.to() < to && talk.isMood(node.to(), to))
                                    || topic.isOfOthers(node.to(), to)));
            if (node.to() < to && changes) {
                return true;
            }
        }
        Item before = items.get(index - 1);
        boolean courteous = before.is(Kind.SILENT) && chart.has(Symbol.COURTESY, before.from());
        return courteous && chart.has(Symbol.POSSESSIVE, from) && topic.predicate(from, to) > 0;
    }

    /**
     * Returns the index of the item at which the request begins in a clause whose first words only lead to it: we would like to hand out
     * vouchers to | gold members. Returns 0 if there are no such words, or if one of them may describe the customers.
     */
    int lead(List<Item> clause) {
        int last = -1;
        int meant = -1;
        for (int i = 0; i < clause.size(); i++) {
            Item item = clause.get(i);
            boolean wish = item.is(Kind.CONDITION) || item.is(Kind.ARRANGEMENT) || item.is(Kind.PEOPLE);
            last = item.is(Kind.UNREAD) ? i : last;
            meant = wish && (meant < 0 || meant < last) ? i : meant;
        }
        if (meant <= last) {
            return 0;
        }
        int wish = meant;
        while (wish - 1 > last
                && (clause.get(wish - 1).is(Kind.WHO) || clause.get(wish - 1).is(Kind.PEOPLE))) {
            wish--;
        }
        int to = clause.get(wish).from();
        if (chart.has(Symbol.NO, to)) {
            return 0;
        }
        int begin = clause.get(clause.get(0).is(Kind.COMMA) ? 1 : 0).from();
        int from = topic.skipped(begin, to);
        boolean counted = clause.get(wish).is(Kind.ARRANGEMENT)
                && chart.has(Symbol.WISH, to)
                && topic.predicate(from, to + 1) == to
                && !narrowing.restricts(from, to, to);
        if (counted) {
            return wish;
        }
        int predicate = predicate(begin, from, to);
        boolean names = predicate > 0
                && !narrowing.restricts(from, predicate, to)
                && !narrowing.isOfCustomers(predicate, to)
                && !narrowing.has(from, to, Symbol.EXCEPT, Symbol.NO, Symbol.NOT, Symbol.WITHOUT)
                && clause.subList(0, wish).stream()
                        .noneMatch(item -> item.is(Kind.CONDITION) || item.is(Kind.ARRANGEMENT));
        boolean sends = predicate < 0 && chart.has(Symbol.GIVING, from) && givesBefore(from, to) && isSent(from, to);
        if (sends) {
            return wish;
        }
        boolean own = predicate > 0 && (topic.isOwn(predicate - 1, to) || !topic.isNamed(from, predicate));
        if (names
                && isContactBefore(predicate, to)
                && isOnlyWish(begin, clause.get(clause.size() - 1).to())) {
            return wish;
        }
        boolean hosts = clause.get(wish).is(Kind.ARRANGEMENT)
                && chart.at(to).stream().anyMatch(node -> node.rule().equals(ArrangementRules.HOSTED));
        return names && (hosts || asksBefore(predicate, to, last(clause, last), own) || givesBefore(predicate, to))
                ? wish
                : 0;
    }

    /** Whether the words before the token announce whom somebody will contact: my colleague will call | everyone who has a lease. */
    private boolean isContactBefore(int predicate, int to) {
        int end = to;
        while (end > predicate && (chart.has(Symbol.DETERMINER, end - 1) || chart.has(Symbol.TO, end - 1))) {
            end--;
        }
        return end > predicate + 1
                && chart.has(Symbol.CONTACT, end - 1)
                && (chart.has(Symbol.MODAL, end - 2) || chart.has(Symbol.TO, end - 2))
                && (chart.has(Symbol.MODAL, predicate)
                        || chart.tokens().get(predicate).isFormOf("be"));
    }

    /** Whether the tokens contain the only request of the prompt. */
    private boolean isOnlyWish(int from, int to) {
        boolean excepted = false;
        for (int i = 0; i < chart.tokens().size(); i++) {
            if (i >= from && i < to) {
                continue;
            }
            excepted |= i >= to && chart.has(Symbol.EXCEPT, i);
            boolean asks = (chart.has(Symbol.WANT, i) || chart.has(Symbol.REQUEST, i))
                    && !chart.has(Symbol.FILLER, i)
                    && !chart.has(Symbol.EXCEPT, i)
                    && !chart.has(Symbol.COURTESY, i)
                    && !isListMeant(i);
            boolean told = chart.has(Symbol.CONDITION, i) || (i < from && chart.has(Symbol.CUSTOMERS, i));
            if (asks || (told && !excepted)) {
                return false;
            }
        }
        return true;
    }

    /** Whether the request is for the list of the customers described before: I need that list. */
    private boolean isListMeant(int index) {
        for (Node node : chart.at(index)) {
            boolean asks = node.symbol() == Symbol.WANT || node.symbol() == Symbol.REQUEST;
            int next = node.to();
            boolean list = asks
                    && next + 1 < chart.tokens().size()
                    && chart.tokens().get(next).is(WordGroup.THAT_OR_THE)
                    && chart.has(Symbol.LABEL_NOUN, next + 1);
            if (list) {
                return true;
            }
        }
        return chart.has(Symbol.LABEL_NOUN, index);
    }

    /** Whether the tokens are only a verb of giving and "to": mail to. */
    private boolean isSent(int from, int to) {
        for (Node node : chart.at(from)) {
            if (node.symbol() == Symbol.GIVING && node.to() + 1 >= to - 1) {
                return true;
            }
        }
        return false;
    }

    private static int last(List<Item> clause, int index) {
        return index < 0 ? 0 : clause.get(index).to();
    }

    /** Whether a phrase that requests customers ends before the token and begins after the last unread one. */
    private boolean asksBefore(int from, int to, int unread, boolean own) {
        for (int i = Math.max(from, unread); i < to; i++) {
            if (chart.has(Symbol.WANT, i) || chart.has(Symbol.REQUEST, i)) {
                return (i > unread || i == from) && (own || isWished(from, i));
            }
        }
        return false;
    }

    /** Whether somebody wishes or requests what follows but does not do it: Marco wants, Marco would like to see, not Marco takes. */
    private boolean isWished(int from, int index) {
        for (int i = from; i <= index; i++) {
            boolean wished = chart.has(Symbol.WISH, i) || chart.tokens().get(i).isFormOf("ask");
            if (wished || (i < index && chart.has(Symbol.MODAL, i))) {
                return true;
            }
        }
        return false;
    }

    /** Whether the words before the token lead to recipients, by a verb of giving and "to", or by another preposition that leads on. */
    private boolean givesBefore(int from, int to) {
        int end = to;
        while (end > from && chart.has(Symbol.DETERMINER, end - 1)) {
            end--;
        }
        boolean given = end > from && chart.has(Symbol.TO, end - 1) && narrowing.has(from, end - 1, Symbol.GIVING);
        boolean preposed = end > from
                && (chart.has(Symbol.PLACE, end - 1)
                        || chart.has(Symbol.WITH, end - 1)
                        || chart.has(Symbol.TO, end - 1));
        return given || (preposed && leadsOn(from, end - 1));
    }

    /** Whether the word before the preposition is a verb or something of the author's side: to work on, a flyer for. */
    private boolean leadsOn(int from, int preposition) {
        for (int i = Math.max(from, preposition - 2); i < preposition; i++) {
            for (Node node : chart.at(i)) {
                boolean leads = node.symbol() == Symbol.VERB || Narrowing.isOurs(node);
                if (leads && node.to() == preposition) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Whether the tokens state what the people on the list will get: they will receive a voucher. */
    private boolean isPromise(int start, int to) {
        if (!chart.has(Symbol.THEM, start) || start + 1 >= to) {
            return false;
        }
        for (Node modal : chart.at(start + 1)) {
            boolean promises = modal.symbol() == Symbol.GETTING
                    || (modal.symbol() == Symbol.MODAL && modal.to() < to && chart.has(Symbol.GETTING, modal.to()));
            if (promises) {
                return !narrowing.restricts(start, start, to)
                        && !narrowing.has(
                                start, to, Symbol.WHO, Symbol.NOT, Symbol.NO, Symbol.WITHOUT, Symbol.CUSTOMERS);
            }
        }
        return false;
    }

    /** Whether the tokens are an apology, a comment on the list, or a statement about the author. */
    private boolean isComment(int from, int start, int to) {
        if (narrowing.isOfDomain(
                from, to, chart.has(Symbol.MODAL, start) && narrowing.has(start, to, Symbol.POSSESSIVE))) {
            return false;
        }
        boolean people = narrowing.has(start, to, Symbol.WHO, Symbol.PEOPLE, Symbol.CUSTOMERS, Symbol.NO, Symbol.NOT);
        boolean excuse = (narrowing.has(from, start + 1, Symbol.APOLOGY)
                        || chart.has(Symbol.COMMENT, start)
                        || chart.has(Symbol.COMMENT, from))
                && !people;
        boolean aboutThem = chart.tokens().get(start).is("they");
        boolean toMe = speaksOfMe(start, to)
                || (chart.has(Symbol.MODAL, start) && narrowing.has(start, to, Symbol.POSSESSIVE));
        boolean had = narrowing.has(start, to, Symbol.BELONGING) && !narrowing.has(start, to, Symbol.POSSESSIVE);
        return excuse || (toMe && (aboutThem || !people) && !had && !narrowing.isDemand(start, to));
    }

    private boolean speaksOfMe(int from, int to) {
        for (int i = from; i < to; i++) {
            if (chart.tokens().get(i).is(WordGroup.ME_OR_YOU) && chart.has(Symbol.ASKER, i)) {
                return true;
            }
        }
        return false;
    }

    /** Whether something is stated to be known; "present" after an article or in a phrase is a gift instead. */
    private boolean isKnown(int from, int to) {
        for (int i = from; i < to; i++) {
            boolean noun = i > from && (chart.has(Symbol.DETERMINER, i - 1) || chart.has(Symbol.OURS, i - 1));
            if (chart.has(Symbol.NOT_NULL, i) && !noun) {
                return true;
            }
        }
        return false;
    }

    /** Whether the items are a clause that gives a reason. */
    boolean isReason(List<Item> clause) {
        Item first = clause.get(0);
        if (!first.is(Kind.COMMA)) {
            return false;
        }
        int from = first.to();
        int to = clause.get(clause.size() - 1).to();
        boolean because = first.node() != null
                && first.node().symbol() == Symbol.BECAUSE
                && !Circumstances.isCause(chart, first.from());
        boolean so = chart.has(Symbol.SO_THAT, from)
                && narrowing.has(from, to, Symbol.ASKER, Symbol.THIRD_PARTY, Symbol.POSSESSIVE)
                && !narrowing.has(from, to, Symbol.WHO, Symbol.PEOPLE, Symbol.CUSTOMERS, Symbol.EXCEPT, Symbol.NULL)
                && !isKnown(from, to);
        return (because || so)
                && !narrowing.isOfDomain(from, to, false)
                && !narrowing.isMeantFor(from, to)
                && !narrowing.isDemand(from, to);
    }
}
