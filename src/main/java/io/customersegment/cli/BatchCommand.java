package io.customersegment.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.customersegment.client.Answer;
import io.customersegment.client.SegmentClient;
import io.customersegment.config.Settings;
import io.customersegment.text.ExactJson;
import io.customersegment.text.InvalidFileException;
import io.customersegment.text.Utf8;
import io.customersegment.wire.RequestJson;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code batch}: sends a file of requests through the whole pipeline and writes a file of answers. */
@Command(
        name = "batch",
        description = "Send a file of requests through topics and processor and write their answers in the same order.",
        footer = {
            "",
            "In:  one {\"id\":..., \"prompt\":..., \"car_model\":...} a line; car_model may be null or absent, and",
            "     \"ignore_unread\":true does for its line what the option does for all.",
            "Out: one {\"id\":..., \"data\":[...]} a line, with \"truncated\":true where a segment was cut, or",
            "     {\"id\":..., \"error_type\":..., \"message\":...}. Beside them stands how the prompt was read: criteria and",
            "     ignored, or for one that was refused understood, unread and suggestions.",
            "",
            "A line that has no id has the number of its line in its answer. A file that is there is replaced once all is answered.",
            "The exit code is 3 where an answer is an error.",
            "",
            "Without --bootstrap-servers, whatever the environment says, everything runs here: a broker, the Personalize emulator, and",
            "the processor. With it the requests go to that cluster, where a processor must be running."
        },
        mixinStandardHelpOptions = true)
final class BatchCommand implements Callable<Integer> {

    /** Generous limits, because a batch needs every answer, and calls to the emulator are not billed. */
    private static final Map<String, String> UNHURRIED = Map.of(
            "enrich.deadline.ms", "60000",
            "enrich.calls.per.second", "100000",
            "personalize.call.timeout.ms", "20000");

    private static final String IGNORE_UNREAD = "ignore_unread";

    /** Takes the place of the answer to a request that no topic accepts. */
    private static final Answer TOO_LARGE = Answer.error(ExactJson.MAPPER
            .createObjectNode()
            .put("error_type", "Invalid Prompt")
            .put("message", "The request is larger than a Kafka record may be, so it was not published")
            .toString());

    /** A line of the input. */
    private record Line(int number, String text, JsonNode request) {

        /** Omits the request. */
        @Override
        public String toString() {
            return "Line[" + number + "]";
        }
    }

    @Option(names = "--in", paramLabel = "FILE", required = true, description = "The requests; - for standard input")
    private Path in = Path.of("");

    @Option(
            names = "--out",
            paramLabel = "FILE",
            required = true,
            description = "The answers; - for standard output. They replace the file that is there once all are there")
    private Path out = Path.of("");

    @Option(
            names = "--ignore-unread",
            description = "Ignore what cannot be read in the prompts instead of refusing them")
    private boolean ignoreUnread;

    @Option(
            names = "--as-of",
            paramLabel = "DATE",
            description =
                    "The day from which the dates in the prompts count, and that of invented customers, e.g. 2024-12-01; without it, today")
    private @Nullable LocalDate asOf;

    @Option(
            names = "--timeout-seconds",
            paramLabel = "N",
            description = "Give up when no answer came for so long (default: ${DEFAULT-VALUE})")
    private Seconds timeout = new Seconds(60);

    @Mixin
    private final ClusterOption cluster = new ClusterOption();

    @Mixin
    private final DataOptions data = new DataOptions();

    @Mixin
    private final SettingsOptions options = new SettingsOptions();

    @Mixin
    private final Progress progress = new Progress();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (cluster.given() && data.given()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--data and --example are for the emulator that runs here; with --bootstrap-servers the cluster's processor"
                            + " asks the Personalize of its own settings");
        }
        if (OutputFile.isSame(in, out)) {
            throw new ParameterException(spec.commandLine(), "--in and --out are the same file");
        }
        List<Line> lines = lines();
        if (InputFile.isStandard(out)) {
            PrintWriter writer = spec.commandLine().getOut();
            int exitCode = answer(lines, writer);
            writer.flush();
            return exitCode;
        }
        try (OutputFile file = new OutputFile(out)) {
            int exitCode = answer(lines, file.writer());
            file.complete();
            return exitCode;
        }
    }

    private List<Line> lines() {
        InputFile file = new InputFile(in);
        List<Line> lines = new ArrayList<>();
        try {
            List<String> texts = Utf8.text(file.bytes()).lines().toList();
            for (int i = 0; i < texts.size(); i++) {
                if (!texts.get(i).isBlank()) {
                    lines.add(new Line(i + 1, texts.get(i), parsed(texts.get(i))));
                }
            }
        } catch (InvalidFileException fault) {
            throw new InvalidFileException(file.name(), fault);
        }
        return lines;
    }

    private int answer(List<Line> lines, Writer writer) throws IOException, InterruptedException {
        if (cluster.given()) {
            return answer(lines, writer, options.read(Map.of(), cluster.settings()));
        }
        LocalDate day = asOf == null ? LocalDate.now(ZoneOffset.UTC) : asOf;
        try (LocalPipeline pipeline = LocalPipeline.start(options, data, UNHURRIED, day, progress)) {
            return answer(lines, writer, pipeline.settings());
        }
    }

    private int answer(List<Line> lines, Writer writer, Settings settings) throws IOException, InterruptedException {
        Instant askedAt =
                asOf == null ? null : asOf.atStartOfDay(ZoneOffset.UTC).toInstant();
        List<CompletableFuture<Answer>> answers = new ArrayList<>();
        AtomicInteger answered = new AtomicInteger();
        int errors = 0;
        try (SegmentClient client = new SegmentClient(settings.kafka(), settings.topics())) {
            for (Line line : lines) {
                CompletableFuture<Answer> answer = client.send(
                        null,
                        value(line),
                        askedAt,
                        Requests.headers(ignoreUnread
                                || line.request().path(IGNORE_UNREAD).asBoolean()));
                answers.add(answer.whenComplete((value, fault) -> answered.incrementAndGet()));
            }
            for (int i = 0; i < answers.size(); i++) {
                Answer answer = awaited(answers.get(i), answered, lines.size());
                writer.write(RequestJson.text(answered(lines.get(i), answer)) + System.lineSeparator());
                errors += answer.segment() ? 0 : 1;
            }
        }
        progress.done(lines.size() + " requests answered, " + (lines.size() - errors) + " of them with a segment, "
                + errors + " with an error");
        return errors == 0 ? Main.OK : Main.ANSWERED_WITH_ERROR;
    }

    /** Waits as long as answers to any of the requests keep arriving. */
    private Answer awaited(CompletableFuture<Answer> answer, AtomicInteger answered, int all)
            throws InterruptedException {
        while (true) {
            int before = answered.get();
            progress.show(before + " of " + all + " answered");
            try {
                return answer.get(timeout.count(), TimeUnit.SECONDS);
            } catch (TimeoutException late) {
                if (answered.get() == before) {
                    throw new IllegalStateException(
                            "No answer for " + timeout + " s, " + before + " of " + all
                                    + " requests are answered: is a processor running on the cluster?",
                            late);
                }
            } catch (ExecutionException fault) {
                if (fault.getCause() instanceof RecordTooLargeException) {
                    return TOO_LARGE;
                }
                throw new IllegalStateException("A request could not be published: " + fault.getMessage(), fault);
            }
        }
    }

    private static JsonNode parsed(String line) {
        try {
            JsonNode node = ExactJson.STRICT.readTree(line);
            return node.isObject() ? node : NullNode.getInstance();
        } catch (JsonProcessingException broken) {
            return NullNode.getInstance();
        }
    }

    /**
     * Returns the bytes to publish: the request without the members for this command, or a line that is not a request unchanged, which the
     * pipeline will refuse.
     */
    private static byte[] value(Line line) {
        if (!(line.request().deepCopy() instanceof ObjectNode copy)) {
            return line.text().getBytes(StandardCharsets.UTF_8);
        }
        copy.remove("id");
        copy.remove(IGNORE_UNREAD);
        if (copy.path("car_model").isNull()) {
            copy.remove("car_model");
        }
        return RequestJson.bytes(copy);
    }

    private static ObjectNode answered(Line asked, Answer answer) {
        ObjectNode value = Requests.parsed(answer);
        ObjectNode line = ExactJson.MAPPER.createObjectNode();
        if (asked.request().path("id").isMissingNode()) {
            line.putNull("id").put("line", asked.number());
        } else {
            line.set("id", asked.request().path("id"));
        }
        if (answer.segment()) {
            line.set("data", value.path("data"));
            if (answer.truncated()) {
                line.put("truncated", true);
            }
        } else {
            line.set("error_type", value.path("error_type"));
            line.set("message", value.path("message"));
        }
        return Requests.withReading(line, answer);
    }
}
