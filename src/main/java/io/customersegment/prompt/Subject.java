package io.customersegment.prompt;

import io.customersegment.catalogue.Column;
import io.customersegment.catalogue.Entry;
import org.jspecify.annotations.Nullable;

/**
 * What a prompt is about: an entry of the catalogue, named by one of its phrases, or a column, named by its own name.
 *
 * @param entry the entry; for a column's name the one that the column belongs to, null if there is none
 * @param part the part that its phrase plays in a sentence
 * @param column the column that was named by its own name, null for an entry's phrase
 * @param byDate whether the date of its last time is meant: last purchase
 */
record Subject(
        @Nullable Entry entry, Entry.Part part, @Nullable Column column, boolean byDate) {

    Subject(@Nullable Entry entry, Entry.Part part, @Nullable Column column, boolean byDate) {
        this.entry = entry;
        this.part = part;
        this.column = column;
        this.byDate = byDate;
    }

    Subject dated() {
        return new Subject(entry, part, column, true);
    }

    boolean is(Entry.Trait trait) {
        return entry != null && entry.is(trait);
    }

    /** Returns the column that counts or measures it, or null if there is none. */
    @Nullable
    Column number() {
        if (column != null) {
            boolean date = column.type() == Column.Type.DATE;
            return column.numeric() && !date ? column : null;
        }
        return entry == null || byDate ? null : entry.number();
    }

    /** Returns the column that dates it, or null if there is none. */
    @Nullable
    Column date() {
        if (column != null) {
            return column.type() == Column.Type.DATE ? column : null;
        }
        return entry == null ? null : entry.date();
    }

    /** Returns the column of the texts that it can be, or null if there is none. */
    @Nullable
    Column text() {
        if (column != null) {
            return column.type() == Column.Type.TEXT ? column : null;
        }
        return entry == null ? null : entry.text();
    }

    /** Returns the column to which a null test applies, or null if there is none. */
    @Nullable
    Column any() {
        if (column != null) {
            return column;
        }
        Column date = date();
        Column number = number();
        return text() != null ? text() : date != null && (byDate || number == null) ? date : number;
    }
}
