package io.customersegment.local.data;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.customersegment.plan.ItemField;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Writes customers to files: for inspection, and in the form that Personalize imports. */
public final class DatasetFiles {

    /** All customers: upper-case headers, dates as epoch seconds, an empty field for null. */
    public static final String CUSTOMERS = "customers.csv";

    /** The items dataset: like the customers, but a null date is 0 and a null text is {@code none}. */
    public static final String ITEMS = "items.csv";

    /** The item interactions dataset. */
    public static final String INTERACTIONS = "interactions.csv";

    /** The schema of {@link #ITEMS}, Avro in JSON. */
    public static final String ITEMS_SCHEMA = "items.avsc.json";

    /** The schema of {@link #INTERACTIONS}, Avro in JSON. */
    public static final String INTERACTIONS_SCHEMA = "interactions.avsc.json";

    private static final ObjectMapper JSON = new ObjectMapper();
    static final String ITEM_ID = ItemField.ID;
    static final String USER_ID = "USER_ID";
    static final String EVENT_TYPE = "EVENT_TYPE";
    static final String TIMESTAMP = "TIMESTAMP";

    private static final List<Dataset.Field> INTERACTION_FIELDS = List.of(
            new Dataset.Field(USER_ID, Dataset.Type.STRING),
            new Dataset.Field(ITEM_ID, Dataset.Type.STRING),
            new Dataset.Field(EVENT_TYPE, Dataset.Type.STRING),
            new Dataset.Field(TIMESTAMP, Dataset.Type.LONG));

    private DatasetFiles() {}

    /**
     * Writes {@link #CUSTOMERS} and the files that Personalize imports, replacing existing ones; creates the directory.
     *
     * @return the files written
     */
    public static List<Path> write(CustomerData data, Path directory) throws IOException {
        Files.createDirectories(directory);
        List<String> header = new ArrayList<>(List.of(ITEM_ID));
        data.columns().forEach(column -> header.add(column.field()));
        List<List<String>> rows = new ArrayList<>();
        for (Customer customer : data.customers()) {
            List<String> row = new ArrayList<>(List.of(customer.id()));
            data.columns().forEach(column -> row.add(CustomerData.text(customer, column)));
            rows.add(row);
        }
        List<Path> files = new ArrayList<>();
        files.add(CsvTable.write(directory.resolve(CUSTOMERS), header, rows));
        files.addAll(writeImport(data.dataset(), directory));
        return files;
    }

    /**
     * Writes the files that Personalize imports, replacing existing ones; creates the directory.
     *
     * @return the files written
     */
    public static List<Path> writeImport(Dataset dataset, Path directory) throws IOException {
        Files.createDirectories(directory);
        List<Dataset.Field> itemFields = new ArrayList<>(List.of(new Dataset.Field(ITEM_ID, Dataset.Type.STRING)));
        itemFields.addAll(dataset.fields());
        return List.of(
                CsvTable.write(directory.resolve(ITEMS), names(itemFields), items(dataset)),
                CsvTable.write(directory.resolve(INTERACTIONS), names(INTERACTION_FIELDS), interactions(dataset)),
                schema(directory.resolve(ITEMS_SCHEMA), "Items", itemFields),
                schema(directory.resolve(INTERACTIONS_SCHEMA), "Interactions", INTERACTION_FIELDS));
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
        return dataset.interactions().stream()
                .map(each -> List.of(each.userId(), each.itemId(), each.eventType(), String.valueOf(each.timestamp())))
                .toList();
    }

    private static List<String> names(List<Dataset.Field> fields) {
        return fields.stream().map(Dataset.Field::name).toList();
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
            boolean metadata = name.equals("Items") && !field.name().equals(ITEM_ID);
            if (metadata && field.type() == Dataset.Type.STRING) {
                node.put("categorical", true);
            }
        }
        schema.put("version", "1.0");
        Files.writeString(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(schema) + "\n");
        return file;
    }
}
