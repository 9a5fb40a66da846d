package io.customersegment.cli;

import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.customersegment.app.Explainer;
import io.customersegment.app.Wiring;
import io.customersegment.authoring.Prompt;
import io.customersegment.authoring.PromptFile;
import io.customersegment.criteria.Condition;
import io.customersegment.criteria.CriteriaText;
import io.customersegment.outcome.Failure;
import io.customersegment.outcome.PromptRefusal;
import io.customersegment.plan.Explanation;
import io.customersegment.prompt.Reading;
import io.customersegment.text.ExactJson;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code explain}: shows how a prompt, or each prompt of a file, is read and what would be called. */
@Command(
        name = "explain",
        description = "Show how a prompt is read and what Personalize would be asked. Calls nothing, needs no cluster.",
        footer = {
            "",
            "A file has a prompt a line, or one {\"id\":..., \"prompt\":..., \"car_model\":...} a line, of which only the prompt is needed.",
            "Each answer is the object that --json prints, with the line and the id of its prompt."
        },
        mixinStandardHelpOptions = true)
final class ExplainCommand implements Callable<Integer> {

    /** The prompt or the file to explain. */
    private static final class Source {

        @Parameters(paramLabel = "PROMPT", description = "Whom to find, e.g. \"gold members in the North\"")
        private @Nullable String prompt;

        @Option(names = "--in", paramLabel = "FILE", description = "A file of prompts; - for standard input")
        private @Nullable Path in;
    }

    @ArgGroup(multiplicity = "1")
    private final Source source = new Source();

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "Where the answers to --in go, a line of JSON each; - or without it, standard output."
                    + " It replaces the file that is there once it is complete")
    private @Nullable Path out;

    @Mixin
    private final RequestOptions requestOptions = new RequestOptions();

    @Option(
            names = "--as-of",
            paramLabel = "DATE",
            description = "The day from which time windows count; without it, today")
    private @Nullable LocalDate asOf;

    @Option(names = "--json", description = "Print it as one line of JSON")
    private boolean json;

    @Mixin
    private final SettingsOptions options = new SettingsOptions();

    @Mixin
    private final Progress progress = new Progress();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
        if (out != null && source.in == null) {
            throw new ParameterException(spec.commandLine(), "--out goes with --in");
        }
        if (source.in != null && out != null && OutputFile.isSame(source.in, out)) {
            throw new ParameterException(spec.commandLine(), "--in and --out are the same file");
        }
        Wiring wiring = Wiring.from(options.read());
        LocalDate day = asOf == null ? LocalDate.now(ZoneOffset.UTC) : asOf;
        Explainer explainer = new Explainer(wiring, day, requestOptions.ignoreUnread());
        if (source.in != null) {
            return explainFile(new InputFile(source.in), explainer);
        }
        ObjectNode request = requestOptions.request(Objects.requireNonNull(source.prompt));
        return json
                ? print(explainer.json(request))
                : explainer.explain(request).fold(one -> show(one, explainer), this::refuse);
    }

    private int explainFile(InputFile in, Explainer explainer) throws IOException {
        List<Prompt> prompts = PromptFile.prompts(in.name(), in.bytes());
        int refused;
        if (out == null || InputFile.isStandard(out)) {
            PrintWriter writer = spec.commandLine().getOut();
            refused = explainAll(prompts, explainer, writer);
            writer.flush();
        } else {
            try (OutputFile file = new OutputFile(out)) {
                refused = explainAll(prompts, explainer, file.writer());
                file.complete();
            }
        }
        progress.done(prompts.size() + " prompts, " + (prompts.size() - refused) + " read, " + refused + " refused");
        return refused == 0 ? Main.OK : Main.ANSWERED_WITH_ERROR;
    }

    private int explainAll(List<Prompt> prompts, Explainer explainer, Writer writer) throws IOException {
        int refused = 0;
        int done = 0;
        for (Prompt prompt : prompts) {
            ObjectNode request = requestOptions.request(prompt.text());
            if (prompt.carModel() != null) {
                request.put("car_model", prompt.carModel());
            }
            ObjectNode line = ExactJson.MAPPER.createObjectNode().put("line", prompt.line());
            line.set("id", prompt.id() == null ? NullNode.getInstance() : prompt.id());
            line.put("prompt", prompt.text());
            line.setAll(explainer.json(request));
            writer.write(line + System.lineSeparator());
            refused += isRead(line) ? 0 : 1;
            done++;
            progress.show(done + " of " + prompts.size() + " prompts");
        }
        progress.clear();
        return refused;
    }

    private int print(ObjectNode line) {
        spec.commandLine().getOut().println(line);
        return isRead(line) ? Main.OK : Main.ANSWERED_WITH_ERROR;
    }

    private static boolean isRead(ObjectNode explained) {
        return explained.path("read").booleanValue();
    }

    private int show(Explainer.Explained explained, Explainer explainer) {
        PrintWriter writer = spec.commandLine().getOut();
        writer.println("prompt      " + explained.request().prompt());
        for (Reading.Piece piece : explained.reading().pieces()) {
            if (piece.kind() == Reading.Kind.MEANT) {
                writer.println("            \"" + explained.words(piece) + "\" → " + piece.meaning());
            }
        }
        writer.println("criteria    "
                + CriteriaText.condition(explained.reading().criteria().condition()));
        Condition required = explained.reading().required();
        if (!required.equals(Condition.everybody())) {
            writer.println("always      " + CriteriaText.condition(required) + ", as the catalogue says");
        }
        writer.println("in words    " + explainer.inWords(explained));
        besides(explained.reading()).forEach(writer::println);
        writer.println("car model   " + explained.request().carModel().name() + ", as of "
                + explained.request().day());
        Explanation.of(explained.query()).forEach(writer::println);
        return Main.OK;
    }

    /** Returns the lines about a reading that follow its criteria: approximations and ignored pieces. */
    static List<String> besides(Reading reading) {
        List<String> lines = new ArrayList<>();
        reading.notes().forEach(note -> lines.add("note        " + note));
        reading.ignored().forEach(piece -> lines.add("ignored     \"" + piece + "\""));
        return lines;
    }

    private int refuse(Failure failure) {
        PrintWriter writer = spec.commandLine().getOut();
        writer.println("refused     " + failure.reason().type().title() + ": " + failure.detail());
        writer.println("            " + failure.reason().type().solution());
        PromptRefusal refusal = failure.refusal();
        if (refusal != null) {
            if (refusal.understood() != null) {
                writer.println("understood  " + refusal.understood());
            }
            refusal.suggestions().forEach(prompt -> writer.println("            Try: " + prompt));
        }
        return Main.ANSWERED_WITH_ERROR;
    }
}
