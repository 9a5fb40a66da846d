package io.customersegment.prompt;

import io.customersegment.catalogue.Column;
import io.customersegment.criteria.Condition;
import io.customersegment.prompt.Item.Kind;
import io.customersegment.prompt.WordedCondition.Frame;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Finds demands on only some of the customers that were described before, which must not become conditions on all of them: buyers
 * over 50, those in Central must have a lease; owners with kids. In the North, three kids.
 */
final class Subgroups {

    private final Chart chart;
    private final Set<Condition> told = new LinkedHashSet<>();
    private final List<Span> found = new ArrayList<>();

    Subgroups(Chart chart) {
        this.chart = chart;
    }

    /** Returns the words that name some of the customers and demand something of these alone. */
    List<Span> demanded(List<Part> parts) {
        for (Part part : parts) {
            List<Item> items = part.items();
            if (items.isEmpty()) {
                continue;
            }
            if (!told.isEmpty() && (isPlaced(items) || isLabelled(items) || isThere(items))) {
                found.add(new Span(
                        items.get(0).from(), items.get(items.size() - 1).to()));
            }
            for (int i = 0; i < items.size(); i++) {
                if (!told.isEmpty() && begins(items, i)) {
                    demand(items, i);
                }
                if (isNamedAgain(items, i)) {
                    found.add(new Span(items.get(i).from(), items.get(i + 1).to()));
                }
                if (items.get(i).is(Kind.CONDITION)) {
                    told.add(items.get(i).said().condition());
                }
            }
        }
        return found;
    }

    /** Whether a clause may begin at the item: at the start, after a comma, "but", a bracket, or a comma and "and". */
    private boolean begins(List<Item> items, int index) {
        if (index == 0) {
            return true;
        }
        return switch (items.get(index - 1).kind()) {
            case COMMA, BUT, OPEN -> true;
            case AND -> index > 1 && items.get(index - 2).is(Kind.COMMA);
            default -> false;
        };
    }

    /** Notes the clause that begins at the item if its subject is a description of its own and something is demanded of it. */
    private void demand(List<Item> items, int index) {
        int first = index;
        while (first < items.size() && isLeading(items, first)) {
            first++;
        }
        boolean given = items.subList(index, first).stream().anyMatch(Subgroups::isProviso);
        List<Condition> subject = new ArrayList<>();
        boolean people = false;
        for (int i = first; i < items.size(); i++) {
            Item item = items.get(i);
            boolean noun = item.is(Kind.CONDITION) && item.said().frame() == Frame.NOUN;
            if (isDemand(items, i) || (given && item.is(Kind.CONDITION) && people && isDone(item))) {
                boolean own = people || isProviso(items.get(i)) || isBareOnly(items, i);
                boolean of = !subject.isEmpty()
                        && !told.containsAll(subject)
                        && !items.get(i - 1).is(Kind.WHO);
                if (own && of && !isLeftOut(items, i) && (isStaying(items, i) || isTold(items, i))) {
                    found.add(new Span(items.get(index).from(), item.to()));
                }
                return;
            }
            if (!isOfSubject(items, i)) {
                return;
            }
            int must = item.is(Kind.CONDITION) ? demandWithin(item) : -1;
            people |= noun || item.is(Kind.PEOPLE) || (must > 0 && isOfPeople(item, must));
            if (item.is(Kind.CONDITION)) {
                subject.add(item.said().condition());
            }
            if (must > 0) {
                if (people && !told.containsAll(subject) && isTold(items, i + 1) && !isLeftOut(items, i + 1)) {
                    found.add(new Span(items.get(index).from(), must + 1));
                }
                return;
            }
        }
    }

    /** Whether something is demanded of the last text of a list alone: in the West and North, and in the North only if. */
    private boolean isNamedAgain(List<Item> items, int index) {
        Item item = items.get(index);
        boolean texts = item.is(Kind.CONDITION)
                && item.said().frame() == Frame.TEXTS
                && index + 1 < items.size()
                && (isProviso(items.get(index + 1)) || isBareOnly(items, index + 1));
        for (int i = item.from() + 1; texts && i + 2 < item.to(); i++) {
            if (chart.has(Symbol.COMMA, i) && chart.has(Symbol.AND, i + 1) && chart.has(Symbol.PLACE, i + 2)) {
                return true;
            }
        }
        return false;
    }

    /** Whether the item only leads to the subject of a clause: and, as for, as long as. */
    private boolean isLeading(List<Item> items, int index) {
        Item item = items.get(index);
        boolean pronoun = chart.has(Symbol.SPEAKER, item.from()) || chart.has(Symbol.OF_THEIRS, item.from());
        return item.is(Kind.AND)
                || item.is(Kind.BUT)
                || (item.is(Kind.SILENT) && !pronoun)
                || (item.is(Kind.PLACE)
                        && index + 1 < items.size()
                        && items.get(index + 1).is(Kind.PEOPLE))
                || isProviso(item);
    }

    /** Whether the item may belong to the subject of a clause. */
    private boolean isOfSubject(List<Item> items, int index) {
        Item item = items.get(index);
        boolean pronoun = chart.has(Symbol.SPEAKER, item.from())
                || chart.tokens().get(item.from()).is("they");
        return switch (item.kind()) {
            case SILENT -> !pronoun && !chart.has(Symbol.REQUEST, item.from());
            case PEOPLE, CONDITION, PLACE, WITH, NOT, OR, WHO -> true;
            case COMMA -> index + 1 < items.size() && isProviso(items.get(index + 1));
            default -> false;
        };
    }

    /** Whether something is demanded by the item, or granted: must, need, only if, only with, go to, can stay. */
    private boolean isDemand(List<Item> items, int index) {
        Item item = items.get(index);
        boolean must = chart.has(Symbol.OBLIGATION, item.from())
                || chart.tokens().get(item.from()).isFormOf("need");
        return must || isProviso(items.get(index)) || isBareOnly(items, index) || isStaying(items, index);
    }

    /** Returns the token of a demand in the item that no value of it follows: platinum members must have; -1 if there is none. */
    private int demandWithin(Item item) {
        for (int i = item.from() + 1; i < item.to(); i++) {
            if (chart.has(Symbol.OBLIGATION, i)) {
                boolean valued = chart.hasAny(
                        i, item.to(), Symbol.VALUE, Symbol.NUMBER, Symbol.DATE, Symbol.NAME, Symbol.WINDOW);
                return valued ? -1 : i;
            }
        }
        return -1;
    }

    /** Whether a noun for people directly precedes the demand, as in "platinum members must". */
    private boolean isOfPeople(Item item, int must) {
        return must - 1 > item.from() && (chart.isPeople(must - 1) || chart.has(Symbol.CONTEXT, must - 1));
    }

    /** Whether the item introduces what must hold: only if, as long as. */
    private static boolean isProviso(Item item) {
        return item.is(Kind.WHO)
                && item.node() != null
                && WordGroup.PROVISO.holds(item.node().rule());
    }

    /** Whether "only" and "with" follow, which demand something: only with a lease. */
    private boolean isBareOnly(List<Item> items, int index) {
        return chart.tokens().get(items.get(index).from()).is("only")
                && index + 1 < items.size()
                && items.get(index + 1).is(Kind.WITH);
    }

    /** Whether the words say what happens to those customers alone: go to the call centre, can stay on the list. */
    private boolean isStaying(List<Item> items, int index) {
        int from = items.get(index).from();
        int next = from + 1;
        if (next >= chart.tokens().size()) {
            return false;
        }
        boolean go =
                chart.tokens().get(from).is("go") && chart.tokens().get(next).is("to");
        boolean stay = chart.has(Symbol.MODAL, from) && chart.tokens().get(next).is(WordGroup.STAYING);
        return go || stay;
    }

    /** Whether a condition follows in the clause. */
    private static boolean isTold(List<Item> items, int index) {
        return items.subList(index, items.size()).stream().anyMatch(Item::isMeant);
    }

    /** Whether those customers are only to be left out: those in the East should be excluded. */
    private static boolean isLeftOut(List<Item> items, int index) {
        for (Item item : items.subList(index, items.size())) {
            if (item.is(Kind.EXCEPT)) {
                return true;
            }
            if (item.is(Kind.CONDITION)) {
                return false;
            }
        }
        return false;
    }

    /** Whether the condition states what customers have done. */
    private static boolean isDone(Item item) {
        return item.said().frame() != Frame.TEXTS && item.said().frame() != Frame.NOUN;
    }

    /** Whether a place comes first and what was said before is stated once more for it: in the North, three kids. */
    private boolean isPlaced(List<Item> items) {
        int at = 0;
        boolean placed = false;
        while (at < items.size() && !items.get(at).is(Kind.CONDITION)) {
            placed |= items.get(at).is(Kind.PLACE) || items.get(at).is(Kind.WHO);
            boolean leads = items.get(at).is(Kind.PLACE)
                    || items.get(at).is(Kind.SILENT)
                    || chart.tokens().get(items.get(at).from()).is("where");
            if (!leads) {
                return false;
            }
            at++;
        }
        boolean texts = at + 1 < items.size()
                && items.get(at).said().frame() == Frame.TEXTS
                && items.get(at + 1).is(Kind.COMMA);
        placed |= texts && chart.has(Symbol.PLACE, items.get(at).from());
        return texts
                && placed
                && items.subList(at + 2, items.size()).stream()
                        .anyMatch(item -> item.is(Kind.CONDITION) && isToldOtherwise(item));
    }

    /** Whether the part is a value of a column named before, with "for" and a colon: for silver: three purchases. */
    private boolean isLabelled(List<Item> items) {
        Item last = items.get(items.size() - 1);
        return chart.tokens().get(items.get(0).from()).is(WordGroup.FOR_AS)
                && last.is(Kind.CONDITION)
                && chart.has(Symbol.COLON, last.to())
                && isToldOtherwise(last);
    }

    /** Whether the part demands something of those at a place named before: there they need a lease. */
    private boolean isThere(List<Item> items) {
        int from = items.get(0).from();
        return chart.tokens().get(from).is("there")
                && from + 2 < chart.tokens().size()
                && chart.has(Symbol.OF_THEIRS, from + 1)
                && (chart.has(Symbol.OBLIGATION, from + 2)
                        || chart.tokens().get(from + 2).isFormOf("need"));
    }

    /** Whether another condition on the columns of the item was stated before. */
    private boolean isToldOtherwise(Item item) {
        Condition condition = item.said().condition();
        Set<Column> columns = condition.columns();
        return told.stream()
                .anyMatch(
                        one -> !one.equals(condition) && one.columns().stream().anyMatch(columns::contains));
    }
}
