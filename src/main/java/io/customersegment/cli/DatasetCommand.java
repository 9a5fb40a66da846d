package io.customersegment.cli;

import io.customersegment.config.Settings;
import io.customersegment.local.data.CustomerData;
import io.customersegment.local.data.DatasetFiles;
import io.customersegment.local.data.ExportFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code dataset}: converts a business's own customers to files that Personalize can import. */
@Command(
        name = "dataset",
        description =
                "Make the files that Amazon Personalize imports out of customers and interactions as a business exports"
                        + " them, and check both against the catalogue.",
        footer = {
            "",
            "Both files are CSV in UTF-8; their first line names the columns.",
            "customers:    a column for each of the catalogue, under its name or label in",
            "              any case. No value is an empty cell; numbers have a decimal",
            "              point; dates are like 2024-12-01, or epoch seconds.",
            "interactions: customer, product (a name of the request schema, or its slug),",
            "              time (like 2024-12-01T09:30:00Z, or epoch seconds) and, if you",
            "              like, event_type.",
            "",
            "Filled in are INTERESTED_MODELS, SHARD and CREATION_TIMESTAMP. A null date becomes 0 and a null text none.",
            "The directory that is made is what --data of demo, batch and emulate takes."
        },
        mixinStandardHelpOptions = true)
final class DatasetCommand implements Callable<Integer> {

    @Option(names = "--customers", paramLabel = "FILE", required = true, description = "The customers")
    private Path customers = Path.of("");

    @Option(names = "--interactions", paramLabel = "FILE", required = true, description = "The interactions")
    private Path interactions = Path.of("");

    @Option(names = "--out", paramLabel = "DIR", required = true, description = "Where to; made if missing")
    private Path out = Path.of("");

    @Mixin
    private final BusinessOptions business = new BusinessOptions();

    @Mixin
    private final SettingsOptions options = new SettingsOptions();

    @Mixin
    private final Progress progress = new Progress();

    @Override
    public Integer call() throws IOException {
        Settings settings = options.read(Map.of(), business.settings());
        progress.show("reading " + customers + " and " + interactions);
        CustomerData data = ExportFiles.read(customers, interactions, DataOptions.business(settings), progress::done);
        for (Path file : DatasetFiles.writeImport(data.dataset(), out)) {
            progress.done("wrote " + file);
        }
        progress.done(
                data.customers().size() + " customers, " + data.interactions().size() + " interactions");
        return Main.OK;
    }
}
