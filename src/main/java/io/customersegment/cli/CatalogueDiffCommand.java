package io.customersegment.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.customersegment.app.Wiring;
import io.customersegment.authoring.CatalogueDiff;
import io.customersegment.authoring.ColumnChange;
import io.customersegment.authoring.PromptFile;
import io.customersegment.catalogue.Catalogue;
import io.customersegment.config.Settings;
import io.customersegment.plan.FilterTemplates;
import io.customersegment.text.ExactJson;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code catalogue diff}: reports what a new catalogue changes. */
@Command(
        name = "diff",
        description = "Compare two catalogues: how prompts are read, the columns, and the Personalize filters.",
        footer = {
            "",
            "The file has a prompt a line, or JSON lines with \"prompt\" and maybe \"as_of\", such as those that catalogue check verifies.",
            "",
            "Exits with 3 if something changes."
        },
        mixinStandardHelpOptions = true)
final class CatalogueDiffCommand implements Callable<Integer> {

    @Parameters(index = "0", paramLabel = "OLD", description = "The catalogue before")
    private Path oldFile = Path.of("");

    @Parameters(index = "1", paramLabel = "NEW", description = "The catalogue after")
    private Path newFile = Path.of("");

    @Option(
            names = "--prompts",
            paramLabel = "FILE",
            required = true,
            description = "The prompts; - for standard input")
    private Path prompts = Path.of("");

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
        Catalogue before = Wiring.checked(oldFile).catalogue();
        Catalogue after = Wiring.checked(newFile).catalogue();
        InputFile in = new InputFile(prompts);
        CatalogueDiff diff = CatalogueDiff.of(
                before,
                Wiring.of(before, settings),
                after,
                Wiring.of(after, settings),
                PromptFile.prompts(in.name(), in.bytes()),
                asOf.day());
        if (json) {
            spec.commandLine().getOut().println(json(diff));
        } else {
            print(diff, spec.commandLine().getOut());
        }
        return diff.isEmpty() ? Main.OK : Main.DIFFERS;
    }

    private static void print(CatalogueDiff diff, PrintWriter out) {
        for (ColumnChange column : diff.columns()) {
            out.println("column      " + text(column));
        }
        if (!diff.filtersToCreate().isEmpty()) {
            out.println("filters     " + diff.filtersToCreate().size()
                    + " to create before the new catalogue is rolled out; the command filters prints them");
        }
        if (!diff.filtersNoLongerNeeded().isEmpty()) {
            out.println("filters     " + diff.filtersNoLongerNeeded().size()
                    + " no longer needed once the old catalogue is gone");
        }
        if (!diff.filtersFit()) {
            out.println("filters     they do not fit in one dataset group beside the old ones ("
                    + FilterTemplates.MAX_FILTERS + "): give the new catalogue a dataset group of its own");
        }
        for (CatalogueDiff.ReadingChange reading : diff.readings()) {
            if (reading.kind() != CatalogueDiff.Kind.SAME) {
                out.println("line " + reading.prompt().line() + "  "
                        + reading.prompt().text());
                out.println(
                        "  " + words(reading.kind()) + ": " + (reading.before() == null ? "refused" : reading.before())
                                + " → " + (reading.after() == null ? "refused" : reading.after()));
                if (reading.message() != null) {
                    out.println("    " + reading.message());
                }
            }
        }
        StringBuilder counts = new StringBuilder();
        for (CatalogueDiff.Kind kind : CatalogueDiff.Kind.values()) {
            counts.append(counts.isEmpty() ? "prompts     " : ", ")
                    .append(diff.count(kind))
                    .append(' ')
                    .append(words(kind));
        }
        out.println(counts);
    }

    private static ObjectNode json(CatalogueDiff diff) {
        ObjectNode line = ExactJson.MAPPER.createObjectNode();
        for (CatalogueDiff.Kind kind : CatalogueDiff.Kind.values()) {
            line.put(kind.name().toLowerCase(Locale.ROOT), diff.count(kind));
        }
        ArrayNode readings = line.putArray("prompts");
        for (CatalogueDiff.ReadingChange reading : diff.readings()) {
            if (reading.kind() != CatalogueDiff.Kind.SAME) {
                readings.addObject()
                        .put("line", reading.prompt().line())
                        .put("prompt", reading.prompt().text())
                        .put("kind", reading.kind().name().toLowerCase(Locale.ROOT))
                        .put("before", reading.before())
                        .put("after", reading.after())
                        .put("message", reading.message());
            }
        }
        ArrayNode columns = line.putArray("columns");
        diff.columns()
                .forEach(column -> columns.addObject()
                        .put("name", column.name())
                        .put("key", column.key())
                        .put("before", column.before())
                        .put("after", column.after()));
        ArrayNode create = line.putArray("filters_to_create");
        diff.filtersToCreate().forEach(create::add);
        ArrayNode old = line.putArray("filters_no_longer_needed");
        diff.filtersNoLongerNeeded().forEach(old::add);
        line.put("filters_fit", diff.filtersFit());
        return line;
    }

    private static String text(ColumnChange column) {
        if (column.before() == null) {
            return "+ " + column.name() + ", " + column.after();
        }
        return column.after() == null
                ? "- " + column.name() + ", " + column.before()
                : "! " + column.name() + ", " + column.key() + " " + column.before() + " → " + column.after();
    }

    private static String words(CatalogueDiff.Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
