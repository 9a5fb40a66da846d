package io.customersegment.criteria;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The content of a prompt in canonical form: two wordings of the same request on the same day are equal. Immutable.
 *
 * <p>Not a record, because a record cannot cache its hash code and would compute it for each lookup in the cache.
 */
public final class Criteria {

    /** The size if none is requested. */
    public static final int UNLIMITED = Integer.MAX_VALUE;

    private final Condition condition;
    private final Order order;
    private final int size;
    private final int hash;

    /**
     * Creates criteria. If no customer can meet the condition, the order and the size are ignored.
     *
     * @param order the order of the segment
     * @param size the maximum number of customers, {@link #UNLIMITED} if the prompt does not specify it
     */
    public Criteria(Condition condition, Order order, int size) {
        boolean nobody = condition.equals(Condition.nobody());
        this.condition = condition;
        this.order = nobody ? Order.BY_INTEREST : order;
        this.size = nobody ? UNLIMITED : size;
        this.hash = Objects.hash(condition, this.order, this.size);
    }

    /** Returns the condition that the customers must meet. */
    public Condition condition() {
        return condition;
    }

    /** Returns the order of the segment. */
    public Order order() {
        return order;
    }

    /** Returns the maximum number of customers, {@link #UNLIMITED} if the prompt does not specify it. */
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

    /** Omits the values and the size, so that it can be logged. */
    @Override
    public String toString() {
        return "Criteria[" + condition + ", " + order + "]";
    }
}
