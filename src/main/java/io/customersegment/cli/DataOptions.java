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

/** Selects the customers of a command's emulator: those of files, those of an example, or invented ones of the configured catalogue. */
final class DataOptions {

    @ArgGroup
    private @Nullable Choice choice;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec = CommandSpec.create();

    private @Nullable Example opened;

    /** Two flags of which at most one may be given. */
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

    /** Loaded customers, with a description of their source. */
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

    /** Whether the command line names files of customers. */
    boolean files() {
        return choice != null && choice.directory != null;
    }

    /** Returns the example that the command line names, or null if it names none. */
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

    /** Returns the settings of the example, empty without one. */
    Map<String, String> settings() {
        Example example = example();
        return example == null ? Map.of() : example.settings();
    }

    /** Loads the customers, and shows remarks about their files. */
    Loaded load(Settings settings, LocalDate day, Progress progress) {
        if (choice == null || choice.directory == null) {
            return new Loaded(invented(settings, day), "as of " + day);
        }
        progress.show("reading " + choice.directory);
        CustomerData data = ImportFiles.read(choice.directory, business(settings), progress::done);
        return new Loaded(data, "of " + choice.directory);
    }

    /** Returns the sample customers of the built-in catalogue, or invented customers of another one. */
    static CustomerData invented(Settings settings, LocalDate day) {
        Catalogue catalogue = Wiring.catalogue(settings.request());
        return isBuiltIn(catalogue)
                ? SampleData.asOf(day).data()
                : InventedCustomers.of(catalogue, products(settings), day);
    }

    /** Returns the business that its files are checked against. */
    static Business business(Settings settings) {
        return new Business(
                Wiring.catalogue(settings.request()),
                products(settings),
                LocalDate.now(ZoneOffset.UTC),
                settings.request().catalogueFile().isEmpty(),
                settings.request().schemaFile().isEmpty());
    }

    /** Returns the products that requests may name. */
    static List<CarModel> products(Settings settings) {
        return Wiring.validator(settings.request()).carModels();
    }

    /** Whether the catalogue is the built-in one or a copy of it. */
    static boolean isBuiltIn(Catalogue catalogue) {
        return catalogue.version().equals(CatalogueReader.builtIn().version());
    }
}
