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

/** Where the columns of a file stand. What is asked for is known; the others are left out, which is noted. */
final class Places {

    static final int NONE = -1;

    private static final int MANY = 3;

    private final CsvTable table;
    private final UnaryOperator<String> plain;
    private final DataProblems problems;
    private final Map<String, Integer> places = new HashMap<>();
    private final Set<Integer> known = new HashSet<>();
    private final List<String> missing = new ArrayList<>();

    /**
     * The columns of this file.
     *
     * @param plain a name as it is compared
     */
    Places(CsvTable table, UnaryOperator<String> plain, DataProblems problems) {
        this.table = table;
        this.plain = plain;
        this.problems = problems;
        for (int place = 0; place < table.header().size(); place++) {
            places.putIfAbsent(plain.apply(table.header().get(place)), place);
        }
    }

    /** The place of the column with one of these names, {@link #NONE} if there is none. */
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

    /** The same; to have none is a problem, which calls the column by the first of its names. */
    int need(List<String> names) {
        int place = find(names);
        if (place == NONE) {
            missing.add(names.get(0));
        }
        return place;
    }

    /** The places of the columns that are there, each by its field or label; each that is not is a problem. */
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

    /** Reports the columns that are missing, and notes those that were not asked for. */
    void finish() {
        finish("");
    }

    /** The same; what the reason may be is said where many are missing. */
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
