package io.customersegment.local.data;

import io.customersegment.catalogue.Column;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The customers of a file, read and checked row by row.
 *
 * @param table the file
 * @param idPlace the index of the id's column, {@link ColumnIndexes#NONE} if the file has none
 * @param places the indexes of the catalogue's columns that the file has
 */
record CustomerRows(CsvTable table, CellFormat format, int idPlace, Map<Column, Integer> places) {

    private static final int LONGEST_ID = 256;

    CustomerRows {
        places = new LinkedHashMap<>(places);
    }

    /**
     * A customer and their line in the file.
     *
     * @param sound whether every cell could be read
     */
    record Line(int line, Customer customer, boolean sound) {}

    /**
     * Returns all customers in the file.
     *
     * @param interests by customer id, the products that the customer is interested in
     */
    List<Line> read(Map<String, Set<String>> interests, DataProblems problems) {
        if (idPlace == ColumnIndexes.NONE) {
            return List.of();
        }
        Map<String, Integer> first = new HashMap<>();
        List<Line> lines = new ArrayList<>();
        for (CsvTable.Row row : table.rows()) {
            String id = format.plain(row.cells().get(idPlace));
            checkId(id, row.line(), first, problems);
            lines.add(line(row, id, interests.getOrDefault(id, Set.of()), problems));
        }
        return lines;
    }

    private void checkId(String id, int line, Map<String, Integer> first, DataProblems problems) {
        String column = table.header().get(idPlace);
        Integer before = first.putIfAbsent(id, line);
        if (id.isEmpty()) {
            problems.add(table.name(), line, column, "the id is missing");
        } else if (id.length() > LONGEST_ID) {
            problems.add(table.name(), line, column, "the id is longer than " + LONGEST_ID + " characters");
        } else if (before != null) {
            problems.add(table.name(), line, column, "an earlier line has the same id");
        }
    }

    private Line line(CsvTable.Row row, String id, Set<String> interests, DataProblems problems) {
        Map<String, Object> values = new HashMap<>();
        boolean sound = true;
        for (Map.Entry<Column, Integer> place : places.entrySet()) {
            Column column = place.getKey();
            Cell cell = format.read(column, row.cells().get(place.getValue()));
            if (cell.problem() != null) {
                problems.add(table.name(), row.line(), name(column), cell.problem());
                sound = false;
            } else if (cell.value() != null) {
                values.put(column.name(), cell.value());
            } else if (column.numeric() && column.type() != Column.Type.DATE) {
                problems.notice(
                        table.name(),
                        row.line(),
                        name(column),
                        "no number is stored as 0, which prompts take for a number");
            }
        }
        return new Line(row.line(), new Customer(id, values, List.copyOf(new TreeSet<>(interests))), sound);
    }

    /** Returns the name of the column in the file. */
    String name(Column column) {
        Integer place = places.get(column);
        return place == null ? column.field() : table.header().get(place);
    }
}
