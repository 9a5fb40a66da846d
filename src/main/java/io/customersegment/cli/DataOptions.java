package io.customersegment.cli;

import io.customersegment.app.Wiring;
import io.customersegment.catalogue.Catalogue;
import io.customersegment.catalogue.CatalogueReader;
import io.customersegment.config.Settings;
import io.customersegment.local.data.Business;
import io.customersegment.local.data.CustomerData;
import io.customersegment.local.data.ImportFiles;
import io.customersegment.local.data.InventedCustomers;
import io.customersegment.local.data.SampleData;
import io.customersegment.request.CarModel;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Which customers the emulator of a command has: those of files, those of an example, or invented ones of the configured catalogue. */
final class DataOptions {

    @ArgGroup
    private @Nullable Choice choice;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec = CommandSpec.create();

    private @Nullable Example opened;

    /** One or the other. */
    private static final class Choice {

        @Option(
                names = "--data",
                paramLabel = "DIR",
                description =
                        "Take the customers of items.csv and interactions.csv in DIR, as Personalize imports them,"
                                + " instead of inventing some")
        private @Nullable Path directory;

        @Option(
                names = "--example",
                paramLabel = "NAME",
                description = "Take the catalogue, products and invented customers of config/examples/NAME")
        private @Nullable String example;
    }

    /** Customers to load. */
    record Loaded(CustomerData data, String source) {
        @Override
        public String toString() {
            return data.customers().size() + " customers " + source;
        }
    }

    /** Whether the command line names customers. */
    boolean given() {
        return choice != null;
    }

    /** Whether it names files. */
    boolean files() {
        return choice != null && choice.directory != null;
    }

    /** The example that it names, null without one. */
    @Nullable
    Example example() {
        if (opened == null && choice != null && choice.example != null) {
            List<String> known = Example.names();
            if (!known.contains(choice.example)) {
                throw new ParameterException(
                        spec.commandLine(),
                        "There is no example " + choice.example + "; the examples are " + String.join(", ", known));
            }
            opened = Example.open(choice.example);
        }
        return opened;
    }

    /** The settings that the choice brings. */
    Map<String, String> settings() {
        Example example = example();
        return example == null ? Map.of() : example.settings();
    }

    /** The customers; what is worth knowing of their files is shown. */
    Loaded load(Settings settings, LocalDate day, Progress progress) {
        if (choice == null || choice.directory == null) {
            return new Loaded(invented(settings, day), "as of " + day);
        }
        progress.show("reading " + choice.directory);
        CustomerData data = ImportFiles.read(choice.directory, business(settings), progress::done);
        return new Loaded(data, "of " + choice.directory);
    }

    /** The sample customers of the catalogue that is built in, or invented ones of another. */
    static CustomerData invented(Settings settings, LocalDate day) {
        Catalogue catalogue = Wiring.catalogue(settings.request());
        return isBuiltIn(catalogue)
                ? SampleData.asOf(day).data()
                : InventedCustomers.of(catalogue, products(settings), day);
    }

    /** What the files of a business are checked against. */
    static Business business(Settings settings) {
        return new Business(
                Wiring.catalogue(settings.request()),
                products(settings),
                LocalDate.now(ZoneOffset.UTC),
                settings.request().catalogueFile().isEmpty(),
                settings.request().schemaFile().isEmpty());
    }

    /** What requests may ask for. */
    static List<CarModel> products(Settings settings) {
        return Wiring.validator(settings.request()).carModels();
    }

    /** Whether the catalogue is the one that is built in, or a copy of it. */
    static boolean isBuiltIn(Catalogue catalogue) {
        return catalogue.version().equals(CatalogueReader.builtIn().version());
    }
}
