package io.customersegment.cli;

import io.customersegment.app.Wiring;
import io.customersegment.config.Settings;
import io.customersegment.local.emulator.Emulator;
import io.customersegment.local.emulator.EmulatorSettings;
import io.customersegment.local.emulator.Faults;
import io.customersegment.local.emulator.Latency;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code emulate}: runs the Personalize emulator alone. */
@Command(
        name = "emulate",
        description = "Run the Personalize emulator with sample customers or your own until it is stopped.",
        footer = {
            "",
            "PUT /emulator/faults takes {\"latency\":{\"p50_ms\":80,\"p99_ms\":400}, \"calls_per_second\":500,",
            "\"next\":{\"connection_reset\":3}, \"probability\":{\"internal_failure\":0.1}}; {} ends all misbehaviour.",
            "PUT /emulator/setup takes {\"campaign\":{\"status\":\"CREATE PENDING\", \"metadata\":false, \"min_tps\":1},",
            "\"filter_creation_ms\":1000, \"failing_filters\":[\"NAME\"], \"denied\":[\"DescribeCampaign\"], \"throttled\":3};",
            "{} sets up a campaign that is ACTIVE, and refuses nothing. The dataset group has the campaign's name.",
            "GET /emulator/calls says how many calls of GetRecommendations came in."
        },
        mixinStandardHelpOptions = true)
final class EmulateCommand implements Callable<Integer> {

    @Option(names = "--port", paramLabel = "PORT", description = "0 for any that is free (default: ${DEFAULT-VALUE})")
    private int port = 8082;

    @Option(
            names = "--host",
            paramLabel = "ADDRESS",
            description = "The address it binds; 0.0.0.0 in a container (default: ${DEFAULT-VALUE})")
    private String host = "127.0.0.1";

    @Option(
            names = "--as-of",
            paramLabel = "DATE",
            description = "The day of the invented customers; without it, today")
    private @Nullable LocalDate asOf;

    @Option(
            names = "--latency-ms",
            paramLabel = "N",
            description = "How long each answer takes (default: ${DEFAULT-VALUE})")
    private int latencyMillis;

    @Option(
            names = "--calls-per-second",
            paramLabel = "N",
            description = "More are throttled; 0 for no limit (default: ${DEFAULT-VALUE})")
    private int callsPerSecond;

    @Option(names = "--no-filters", description = "Begin without filters; `filters --apply` creates them")
    private boolean noFilters;

    @Mixin
    private final DataOptions data = new DataOptions();

    @Mixin
    private final SettingsOptions options = new SettingsOptions();

    @Mixin
    private final Progress progress = new Progress();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws InterruptedException {
        if (asOf != null && data.files()) {
            throw new ParameterException(
                    spec.commandLine(), "--as-of is the day of invented customers; those of --data keep their dates");
        }
        Settings settings = options.read(data.settings(), Map.of());
        DataOptions.Loaded customers =
                data.load(settings, asOf == null ? LocalDate.now(ZoneOffset.UTC) : asOf, progress);
        try (Emulator emulator = Emulator.start(
                EmulatorSettings.onPort(port)
                        .withHost(host)
                        .withCampaign(settings.personalize().campaignArn()),
                customers.data().dataset(),
                noFilters ? List.of() : Wiring.from(settings).templates().all())) {
            emulator.faults(Faults.none()
                    .withLatency(Latency.fixed(Duration.ofMillis(latencyMillis)))
                    .withCallsPerSecond(callsPerSecond));
            progress.done("emulating Amazon Personalize at " + emulator.endpoint() + " with " + customers);
            progress.done("a processor uses it with PERSONALIZE_ENDPOINT=" + emulator.endpoint());
            if (noFilters) {
                progress.done("its dataset group is "
                        + settings.personalize().campaignArn().replace(":campaign/", ":dataset-group/"));
            }
            new CountDownLatch(1).await();
        }
        return Main.OK;
    }
}
