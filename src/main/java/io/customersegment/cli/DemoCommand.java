package io.customersegment.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.customersegment.app.Wiring;
import io.customersegment.client.Answer;
import io.customersegment.client.SegmentClient;
import io.customersegment.config.Settings;
import io.customersegment.local.emulator.Fault;
import io.customersegment.local.emulator.Faults;
import java.io.PrintWriter;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code demo}: from nothing to answers on the screen. */
@Command(
        name = "demo",
        description =
                "Start a broker, the Personalize emulator and the processor here; publish the action's three examples and one"
                        + " request for each error type; show the answers.",
        mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {

    /** The demo shows a timeout, and nobody wants to wait for three of them; a busy machine still has the time it needs. */
    private static final Map<String, String> ONE_ATTEMPT =
            Map.of("enrich.retry.attempts", "1", "personalize.call.timeout.ms", "3000");

    private static final int ANSWER_SECONDS = 30;

    private static final Faults FINE = Faults.none();

    private static final String SEGMENT = "a segment";

    private static final List<Scene> SCENES = List.of(
            new Scene(
                    "Find customers who have made multiple purchases in the last 6 months",
                    "CAMRY HYBRID ELEGANCE - 2024",
                    FINE,
                    SEGMENT),
            new Scene("Identify potential first-time car buyers", "YARIS CROSS HYBRID - 2021", FINE, SEGMENT),
            new Scene(
                    "Find customers who engaged with our emails but haven't purchased",
                    "COROLLA CROSS PREMIUM - 2022",
                    FINE,
                    SEGMENT),
            new Scene(
                    "customers who bought twice and like jazz", "CAMRY HYBRID ELEGANCE - 2024", FINE, "Invalid Prompt"),
            new Scene(
                    "families with more than ten children", "CAMRY HYBRID ELEGANCE - 2024", FINE, "No Segments Found"),
            new Scene("gold members", "HILUX REVO - 2023", FINE, "Model Not Found"),
            new Scene("gold members", "RAV4 HYBRID - 2022", failing(Fault.ACCESS_DENIED), "Personalize Error"),
            new Scene("gold members", "HARRIER HYBRID PREMIUM - 2022", failing(Fault.EMPTY), "Empty Data"),
            new Scene("gold members", "SIENTA HYBRID ELEGANCE - 2021", failing(Fault.SILENCE), "Timeout Error"));

    @Option(names = "--json", description = "A line of JSON for each answer, and nothing else on standard output")
    private boolean json;

    @Option(names = "--keep", description = "Stay up afterwards, until Ctrl-C, and say how to publish more")
    private boolean keep;

    @Mixin
    private final SettingsOptions options = new SettingsOptions();

    @Mixin
    private final Progress progress = new Progress();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /**
     * A request.
     *
     * @param faults how Personalize behaves meanwhile
     * @param expected the answer's error type, or {@link #SEGMENT}
     */
    private record Scene(String prompt, String carModel, Faults faults, String expected) {}

    private static Faults failing(Fault fault) {
        return FINE.withProbability(fault, 1.0);
    }

    @Override
    public Integer call() throws InterruptedException {
        boolean asExpected = true;
        try (LocalPipeline pipeline =
                LocalPipeline.start(options, ONE_ATTEMPT, LocalDate.now(ZoneOffset.UTC), progress)) {
            Settings settings = pipeline.settings();
            UnaryOperator<String> words = Requests.plainWords(Wiring.from(settings), LocalDate.now(ZoneOffset.UTC));
            try (SegmentClient client = new SegmentClient(settings.kafka(), settings.topics())) {
                for (Scene scene : SCENES) {
                    pipeline.emulator().faults(scene.faults());
                    asExpected &= show(client, scene, words).equals(scene.expected());
                }
            }
            pipeline.emulator().faults(FINE);
            if (keep) {
                stayUp(settings);
            }
        }
        if (!asExpected) {
            throw new IllegalStateException("Not every request was answered as it should be");
        }
        return Main.OK;
    }

    /** Sends the request and shows its answer, which is returned as its error type, or {@link #SEGMENT}. */
    private String show(SegmentClient client, Scene scene, UnaryOperator<String> words) throws InterruptedException {
        ObjectNode request = Requests.request(scene.prompt(), scene.carModel());
        long start = System.nanoTime();
        Answer answer;
        try {
            answer = client.send(null, Requests.bytes(request), null, Map.of()).get(ANSWER_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException fault) {
            throw new IllegalStateException("No answer within " + ANSWER_SECONDS + " s", fault);
        }
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
        PrintWriter out = spec.commandLine().getOut();
        ObjectNode value = Requests.parsed(answer);
        if (json) {
            ObjectNode line = Requests.JSON.createObjectNode();
            line.set("request", request);
            String member = answer.segment() ? "data" : "error_type";
            line.set(member, value.path(member));
            out.println(Requests.withReading(line, answer));
            out.flush();
        } else {
            new AnswerTable(out, words).print(request, answer, millis);
        }
        return answer.segment() ? SEGMENT : value.path("error_type").asText();
    }

    private void stayUp(Settings settings) throws InterruptedException {
        progress.done("still up; Ctrl-C ends it. From another terminal:");
        progress.done(
                "  bin/customer-segment request \"platinum members in the North\" --car-model \"RAV4 HYBRID - 2022\""
                        + " --bootstrap-servers " + settings.kafka().bootstrapServers());
        new CountDownLatch(1).await();
    }
}
