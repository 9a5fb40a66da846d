package io.customersegment.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.customersegment.app.Explainer;
import io.customersegment.app.Wiring;
import io.customersegment.client.Answer;
import io.customersegment.client.SegmentClient;
import io.customersegment.config.Settings;
import io.customersegment.wire.HeaderNames;
import io.customersegment.wire.RequestJson;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code request}: publishes one request and waits for its answer. */
@Command(
        name = "request",
        description = "Publish one request and wait for its answer. A processor must be running on the cluster.",
        mixinStandardHelpOptions = true)
final class RequestCommand implements Callable<Integer> {

    @Parameters(paramLabel = "PROMPT", description = "Whom to find, e.g. \"gold members in the North\"")
    private String prompt = "";

    @Mixin
    private final RequestOptions requestOptions = new RequestOptions();

    @Option(names = "--key", paramLabel = "KEY", description = "The record's key")
    private @Nullable String key;

    @Option(names = "--no-cache", description = "Ask Personalize again even if the answer is cached")
    private boolean noCache;

    @Option(names = "--timeout-seconds", paramLabel = "N", description = "How long to wait (default: ${DEFAULT-VALUE})")
    private Seconds timeout = new Seconds(30);

    @Option(names = "--json", description = "Print the answer as JSON, with how the prompt was read, and nothing else")
    private boolean json;

    @Mixin
    private final ClusterOption cluster = new ClusterOption();

    @Mixin
    private final SettingsOptions options = new SettingsOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws InterruptedException {
        Settings settings = options.read(Map.of(), cluster.settings());
        ObjectNode request = requestOptions.request(prompt);
        Map<String, String> headers = new HashMap<>(Requests.headers(requestOptions.ignoreUnread()));
        if (noCache) {
            headers.put(HeaderNames.CACHE_CONTROL, HeaderNames.NO_CACHE);
        }
        try (SegmentClient client = new SegmentClient(settings.kafka(), settings.topics())) {
            long start = System.nanoTime();
            Answer answer = client.send(
                            key == null ? null : key.getBytes(StandardCharsets.UTF_8),
                            RequestJson.bytes(request),
                            null,
                            headers)
                    .get(timeout.count(), TimeUnit.SECONDS);
            print(settings, request, answer, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
            return answer.segment() ? Main.OK : Main.ANSWERED_WITH_ERROR;
        } catch (TimeoutException late) {
            throw new IllegalStateException(
                    "No answer within " + timeout + " s: is a processor running on "
                            + settings.kafka().bootstrapServers() + "?",
                    late);
        } catch (ExecutionException fault) {
            throw new IllegalStateException("The request could not be published: " + fault.getMessage(), fault);
        }
    }

    private void print(Settings settings, ObjectNode request, Answer answer, long millis) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(Requests.withReading(Requests.parsed(answer), answer));
        } else {
            new AnswerTable(out, new Explainer(Wiring.from(settings), LocalDate.now(ZoneOffset.UTC), false)::wordsOf)
                    .print(request, answer, millis);
        }
    }
}
