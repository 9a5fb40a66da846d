package io.customersegment.cli;

import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The flag of the commands that read a file of prompts, each of which may name its own day. */
final class AsOfOption {

    @Option(
            names = "--as-of",
            paramLabel = "DATE",
            description = "The day from which time windows count where a prompt names none; without it, today")
    private @Nullable LocalDate asOf;

    /** The day of prompts that do not name one. */
    LocalDate day() {
        return asOf == null ? LocalDate.now(ZoneOffset.UTC) : asOf;
    }
}
