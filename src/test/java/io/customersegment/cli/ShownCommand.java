package io.customersegment.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A command that a document shows after a dollar sign, and the leading lines of its output that follow.
 *
 * @param arguments of {@code bin/customer-segment}
 */
record ShownCommand(List<String> arguments, List<String> output) {

    private static final String PROMPT = "$ bin/customer-segment ";
    private static final String FENCE = "```";
    private static final Pattern ARGUMENT = Pattern.compile("\"([^\"]*)\"|(\\S+)");

    ShownCommand {
        arguments = List.copyOf(arguments);
        output = List.copyOf(output);
    }

    /** Returns the commands of a document, in order. */
    static List<ShownCommand> of(Path document) throws IOException {
        List<ShownCommand> commands = new ArrayList<>();
        List<String> lines = Files.readAllLines(document);
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).startsWith(PROMPT)) {
                List<String> output = lines.subList(i + 1, lines.size()).stream()
                        .takeWhile(line -> !line.isEmpty() && !line.startsWith(FENCE))
                        .toList();
                commands.add(new ShownCommand(arguments(lines.get(i).substring(PROMPT.length())), output));
            }
        }
        return commands;
    }

    private static List<String> arguments(String line) {
        return ARGUMENT.matcher(line)
                .results()
                .map(argument -> argument.group(1) == null ? argument.group(2) : argument.group(1))
                .toList();
    }

    /** Returns the output of the command, with one argument replaced. */
    List<String> run(String argument, String replacement) {
        return Invocation.of(arguments.stream()
                        .map(one -> one.equals(argument) ? replacement : one)
                        .toArray(String[]::new))
                .lines();
    }
}
