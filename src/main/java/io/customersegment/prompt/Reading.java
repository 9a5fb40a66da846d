package io.customersegment.prompt;

import io.customersegment.criteria.Condition;
import io.customersegment.criteria.Criteria;
import java.util.List;

/**
 * How a prompt was read: what it asks for, and what each piece of it became.
 *
 * @param ignored the remarks that were passed over, quoted as they stand in the prompt
 * @param notes approximations, each in words, e.g. {@code looks at the last purchase alone}
 * @param required the part of the condition that the catalogue always adds; everybody if it adds nothing
 */
public record Reading(
        Criteria criteria, List<Piece> pieces, List<String> ignored, List<String> notes, Condition required) {

    public Reading {
        pieces = List.copyOf(pieces);
        ignored = List.copyOf(ignored);
        notes = List.copyOf(notes);
    }

    /** A reading to which the catalogue adds nothing. */
    public Reading(Criteria criteria, List<Piece> pieces, List<String> ignored, List<String> notes) {
        this(criteria, pieces, ignored, notes, Condition.everybody());
    }

    /**
     * A piece of the prompt.
     *
     * @param from where it starts in the prompt, in chars
     * @param to where it ends, exclusive
     * @param meaning what it became, e.g. {@code purchase_count >= 2}; empty unless it is {@link Kind#MEANT}
     */
    public record Piece(int from, int to, Kind kind, String meaning) {
        /** Without what it means, so that it can be logged. */
        @Override
        public String toString() {
            return "Piece[" + kind + " " + from + "-" + to + "]";
        }
    }

    /** What becomes of a piece. */
    public enum Kind {
        /** It is part of the criteria. */
        MEANT,
        /** It says nothing: a courtesy, a stop word. */
        SILENT,
        /** It is a remark, which is passed over. */
        REMARK,
        /** It cannot be read. */
        UNREAD
    }

    /** Without the prompt's words, so that it can be logged. */
    @Override
    public String toString() {
        return "Reading[" + pieces.size() + " pieces, " + ignored.size() + " ignored]";
    }
}
