package io.customersegment.prompt;

import io.customersegment.catalogue.Column;
import io.customersegment.catalogue.Entry;
import io.customersegment.catalogue.Superlative;
import io.customersegment.criteria.Order;
import io.customersegment.prompt.Arrangement.Direction;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Builds the order by the column of a subject, or by a superlative of the catalogue. */
final class SubjectOrders {

    private SubjectOrders() {}

    /** Returns the order by the subject, in its usual direction if none is given; null if it cannot be sorted by. */
    static @Nullable Arrangement sorted(Subject subject, @Nullable Direction direction, boolean sorted) {
        Column column = key(subject);
        if (column == null || subject.part() == Entry.Part.WHICH) {
            return null;
        }
        boolean dates = column.type() == Column.Type.DATE;
        if (!dates && (direction == Direction.EARLIEST || direction == Direction.LATEST)) {
            return null;
        }
        boolean descending = direction == null
                ? !subject.is(Entry.Trait.ASCENDING)
                : direction == Direction.DESCENDING || direction == Direction.LATEST;
        return Arrangement.by(new Order.Key(column, descending), direction, sorted);
    }

    /** Returns the column that the subject is sorted by, null if there is none. */
    static @Nullable Column key(Subject subject) {
        if (subject.column() != null) {
            return subject.column().type() == Column.Type.ID ? null : subject.column();
        }
        boolean ordered = subject.is(Entry.Trait.ORDERED) && subject.part() == Entry.Part.WHAT && !subject.byDate();
        return subject.number() != null
                ? subject.number()
                : subject.date() == null && ordered ? subject.text() : subject.date();
    }

    /** Returns the order by the date of the subject of the match, null if it has none. */
    static @Nullable Object dated(Match m, Direction direction, boolean sorted) {
        Subject subject = m.get(Subject.class);
        return subject.date() == null || subject.part() == Entry.Part.WHO
                ? null
                : sorted(subject.column() == null ? subject.dated() : subject, direction, sorted);
    }

    /** Returns the order by how much of the subject of the match was done, null if it is not something done. */
    static @Nullable Object verb(Match m, Direction direction) {
        Subject subject = m.get(Subject.class);
        boolean done =
                subject.part() == Entry.Part.DOES || subject.column() != null || subject.part() == Entry.Part.WHAT;
        return done ? sorted(subject, direction, false) : null;
    }

    /** Returns the order of a superlative on the column of the subject, null if it ranks by another column. */
    static @Nullable Arrangement byRanking(Subject subject, Superlative superlative) {
        Column column = key(subject);
        List<Entry.Sort> order = superlative.order();
        if (column == null || order.isEmpty() || !order.get(0).column().equals(column)) {
            return null;
        }
        return Arrangement.by(List.of(new Order.Key(column, order.get(0).descending())), true);
    }

    /** Returns the order of a superlative, with the condition that it expresses without a size. */
    static Arrangement ranking(Superlative superlative, Match m) {
        List<Order.Key> keys = superlative.order().stream()
                .map(sort -> new Order.Key(sort.column(), sort.descending()))
                .toList();
        boolean means = !superlative.means().isEmpty();
        return new Arrangement(
                keys,
                0,
                false,
                means ? MeaningConditions.all(superlative.means(), m.day()) : null,
                null,
                null,
                superlative.sized());
    }

    /** Whether the two rank by the same column in opposite directions. */
    static boolean isReverse(Superlative one, Superlative other) {
        Entry.Sort first = one.order().get(0);
        return other.order().get(0).equals(new Entry.Sort(first.column(), !first.descending()));
    }
}
