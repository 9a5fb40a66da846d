package io.customersegment.local.data;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamReadException;
import com.fasterxml.jackson.dataformat.csv.CsvFactory;
import com.fasterxml.jackson.dataformat.csv.CsvGenerator;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A CSV file: the column names in its first row, and the other rows.
 *
 * @param name the file's name
 * @param headerLine the line of the first row, 0 if the file cannot be read
 */
record CsvTable(String name, int headerLine, List<String> header, List<Row> rows) {

    private static final CsvFactory CSV = CsvFactory.builder()
            .enable(CsvParser.Feature.SKIP_EMPTY_LINES)
            .enable(CsvGenerator.Feature.STRICT_CHECK_FOR_QUOTING)
            .build();

    CsvTable {
        header = List.copyOf(header);
        rows = List.copyOf(rows);
    }

    /** A row and the line on which it begins. */
    record Row(int line, List<String> cells) {
        Row {
            cells = List.copyOf(cells);
        }

        /** Omits the cells, so that it can be logged. */
        @Override
        public String toString() {
            return "Row[line " + line + "]";
        }
    }

    /**
     * Reads a file. If it cannot be read, that is a problem, and the table has no columns. Rows of another length are omitted, which is a
     * problem, too.
     */
    static CsvTable read(Path file, DataProblems problems) {
        String name = String.valueOf(file.getFileName());
        problems.begin(name);
        List<Row> rows = new ArrayList<>();
        try (JsonParser parser = CSV.createParser(Files.newInputStream(file))) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                rows.add(row(parser));
            }
            if (rows.isEmpty()) {
                problems.add(name, "the file is empty; its first line must name the columns");
            }
        } catch (NoSuchFileException missing) {
            problems.add(name, "there is no such file");
        } catch (CharConversionException broken) {
            problems.add(name, lineAfter(rows), "the file is not in UTF-8");
        } catch (StreamReadException broken) {
            problems.add(
                    name,
                    broken.getLocation() == null ? 0 : broken.getLocation().getLineNr(),
                    "this is not CSV: a quoted cell ends with a quote, before a comma or the end of the line, and has"
                            + " its own quotes twice");
        } catch (IOException fault) {
            problems.add(name, "the file cannot be read: " + fault);
        }
        return rows.isEmpty() ? new CsvTable(name, 0, List.of(), List.of()) : table(name, rows, problems);
    }

    private static int lineAfter(List<Row> rows) {
        return rows.isEmpty() ? 1 : rows.get(rows.size() - 1).line() + 1;
    }

    private static Row row(JsonParser parser) throws IOException {
        List<String> cells = new ArrayList<>();
        int line = 0;
        while (parser.nextToken() == JsonToken.VALUE_STRING) {
            line = line == 0 ? parser.currentTokenLocation().getLineNr() : line;
            cells.add(parser.getText());
        }
        return new Row(line, cells);
    }

    private static CsvTable table(String name, List<Row> all, DataProblems problems) {
        Row header = all.get(0);
        if (header.cells().size() == 1 && header.cells().get(0).indexOf(';') >= 0) {
            problems.add(name, header.line(), "the cells must be separated by commas, not by semicolons");
            return new CsvTable(name, 0, List.of(), List.of());
        }
        // The problem gives positions, not names: in a file without a header, this row is a customer.
        Map<String, Integer> first = new HashMap<>();
        for (int place = 1; place <= header.cells().size(); place++) {
            Integer before = first.putIfAbsent(header.cells().get(place - 1), place);
            if (before != null) {
                problems.add(name, header.line(), "the columns " + before + " and " + place + " have the same name");
            }
        }
        List<Row> rows = new ArrayList<>();
        for (Row row : all.subList(1, all.size())) {
            if (row.cells().size() == header.cells().size()) {
                rows.add(row);
            } else {
                problems.add(
                        name,
                        row.line(),
                        "the number of cells is " + row.cells().size() + ", but that of the columns "
                                + header.cells().size());
            }
        }
        if (rows.isEmpty()) {
            problems.add(name, "there are no rows under the columns' names");
        }
        return new CsvTable(name, header.line(), header.cells(), rows);
    }

    /** Writes a file, replacing an existing one. */
    static Path write(Path file, List<String> header, Iterable<List<String>> rows) throws IOException {
        try (Writer writer = Files.newBufferedWriter(file, StandardCharsets.UTF_8);
                JsonGenerator generator = CSV.createGenerator(writer)) {
            generator.setSchema(CsvSchema.emptySchema());
            write(generator, header);
            for (List<String> row : rows) {
                write(generator, row);
            }
        }
        return file;
    }

    private static void write(JsonGenerator generator, List<String> cells) throws IOException {
        generator.writeStartArray();
        for (String cell : cells) {
            generator.writeString(cell);
        }
        generator.writeEndArray();
    }
}
