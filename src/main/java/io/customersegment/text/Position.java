package io.customersegment.text;

import java.util.Comparator;

/**
 * A position in a text file.
 *
 * @param line the line, counted from 1
 * @param column the character in the line, counted from 1
 */
public record Position(int line, int column) implements Comparable<Position> {

    /** The start of a file. */
    public static final Position START = new Position(1, 1);

    /** Returns the position behind the text with which a file starts. */
    public static Position after(String start) {
        int line = 1 + (int) start.chars().filter(c -> c == '\n').count();
        int lastLine = start.lastIndexOf('\n') + 1;
        return new Position(line, 1 + start.codePointCount(lastLine, start.length()));
    }

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
