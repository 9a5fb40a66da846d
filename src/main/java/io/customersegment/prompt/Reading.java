package io.customersegment.prompt;

import io.customersegment.criteria.Criteria;
import java.util.List;

/** How a prompt was read: what it asks for, and what each piece of it became. */
public record Reading(Criteria criteria, List<Piece> pieces) {

    public Reading {
        pieces = List.copyOf(pieces);
    }

    /**
     * A piece of the prompt.
     *
     * @param from where it starts in the prompt, in chars
     * @param to where it ends, exclusive
     * @param meaning what it became, e.g. {@code purchase_count >= 2}; empty where it says nothing (a courtesy, a stop word)
     */
    public record Piece(int from, int to, String meaning) {}
}
