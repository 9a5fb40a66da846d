package io.customersegment.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.customersegment.app.Wiring;
import io.customersegment.authoring.CatalogueAdvice;
import io.customersegment.authoring.CatalogueSummary;
import io.customersegment.authoring.Prompt;
import io.customersegment.authoring.PromptFile;
import io.customersegment.authoring.VerifiedPrompts;
import io.customersegment.catalogue.CatalogueFile;
import io.customersegment.config.Settings;
import io.customersegment.text.ExactJson;
import io.customersegment.text.InvalidFileException;
import io.customersegment.text.Problem;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code catalogue check}: reports errors in a catalogue, possible improvements, and a summary. */
@Command(
        name = "check",
        description = {
            "Check a catalogue as a start of the processor does, warn of what costs calls or cannot be said, and sum it up.",
            "With --prompts, read prompts with it and compare the criteria with those that are expected."
        },
        footer = {
            "",
            "The file of prompts has one {\"prompt\":..., \"criteria\":...} or {\"prompt\":..., \"refused\":true} a line, maybe with",
            "\"as_of\":\"2024-12-01\" and \"comment\". The criteria are read as a prompt themselves, on the same day: as explain prints",
            "them, with the order behind a semicolon, or in plain words.",
            "",
            "Exits with 1 if the catalogue is refused, with 3 if a prompt is not read as expected."
        },
        mixinStandardHelpOptions = true)
final class CatalogueCheckCommand implements Callable<Integer> {

    @Parameters(paramLabel = "FILE", description = "The catalogue")
    private Path file = Path.of("");

    @Option(
            names = "--prompts",
            paramLabel = "FILE",
            description = "Prompts and how they should be read; - for standard input")
    private @Nullable Path prompts;

    @Mixin
    private final AsOfOption asOf = new AsOfOption();

    @Option(names = "--json", description = "Print it as one line of JSON")
    private boolean json;

    @Mixin
    private final SettingsOptions options = new SettingsOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        Settings settings = options.read();
        CatalogueFile checked;
        Wiring wiring;
        try {
            checked = Wiring.checked(file);
            wiring = Wiring.of(checked.catalogue(), settings);
        } catch (InvalidFileException fault) {
            return refuse(fault);
        }
        List<Problem> warnings = CatalogueAdvice.of(checked, settings.plan().maxCalls());
        CatalogueSummary summary = CatalogueSummary.of(checked.catalogue(), wiring);
        if (prompts == null) {
            print(warnings, summary, 0, List.of());
            return Main.OK;
        }
        InputFile in = new InputFile(prompts);
        List<Prompt> verified = PromptFile.verified(in.name(), in.bytes());
        List<VerifiedPrompts.Difference> differences = new VerifiedPrompts(wiring, asOf.day()).differences(verified);
        print(warnings, summary, verified.size(), differences);
        return differences.isEmpty() ? Main.OK : Main.DIFFERS;
    }

    private int refuse(InvalidFileException fault) {
        if (json) {
            ObjectNode line = ExactJson.MAPPER
                    .createObjectNode()
                    .put("file", file.toString())
                    .put("usable", false);
            problems(line.putArray("problems"), fault.problems());
            spec.commandLine().getOut().println(line);
        } else {
            PrintWriter err = spec.commandLine().getErr();
            err.println("customer-segment: The catalogue " + file + " cannot be used:");
            fault.problems().forEach(err::println);
        }
        return Main.FAILED;
    }

    private void print(
            List<Problem> warnings,
            CatalogueSummary summary,
            int verified,
            List<VerifiedPrompts.Difference> differences) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(json(warnings, summary, verified, differences));
            return;
        }
        warnings.forEach(warning -> out.println("warning " + warning));
        out.println("catalogue   " + file + ", version " + summary.version());
        summary.lines().forEach(out::println);
        for (VerifiedPrompts.Difference difference : differences) {
            out.println("line " + difference.prompt().line() + "  "
                    + difference.prompt().text());
            out.println("  expected  " + (difference.expected() == null ? "refused" : difference.expected()));
            out.println("  read      " + (difference.read() == null ? "refused" : difference.read()));
            if (difference.message() != null) {
                out.println("            " + difference.message());
            }
        }
        if (verified > 0) {
            out.println("prompts     " + (verified - differences.size()) + " of " + verified + " are read as expected");
        }
    }

    private ObjectNode json(
            List<Problem> warnings,
            CatalogueSummary summary,
            int verified,
            List<VerifiedPrompts.Difference> differences) {
        ObjectNode line =
                ExactJson.MAPPER.createObjectNode().put("file", file.toString()).put("usable", true);
        line.put("version", summary.version());
        line.putArray("problems");
        problems(line.putArray("warnings"), warnings);
        ArrayNode columns = line.putArray("columns");
        summary.columns()
                .forEach(column -> columns.addObject()
                        .put("name", column.name())
                        .put("type", column.type().word())
                        .put("filter", column.filterable()));
        line.putObject("words")
                .put("entries", summary.entries())
                .put("phrases", summary.phrases())
                .put("values", summary.values())
                .put("superlatives", summary.superlatives());
        line.putObject("filters")
                .put("filters", summary.filters())
                .put("columns", summary.filteredColumns())
                .put("columns_in_a_filter", summary.columnsInAFilter());
        ArrayNode items = line.putArray("items");
        summary.items()
                .forEach(field -> items.addObject()
                        .put("name", field.name())
                        .put("type", field.type())
                        .put("categorical", field.categorical()));
        ObjectNode checkedPrompts = line.putObject("prompts").put("checked", verified);
        ArrayNode different = checkedPrompts.putArray("different");
        differences.forEach(difference -> different
                .addObject()
                .put("line", difference.prompt().line())
                .put("prompt", difference.prompt().text())
                .put("expected", difference.expected())
                .put("read", difference.read())
                .put("message", difference.message()));
        return line;
    }

    private static void problems(ArrayNode array, List<Problem> problems) {
        problems.forEach(problem -> array.addObject()
                .put("line", problem.position().line())
                .put("column", problem.position().column())
                .put("message", problem.text()));
    }
}
