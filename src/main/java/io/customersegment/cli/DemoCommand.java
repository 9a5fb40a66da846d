package io.customersegment.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.customersegment.app.Explainer;
import io.customersegment.app.Wiring;
import io.customersegment.client.Answer;
import io.customersegment.client.SegmentClient;
import io.customersegment.config.Settings;
import io.customersegment.local.emulator.Faults;
import io.customersegment.text.ExactJson;
import io.customersegment.wire.RequestJson;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code demo}: starts the whole pipeline locally and shows answers. */
@Command(
        name = "demo",
        description =
                "Start a broker, the Personalize emulator and the processor here; publish the action's three examples and one"
                        + " request for each error type, or your own requests; show the answers.",
        mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {

    /** One attempt, because the demo shows a timeout and three of them would take too long; a busy machine still has enough time. */
    private static final Map<String, String> ONE_ATTEMPT =
            Map.of("enrich.retry.attempts", "1", "personalize.call.timeout.ms", "3000");

    /** Any free ports, because several demos may run at once. */
    private static final Map<String, String> ANY_PORTS = Map.of("http.port", "0", "console.port", "0");

    private static final int ANSWER_SECONDS = 30;

    @Option(names = "--json", description = "A line of JSON for each answer, and nothing else on standard output")
    private boolean json;

    @Option(
            names = "--keep",
            description = "Stay up afterwards, until Ctrl-C, with a console, and say how to publish more")
    private boolean keep;

    @Option(
            names = "--scenes",
            paramLabel = "FILE",
            description = "Publish these requests instead, one a line: " + Scene.FORM
                    + "; faults as PUT /emulator/faults takes them")
    private @Nullable Path scenesFile;

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
        List<Scene> scenes = scenes();
        List<String> unexpected = new ArrayList<>();
        Map<String, String> defaults = new HashMap<>(ONE_ATTEMPT);
        if (keep) {
            defaults.putAll(ANY_PORTS);
        }
        try (LocalPipeline pipeline =
                LocalPipeline.start(options, data, defaults, LocalDate.now(ZoneOffset.UTC), progress)) {
            Settings settings = pipeline.settings();
            UnaryOperator<String> words =
                    new Explainer(Wiring.from(settings), LocalDate.now(ZoneOffset.UTC), false)::wordsOf;
            try (SegmentClient client = new SegmentClient(settings.kafka(), settings.topics())) {
                for (int i = 0; i < scenes.size(); i++) {
                    Scene scene = scenes.get(i);
                    pipeline.emulator().faults(scene.faults());
                    String answer = show(client, scene, words);
                    if (!answer.equals(scene.expected())) {
                        unexpected.add("request " + (i + 1) + " with " + answer + ", not " + scene.expected());
                    }
                }
            }
            pipeline.emulator().faults(Faults.none());
            String fault = "Not every request was answered as it should be: " + String.join("; ", unexpected);
            if (keep) {
                if (!unexpected.isEmpty()) {
                    progress.done(fault);
                }
                stayUp(pipeline, scenes);
            }
            if (!unexpected.isEmpty()) {
                throw new IllegalStateException(fault);
            }
        }
        return Main.OK;
    }

    /** Returns the requests: those of the file, those of the example, or the built-in ones for the built-in business. */
    private List<Scene> scenes() throws IOException {
        Example example = data.example();
        if (scenesFile != null) {
            return Scene.read(scenesFile);
        }
        if (example != null) {
            return Scene.read(example.scenes());
        }
        Settings.Request business = options.read().request();
        if (!DataOptions.isBuiltIn(Wiring.catalogue(business))
                || !business.schemaFile().isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "The requests that are built in are for car customers; say with --scenes FILE which ones to publish,"
                            + " one a line: " + Scene.FORM);
        }
        return Scene.builtIn();
    }

    /** Sends the request and shows its answer. Returns the answer's error type, or {@link Scene#SEGMENT}. */
    private String show(SegmentClient client, Scene scene, UnaryOperator<String> words) throws InterruptedException {
        ObjectNode request = RequestJson.of(scene.prompt(), scene.carModel());
        long start = System.nanoTime();
        Answer answer;
        try {
            answer = client.send(null, RequestJson.bytes(request), null, Map.of())
                    .get(ANSWER_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException fault) {
            throw new IllegalStateException("No answer within " + ANSWER_SECONDS + " s", fault);
        }
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
        PrintWriter out = spec.commandLine().getOut();
        ObjectNode value = Requests.parsed(answer);
        if (json) {
            ObjectNode line = ExactJson.MAPPER.createObjectNode();
            line.set("request", request);
            List<String> members = answer.segment() ? List.of("data") : List.of("error_type", "message");
            members.forEach(member -> line.set(member, value.path(member)));
            out.println(Requests.withReading(line, answer));
            out.flush();
        } else {
            new AnswerTable(out, words).print(request, answer, millis);
        }
        return answer.segment() ? Scene.SEGMENT : value.path("error_type").asText();
    }

    private void stayUp(LocalPipeline pipeline, List<Scene> scenes) throws InterruptedException {
        Settings settings = pipeline.settings();
        Scene fitting = scenes.stream()
                .filter(scene -> scene.expected().equals(Scene.SEGMENT))
                .findFirst()
                .orElse(scenes.get(0));
        progress.done("still up; Ctrl-C ends it. The console is at "
                + pipeline.console().address() + ". From another terminal:");
        progress.done("  bin/customer-segment request " + quoted(fitting.prompt())
                + (fitting.carModel() == null ? "" : " --car-model " + quoted(fitting.carModel()))
                + set("catalogue.file", settings.request().catalogueFile())
                + set("request.schema.file", settings.request().schemaFile())
                + " --bootstrap-servers " + settings.kafka().bootstrapServers());
        new CountDownLatch(1).await();
    }

    /** Returns the option that sets the key, empty if the value is empty. */
    private static String set(String key, String value) {
        return value.isEmpty() ? "" : " --set " + key + "=" + quoted(value);
    }

    /** Quotes the text so that a shell reads it as one word. */
    private static String quoted(String text) {
        return '"' + text.replaceAll("[\\\\\"$`]", "\\\\$0") + '"';
    }
}
