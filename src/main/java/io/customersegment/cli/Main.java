package io.customersegment.cli;

import java.io.IOException;
import java.io.PrintWriter;
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
            RequestCommand.class,
            ExplainCommand.class,
            BatchCommand.class,
            FiltersCommand.class,
            EmulateCommand.class,
            SampleDataCommand.class,
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:it worked",
            "1:it failed, and standard error says why",
            "2:the command line is wrong",
            "3:request, explain: the answer is an error record"
        })
public final class Main {

    /** It worked. */
    static final int OK = 0;

    /** It failed. */
    static final int FAILED = 1;

    /** The answer is an error record. */
    static final int ANSWERED_WITH_ERROR = 3;

    private Main() {}

    /** Runs one command and ends the process with its exit code. */
    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Main())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpAutoWidth(true)
                .setExecutionExceptionHandler((fault, command, parsed) -> {
                    PrintWriter err = command.getErr();
                    // the message of an exception of the file system is often no more than the file's name
                    boolean tells = fault.getMessage() != null && !(fault instanceof IOException);
                    err.println("customer-segment: " + (tells ? fault.getMessage() : fault));
                    if (fault.getMessage() == null) {
                        fault.printStackTrace(err);
                    }
                    return FAILED;
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
