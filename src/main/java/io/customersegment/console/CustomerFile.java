package io.customersegment.console;

import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.csv.CsvGenerator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Writes a segment to a file for download. */
final class CustomerFile {

    private static final CsvMapper CSV = CsvMapper.builder()
            .enable(CsvGenerator.Feature.STRICT_CHECK_FOR_QUOTING)
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .build();

    /** The first characters that make a spreadsheet treat a text as a formula. */
    private static final String FORMULA = "=+-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20";

    private CustomerFile() {}

    /** Returns the file as an attachment, which browsers save. */
    static Reply of(Segment segment, String name, String format, boolean masked) {
        byte[] content = format.equals("csv")
                ? csv(segment, masked)
                : segment.data(masked).toString().getBytes(StandardCharsets.UTF_8);
        String type = format.equals("csv") ? "text/csv; charset=utf-8" : Reply.JSON;
        return new Reply(
                200,
                type,
                content,
                Map.of(
                        "Cache-Control",
                        "no-store",
                        "Content-Disposition",
                        "attachment; filename=\"segment-" + name + "." + format + "\""));
    }

    private static byte[] csv(Segment segment, boolean masked) {
        CsvSchema.Builder schema = CsvSchema.builder();
        segment.columns().forEach(column -> schema.addColumn(column.name()));
        List<List<Object>> rows = new ArrayList<>();
        for (JsonNode row : segment.rows(masked)) {
            List<Object> cells = new ArrayList<>();
            row.forEach(
                    value -> cells.add(value.isNull() ? "" : value.isNumber() ? value.decimalValue() : safe(value)));
            rows.add(cells);
        }
        try {
            return CSV.writer(schema.build().withHeader()).writeValueAsBytes(rows);
        } catch (IOException fault) {
            throw new UncheckedIOException("A segment cannot be written as CSV", fault);
        }
    }

    private static String safe(JsonNode value) {
        String text = value.asText();
        return !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }
}
