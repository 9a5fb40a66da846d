package io.customersegment.cli;

import io.customersegment.app.Wiring;
import io.customersegment.outcome.Failure;
import io.customersegment.outcome.Outcome;
import io.customersegment.plan.Explanation;
import io.customersegment.plan.Query;
import io.customersegment.prompt.Describe;
import io.customersegment.prompt.Intent;
import io.customersegment.prompt.Reading;
import io.customersegment.request.SegmentRequest;
import java.io.PrintWriter;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code explain}: how a prompt is read and what would be called. */
@Command(
        name = "explain",
        description = "Show how a prompt is read and what Personalize would be asked. Calls nothing, needs no cluster.",
        mixinStandardHelpOptions = true)
final class ExplainCommand implements Callable<Integer> {

    @Parameters(paramLabel = "PROMPT", description = "e.g. \"gold members in the North\"")
    private String prompt = "";

    @Option(
            names = "--car-model",
            paramLabel = "MODEL",
            description = "e.g. \"RAV4 HYBRID - 2022\"; without it the action's default")
    private @Nullable String carModel;

    @Option(
            names = "--as-of",
            paramLabel = "DATE",
            description = "The day from which time windows count; without it, today")
    private @Nullable LocalDate asOf;

    @Mixin
    private final SettingsOptions options = new SettingsOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        Wiring wiring = Wiring.from(options.read());
        LocalDate day = asOf == null ? LocalDate.now(ZoneOffset.UTC) : asOf;
        Outcome<SegmentRequest> request = wiring.validator()
                .validate(
                        Requests.bytes(Requests.request(prompt, carModel)),
                        day.atStartOfDay(ZoneOffset.UTC).toInstant());
        return request.fold(asked -> explain(wiring, asked), this::refuse);
    }

    private int explain(Wiring wiring, SegmentRequest request) {
        return wiring.interpreter()
                .interpret(request.prompt(), request.day())
                .fold(
                        reading -> {
                            PrintWriter out = spec.commandLine().getOut();
                            out.println("prompt      " + request.prompt());
                            for (Reading.Piece piece : reading.pieces()) {
                                if (!piece.meaning().isEmpty()) {
                                    String words = request.prompt().substring(piece.from(), piece.to());
                                    out.println("            \"" + words + "\" → " + piece.meaning());
                                }
                            }
                            out.println("criteria    "
                                    + Describe.condition(reading.criteria().condition()));
                            out.println("car model   " + request.carModel().name() + ", as of " + request.day());
                            return wiring.planner()
                                    .plan(new Intent(request.carModel(), reading.criteria()))
                                    .fold(this::show, this::refuse);
                        },
                        this::refuse);
    }

    private int show(Query query) {
        Explanation.of(query).forEach(spec.commandLine().getOut()::println);
        return Main.OK;
    }

    private int refuse(Failure failure) {
        PrintWriter out = spec.commandLine().getOut();
        out.println("refused     " + failure.reason().type().title() + ": " + failure.detail());
        out.println("            " + failure.reason().type().solution());
        return Main.ANSWERED_WITH_ERROR;
    }
}
