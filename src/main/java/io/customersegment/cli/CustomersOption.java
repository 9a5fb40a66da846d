package io.customersegment.cli;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Customers by id: on the command line, or in a file to keep them out of the shell's history. */
final class CustomersOption {

    /** The maximum length of an item's id in Personalize. */
    private static final int LONGEST_ID = 256;

    @Parameters(arity = "0..*", paramLabel = "ID", description = "Customers, by their ids in Personalize")
    private List<String> ids = new ArrayList<>();

    @Option(
            names = "--in",
            paramLabel = "FILE",
            description = "A file with one id a line, - for standard input; so no shell history has them")
    private @Nullable Path in;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec = CommandSpec.create();

    /** Whether the command line names any customers. */
    boolean given() {
        return in != null || !ids.isEmpty();
    }

    /**
     * Returns the ids without duplicates.
     *
     * @throws ParameterException if there is none, or one that no customer can have; it gives the place of the id and does not quote it
     */
    Set<String> required() {
        if (!given()) {
            throw new ParameterException(spec.commandLine(), "Name customers by ids, or a file of them with --in");
        }
        Set<String> all = new LinkedHashSet<>();
        for (int i = 0; i < ids.size(); i++) {
            all.add(checked(ids.get(i), "ID " + (i + 1) + " of the command line"));
        }
        if (in != null) {
            InputFile file = new InputFile(in);
            List<String> lines =
                    new String(file.bytes(), StandardCharsets.UTF_8).lines().toList();
            for (int i = 0; i < lines.size(); i++) {
                String line = lines.get(i).strip();
                if (!line.isEmpty()) {
                    all.add(checked(line, file.name() + ", line " + (i + 1) + ","));
                }
            }
            if (all.isEmpty()) {
                throw new ParameterException(spec.commandLine(), file.name() + " names nobody");
            }
        }
        return all;
    }

    private String checked(String id, String where) {
        if (id.isBlank() || id.length() > LONGEST_ID) {
            throw new ParameterException(
                    spec.commandLine(),
                    where + " is not a customer id: it must have 1 to " + LONGEST_ID + " characters");
        }
        return id;
    }
}
