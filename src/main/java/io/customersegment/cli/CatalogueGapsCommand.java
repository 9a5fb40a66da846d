package io.customersegment.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.customersegment.app.Wiring;
import io.customersegment.authoring.Gaps;
import io.customersegment.authoring.RefusedPrompt;
import io.customersegment.catalogue.Catalogue;
import io.customersegment.client.RefusedRecords;
import io.customersegment.client.ReplaySelection;
import io.customersegment.config.Settings;
import io.customersegment.prompt.NearPhrases;
import io.customersegment.request.StrictJson;
import io.customersegment.text.ExactJson;
import io.customersegment.text.InvalidFileException;
import io.customersegment.text.Position;
import io.customersegment.text.Problem;
import io.customersegment.text.Utf8;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code catalogue gaps}: reports the words of refused prompts that the catalogue does not know. */
@Command(
        name = "gaps",
        description = {
            "Count the words that could not be read in refused prompts, and propose a line of the catalogue for the most frequent.",
            "Reads the errors topic without a group, or a file. Changes nothing: whether a word means what its neighbour means is for you"
                    + " to decide."
        },
        footer = {
            "",
            "A TIME is an instant like 2024-12-01T09:30:00Z or a day like 2024-12-01; it is compared with the times of the refusals.",
            "The catalogue is that of the setting catalogue.file."
        },
        mixinStandardHelpOptions = true)
final class CatalogueGapsCommand implements Callable<Integer> {

    @Option(
            names = "--in",
            paramLabel = "FILE",
            description =
                    "Error records or what explain --in wrote, a line of JSON each, instead of the topic; - for standard input")
    private @Nullable Path in;

    @Option(names = "--from", paramLabel = "TIME", description = "The first refusal")
    private @Nullable Instant from;

    @Option(names = "--to", paramLabel = "TIME", description = "The first refusal that is too late")
    private @Nullable Instant to;

    @Option(names = "--most", paramLabel = "N", description = "How many are printed (default: ${DEFAULT-VALUE})")
    private int most = 20;

    @Option(names = "--show-prompts", description = "Print two prompts for each, which are personal wording")
    private boolean showPrompts;

    @Option(names = "--json", description = "Print it as one line of JSON")
    private boolean json;

    @Mixin
    private final ClusterOption cluster = new ClusterOption();

    @Mixin
    private final SettingsOptions options = new SettingsOptions();

    @Mixin
    private final Progress progress = new Progress();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        if (in != null && (cluster.given() || from != null || to != null)) {
            throw wrong("--in goes with none of --bootstrap-servers, --from and --to");
        }
        if (from != null && to != null && !from.isBefore(to)) {
            throw wrong("--from must be before --to");
        }
        if (most < 1) {
            throw wrong("--most must be at least 1");
        }
        Settings settings = options.read(Map.of(), cluster.settings());
        Catalogue catalogue = Wiring.catalogue(settings.request());
        if (DataOptions.isBuiltIn(catalogue)) {
            progress.done("the catalogue that is built in is in use; set catalogue.file");
        }
        Gaps gaps = new Gaps(catalogue);
        if (in != null) {
            readFile(new InputFile(in), gaps);
        } else {
            readTopic(settings, gaps);
        }
        if (json) {
            spec.commandLine().getOut().println(json(gaps));
        } else {
            print(gaps, spec.commandLine().getOut());
        }
        return Main.OK;
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    private void readTopic(Settings settings, Gaps gaps) {
        String topic = settings.topics().errors();
        try (RefusedRecords records = new RefusedRecords(settings.kafka(), settings.topics())) {
            records.read(
                    new ReplaySelection.Times(from, to),
                    value -> add(StrictJson.parse(StrictJson.text(value)), gaps),
                    percent -> progress.show(percent + " % of " + topic + ", " + gaps.prompts() + " refused prompts"));
        }
        progress.clear();
    }

    private static void readFile(InputFile file, Gaps gaps) {
        List<Problem> problems = new ArrayList<>();
        try {
            List<String> lines = Utf8.text(file.bytes()).lines().toList();
            for (int i = 0; i < lines.size(); i++) {
                JsonNode node = StrictJson.parse(lines.get(i));
                if (node != null && node.isObject()) {
                    add(node, gaps);
                } else if (!lines.get(i).isBlank()) {
                    problems.add(new Problem(new Position(i + 1, 1), "the line is not a JSON object"));
                }
            }
            if (!problems.isEmpty()) {
                throw new InvalidFileException(problems);
            }
        } catch (InvalidFileException fault) {
            throw new InvalidFileException(file.name(), fault);
        }
    }

    private static void add(@Nullable JsonNode record, Gaps gaps) {
        RefusedPrompt refused = record == null ? null : RefusedPrompt.of(record);
        if (refused != null) {
            gaps.add(refused);
        }
    }

    private void print(Gaps gaps, PrintWriter out) {
        out.println(gaps.prompts() + " refused prompts, " + gaps.pieces() + " pieces that could not be read");
        for (Gaps.Gap gap : gaps.mostFrequent(most)) {
            out.println(gap.prompts() + "  \"" + gap.piece() + "\"");
            if (!gap.near().isEmpty()) {
                out.println("    near  "
                        + gap.near().stream().map(NearPhrases.Near::phrase).collect(Collectors.joining(", ")));
            }
            out.println(
                    gap.proposal() == null
                            ? "    nothing to add: " + gap.nothingToAdd()
                            : "    add   " + gap.proposal());
            if (showPrompts) {
                gap.examples().forEach(prompt -> out.println("    in    " + prompt));
            }
        }
    }

    private ObjectNode json(Gaps gaps) {
        ObjectNode line = ExactJson.MAPPER
                .createObjectNode()
                .put("prompts", gaps.prompts())
                .put("pieces", gaps.pieces());
        ArrayNode all = line.putArray("gaps");
        for (Gaps.Gap gap : gaps.mostFrequent(most)) {
            ObjectNode node = all.addObject().put("piece", gap.piece()).put("prompts", gap.prompts());
            ArrayNode near = node.putArray("near");
            gap.near()
                    .forEach(one -> near.addObject()
                            .put("phrase", one.phrase())
                            .put("entry", one.entry().name())
                            .put("list", one.list()));
            node.put("proposal", gap.proposal()).put("nothing_to_add", gap.nothingToAdd());
            if (showPrompts) {
                ArrayNode examples = node.putArray("examples");
                gap.examples().forEach(examples::add);
            }
        }
        return line;
    }
}
