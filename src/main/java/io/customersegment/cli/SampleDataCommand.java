package io.customersegment.cli;

import io.customersegment.local.data.DatasetFiles;
import io.customersegment.local.data.SampleData;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code sample-data}: the sample customers as files that Personalize can import. */
@Command(
        name = "sample-data",
        description =
                "Write the sample customers, their interactions and the schemas as Amazon Personalize imports them.",
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
    private final Progress progress = new Progress();

    @Override
    public Integer call() throws IOException {
        SampleData sample = SampleData.asOf(asOf == null ? SampleData.DAY : asOf);
        for (Path file : DatasetFiles.write(sample.data(), out)) {
            progress.done("wrote " + file);
        }
        progress.done(sample.customers().size() + " customers as of " + sample.day());
        return Main.OK;
    }
}
