package io.customersegment.prompt;

import io.customersegment.criteria.Condition;
import io.customersegment.criteria.Criteria;
import java.util.List;

/**
 * The result of reading a prompt: its criteria, and what each piece of it became.
 *
 * @param ignored the remarks that were ignored, quoted as they are in the prompt
 * @param notes approximations, each in words, e.g. {@code looks at the last purchase alone}
 * @param required the part of the condition that the catalogue always adds; {@link Condition#everybody()} if it adds nothing
 */
public record Reading(
        Criteria criteria, List<Piece> pieces, List<String> ignored, List<String> notes, Condition required) {

    public Reading {
        pieces = List.copyOf(pieces);
        ignored = List.copyOf(ignored);
        notes = List.copyOf(notes);
    }

    /** Creates a reading to which the catalogue adds nothing. */
    public Reading(Criteria criteria, List<Piece> pieces, List<String> ignored, List<String> notes) {
        this(criteria, pieces, ignored, notes, Condition.everybody());
    }

    /**
     * A piece of the prompt.
     *
     * @param from the offset of its first char in the prompt
     * @param to the offset after its last char
     * @param meaning what it became, e.g. {@code purchase_count >= 2}; empty unless the kind is {@link Kind#MEANT}
     */
    public record Piece(int from, int to, Kind kind, String meaning) {
        /** Omits the meaning, so that the piece can be logged. */
        @Override
        public String toString() {
            return "Piece[" + kind + " " + from + "-" + to + "]";
        }
    }

    /** How a piece was treated. */
    public enum Kind {
        /** Is part of the criteria. */
        MEANT,
        /** Adds nothing: a courtesy, a stop word. */
        SILENT,
        /** Is a remark, which is ignored. */
        REMARK,
        /** Cannot be read. */
        UNREAD
    }

    /** Omits the words of the prompt, so that the reading can be logged. */
    @Override
    public String toString() {
        return "Reading[" + pieces.size() + " pieces, " + ignored.size() + " ignored]";
    }
}
