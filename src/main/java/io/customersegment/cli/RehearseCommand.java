package io.customersegment.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.customersegment.client.SegmentClient;
import io.customersegment.config.Settings;
import io.customersegment.wire.RequestJson;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code rehearse}: runs a processor for its first minute, so that its JVM can record what it learned. Hidden, because {@code
 * bin/customer-segment train} is the command for people.
 */
@Command(
        name = "rehearse",
        hidden = true,
        description =
                "Start a broker and the Personalize emulator here and the processor by the command; have it answer requests;"
                        + " and shut it down normally.",
        mixinStandardHelpOptions = true)
final class RehearseCommand implements Callable<Integer> {

    private static final int IN_FLIGHT = 200;
    private static final int REFUSED_EVERY = 50;

    /** The longest stop, in minutes: when it ends, the JVM writes what it learned. */
    private static final int STOP_MINUTES = 3;

    /** The exit code of a process that was requested to end (SIGTERM) and did. */
    private static final int TERMINATED = 143;

    /**
     * Prompts as people write them, with a number up to {@link #SMALL} and a number that no other request has. With both, no answer is in
     * the cache.
     */
    private static final List<String> PROMPTS = List.of(
            "Find customers who have made multiple purchases in the last %1$d months",
            "Find customers who have made multiple purchases in the last 6 months, opened at least %1$d emails and spent more"
                    + " than %2$d",
            "Identify potential first-time car buyers with an interest of at least 0.0%2$d",
            "Find customers who engaged with our emails but haven't purchased in the last %1$d months",
            "gold or platinum members in the North who spent at least %2$d",
            "at least %1$d website visits, lifetime spend above %2$d and not bought in the last year",
            "Customers who spent more than %2$d",
            "top %1$d customers by lifetime spend",
            "families with more than 2 children who spent between %1$d and %2$d",
            "Please list everyone under 50 in the North East with at least %1$d visits to the website who can be emailed and has"
                    + " spent %2$d or more",
            "silver members, no purchase in the last %1$d months, sorted by age");

    private static final int SMALL = 40;
    private static final int LEAST = 10_000;

    private static final List<String> CAR_MODELS =
            List.of("CAMRY HYBRID ELEGANCE - 2024", "YARIS CROSS HYBRID - 2021", "RAV4 HYBRID - 2022");

    /** Requests that are answered with an error. */
    private static final List<ObjectNode> REFUSED = List.of(
            RequestJson.of("customers who bought twice and like jazz", null),
            RequestJson.of("families with more than ten children", null),
            RequestJson.of("gold members", "HILUX REVO - 2023"),
            RequestJson.of("gold members", "TRACTOR"),
            RequestJson.of("", null));

    @Parameters(
            paramLabel = "COMMAND",
            arity = "1..*",
            description = "Starts the processor; gets its settings as flags")
    private List<String> command = List.of();

    @Option(names = "--requests", paramLabel = "N", description = "How many (default: ${DEFAULT-VALUE})")
    private int requests = 4000;

    @Option(
            names = "--timeout-seconds",
            paramLabel = "N",
            description = "Give up when an answer takes so long (default: ${DEFAULT-VALUE})")
    private Seconds timeout = new Seconds(60);

    @Mixin
    private final SettingsOptions options = new SettingsOptions();

    @Mixin
    private final Progress progress = new Progress();

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path state = Files.createTempDirectory("customer-segment-rehearsal");
        int port = freePort();
        try (LocalPipeline surroundings =
                        LocalPipeline.withoutProcessor(options, Map.of(), LocalDate.now(ZoneOffset.UTC), progress);
                SegmentClient client = new SegmentClient(
                        surroundings.settings().kafka(), surroundings.settings().topics())) {
            Process processor = new ProcessBuilder(processor(surroundings.settings(), port, state))
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            Runtime.getRuntime().addShutdownHook(new Thread(processor::destroyForcibly, "kill"));
            try {
                ask(client, processor);
                look(port);
            } finally {
                processor.destroy();
            }
            if (!processor.waitFor(STOP_MINUTES, TimeUnit.MINUTES) || processor.exitValue() != TERMINATED) {
                throw new IllegalStateException("The processor did not shut down normally");
            }
        } finally {
            delete(state);
        }
        return Main.OK;
    }

    private List<String> processor(Settings settings, int port, Path state) {
        Map<String, String> flags = Map.of(
                "bootstrap.servers", settings.kafka().bootstrapServers(),
                "personalize.endpoint", settings.personalize().endpoint(),
                "enrich.calls.per.second", "100000",
                "http.port", String.valueOf(port),
                "kafka.state.dir", state.toString());
        List<String> all = new ArrayList<>(command);
        flags.forEach((key, value) -> all.addAll(List.of("--set", key + "=" + value)));
        return all;
    }

    /** Sends all requests, with at most {@link #IN_FLIGHT} unanswered at a time, and returns when all are answered. */
    private void ask(SegmentClient client, Process processor) throws InterruptedException {
        Semaphore free = new Semaphore(IN_FLIGHT);
        AtomicInteger segments = new AtomicInteger();
        AtomicReference<Throwable> unpublished = new AtomicReference<>();
        for (int number = 0; number < requests; number++) {
            await(free, 1, processor);
            var unused = client.send(null, RequestJson.bytes(request(number)), null, Map.of())
                    .whenComplete((answer, fault) -> {
                        if (fault != null) {
                            unpublished.set(fault);
                        } else if (answer.segment()) {
                            segments.incrementAndGet();
                        }
                        free.release();
                    });
        }
        await(free, IN_FLIGHT, processor);
        if (unpublished.get() != null) {
            throw new IllegalStateException("A request could not be published", unpublished.get());
        }
        progress.done(requests + " requests answered, " + segments + " of them with a segment");
    }

    private void await(Semaphore free, int permits, Process processor) throws InterruptedException {
        if (!free.tryAcquire(permits, timeout.count(), TimeUnit.SECONDS)) {
            throw new IllegalStateException("No answer for " + timeout + " s"
                    + (processor.isAlive() ? "" : ": the processor ended with exit code " + processor.exitValue()));
        }
    }

    static ObjectNode request(int number) {
        if (number % REFUSED_EVERY == REFUSED_EVERY - 1) {
            return REFUSED.get(number / REFUSED_EVERY % REFUSED.size());
        }
        String prompt = PROMPTS.get(number % PROMPTS.size());
        int round = number / PROMPTS.size();
        return RequestJson.of(
                String.format(Locale.ROOT, prompt, 1 + round % SMALL, LEAST + number),
                CAR_MODELS.get(round % CAR_MODELS.size()));
    }

    /** Requests the same pages as probes and scrapers. */
    private static void look(int port) throws IOException, InterruptedException {
        for (String path : List.of("/health/live", "/health/ready", "/metrics")) {
            HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                                    .build(),
                            HttpResponse.BodyHandlers.discarding());
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
