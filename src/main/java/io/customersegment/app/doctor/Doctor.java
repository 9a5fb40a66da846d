package io.customersegment.app.doctor;

import io.customersegment.app.Wiring;
import io.customersegment.catalogue.Catalogue;
import io.customersegment.config.Settings;
import io.customersegment.plan.FilterTemplates;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Checks a set-up from its settings to the broker, and reports what to do. */
public final class Doctor {

    private final Checkup checkup;
    private @Nullable Settings settings;
    private @Nullable FilterTemplates templates;

    private Doctor(Consumer<Finding> report) {
        this.checkup = new Checkup(report);
    }

    /**
     * Makes all checks.
     *
     * @param settings reads the settings; may fail
     * @param datasetGroupArn the dataset group, null for that of the campaign
     * @param probe whether to make a billed call
     * @param report called with each finding as it is made
     * @return all findings
     */
    public static List<Finding> examine(
            Supplier<Settings> settings, @Nullable String datasetGroupArn, boolean probe, Consumer<Finding> report) {
        return new Doctor(report).examine(settings, datasetGroupArn, probe);
    }

    private List<Finding> examine(Supplier<Settings> reader, @Nullable String datasetGroupArn, boolean probe) {
        checkup.check(Check.SETTINGS, () -> {
            Settings read = reader.get();
            settings = read;
            String endpoint = read.personalize().endpoint();
            return CheckResult.ok(endpoint.isEmpty() ? "usable" : "usable; the endpoint of Personalize is " + endpoint);
        });
        Settings read = settings;
        if (read != null) {
            examineParts(read);
            examinePersonalize(read, datasetGroupArn, probe);
            examineKafka(read);
        }
        checkup.skipRest();
        return checkup.findings();
    }

    private void examineParts(Settings read) {
        checkup.check(Check.CATALOGUE, () -> {
            Catalogue catalogue = Wiring.catalogue(read.request());
            FilterTemplates needed = FilterTemplates.from(catalogue);
            templates = needed;
            return CheckResult.ok(origin(read.request().catalogueFile()) + ", version " + catalogue.version() + ": "
                    + catalogue.columns().size() + " columns, "
                    + needed.all().size() + " filters");
        });
        checkup.check(Check.SCHEMA, () -> schema(read.request()));
    }

    private static CheckResult schema(Settings.Request settings) {
        String text = origin(settings.schemaFile()) + ": "
                + Wiring.validator(settings).carModels().size() + " car models";
        if (settings.catalogueFile().isEmpty() == settings.schemaFile().isEmpty()) {
            return CheckResult.ok(text);
        }
        return CheckResult.warn(
                text,
                settings.schemaFile().isEmpty()
                        ? "the built-in request schema is used with a catalogue of your own: set request.schema.file"
                        : "the built-in catalogue is used with a request schema of your own: set catalogue.file");
    }

    private static String origin(String file) {
        return file.isEmpty() ? "built in" : file;
    }

    private void examinePersonalize(Settings read, @Nullable String datasetGroupArn, boolean probe) {
        try (PersonalizeChecks checks = new PersonalizeChecks(read, datasetGroupArn, checkup)) {
            checkup.check(Check.REGION, checks::region);
            checkup.check(Check.CREDENTIALS, checks::credentials);
            checkup.check(Check.CAMPAIGN, checks::campaign);
            checkup.check(Check.METADATA, checks::metadata);
            checkup.check(Check.THROUGHPUT, checks::throughput);
            checkup.check(Check.DATASET_GROUP, checks::datasetGroup);
            checkup.check(Check.FILTERS, () -> checks.filters(Objects.requireNonNull(templates)));
            checkup.check(Check.FILTER_PREFIX, checks::filterPrefix);
            if (probe) {
                checkup.check(Check.PROBE, () -> checks.probe(Wiring.from(read)));
            } else {
                checkup.check(Check.PROBE, () -> CheckResult.skip("as --no-probe says"));
            }
        }
    }

    private void examineKafka(Settings read) {
        try (KafkaChecks checks = new KafkaChecks(read)) {
            checkup.check(Check.BROKER, checks::broker);
            checkup.check(Check.TOPICS, checks::topics);
            checkup.check(Check.MESSAGE_SIZE, checks::messageSize);
            checkup.check(Check.PERMISSIONS, checks::permissions);
            checkup.check(Check.GROUP, checks::group);
        }
    }
}
