package io.customersegment.cli;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code customer-segment}: every command hangs below this one. */
@Command(
        name = "customer-segment",
        description =
                "Reads segment requests from a Kafka topic, works out what the prompt asks, and answers with the customers"
                        + " that Amazon Personalize finds.",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            DemoCommand.class,
            RunCommand.class,
            TopicsCommand.class,
            RequestCommand.class,
            ExplainCommand.class,
            ConsoleCommand.class,
            CatalogueCommand.class,
            BatchCommand.class,
            ReplayCommand.class,
            SuppressCommand.class,
            UnsuppressCommand.class,
            SuppressedCommand.class,
            FiltersCommand.class,
            DoctorCommand.class,
            EmulateCommand.class,
            SampleDataCommand.class,
            DatasetCommand.class,
            RehearseCommand.class,
            CommandLine.HelpCommand.class,
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:it worked",
            "1:it failed, and standard error says why",
            "2:the command line is wrong",
            "3:request, explain, batch: an answer is an error record; topics, filters: not as needed; doctor: a check failed; replay:"
                    + " a request could not be taken out of its error record; catalogue check, diff: prompts are read in"
                    + " another way; unsuppress, suppressed: somebody who is named is not suppressed"
        })
public final class Main {

    /** It worked. */
    static final int OK = 0;

    /** It failed. */
    static final int FAILED = 1;

    /** The answer is an error record. */
    static final int ANSWERED_WITH_ERROR = 3;

    /** The cluster is not as declared, or prompts are not read as expected or as before. */
    static final int DIFFERS = 3;

    /** Not all that was asked for could be done. */
    static final int INCOMPLETE = 3;

    private Main() {}

    /** Runs one command and ends the process with its exit code. */
    public static void main(String[] arguments) {
        Thread.setDefaultUncaughtExceptionHandler((thread, fault) -> FatalErrors.uncaught(fault));
        int exitCode = FAILED;
        try {
            exitCode = commandLine().execute(arguments);
        } catch (RuntimeException | Error fault) { // picocli passes errors on
            FatalErrors.uncaught(fault);
        } finally { // threads that the command has started would keep the process alive
            System.exit(exitCode);
        }
    }

    static CommandLine commandLine() {
        CommandLine commandLine = new CommandLine(new Main())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpAutoWidth(true)
                .setExecutionExceptionHandler((fault, command, parsed) -> {
                    FatalErrors.report(command.getErr(), fault);
                    return FAILED;
                });
        commandLine.setParameterExceptionHandler(new WrongArguments());
        commandLine.registerConverter(LocalDate.class, text -> {
            try {
                return LocalDate.parse(text);
            } catch (DateTimeParseException broken) {
                throw new CommandLine.TypeConversionException("'" + text + "' is not a date like 2024-12-01");
            }
        });
        commandLine.registerConverter(Instant.class, text -> {
            try {
                return text.contains("T")
                        ? Instant.parse(text)
                        : LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
            } catch (DateTimeParseException broken) {
                throw new CommandLine.TypeConversionException(
                        "'" + text + "' is neither a time like 2024-12-01T09:30:00Z nor a day like 2024-12-01");
            }
        });
        commandLine.registerConverter(Seconds.class, Seconds::of);
        setVersion(commandLine);
        return commandLine;
    }

    private static void setVersion(CommandLine commandLine) {
        commandLine.getSubcommands().values().forEach(sub -> {
            sub.getCommandSpec().versionProvider(new Version());
            setVersion(sub);
        });
    }

    /** The version that the jar's manifest tells. */
    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Main.class.getPackage().getImplementationVersion();
            return new String[] {"customer-segment " + (version == null ? "(not built as a jar)" : version)};
        }
    }
}
