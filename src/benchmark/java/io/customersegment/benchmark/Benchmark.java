package io.customersegment.benchmark;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code benchmark}: runs scenarios and prints their results. */
@Command(
        name = "benchmark",
        description =
                "Compares customer-segment with what people would write without it; each part is a process of its own.",
        mixinStandardHelpOptions = true,
        footer = {"", "The tables go to standard output, what is going on to standard error."},
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:it ran, and every target was met",
            "1:a target was missed, or it failed and standard error says why",
            "2:the command line is wrong"
        })
final class Benchmark implements Callable<Integer> {

    @Parameters(paramLabel = "SCENARIO", description = "Which to run: ${COMPLETION-CANDIDATES}; all if none is given")
    private List<Scenario> wanted = List.of(Scenario.values());

    @Option(names = "--quick", description = "A tenth of the requests: shows that it works, and little more")
    private boolean quick;

    @Option(
            names = "--repeat",
            paramLabel = "N",
            description =
                    "How often each contender runs, in turn; the median counts, after a kill the worst, and memory is"
                            + " looked at once (default: ${DEFAULT-VALUE})")
    private int repeat = 1;

    @Spec
    private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

    /** Runs the command and exits with its exit code. */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Benchmark())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpAutoWidth(true)
                .execute(arguments));
    }

    @Override
    @SuppressWarnings("SystemOut") // tables on standard output, progress on standard error
    public Integer call() {
        if (repeat < 1) {
            throw new ParameterException(spec.commandLine(), "--repeat must be at least 1");
        }
        System.out.println("# Benchmark of customer-segment\n\n" + Machine.description() + "; "
                + Instant.now().truncatedTo(ChronoUnit.MINUTES) + (quick ? "; quick" : "") + ", median of " + repeat
                + "\n");
        boolean passed = true;
        Table targets = new Table("scenario", "what", "target", "measured", "verdict");
        System.err.println("rehearsal");
        Rehearsal.run();
        for (Scenario scenario : wanted) {
            for (Findings findings : scenario.run(new Effort(quick, repeat), System.err::println)) {
                System.out.println(findings.markdown());
                findings.verdicts()
                        .forEach(verdict -> targets.add(
                                scenario.toString(),
                                verdict.what(),
                                verdict.target(),
                                verdict.measured(),
                                verdict.passed() ? "passed" : "**missed**"));
                passed &= findings.passed();
            }
        }
        System.out.println("## Targets\n\n" + targets.markdown());
        return passed ? 0 : 1;
    }
}
