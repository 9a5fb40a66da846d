package io.customersegment.console;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Scrapes the metrics of the processors while a client watches.
 *
 * <p><i>Threads:</i> safe to use from any; a thread of its own sends the requests.
 */
final class Processors implements AutoCloseable {

    private static final Duration EVERY = Duration.ofSeconds(2);
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final long WATCHED_NANOS = Duration.ofSeconds(30).toNanos();
    private static final Pattern SERIES = Pattern.compile(
            "([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\\{([^}]*)})? ([-+]?(?:[0-9]+\\.?[0-9]*(?:[eE][-+]?[0-9]+)?|Inf)|NaN)(?: \\d+)?");

    private final List<Asked> processors = new ArrayList<>();
    private final Events events;
    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(PATIENCE)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private final AtomicLong askedFor = new AtomicLong(System.nanoTime() - WATCHED_NANOS);
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread daemon = new Thread(task, "console-processors");
        daemon.setDaemon(true);
        return daemon;
    });
    private volatile ArrayNode latest = JsonNodeFactory.instance.arrayNode();

    /** A processor and its metrics of the previous scrape. */
    private static final class Asked {
        private final URI address;
        private volatile @Nullable Metrics before;

        Asked(URI address) {
            this.address = address;
        }
    }

    /** Starts to scrape {@code /metrics} at each of the given addresses. */
    Processors(List<URI> addresses, Events events) {
        this.events = events;
        addresses.forEach(address -> processors.add(new Asked(address)));
        var unused = thread.scheduleWithFixedDelay(this::ask, 0, EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Returns the state of all processors at the last scrape. */
    ArrayNode json() {
        askedFor.set(System.nanoTime());
        return latest;
    }

    private void ask() {
        if (!events.isWatched() && System.nanoTime() - askedFor.get() > WATCHED_NANOS) {
            return;
        }
        List<CompletableFuture<ObjectNode>> answers =
                processors.stream().map(this::ask).toList();
        var unused = CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new))
                .thenRun(() -> {
                    ArrayNode all = JsonNodeFactory.instance.arrayNode();
                    answers.forEach(answer -> all.add(answer.getNow(JsonNodeFactory.instance.objectNode())));
                    latest = all;
                    events.publish("processors", all);
                });
    }

    private CompletableFuture<ObjectNode> ask(Asked processor) {
        HttpRequest scrape =
                HttpRequest.newBuilder(processor.address.resolve("/metrics")).build();
        return http.sendAsync(scrape, HttpResponse.BodyHandlers.ofString())
                .thenApply(response -> response.statusCode() == 200
                        ? Optional.of(Metrics.of(response.body()))
                        : Optional.<Metrics>empty())
                // The JDK's own timeout covers only the time until the headers arrive (JDK-8208693).
                .completeOnTimeout(Optional.empty(), PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                .exceptionally(unreachable -> Optional.empty())
                .thenApply(metrics -> json(processor, metrics.orElse(null)));
    }

    private static ObjectNode json(Asked processor, @Nullable Metrics now) {
        Metrics before = processor.before;
        processor.before = now;
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("address", processor.address.toString());
        json.put("up", now != null);
        Metrics known = now == null ? Metrics.NONE : now;
        put(json, "pending", known.sum("segment_pending", "in-flight"));
        put(json, "waiting", known.sum("segment_pending", "waiting"));
        put(json, "calls_per_second", perSecond(before, now, "personalize_calls_seconds_count"));
        put(
                json,
                "calls_saved_per_second",
                perSecond(before, now, "segment_calls_saved_total", "segment_shared_calls_saved_total"));
        put(json, "budget", known.sum("personalize_budget", ""));
        put(json, "budget_instances", known.sum("personalize_budget_instances", ""));
        put(json, "rate", known.sum("personalize_rate", ""));
        OptionalDouble circuit = known.sum("personalize_circuit_open", "");
        json.put("circuit_open", circuit.isPresent() ? (Boolean) (circuit.getAsDouble() > 0) : null);
        return json;
    }

    private static void put(ObjectNode json, String name, OptionalDouble value) {
        if (value.isEmpty()) {
            json.putNull(name);
        } else if (value.getAsDouble() == Math.rint(value.getAsDouble())) {
            json.put(name, (long) value.getAsDouble());
        } else {
            json.put(name, Math.round(10 * value.getAsDouble()) / 10.0);
        }
    }

    private static OptionalDouble perSecond(@Nullable Metrics before, @Nullable Metrics now, String... names) {
        if (before == null || now == null) {
            return OptionalDouble.empty();
        }
        double more = 0;
        for (String name : names) {
            more += now.sum(name, "").orElse(0) - before.sum(name, "").orElse(0);
        }
        // The counters of a restarted processor begin at 0.
        return OptionalDouble.of(Math.max(0, more) * 1e9 / (now.at - before.at));
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }

    /** Metrics parsed from the Prometheus text format. */
    static final class Metrics {

        private static final Metrics NONE = new Metrics();

        private final long at = System.nanoTime();
        private final Map<String, Map<String, Double>> series = new HashMap<>();

        static Metrics of(String text) {
            Metrics metrics = new Metrics();
            for (String line : text.split("\n", -1)) {
                Matcher one = SERIES.matcher(line.strip());
                if (!line.startsWith("#") && one.matches()) {
                    String labels = one.group(2) == null ? "" : one.group(2);
                    metrics.series
                            .computeIfAbsent(one.group(1), any -> new HashMap<>())
                            .put(labels, number(one.group(3)));
                }
            }
            return metrics;
        }

        private static double number(String text) {
            return text.endsWith("Inf") ? Double.NaN : Double.parseDouble(text);
        }

        /**
         * Returns the sum of the metric's series that have a label with the given value, or of all its series if the value is empty;
         * empty if there are none.
         */
        OptionalDouble sum(String name, String label) {
            return series.getOrDefault(name, Map.of()).entrySet().stream()
                    .filter(one -> label.isEmpty() || one.getKey().contains("\"" + label + "\""))
                    .filter(one -> !one.getValue().isNaN())
                    .mapToDouble(Map.Entry::getValue)
                    .reduce(Double::sum);
        }
    }
}
