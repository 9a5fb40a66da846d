package io.customersegment.local.data;

import io.customersegment.plan.ItemValue;
import io.customersegment.request.CarModel;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * The interactions of a file, read and checked row by row.
 *
 * @param user converts a product as written in the file to a user id
 * @param eventPlace the index of the column of event types; every index may be {@link ColumnIndexes#NONE}
 */
record InteractionRows(
        CsvTable table,
        CellFormat format,
        int customerPlace,
        int productPlace,
        int eventPlace,
        int timePlace,
        UnaryOperator<String> user) {

    private static final String ANY_EVENT = "interest";

    /** An interaction and its line in the file. */
    record Line(int line, Dataset.Interaction interaction) {}

    /** Whether the file has the required columns. */
    boolean complete() {
        return customerPlace != ColumnIndexes.NONE
                && productPlace != ColumnIndexes.NONE
                && timePlace != ColumnIndexes.NONE;
    }

    /** Returns all interactions in the file that can be read. */
    List<Line> read(DataProblems problems) {
        List<Line> lines = new ArrayList<>();
        for (CsvTable.Row row : complete() ? table.rows() : List.<CsvTable.Row>of()) {
            Cell time = format.time(row.cells().get(timePlace));
            String user = user().apply(row.cells().get(productPlace));
            String customer = format.plain(row.cells().get(customerPlace));
            if (time.problem() != null) {
                problems.add(table.name(), row.line(), table.header().get(timePlace), time.problem());
            }
            if (user.isEmpty()) {
                problems.add(table.name(), row.line(), table.header().get(productPlace), "the product is missing");
            }
            if (customer.isEmpty()) {
                problems.add(table.name(), row.line(), table.header().get(customerPlace), "the customer is missing");
            }
            if (time.value() instanceof Long second && !user.isEmpty() && !customer.isEmpty()) {
                String event = eventPlace == ColumnIndexes.NONE
                        ? ANY_EVENT
                        : format.plain(row.cells().get(eventPlace));
                lines.add(new Line(row.line(), new Dataset.Interaction(user, customer, event, second)));
            }
        }
        return lines;
    }

    /** Returns, by item, the users with an interaction with it. */
    static Map<String, Set<String>> interests(List<Line> lines) {
        Map<String, Set<String>> interests = new HashMap<>();
        lines.forEach(line -> interests
                .computeIfAbsent(line.interaction().itemId(), none -> new TreeSet<>())
                .add(line.interaction().userId()));
        return interests;
    }

    /**
     * Adds notices of data that is valid but unexpected: customers that are not in the other file, times in the future, and products
     * without interactions. It is a problem if no product has any.
     */
    void noteSurprises(List<Line> lines, Set<String> customers, Business business, DataProblems problems) {
        List<CarModel> products = business.products();
        String names = products.stream().map(CarModel::name).collect(Collectors.joining(", "));
        long tooLate = business.today().plusDays(2).toEpochDay() * ItemValue.SECONDS_PER_DAY;
        Set<String> slugs = products.stream().map(CarModel::slug).collect(Collectors.toSet());
        Set<String> users =
                lines.stream().map(line -> line.interaction().userId()).collect(Collectors.toSet());
        if (!lines.isEmpty() && Collections.disjoint(users, slugs)) {
            problems.add(
                    table.name(),
                    "none of its products is one that requests can name; the request schema has " + names
                            + business.reasonForOtherProducts());
            return;
        }
        for (Line line : lines) {
            if (line.interaction().timestamp() >= tooLate) {
                problems.notice(
                        table.name(), line.line(), table.header().get(timePlace), "this is later than tomorrow");
            }
            if (!customers.contains(line.interaction().itemId())) {
                problems.notice(table.name(), line.line(), "", "the customers' file does not have the customer");
            }
            if (format == CellFormat.EXPORT
                    && !slugs.contains(line.interaction().userId())) {
                problems.notice(
                        table.name(),
                        line.line(),
                        "",
                        "the product is not one that requests can name; the request schema has " + names);
            }
        }
        for (CarModel product : products) {
            if (!users.contains(product.slug())) {
                problems.notice(
                        table.name(),
                        0,
                        "",
                        "no interaction is with " + product.name() + " (" + product.slug()
                                + "), so every request for it is answered with Empty Data");
            }
        }
    }
}
