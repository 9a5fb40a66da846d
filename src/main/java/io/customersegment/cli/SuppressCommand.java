package io.customersegment.cli;

import io.customersegment.client.SuppressionList;
import io.customersegment.config.Settings;
import io.customersegment.wire.Suppression;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code suppress}: keeps customers out of every answer. */
@Command(
        name = "suppress",
        description = {
            "Keep customers out of every answer, from the moment the processors read it, which is at once.",
            "Personalize goes on having them until the next import: this is how an objection or an erasure is kept until then. Who is"
                    + " suppressed already gets the new reason and end."
        },
        mixinStandardHelpOptions = true)
final class SuppressCommand implements Callable<Integer> {

    @Mixin
    private final CustomersOption customers = new CustomersOption();

    @Option(
            names = "--reason",
            paramLabel = "WORD",
            description = "Why, e.g. objection, erasure; nothing personal, for it is kept")
    private @Nullable String reason;

    @Option(
            names = "--until",
            paramLabel = "DAY",
            description = "The last day of the suppression in UTC, or the instant of its end; permanent without it")
    private @Nullable String until;

    @Mixin
    private final ClusterOption cluster = new ClusterOption();

    @Mixin
    private final SettingsOptions options = new SettingsOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        Set<String> ids = customers.required();
        Instant end = end();
        Settings settings = options.read(Map.of(), cluster.settings());
        new SuppressionList(settings).publish(ids, new Suppression(reason, end));
        spec.commandLine()
                .getOut()
                .println(ids.size() + (ids.size() == 1 ? " customer is" : " customers are") + " suppressed"
                        + (end == null ? "" : " until " + end));
        return Main.OK;
    }

    private @Nullable Instant end() {
        if (until == null) {
            return null;
        }
        Instant end;
        try {
            end = Suppression.end(until);
        } catch (DateTimeException broken) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--until must be a day like 2027-06-30 or an instant like 2027-06-30T22:00:00Z");
        }
        if (end.isBefore(Instant.now())) {
            throw new ParameterException(spec.commandLine(), "--until is over: " + end);
        }
        return end;
    }
}
