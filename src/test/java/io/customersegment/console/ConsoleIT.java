package io.customersegment.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.customersegment.client.Answer;
import io.customersegment.client.SegmentClient;
import io.customersegment.local.emulator.Fault;
import io.customersegment.local.emulator.Faults;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The console's API with a real broker and a processor; every response is validated against {@code openapi.yaml}. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ConsoleIT {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final ConsoleScene scene = new ConsoleScene();
    private final Browser browser = new Browser(scene.address());
    private final OpenApi description = new OpenApi();

    @AfterAll
    void close() {
        scene.close();
    }

    @Test
    void shouldShowHowAPromptIsRead() throws IOException {
        JsonNode reading = explain("gold or platinum members in Central who spent over 20000, thanks, top 50 by spend");

        assertThat(reading.path("read").asBoolean()).isTrue();
        assertThat(reading.path("criteria").asText())
                .isEqualTo("loyalty_tier in [gold, platinum] and region = Central and total_value > 20000");
        assertThat(reading.path("order").asText()).isEqualTo("by total_value desc, first 50");
        assertThat(reading.path("conditions"))
                .extracting(one -> one.path("column").asText())
                .containsExactly("loyalty_tier", "region", "total_value");
        assertThat(reading.path("conditions").get(2).path("low")).hasToString("{\"inclusive\":false,\"value\":20000}");
        assertThat(reading.path("pieces"))
                .extracting(piece -> piece.path("kind").asText())
                .contains("meant", "silent");
        assertThat(reading.path("min_calls").asInt())
                .isBetween(1, reading.path("max_calls").asInt());
    }

    @Test
    void shouldReadWhatItWroteToTheSame() throws IOException {
        for (String prompt : List.of(
                "gold or platinum members in Central who spent over 20000, top 50 by spend",
                "customers who have not bought for 2 years or never opened an email",
                "women over 40, last quote between 2023-01-01 and 2023-06-30")) {
            JsonNode reading = explain(prompt);
            List<String> texts = new ArrayList<>();
            reading.path("conditions")
                    .forEach(one -> texts.add("(" + one.path("text").asText() + ")"));
            String order = reading.path("order").asText();

            JsonNode formal = explain(String.join(" and ", texts) + (order.isEmpty() ? "" : "; " + order));
            JsonNode words = explain(reading.path("in_words").asText());

            assertThat(formal.path("criteria")).isEqualTo(reading.path("criteria"));
            assertThat(words.path("criteria")).isEqualTo(reading.path("criteria"));
            assertThat(formal.path("order")).isEqualTo(reading.path("order"));
        }
    }

    @Test
    void shouldShowWhereARefusedPromptWentWrong() throws IOException {
        JsonNode refusal = explain("customers who bought twice and like jazz");

        assertThat(refusal.path("read").asBoolean()).isFalse();
        assertThat(refusal.path("understood").asText()).isEqualTo("purchase_count >= 2");
        assertThat(refusal.path("pieces"))
                .filteredOn(piece -> piece.path("kind").asText().equals("unread"))
                .extracting(piece -> piece.path("text").asText())
                .containsExactly("jazz");
        assertThat(refusal.path("suggestions").get(0).path("criteria").asText()).isEqualTo("purchase_count >= 2");
        assertThat(explain("").path("pieces")).isEmpty();
    }

    @Test
    void shouldCountPlacesAsABrowserDoes() throws IOException {
        JsonNode piece = explain("\ud83d\ude00\n gold members").path("pieces").get(1);

        assertThat(piece.path("text").asText()).isEqualTo("gold");
        assertThat(piece.path("from").asInt()).isEqualTo(4);
        assertThat(piece.path("to").asInt()).isEqualTo(8);
    }

    @Test
    void shouldAskAndShowTheAnswer() throws IOException {
        String id = ask("gold members in the North", "RAV4 HYBRID - 2022");

        JsonNode answer = answered(id);
        JsonNode shown = get("/api/requests/{id}", "/api/requests/" + id + "?ids=shown");

        assertThat(answer.at("/request/state").asText()).isEqualTo("segment");
        assertThat(answer.path("rows"))
                .hasSize(answer.at("/request/customers").asInt())
                .isNotEmpty();
        assertThat(answer.path("ids").asText()).isEqualTo("masked");
        assertThat(answer.path("rows").get(0).get(0).asText()).contains("•");
        assertThat(shown.path("rows").get(0).get(0).asText()).startsWith("C").doesNotContain("•");
        assertThat(answer.path("criteria").asText()).isEqualTo("loyalty_tier = gold and region = North");
        assertThat(answer.path("distributions"))
                .allSatisfy(one -> assertThat(
                                sum(one.path("buckets")) + one.path("without").asInt())
                        .isEqualTo(answer.path("rows").size()));
        assertThat(answer.path("interest")).isNotEmpty();
        assertThat(get("/api/requests", "/api/requests").get(0).path("id").asText())
                .isEqualTo(id);
        Browser.Answer csv = browser.get("/api/requests/" + id + "/customers?format=csv&ids=shown");
        assertThat(csv.header("content-type")).isEqualTo("text/csv; charset=utf-8");
        assertThat(csv.body().lines().count()).isEqualTo(answer.path("rows").size() + 1L);
    }

    @Test
    void shouldShowAnErrorWithWhatToDo() throws IOException {
        JsonNode answer = answered(ask("customers who bought twice and like jazz"));

        assertThat(answer.at("/request/state").asText()).isEqualTo("error");
        assertThat(answer.at("/error/error_type").asText()).isEqualTo("Invalid Prompt");
        assertThat(answer.at("/error/suggestions")).isNotEmpty();
        assertThat(answer.path("rows")).isEmpty();
    }

    @Test
    void shouldCountWithEachConditionLeftOut() throws IOException {
        String id = ask("gold members in the North, top 10");
        answered(id);

        JsonNode planned = get("/api/requests/{id}/what-if", "/api/requests/" + id + "/what-if");
        int calls = planned.path("max_calls").asInt();
        Browser.Answer tooFew = browser.post("/api/requests/" + id + "/what-if", "{\"max_calls\":" + (calls - 1) + "}");
        JsonNode begun =
                post("/api/requests/{id}/what-if", "/api/requests/" + id + "/what-if", "{\"max_calls\":" + calls + "}");

        assertThat(planned.path("variants"))
                .extracting(one -> one.path("left_out").asText())
                .containsExactly("first 10", "loyalty_tier = gold", "region = North");
        assertThat(tooFew.status()).isEqualTo(409);
        List<Integer> counts = new ArrayList<>();
        for (JsonNode variant : begun.path("variants")) {
            counts.add(answered(variant.path("request").asText())
                    .at("/request/customers")
                    .asInt());
        }
        assertThat(counts.get(0)).isGreaterThan(10).isLessThan(counts.get(1)).isLessThan(counts.get(2));
    }

    @Test
    void shouldCompareTwoSegments() throws IOException {
        String gold = ask("gold members in the North");
        String older = ask("gold members over 50 in the North");
        int all = answered(gold).at("/request/customers").asInt();
        int some = answered(older).at("/request/customers").asInt();

        JsonNode comparison = get("/api/comparison", "/api/comparison?first=" + gold + "&second=" + older);

        assertThat(comparison.path("both").asInt()).isEqualTo(some).isBetween(1, all - 1);
        assertThat(comparison.path("only_first").asInt()).isEqualTo(all - some);
        assertThat(comparison.path("only_second").asInt()).isZero();
        assertThat(comparison.path("columns")).isNotEmpty();
    }

    @Test
    void shouldTellOfWhatPassesOnTheTopics() throws Exception {
        try (Socket socket =
                        new Socket(scene.address().getHost(), scene.address().getPort());
                SegmentClient client = new SegmentClient(
                        scene.settings().kafka(), scene.settings().topics())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream()
                    .write(("GET /api/events HTTP/1.1\r\nHost: "
                                    + scene.address().getAuthority() + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            BufferedReader events =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            next(events, "second");
            for (int i = 0; i < 20; i++) {
                Answer unused = client.send(null, request(i % 4 == 0 ? "jazz" : "silver members"), null, Map.of())
                        .get(20, TimeUnit.SECONDS);
            }

            JsonNode failure = next(events, "failure");
            JsonNode processors = next(events, "processors");

            assertThat(description.violations("Failure", failure)).isEmpty();
            assertThat(failure.path("prompt").asText()).isEqualTo("jazz");
            assertThat(processors).hasSize(2);
            assertThat(processors)
                    .allSatisfy(one ->
                            assertThat(description.violations("Processor", one)).isEmpty());
            assertThat(processors.get(0).path("up").asBoolean()).isTrue();
            assertThat(processors.get(0).path("budget").asInt()).isEqualTo(400);
            assertThat(processors.get(1).path("up").asBoolean()).isFalse();
        }
        Awaitility.await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> {
            JsonNode traffic = get("/api/traffic", "/api/traffic");
            assertThat(total(traffic, "requests")).isGreaterThanOrEqualTo(20);
            assertThat(total(traffic, "results")).isGreaterThanOrEqualTo(15);
            assertThat(total(traffic, "hits")).isGreaterThanOrEqualTo(14);
            assertThat(traffic.path("failures")).isNotEmpty();
        });
    }

    @Test
    void shouldReplayARequestThatWasRefused() throws Exception {
        scene.emulator().faults(Faults.none().withNext(Fault.INVALID_INPUT, 1));
        String id = ask("platinum members in the West");
        assertThat(answered(id).at("/error/error_type").asText()).isEqualTo("Personalize Error");
        scene.emulator().faults(Faults.none());
        JsonNode failure = Awaitility.await()
                .until(() -> failure("platinum members in the West"), found -> !found.isMissingNode());

        JsonNode replayed = post(
                "/api/failures/{id}/replay",
                "/api/failures/" + failure.path("id").asText() + "/replay",
                "{}");

        assertThat(replayed.path("published").asBoolean()).isTrue();
        assertThat(browser.post("/api/failures/0-9999999/replay", "{}").status())
                .isEqualTo(404);
        assertThat(browser.post("/api/failures/nonsense/replay", "{}").status()).isEqualTo(404);
    }

    private JsonNode failure(String prompt) throws IOException {
        for (JsonNode failure : get("/api/traffic", "/api/traffic").path("failures")) {
            if (failure.path("prompt").asText().equals(prompt)) {
                return failure;
            }
        }
        return JSON.missingNode();
    }

    private static byte[] request(String prompt) {
        return ("{\"prompt\":\"" + prompt + "\"}").getBytes(StandardCharsets.UTF_8);
    }

    private JsonNode next(BufferedReader events, String name) throws IOException {
        for (String line = events.readLine(); line != null; line = events.readLine()) {
            if (line.equals("event: " + name)) {
                return JSON.readTree(events.readLine().substring("data: ".length()));
            }
        }
        throw new AssertionError("no event " + name);
    }

    private static int total(JsonNode traffic, String member) {
        int total = 0;
        for (JsonNode second : traffic.path("seconds")) {
            total += second.path(member).asInt();
        }
        return total;
    }

    private static int sum(JsonNode buckets) {
        return IntStream.range(0, buckets.size())
                .map(i -> buckets.get(i).path("count").asInt())
                .sum();
    }

    private JsonNode explain(String prompt) throws IOException {
        return post(
                "/api/explain",
                "/api/explain",
                JSON.createObjectNode().put("prompt", prompt).toString());
    }

    private String ask(String prompt) throws IOException {
        return publish(JSON.createObjectNode().put("prompt", prompt));
    }

    private String ask(String prompt, String model) throws IOException {
        return publish(JSON.createObjectNode().put("prompt", prompt).put("car_model", model));
    }

    private String publish(ObjectNode request) throws IOException {
        return post("/api/requests", "/api/requests", request.toString())
                .path("id")
                .asText();
    }

    private JsonNode answered(String id) {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(
                        () -> get("/api/requests/{id}", "/api/requests/" + id),
                        answer -> !answer.at("/request/state").asText().equals("waiting"));
    }

    private JsonNode get(String template, String path) throws IOException {
        return checked("GET", template, browser.get(path));
    }

    private JsonNode post(String template, String path, String body) throws IOException {
        return checked("POST", template, browser.post(path, body));
    }

    private JsonNode checked(String method, String template, Browser.Answer answer) throws IOException {
        assertThat(answer.status()).as(answer.toString()).isBetween(200, 299);
        assertThat(description.violations(method, template, answer.status(), answer.json()))
                .isEmpty();
        return answer.json();
    }
}
