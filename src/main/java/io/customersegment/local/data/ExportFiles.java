package io.customersegment.local.data;

import io.customersegment.catalogue.Catalogue;
import io.customersegment.catalogue.Column;
import io.customersegment.request.CarModel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** Reads and checks the customers and interactions that a business exports. */
public final class ExportFiles {

    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{N}]+");

    private static final List<String> CUSTOMER = List.of("customer", "customer_id", "item_id");
    private static final List<String> PRODUCT =
            List.of("product", "product_name", "product_id", "car_model", "model", "user_id");
    private static final List<String> EVENT = List.of("event_type", "event", "type");
    private static final List<String> TIME = List.of("time", "timestamp", "date", "event_time");

    private ExportFiles() {}

    /**
     * Returns the customers in the files.
     *
     * @param customers a file with each column of the catalogue, under its name, field or label
     * @param interactions a file with columns for customer, product, event type and time
     * @param business the catalogue and products that the files are checked against
     * @param notice receives each notice, which is not an error, as one line
     * @throws IllegalArgumentException if a file is missing or breaks a rule; the message names the file, the line and the column of
     *     each problem
     */
    public static CustomerData read(Path customers, Path interactions, Business business, Consumer<String> notice) {
        DataProblems problems = new DataProblems();
        CsvTable people = CsvTable.read(customers, problems);
        CsvTable events = CsvTable.read(interactions, problems);
        CustomerData data = new CustomerDataFiles(
                        customerRows(people, business, problems),
                        interactionRows(events, business.catalogue(), problems))
                .read(business, problems);
        problems.throwIfAny("The data cannot be used");
        problems.notices().forEach(notice);
        return data;
    }

    private static CustomerRows customerRows(CsvTable table, Business business, DataProblems problems) {
        ColumnIndexes indexes = new ColumnIndexes(table, ExportFiles::plain, problems);
        CustomerRows rows = new CustomerRows(
                table,
                CellFormat.EXPORT,
                indexes.need(idNames(business.catalogue())),
                indexes.needAll(CustomerData.columns(business.catalogue())));
        indexes.finish(business.reasonForMissingColumns());
        return rows;
    }

    private static List<String> idNames(Catalogue catalogue) {
        List<String> names = new ArrayList<>();
        for (Column column : catalogue.columns()) {
            if (column.type() == Column.Type.ID) {
                names.addAll(List.of(column.name(), column.label()));
            }
        }
        names.addAll(CUSTOMER);
        return names;
    }

    private static InteractionRows interactionRows(CsvTable table, Catalogue catalogue, DataProblems problems) {
        List<String> customer = new ArrayList<>(CUSTOMER);
        customer.addAll(idNames(catalogue));
        ColumnIndexes indexes = new ColumnIndexes(table, ExportFiles::plain, problems);
        InteractionRows rows = new InteractionRows(
                table,
                CellFormat.EXPORT,
                indexes.need(customer),
                indexes.need(PRODUCT),
                indexes.find(EVENT),
                indexes.need(TIME),
                product -> new CarModel(product).slug());
        indexes.finish();
        return rows;
    }

    /** Returns a name in lower case, with single spaces between its words. */
    private static String plain(String name) {
        return BETWEEN_WORDS
                .matcher(name.strip().toLowerCase(Locale.ROOT))
                .replaceAll(" ")
                .strip();
    }
}
