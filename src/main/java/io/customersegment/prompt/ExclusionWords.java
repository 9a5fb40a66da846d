package io.customersegment.prompt;

import io.customersegment.prompt.Item.Kind;
import io.customersegment.prompt.WordedCondition.Frame;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Determines whom the words of a clause exclude where "but" means "except", or where "except" stands behind the excluded customers. */
final class ExclusionWords {

    private final Chart chart;

    ExclusionWords(Chart chart) {
        this.chart = chart;
    }

    /** Whether "but" means "except": every member but those in the West, all customers but seniors. */
    boolean isBare(List<Item> items, int index, boolean first) {
        boolean those = (index + 1 < items.size() && items.get(index + 1).is(Kind.PEOPLE))
                || isButThem(items, index)
                || (first && items.subList(0, index).stream().anyMatch(item -> item.is(Kind.PEOPLE)));
        boolean all = false;
        for (int i = items.get(0).from(); i < items.get(index).from(); i++) {
            all |= chart.tokens().get(i).is(WordGroup.EVERY);
        }
        return those && all;
    }

    /** Whether a noun for customers directly follows "but", which may then mean "and" or "except": gold members but seniors. */
    boolean isButThem(List<Item> items, int index) {
        int behind = index + 1;
        while (behind < items.size()
                && items.get(behind).is(Kind.SILENT)
                && chart.has(Symbol.DETERMINER, items.get(behind).from())) {
            behind++;
        }
        if (!chart.tokens().get(items.get(index).from()).is("but") || behind >= items.size()) {
            return false;
        }
        Item next = items.get(behind);
        return next.is(Kind.CONDITION) && next.said().bare() && next.said().frame() == Frame.NOUN;
    }

    /** Whether "except" ends the clause as a participle or after a form of "be": platinum left out, seniors should be excluded. */
    boolean isPassive(List<Item> items) {
        for (int i = items.size() - 1; i > 0; i--) {
            if (items.get(i).is(Kind.EXCEPT)) {
                Item before = items.get(i - 1);
                boolean be = before.is(Kind.SILENT)
                        && chart.tokens().get(before.to() - 1).isFormOf("be");
                return be
                        || chart.has(Symbol.LEFT_OUT, items.get(i).from())
                        || isParticiple(chart.tokens().get(items.get(i).from()));
            }
            if (!items.get(i).is(Kind.SILENT)) {
                return false;
            }
        }
        return false;
    }

    /** Whether the negation before these people leaves them out: I don't want customers over 70, without those in the West. */
    boolean isUnwanted(List<Item> items, int people) {
        int at = people - 1;
        while (at > 0 && items.get(at).is(Kind.SILENT) && !items.get(at).is(Symbol.REQUEST)) {
            at--;
        }
        boolean wish = at > 0
                && items.get(at).is(Symbol.REQUEST)
                && chart.has(Symbol.WANT, items.get(at).from())
                && items.get(at - 1).is(Symbol.NOT);
        return wish || (at >= 0 && items.get(at).is(Symbol.WITHOUT));
    }

    /** Whether the words of the exclusion name all customers: everyone but, all except. */
    boolean isOfAll(Item except) {
        return chart.has(Symbol.PEOPLE, except.from())
                || chart.tokens().get(except.from()).is(WordGroup.EVERY);
    }

    /** Whether "from" introduces the list out of which is excluded: drop those under 25 from the list of prospects. */
    boolean isFromList(Item request) {
        int at = request.from() - 1;
        while (at > 0 && chart.has(Symbol.FILLER, at)) {
            at--;
        }
        return at > 0 && chart.tokens().get(at).is("from");
    }

    static boolean isParticiple(Token token) {
        return token.text().endsWith("ed")
                || token.text().endsWith("en")
                || !token.text().startsWith(token.lemma());
    }

    /**
     * Whether the excluded customers stand in a subordinate clause, so that it is unclear how many of the operands are excluded: with
     * parents left out, so that the West is left out, whose lease was dropped.
     */
    boolean isOwnClause(List<Item> items) {
        Item except = items.get(0);
        Item before = except;
        Item opens = null;
        for (int i = 0; i < items.size(); i++) {
            Item item = items.get(i);
            if (item.is(Kind.EXCEPT) && i > 0) {
                before = items.get(i - 1);
                except = item;
            }
            boolean comma = item.is(Kind.COMMA) || item.is(Kind.BUT);
            opens = comma ? null : item.is(Kind.WITH) || item.is(Kind.WHO) ? item : opens;
        }
        boolean be = chart.tokens().get(before.to() - 1).isFormOf("be");
        boolean people = opens != null && (chart.tokens().get(opens.from()).is("who") || opens.is(Kind.WITH));
        return opens != null && opens.from() < except.from() && !(be && people);
    }

    /**
     * Excludes the operands after the last comma: gold, seniors left out. Returns listed text values, which are ambiguous, or null: gold,
     * silver left out.
     */
    @Nullable
    Item exceptLast(List<Operand> operands, List<Item> items) {
        Item last = items.stream()
                .filter(item -> item.is(Kind.CONDITION))
                .reduce((a, b) -> b)
                .orElseThrow();
        boolean list = IntStream.range(last.from(), last.to()).anyMatch(i -> chart.has(Symbol.COMMA, i))
                && IntStream.range(last.from(), last.to())
                        .noneMatch(i -> chart.has(Symbol.AND, i) || chart.has(Symbol.OR, i));
        int first = operands.size() - 1;
        while (first > 0 && operands.get(first).joint != Operand.Joint.COMMA) {
            first--;
        }
        operands.get(first).except = true;
        operands.get(first).leftOut = true;
        for (Operand excluded : operands.subList(first, operands.size())) {
            excluded.head |= excluded.joint == Operand.Joint.AND;
        }
        return list ? last : null;
    }
}
