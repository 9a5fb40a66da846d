package io.customersegment.prompt;

import io.customersegment.catalogue.Entry;
import io.customersegment.criteria.Condition;
import io.customersegment.prompt.Item.Kind;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Determines what a negation denies that is not simply the condition after it: "not once", "or never", "no, thanks". */
final class Denials {

    private final Chart chart;
    private final LocalDate day;

    Denials(Chart chart, LocalDate day) {
        this.chart = chart;
        this.day = day;
    }

    /**
     * Returns the condition that a negated verb denies: "not once" denies that it ever happened, and so do "never", "yet" and "once" where
     * the bare word covers only some days.
     */
    Condition denied(WordedCondition what, Item not, int behind) {
        Subject subject = what.subject();
        Amount amount = what.amount();
        boolean once = amount != null && amount.frequency() && amount.single() == 1;
        boolean never = chart.has(Symbol.NEVER, not.from())
                || chart.has(Symbol.SO_FAR, behind)
                || (once && what.window() == null);
        if ((what.bare() || once) && subject != null && never && isSpan(subject)) {
            WordedCondition ever = Statements.dated(subject, Window.of(Window.Kind.ALL_TIME), day);
            return ever == null ? what.condition() : ever.condition();
        }
        return what.denied() == null ? what.condition() : what.denied();
    }

    private static boolean isSpan(Subject subject) {
        Entry entry = subject.entry();
        if (entry == null || entry.date() == null) {
            return false;
        }
        return entry.number() == null || (entry.countedOver() != null && !entry.is(Entry.Trait.NEVER_IN_SPAN));
    }

    /** Whether the negation is "nobody" or "none". */
    boolean isOfNobody(Item not) {
        return not.node() != null && WordGroup.NOBODY_OR_NONE.holds(not.node().rule());
    }

    /** Whether the negation is of a form of "do": doesn't. */
    boolean isOfDo(Item not) {
        return not.from() > 0 && chart.tokens().get(not.from() - 1).isFormOf("do");
    }

    /** Whether the item has a finite verb or a relative pronoun of its own: or are at risk, or has kids, or lives in the East. */
    boolean hasVerb(List<Item> items, int index) {
        return items.subList(leading(items, index), index).stream().anyMatch(item -> chart.has(Symbol.WHO, item.from()))
                || between(items, index)
                        .anyMatch(token -> token.isFormOf("be") && !token.text().equals("been"))
                || first(items.get(index)).text().equals("has")
                || between(items, index).anyMatch(token -> token.text().equals("has"))
                || (isContextVerb(items.get(index))
                        && first(items.get(index)).text().endsWith("s"));
    }

    /** Whether the item has a verb of its own without an ending: or have kids, or live in the East. */
    boolean hasBaseVerb(List<Item> items, int index) {
        return first(items.get(index)).text().equals("have")
                || between(items, index).anyMatch(token -> token.text().equals("have"))
                || (isContextVerb(items.get(index)) && !first(items.get(index)).isInflected());
    }

    /** Whether the item begins with a word of the catalogue that a word of place follows, as a verb of living does. */
    private boolean isContextVerb(Item item) {
        return chart.has(Symbol.CONTEXT, item.from()) && chart.has(Symbol.PLACE, item.from() + 1);
    }

    private Token first(Item item) {
        return chart.tokens().get(item.from());
    }

    private Stream<Token> between(List<Item> items, int index) {
        int from = items.get(leading(items, index)).from();
        int to = items.get(index).from();
        return from <= to ? chart.tokens().subList(from, to).stream() : Stream.empty(); // items may have been moved
    }

    private static int leading(List<Item> items, int index) {
        int from = index;
        while (from > 0 && isLeading(items.get(from - 1))) {
            from--;
        }
        return from;
    }

    private static boolean isLeading(Item item) {
        return item.is(Kind.SILENT) || item.is(Kind.WITH) || item.is(Kind.PLACE) || item.is(Kind.WHO);
    }

    /** Whether "never" is alone in its clause, so that it denies the condition named before: bought before 2020 or never. */
    boolean isNeverAlone(List<Item> items, int index) {
        Item next = Neighbours.next(items, index);
        return chart.has(Symbol.NEVER, items.get(index).from())
                && (next == null || next.is(Kind.COMMA) || next.is(Kind.CLOSE) || next.is(Kind.BUT) || isClosing(next));
    }

    /** Whether the negation is in a relative clause about people: not those who never bought. */
    static boolean isOfPeople(List<Item> items, int index) {
        return items.get(index - 1).is(Kind.WHO)
                && items.subList(0, index).stream().anyMatch(item -> item.is(Kind.PEOPLE));
    }

    /** Whether the negation only repeats that of the condition directly before it: no come to workshop never. */
    boolean isRepeated(List<Item> items, @Nullable Item negation, List<Operand> operands) {
        int index = negation == null ? 0 : items.indexOf(negation);
        return negation != null
                && index > 0
                && !operands.isEmpty()
                && items.subList(index + 1, items.size()).stream().allMatch(Denials::isClosing)
                && items.get(index - 1).is(Kind.CONDITION)
                && operands.get(operands.size() - 1).negated
                && chart.has(Symbol.NEVER, negation.from());
    }

    /** Whether the clause is only a "no" to the text before it. */
    static boolean isDenial(List<Item> items) {
        return items.stream().allMatch(item -> item.is(Kind.NOT) || item.is(Kind.EXCEPT) || isCourtesy(item));
    }

    /** Whether the clause negates something about customers that cannot be read: those who aren't in it; who has not? */
    static boolean isNegatedRelative(List<Item> items) {
        boolean people = false;
        boolean relative = false;
        for (int i = 0; i < items.size(); i++) {
            Item item = items.get(i);
            people |= item.is(Kind.PEOPLE);
            boolean last = items.subList(i + 1, items.size()).stream().allMatch(Denials::isClosing);
            if (item.is(Kind.NOT) && (relative || (people && last))) {
                return true;
            }
            relative |= item.is(Kind.WHO) && people;
            people |= item.is(Kind.WHO) || item.is(Kind.WITH);
        }
        return false;
    }

    /** Whether the item states nothing at the end of a clause: thanks, an exclamation mark. */
    static boolean isClosing(Item item) {
        boolean sign =
                item.is(Kind.SILENT) && (item.node() == null || item.node().symbol() == Symbol.SIGN_OFF);
        return sign || isCourtesy(item);
    }

    private static boolean isCourtesy(Item item) {
        return item.is(Kind.SILENT) && item.node() != null && item.node().symbol() == Symbol.COURTESY;
    }
}
