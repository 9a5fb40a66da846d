package io.customersegment.leak;

import io.customersegment.app.Wiring;
import io.customersegment.catalogue.Catalogue;
import io.customersegment.config.Settings;
import io.customersegment.config.SettingsReader;
import io.customersegment.local.data.Customer;
import io.customersegment.local.data.CustomerData;
import io.customersegment.local.data.Dataset;
import io.customersegment.local.data.InventedCustomers;
import io.customersegment.local.data.SampleData;
import io.customersegment.local.emulator.Emulator;
import io.customersegment.local.emulator.EmulatorSettings;
import io.customersegment.request.CarModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The car retailer with one region and one car model that are named after a mark, and with customers whose ids and amounts are marks.
 *
 * @param flags the flags that specify the catalogue and the schema of a processor
 */
record MarkedBusiness(Map<String, String> flags) {

    static final String CAR_MODEL = "ZQXMARK HYBRID - 2021";
    static final String REGION = "Zqxmark";

    private static final String UNMARKED_MODEL = "SIENTA HYBRID ELEGANCE - 2021";

    /** Writes the catalogue and the schema to the directory. */
    static MarkedBusiness in(Path directory) throws IOException {
        Path catalogue = directory.resolve("catalogue.yaml");
        Path schema = directory.resolve("schema.json");
        Files.writeString(
                catalogue,
                Files.readString(Path.of("config", "catalogue.yaml"))
                        .replace("Central", REGION)
                        .replace(UNMARKED_MODEL, CAR_MODEL));
        Files.writeString(
                schema,
                Files.readString(Path.of("topics", "customer-segment-input.schema.json"))
                        .replace(UNMARKED_MODEL, CAR_MODEL));
        return new MarkedBusiness(
                Map.of("catalogue.file", catalogue.toString(), "request.schema.file", schema.toString()));
    }

    /** Starts a Personalize emulator with the customers of this business. */
    Emulator emulator() {
        Settings settings = SettingsReader.read(null, Map.of(), flags);
        Catalogue catalogue = Wiring.catalogue(settings.request());
        List<CarModel> products = catalogue.column("owned_model").values().stream()
                .map(CarModel::new)
                .toList();
        CustomerData data = InventedCustomers.of(catalogue, products, SampleData.DAY);
        CustomerData marked = new CustomerData(
                catalogue,
                data.customers().stream().map(MarkedBusiness::marked).toList(),
                data.interactions().stream().map(MarkedBusiness::marked).toList());
        return Emulator.start(
                EmulatorSettings.onPort(0),
                marked.dataset(),
                Wiring.from(settings).templates().all());
    }

    private static Customer marked(Customer customer) {
        Map<String, Object> values = new HashMap<>(customer.values());
        values.put("total_value", Marks.NUMBER + 0.25);
        return new Customer(Marks.WORD + customer.id(), values, customer.interestedModels());
    }

    private static Dataset.Interaction marked(Dataset.Interaction interaction) {
        return new Dataset.Interaction(
                interaction.userId(),
                Marks.WORD + interaction.itemId(),
                interaction.eventType(),
                interaction.timestamp());
    }
}
