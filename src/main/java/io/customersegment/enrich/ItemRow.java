package io.customersegment.enrich;

import io.customersegment.catalogue.Column;
import io.customersegment.criteria.Condition;
import io.customersegment.criteria.Row;
import io.customersegment.enrich.RecommendationSource.Item;
import io.customersegment.plan.ItemValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An item of Personalize as a customer, with its metadata parsed into values. Immutable. */
final class ItemRow implements Row {

    private final String id;
    private final double interest;
    private final List<Column> fetched;
    private final @Nullable Object[] values;

    private ItemRow(String id, double interest, List<Column> fetched, @Nullable Object[] values) {
        this.id = id;
        this.interest = interest;
        this.fetched = fetched;
        this.values = values;
    }

    /** Creates a row with the item's values of the fetched columns, which are those of its call; a value that cannot be read is missing. */
    static ItemRow of(Item item, double interest, List<Column> fetched) {
        @Nullable Object[] values = new @Nullable Object[fetched.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = ItemValue.read(fetched.get(i), item.columns().get(i));
        }
        return new ItemRow(item.id(), interest, fetched, values);
    }

    @Override
    public @Nullable Object value(Column column) {
        return switch (column.type()) {
            case ID -> id;
            case INTEREST -> interest;
            default -> {
                int at = fetched.indexOf(column);
                yield at < 0 ? null : values[at];
            }
        };
    }

    /** Whether no fetched value contradicts the condition; a column that was not fetched is assumed to meet it. */
    boolean mayMatch(Condition condition) {
        if (condition instanceof Condition.Test test) {
            return !knows(test.column()) || test.matches(this);
        }
        if (condition instanceof Condition.All all) {
            for (Condition member : all.members()) {
                if (!mayMatch(member)) {
                    return false;
                }
            }
            return true;
        }
        for (Condition member : ((Condition.Any) condition).members()) {
            if (mayMatch(member)) {
                return true;
            }
        }
        return false;
    }

    private boolean knows(Column column) {
        return column.type() == Column.Type.ID || column.type() == Column.Type.INTEREST || fetched.contains(column);
    }
}
