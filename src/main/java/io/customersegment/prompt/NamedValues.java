package io.customersegment.prompt;

import io.customersegment.catalogue.Column;
import io.customersegment.catalogue.Entry;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Text values of one column that a prompt names, as in "gold or platinum".
 *
 * @param named whether a value is written as in the column, and so counts only next to the column's name
 */
record NamedValues(Entry entry, List<String> texts, boolean named) {

    NamedValues {
        texts = List.copyOf(texts);
    }

    /** Whether they count only next to the column's name. */
    boolean needName() {
        return named || entry.is(Entry.Trait.VALUES_NEED_NAME);
    }

    Column column() {
        return Objects.requireNonNull(entry.text());
    }

    /** Returns the union of these and the others. */
    NamedValues or(NamedValues other) {
        Set<String> both = new LinkedHashSet<>(texts);
        both.addAll(other.texts);
        return new NamedValues(entry, new ArrayList<>(both), named || other.named);
    }

    /** Returns those that are also among the others. */
    NamedValues and(NamedValues other) {
        return new NamedValues(
                entry,
                entry.equals(other.entry)
                        ? texts.stream().filter(other.texts::contains).toList()
                        : List.of(),
                named || other.named);
    }

    /** Omits the text values, so that it can be logged. */
    @Override
    public String toString() {
        return "NamedValues[" + entry.name() + "]";
    }
}
