package io.customersegment.prompt;

import io.customersegment.catalogue.Entry;
import io.customersegment.prompt.Item.Kind;
import io.customersegment.prompt.WordedCondition.Frame;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Detects nouns for people that name relatives of the customers, not the customers: parents of seniors, live with their parents. */
final class Relatives {

    private final Chart chart;

    Relatives(Chart chart) {
        this.chart = chart;
    }

    /** Returns the words for relatives of the customers, or null: children of our customers. */
    @Nullable
    Item named(List<Item> items, int index) {
        int last = index - 1;
        while (last >= 0
                && (items.get(last).is(Kind.SILENT)
                        || items.get(last).is(Kind.PLACE)
                        || isAttribute(items.get(last)))) {
            last--;
        }
        if (last < 0 || !items.get(last).is(Kind.CONDITION)) {
            return null;
        }
        int end = items.get(last).to();
        boolean of =
                chart.tokens().get(end - 1).is("of") || chart.tokens().get(end).is("of");
        WordedCondition said = items.get(last).said();
        boolean aged = said.subject() != null && said.subject().is(Entry.Trait.AGED);
        return of && said.bare() && (said.frame() == Frame.NOUN || aged)
                ? new Item(Kind.UNREAD, items.get(last).from(), items.get(index).to(), null)
                : null;
    }

    /** Whether a noun for people follows another and "of", so that it names their relatives, not the customers: parents of seniors. */
    boolean isRelative(List<Item> items, int index) {
        Item item = items.get(index);
        boolean of = item.from() > 0 && chart.tokens().get(item.from() - 1).is("of");
        if (!of || index == 0 || item.said().frame() != Frame.NOUN) {
            return false;
        }
        int last = items.get(index - 1).is(Kind.CONDITION) ? index - 1 : index - 2;
        return last >= 0
                && items.get(last).is(Kind.CONDITION)
                && items.get(last).said().frame() == Frame.NOUN;
    }

    /** Whether the noun names relatives of the customers, or the verb form is not a verb: live with their parents, their own car. */
    boolean isTheirs(Item item) {
        WordedCondition said = item.said();
        boolean people = said.frame() == Frame.NOUN && said.bare();
        boolean of = people && item.to() - item.from() > 1 && Neighbours.isTheir(chart, item.to() - 2);
        return of || ((people || said.frame() == Frame.VERB) && Neighbours.isTheir(chart, item.from() - 1));
    }

    /** Whether the parents are the customers' own, who are with them: with elderly parents. */
    static boolean isParent(List<Item> items, int index) {
        WordedCondition said = items.get(index).said();
        boolean parent = said.frame() == Frame.NOUN
                && said.subject() != null
                && said.subject().is(Entry.Trait.AGED);
        int with = index - 1;
        while (with > 0 && (items.get(with).is(Kind.SILENT) || isAttribute(items.get(with)))) {
            with--;
        }
        return parent
                && with >= 0
                && items.get(with).is(Kind.WITH)
                && (with == 0
                        || items.get(with - 1).is(Kind.PEOPLE)
                        || items.get(with - 1).is(Kind.CONDITION));
    }

    private static boolean isAttribute(Item item) {
        return item.is(Kind.CONDITION)
                && (item.said().frame() == Frame.TEXTS || item.said().frame() == Frame.ADJECTIVE);
    }
}
