package io.customersegment.local.data;

import io.customersegment.catalogue.Catalogue;
import io.customersegment.catalogue.CatalogueReader;
import io.customersegment.catalogue.Column;
import io.customersegment.request.CarModel;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** Generated customers of the built-in catalogue and their interactions with its car models, the same for the same day. */
public final class SampleData {

    /** The default day of the data. */
    public static final LocalDate DAY = LocalDate.of(2024, 12, 1);

    private static final int CUSTOMERS = 5000;

    private final LocalDate day;
    private final List<CarModel> carModels;
    private final CustomerData data;

    private SampleData(LocalDate day, List<CarModel> carModels, CustomerData data) {
        this.day = day;
        this.carModels = List.copyOf(carModels);
        this.data = data;
    }

    /** Generates the sample with its dates as of the given day: no date except {@code lease_end} lies after it. */
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
        return new SampleData(day, carModels, new CustomerData(catalogue, customers, interactions));
    }

    /** The day of the data. */
    public LocalDate day() {
        return day;
    }

    /** The columns of the customers, in the catalogue's order, without the id and the interest. */
    public List<Column> columns() {
        return data.columns();
    }

    /** The car models that customers are interested in. */
    public List<CarModel> carModels() {
        return carModels;
    }

    /** All customers, by id. */
    public List<Customer> customers() {
        return data.customers();
    }

    /** Returns the customers who are interested in the model, which means at least one interaction with it. */
    public List<Customer> interestedIn(CarModel carModel) {
        String slug = carModel.slug();
        return customers().stream()
                .filter(customer -> customer.interestedModels().contains(slug))
                .toList();
    }

    /** The customers and their interactions. */
    public CustomerData data() {
        return data;
    }

    /** Returns the sample as Personalize imports it. */
    public Dataset dataset() {
        return data.dataset();
    }
}
