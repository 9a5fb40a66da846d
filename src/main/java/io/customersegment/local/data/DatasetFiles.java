package io.customersegment.local.data;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.customersegment.catalogue.Column;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Writes sample data as files: for people to look at, and as Personalize imports it. */
public final class DatasetFiles {

    /** Every customer, upper-case headers, dates as epoch seconds, an empty field for null. */
    public static final String CUSTOMERS = "customers.csv";

    /** The items dataset: as the customers, but a null date is 0 and a null text {@code none}. */
    public static final String ITEMS = "items.csv";

    /** The item interactions dataset. */
    public static final String INTERACTIONS = "interactions.csv";

    /** The schema of {@link #ITEMS}, Avro in JSON. */
    public static final String ITEMS_SCHEMA = "items.avsc.json";

    /** The schema of {@link #INTERACTIONS}, Avro in JSON. */
    public static final String INTERACTIONS_SCHEMA = "interactions.avsc.json";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<Dataset.Field> INTERACTION_FIELDS = List.of(
            new Dataset.Field("USER_ID", Dataset.Type.STRING),
            new Dataset.Field("ITEM_ID", Dataset.Type.STRING),
            new Dataset.Field("EVENT_TYPE", Dataset.Type.STRING),
            new Dataset.Field("TIMESTAMP", Dataset.Type.LONG));

    private DatasetFiles() {}

    /**
     * Writes all five files, over those that are there; creates the directory.
     *
     * @return the files written
     */
    public static List<Path> write(SampleData sample, Path directory) throws IOException {
        Files.createDirectories(directory);
        Dataset dataset = sample.dataset();
        List<Path> files = new ArrayList<>();
        files.add(csv(directory.resolve(CUSTOMERS), header(sample.columns()), customers(sample)));
        files.add(csv(directory.resolve(ITEMS), itemHeader(dataset), items(dataset)));
        files.add(csv(directory.resolve(INTERACTIONS), names(INTERACTION_FIELDS), interactions(dataset)));
        List<Dataset.Field> itemFields = new ArrayList<>();
        itemFields.add(new Dataset.Field("ITEM_ID", Dataset.Type.STRING));
        itemFields.addAll(dataset.fields());
        files.add(schema(directory.resolve(ITEMS_SCHEMA), "Items", itemFields));
        files.add(schema(directory.resolve(INTERACTIONS_SCHEMA), "Interactions", INTERACTION_FIELDS));
        return files;
    }

    private static List<String> header(List<Column> columns) {
        List<String> header = new ArrayList<>(List.of("ITEM_ID"));
        columns.forEach(column -> header.add(column.field()));
        return header;
    }

    private static List<List<String>> customers(SampleData sample) {
        List<List<String>> rows = new ArrayList<>();
        for (Customer customer : sample.customers()) {
            List<String> row = new ArrayList<>(List.of(customer.id()));
            sample.columns().forEach(column -> row.add(sample.text(customer, column)));
            rows.add(row);
        }
        return rows;
    }

    private static List<String> itemHeader(Dataset dataset) {
        List<String> header = new ArrayList<>(List.of("ITEM_ID"));
        header.addAll(names(dataset.fields()));
        return header;
    }

    private static List<List<String>> items(Dataset dataset) {
        List<List<String>> rows = new ArrayList<>();
        for (Dataset.Item item : dataset.items()) {
            List<String> row = new ArrayList<>(List.of(item.id()));
            row.addAll(item.values());
            rows.add(row);
        }
        return rows;
    }

    private static List<List<String>> interactions(Dataset dataset) {
        List<List<String>> rows = new ArrayList<>();
        for (Dataset.Interaction each : dataset.interactions()) {
            rows.add(List.of(each.userId(), each.itemId(), each.eventType(), String.valueOf(each.timestamp())));
        }
        return rows;
    }

    private static List<String> names(List<Dataset.Field> fields) {
        return fields.stream().map(Dataset.Field::name).toList();
    }

    private static Path csv(Path file, List<String> header, List<List<String>> rows) throws IOException {
        try (BufferedWriter writer = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            line(writer, header);
            for (List<String> row : rows) {
                line(writer, row);
            }
        }
        return file;
    }

    private static void line(BufferedWriter writer, List<String> cells) throws IOException {
        for (int i = 0; i < cells.size(); i++) {
            if (i > 0) {
                writer.write(',');
            }
            writer.write(cell(cells.get(i)));
        }
        writer.write('\n');
    }

    private static String cell(String text) {
        boolean plain = text.indexOf(',') < 0 && text.indexOf('"') < 0 && text.indexOf('\n') < 0;
        return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
    }

    private static Path schema(Path file, String name, List<Dataset.Field> fields) throws IOException {
        ObjectNode schema = JSON.createObjectNode();
        schema.put("type", "record");
        schema.put("name", name);
        schema.put("namespace", "com.amazonaws.personalize.schema");
        ArrayNode list = schema.putArray("fields");
        for (Dataset.Field field : fields) {
            ObjectNode node = list.addObject();
            node.put("name", field.name());
            node.put("type", field.type().word());
            boolean metadata = name.equals("Items") && !field.name().equals("ITEM_ID");
            if (metadata && field.type() == Dataset.Type.STRING) {
                node.put("categorical", true);
            }
        }
        schema.put("version", "1.0");
        Files.writeString(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(schema) + "\n");
        return file;
    }
}
