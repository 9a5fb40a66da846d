package io.customersegment.catalogue;

import java.util.Comparator;

/**
 * A place in a text file.
 *
 * @param line counted from 1
 * @param column of the character, counted from 1
 */
public record Position(int line, int column) implements Comparable<Position> {

    /** Where a file starts. */
    static final Position START = new Position(1, 1);

    @Override
    public int compareTo(Position other) {
        return Comparator.comparingInt(Position::line)
                .thenComparingInt(Position::column)
                .compare(this, other);
    }

    @Override
    public String toString() {
        return "line " + line + ", column " + column;
    }
}
