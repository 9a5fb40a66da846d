package io.customersegment.prompt;

import io.customersegment.catalogue.Entry;
import io.customersegment.prompt.Item.Kind;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Distinguishes a remark from a condition by its structure. A clause is a remark if its subject is the author of the prompt, a third party,
 * the list, the campaign or "it" ({@link Topic}), and nothing in it narrows the customers ({@link Narrowing}). A clause that states
 * something about the customers is not a remark, whatever its words. In doubt a clause is not a remark.
 */
final class Remarks {

    private final Chart chart;
    private final Narrowing narrowing;
    private final Topic topic;
    private final SmallTalk talk;
    private final AuthorNotes notes;

    Remarks(Chart chart, Cover cover, Narrowing narrowing) {
        this.chart = chart;
        this.narrowing = narrowing;
        this.topic = new Topic(chart);
        this.talk = new SmallTalk(chart, narrowing);
        this.notes = new AuthorNotes(chart, cover, narrowing);
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
        boolean corrects = chart.hasAny(from, to, Symbol.MEANING) && narrowing.hasNumber(from, to);
        if (chart.hasAny(from, to, Symbol.EXCEPT, Symbol.WHATEVER, Symbol.REGARDLESS)
                || corrects
                || Shares.isShare(chart, start)
                || Shares.isElliptic(chart, start, to)
                || isDefinition(from, start, to)) {
            return false;
        }
        if (talk.isOpinion(start, to) || talk.isConvenient(start, to)) {
            return true;
        }
        int predicate = topic.predicate(from, start, to);
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
                && (notes.isNote(from, start, to)
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
        return said || behind || (chart.has(Symbol.BY, start) && chart.hasAny(start, to, Symbol.MEANING));
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
                && chart.hasAny(start, to, Symbol.BELONGING)
                && !chart.hasAny(start, to, Symbol.POSSESSIVE);
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

    /** Whether the tokens express thanks. */
    boolean isThanks(int from, int to) {
        return notes.isThanks(from, to);
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
                && chart.hasAny(from, to, Symbol.ASKER, Symbol.THIRD_PARTY, Symbol.POSSESSIVE)
                && !chart.hasAny(from, to, Symbol.WHO, Symbol.PEOPLE, Symbol.CUSTOMERS, Symbol.EXCEPT, Symbol.NULL)
                && !isKnown(from, to);
        return (because || so)
                && !narrowing.isOfDomain(from, to, false)
                && !narrowing.isMeantFor(from, to)
                && !narrowing.isDemand(from, to);
    }
}
