package io.customersegment.benchmark;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** Rows of text under headings. */
final class Table {

    private final List<List<String>> rows = new ArrayList<>();

    Table(String... headings) {
        rows.add(List.of(headings));
        rows.add(Collections.nCopies(headings.length, "---"));
    }

    /** Adds a row, with one cell per heading. */
    void add(String... cells) {
        rows.add(List.of(cells));
    }

    /** Formats a number for a cell, with the given number of decimals. */
    static String number(double value, int digits) {
        return String.format(Locale.ROOT, "%." + digits + "f", value);
    }

    /** Returns the table as Markdown. */
    String markdown() {
        StringBuilder text = new StringBuilder();
        rows.forEach(row -> text.append("| ").append(String.join(" | ", row)).append(" |\n"));
        return text.toString();
    }
}
