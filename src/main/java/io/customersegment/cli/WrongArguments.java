package io.customersegment.cli;

import io.customersegment.config.JvmProperties;
import io.customersegment.text.EditDistance;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Says what is wrong with a command line and where its help is, or which commands there are. Quotes no argument that may be a piece of a
 * prompt: standard error is often kept where a prompt must not be.
 */
final class WrongArguments implements IParameterExceptionHandler {

    @Override
    public int handleParseException(ParameterException wrong, String[] arguments) {
        CommandLine command = wrong.getCommandLine();
        if (JvmProperties.logsJson()) {
            FatalErrors.log(words(wrong));
            return command.getCommandSpec().exitCodeOnInvalidInput();
        }
        PrintWriter err = command.getErr();
        err.println(command.getColorScheme().errorText(words(wrong)));
        boolean suggested = isNearMiss(wrong) && UnmatchedArgumentException.printSuggestions(wrong, err);
        if (!suggested && !command.getSubcommands().isEmpty()) {
            command.usage(err, command.getColorScheme());
        } else if (!suggested) {
            err.println("Try '" + command.getCommandSpec().qualifiedName() + " --help'.");
        }
        return command.getCommandSpec().exitCodeOnInvalidInput();
    }

    /** Whether what is unknown is so like a command or an option that it was meant. */
    private static boolean isNearMiss(ParameterException wrong) {
        if (!(wrong instanceof UnmatchedArgumentException unmatched)
                || unmatched.getSuggestions().isEmpty()) {
            return false;
        }
        String word = unmatched.getUnmatched().get(0);
        return EditDistance.between(word, EditDistance.nearest(word, unmatched.getSuggestions())) <= word.length() / 3;
    }

    private static String words(ParameterException wrong) {
        if (wrong instanceof UnmatchedArgumentException unmatched
                && wrong.getCommandLine().getSubcommands().isEmpty()) {
            return unmatched.isUnknownOption()
                    ? "Unknown option: " + name(unmatched.getUnmatched().get(0))
                    : tooMany(unmatched.getUnmatched());
        }
        return String.valueOf(wrong.getMessage());
    }

    /** The option without the value behind it. */
    private static String name(String option) {
        int value = option.indexOf('=');
        return value < 0 ? option : option.substring(0, value);
    }

    private static String tooMany(List<String> arguments) {
        int number = arguments.size();
        return (number == 1 ? "There is 1 argument" : "There are " + number + " arguments")
                + " too many: a prompt, or another text with spaces, must be in quotes";
    }
}
