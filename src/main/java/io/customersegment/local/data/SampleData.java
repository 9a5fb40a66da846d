package io.customersegment.local.data;

import io.customersegment.catalogue.Catalogue;
import io.customersegment.catalogue.CatalogueReader;
import io.customersegment.catalogue.Column;
import io.customersegment.plan.FilterTemplate;
import io.customersegment.plan.Shard;
import io.customersegment.request.CarModel;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** The customers of the built-in catalogue and their interactions with its car models. A value, the same for the same day. */
public final class SampleData {

    /** The day that the sample is told of unless another is asked for. */
    public static final LocalDate DAY = LocalDate.of(2024, 12, 1);

    private static final int CUSTOMERS = 5000;
    private static final long SECONDS_PER_DAY = 86_400;
    private static final String NO_TEXT = "none";
    private static final String CREATION_TIMESTAMP = "CREATION_TIMESTAMP";

    private final LocalDate day;
    private final List<Column> columns;
    private final List<CarModel> carModels;
    private final List<Customer> customers;
    private final List<Dataset.Interaction> interactions;

    private SampleData(
            LocalDate day,
            List<Column> columns,
            List<CarModel> carModels,
            List<Customer> customers,
            List<Dataset.Interaction> interactions) {
        this.day = day;
        this.columns = List.copyOf(columns);
        this.carModels = List.copyOf(carModels);
        this.customers = List.copyOf(customers);
        this.interactions = List.copyOf(interactions);
    }

    /** The sample with its dates as of this day: no date but {@code lease_end} lies after it. */
    public static SampleData asOf(LocalDate day) {
        Catalogue catalogue = CatalogueReader.builtIn();
        List<CarModel> carModels = catalogue.column("owned_model").values().stream()
                .map(CarModel::new)
                .toList();
        CustomerGenerator generator = new CustomerGenerator(catalogue, carModels, day);
        List<Customer> customers = new ArrayList<>();
        List<Dataset.Interaction> interactions = new ArrayList<>();
        for (int number = 1; number <= CUSTOMERS; number++) {
            customers.add(generator.draw(number, interactions));
        }
        List<Column> columns = catalogue.columns().stream()
                .filter(column -> column.type() != Column.Type.ID && column.type() != Column.Type.INTEREST)
                .toList();
        return new SampleData(day, columns, carModels, customers, interactions);
    }

    /** The day that the sample is told of. */
    public LocalDate day() {
        return day;
    }

    /** What is known of each customer, in the catalogue's order, without the id and the interest. */
    public List<Column> columns() {
        return columns;
    }

    /** The car models that customers are interested in. */
    public List<CarModel> carModels() {
        return carModels;
    }

    /** Everybody, by id. */
    public List<Customer> customers() {
        return customers;
    }

    /** Who is interested in the model: has at least one interaction with it. */
    public List<Customer> interestedIn(CarModel carModel) {
        String slug = carModel.slug();
        return customers.stream()
                .filter(customer -> customer.interestedModels().contains(slug))
                .toList();
    }

    /**
     * The sample as Personalize is given it: the columns, {@code CREATION_TIMESTAMP}, the interested models and the shard; a null
     * date is 0, a null text {@code none}.
     */
    public Dataset dataset() {
        List<Dataset.Field> fields = new ArrayList<>();
        fields.add(new Dataset.Field(CREATION_TIMESTAMP, Dataset.Type.LONG));
        for (Column column : columns) {
            fields.add(new Dataset.Field(column.field(), type(column)));
        }
        fields.add(new Dataset.Field(FilterTemplate.INTERESTED_MODELS, Dataset.Type.STRING));
        fields.add(new Dataset.Field(FilterTemplate.SHARD, Dataset.Type.INT));
        return new Dataset(fields, customers.stream().map(this::item).toList(), interactions);
    }

    private Dataset.Item item(Customer customer) {
        List<String> values = new ArrayList<>();
        values.add(String.valueOf(epochSeconds(customer.values().getOrDefault("customer_since", 0.0))));
        for (Column column : columns) {
            String text = text(customer, column);
            values.add(text.isEmpty() ? (column.numeric() ? "0" : NO_TEXT) : text);
        }
        values.add(String.join(Dataset.MULTI_VALUE_SEPARATOR, customer.interestedModels()));
        values.add(String.valueOf(Shard.of(customer.id())));
        return new Dataset.Item(customer.id(), values);
    }

    /** The customer's value as a file writes it: a date as epoch seconds, empty where there is none. */
    String text(Customer customer, Column column) {
        Object value = customer.value(column);
        if (value == null) {
            return "";
        }
        return switch (column.type()) {
            case DATE -> String.valueOf(epochSeconds(value));
            case INTEGER -> String.valueOf(((Double) value).longValue());
            default -> String.valueOf(value);
        };
    }

    private static long epochSeconds(Object epochDay) {
        return ((Double) epochDay).longValue() * SECONDS_PER_DAY;
    }

    private static Dataset.Type type(Column column) {
        return switch (column.type()) {
            case DATE -> Dataset.Type.LONG;
            case INTEGER -> Dataset.Type.INT;
            case DECIMAL -> Dataset.Type.DOUBLE;
            default -> Dataset.Type.STRING;
        };
    }
}
