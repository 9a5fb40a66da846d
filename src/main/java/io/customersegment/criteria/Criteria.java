package io.customersegment.criteria;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a prompt asks for, in a canonical form: two wordings of the same wish on the same day are equal. Immutable.
 *
 * <p>A class, for a record cannot keep its hash and would compute it again for each lookup in the cache.
 */
public final class Criteria {

    /** No size was asked for. */
    public static final int UNLIMITED = Integer.MAX_VALUE;

    private final Condition condition;
    private final Order order;
    private final int size;
    private final int hash;

    /**
     * @param order which come first; of nobody it says nothing, as the size does
     * @param size how many customers at most, {@link #UNLIMITED} if the prompt does not say
     */
    public Criteria(Condition condition, Order order, int size) {
        boolean nobody = condition.equals(Condition.nobody());
        this.condition = condition;
        this.order = nobody ? Order.BY_INTEREST : order;
        this.size = nobody ? UNLIMITED : size;
        this.hash = Objects.hash(condition, this.order, this.size);
    }

    /** Which customers are meant. */
    public Condition condition() {
        return condition;
    }

    /** Which come first. */
    public Order order() {
        return order;
    }

    /** How many customers at most, {@link #UNLIMITED} if the prompt does not say. */
    public int size() {
        return size;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        if (this == other) {
            return true;
        }
        return other instanceof Criteria criteria
                && hash == criteria.hash
                && size == criteria.size
                && condition.equals(criteria.condition)
                && order.equals(criteria.order);
    }

    @Override
    public int hashCode() {
        return hash;
    }

    /** Only with what columns it speaks of, so that it can be logged. */
    @Override
    public String toString() {
        return "Criteria[" + condition + ", " + order + "]";
    }
}
