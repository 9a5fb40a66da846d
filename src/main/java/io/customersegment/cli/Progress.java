package io.customersegment.cli;

import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows the progress of a long command on standard error: a line that is overwritten on a terminal, plain lines elsewhere. */
final class Progress {

    private static final long REDRAW_NANOS = 200_000_000;

    @Option(
            names = {"-q", "--quiet"},
            description = "Show no progress")
    private boolean quiet;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec = CommandSpec.create();

    private final boolean terminal = CommandLine.Help.Ansi.AUTO.enabled();
    private long drawn = System.nanoTime() - REDRAW_NANOS;
    private @Nullable String line;

    /** Prints a step of the work that has ended or begins. */
    synchronized void done(String text) {
        if (!quiet) {
            PrintWriter err = spec.commandLine().getErr();
            err.println((terminal && line != null ? "\r\u001b[K" : "") + "customer-segment: " + text);
            err.flush();
            line = null;
        }
    }

    /** Removes the line that {@link #show} has drawn. */
    synchronized void clear() {
        if (line != null) {
            PrintWriter err = spec.commandLine().getErr();
            err.print("\r\u001b[K");
            err.flush();
            line = null;
        }
    }

    /** Shows how far a step has advanced; drawn at intervals, and only on a terminal. */
    synchronized void show(String text) {
        if (!quiet && terminal && System.nanoTime() - drawn >= REDRAW_NANOS) {
            PrintWriter err = spec.commandLine().getErr();
            err.print("\r\u001b[Kcustomer-segment: " + text);
            err.flush();
            line = text;
            drawn = System.nanoTime();
        }
    }
}
