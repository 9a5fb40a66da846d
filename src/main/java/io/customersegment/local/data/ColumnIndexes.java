package io.customersegment.local.data;

import io.customersegment.catalogue.Column;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Finds the columns of a file. Columns that are not looked up are ignored, with a notice. */
final class ColumnIndexes {

    static final int NONE = -1;

    private static final int MANY = 3;

    private final CsvTable table;
    private final UnaryOperator<String> plain;
    private final DataProblems problems;
    private final Map<String, Integer> places = new HashMap<>();
    private final Set<Integer> known = new HashSet<>();
    private final List<String> missing = new ArrayList<>();

    /**
     * Indexes the columns of a file.
     *
     * @param plain normalizes a name for comparison
     */
    ColumnIndexes(CsvTable table, UnaryOperator<String> plain, DataProblems problems) {
        this.table = table;
        this.plain = plain;
        this.problems = problems;
        for (int place = 0; place < table.header().size(); place++) {
            places.putIfAbsent(plain.apply(table.header().get(place)), place);
        }
    }

    /** Returns the index of the column with one of the given names, {@link #NONE} if there is none. */
    int find(List<String> names) {
        for (String name : names) {
            Integer place = places.get(plain.apply(name));
            if (place != null) {
                known.add(place);
                return place;
            }
        }
        return NONE;
    }

    /** Finds a required column; if it is missing, that is a problem, which gives the first of its names. */
    int need(List<String> names) {
        int place = find(names);
        if (place == NONE) {
            missing.add(names.get(0));
        }
        return place;
    }

    /** Returns the indexes of required columns, each found by its field or label; each missing one is a problem. */
    Map<Column, Integer> needAll(List<Column> columns) {
        Map<Column, Integer> all = new LinkedHashMap<>();
        for (Column column : columns) {
            int place = need(List.of(column.field(), column.label()));
            if (place != NONE) {
                all.put(column, place);
            }
        }
        return all;
    }

    /** Reports the missing columns, and adds notices of those that were not looked up. */
    void finish() {
        finish("");
    }

    /** Reports the missing columns, with a possible reason if there are many, and adds notices of those that were not looked up. */
    void finish(String reason) {
        if (table.headerLine() == 0) {
            return;
        }
        if (!missing.isEmpty()) {
            problems.add(
                    table.name(),
                    table.headerLine(),
                    missing.size() == 1
                            ? "the column " + missing.get(0) + " is missing"
                            : "the columns " + String.join(", ", missing) + " are missing"
                                    + (missing.size() < MANY ? "" : reason));
        }
        for (int place = 0; place < table.header().size(); place++) {
            if (!known.contains(place)) {
                problems.notice(
                        table.name(),
                        table.headerLine(),
                        "",
                        "the column " + table.header().get(place) + " is not known and left out");
            }
        }
    }
}
