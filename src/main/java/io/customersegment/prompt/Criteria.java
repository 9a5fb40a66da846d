package io.customersegment.prompt;

/**
 * What a prompt asks for, in a canonical form: two wordings of the same wish on the same day are equal.
 *
 * @param size how many customers at most, {@link #UNLIMITED} if the prompt does not say
 */
public record Criteria(Condition condition, Order order, int size) {

    /** No size was asked for. */
    public static final int UNLIMITED = Integer.MAX_VALUE;
}
