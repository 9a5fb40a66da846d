package io.customersegment.cli;

import io.customersegment.local.data.CustomerData;
import io.customersegment.local.data.DatasetFiles;
import io.customersegment.local.data.SampleData;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code sample-data}: writes invented customers as files that Personalize can import. */
@Command(
        name = "sample-data",
        description = {
            "Write invented customers, their interactions and the schemas as Amazon Personalize imports them, and customers.csv to look"
                    + " at.",
            "They are the car retailer's, or those of your catalogue: as its section sample says, and where it says nothing, as its"
                    + " columns and entries suggest. The same customers on every machine."
        },
        mixinStandardHelpOptions = true)
final class SampleDataCommand implements Callable<Integer> {

    @Option(names = "--out", paramLabel = "DIR", required = true, description = "Where to; made if missing")
    private Path out = Path.of("");

    @Option(
            names = "--as-of",
            paramLabel = "DATE",
            description =
                    "The day of the data, with which all dates shift; without it 2024-12-01, for which it is drawn")
    private @Nullable LocalDate asOf;

    @Mixin
    private final BusinessOptions business = new BusinessOptions();

    @Mixin
    private final SettingsOptions options = new SettingsOptions();

    @Mixin
    private final Progress progress = new Progress();

    @Override
    public Integer call() throws IOException {
        LocalDate day = asOf == null ? SampleData.DAY : asOf;
        CustomerData data = DataOptions.invented(options.read(Map.of(), business.settings()), day);
        for (Path file : DatasetFiles.write(data, out)) {
            progress.done("wrote " + file);
        }
        progress.done(data.customers().size() + " customers as of " + day);
        return Main.OK;
    }
}
