package io.customersegment.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.customersegment.app.Explainer;
import io.customersegment.app.Wiring;
import io.customersegment.catalogue.Catalogue;
import io.customersegment.request.CarModel;
import io.customersegment.wire.RequestJson;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/**
 * Answers the calls that {@code openapi.yaml} describes, except the event stream. Longer than 300 lines because it has a method for each
 * call.
 *
 * <p><i>Threads:</i> safe to use from any.
 */
final class Api {

    private static final int EXAMPLES = 6;
    private static final List<String> IDS = List.of("masked", "shown");

    private final Wiring wiring;
    private final Catalogue catalogue;
    private final int promptMaxChars;
    private final Clock clock;
    private final Access access;
    private final PublishedRequests published;
    private final @Nullable Publisher publisher;
    private final Traffic traffic;
    private final Processors processors;
    private final List<Route> routes;

    /**
     * Creates the API of a console.
     *
     * @param publisher null if the console is read-only
     */
    Api(
            Wiring wiring,
            Catalogue catalogue,
            int promptMaxChars,
            Clock clock,
            Access access,
            PublishedRequests published,
            @Nullable Publisher publisher,
            Traffic traffic,
            Processors processors) {
        this.wiring = wiring;
        this.catalogue = catalogue;
        this.promptMaxChars = promptMaxChars;
        this.clock = clock;
        this.access = access;
        this.published = published;
        this.publisher = publisher;
        this.traffic = traffic;
        this.processors = processors;
        this.routes = List.of(
                new Route("GET", "/api/catalogue", call -> Reply.json(catalogue())),
                new Route("POST", "/api/explain", call -> Reply.json(explained(ApiRequest.in(call)))),
                new Route("GET", "/api/requests", call -> Reply.json(published.json())),
                new Route(
                        "POST",
                        "/api/requests",
                        call -> Reply.json(202, ask(ApiRequest.in(call)).json())),
                new Route("GET", "/api/requests/{id}", this::answer),
                new Route("GET", "/api/requests/{id}/customers", this::customers),
                new Route("GET", "/api/requests/{id}/what-if", call -> Reply.json(whatIf(variants(call), Map.of()))),
                new Route("POST", "/api/requests/{id}/what-if", this::askWhatIf),
                new Route("GET", "/api/comparison", this::comparison),
                new Route("GET", "/api/traffic", call -> Reply.json(traffic())),
                new Route("POST", "/api/failures/{id}/replay", this::replay));
    }

    /** The routes of all calls except those for signing in. */
    List<Route> routes() {
        return routes;
    }

    /**
     * Answers a call.
     *
     * @throws Problem if the call is unknown or refused
     */
    Reply answer(Request request, String path) {
        if (path.equals("/api/session")) {
            return session(request);
        }
        access.requireSignedIn(request);
        Set<String> methods = new TreeSet<>();
        for (Route route : routes) {
            Map<String, String> variables = route.match(path);
            if (variables != null && route.method().equals(request.getMethod())) {
                return route.answer().apply(new Call(request, variables));
            }
            if (variables != null) {
                methods.add(route.method());
            }
        }
        throw methods.isEmpty()
                ? new Problem(404, "There is no such call; /openapi.yaml describes those that there are")
                : new Problem(405, "This path takes " + String.join(" and ", methods));
    }

    private Reply session(Request request) {
        switch (request.getMethod()) {
            case "GET" -> {
                return Reply.json(session(access.isSignedIn(request)));
            }
            case "POST" -> {
                ObjectNode body = new Call(request, Map.of()).body(Set.of("token"));
                String cookie = access.signIn(body.path("token").asText(), request);
                return Reply.json(session(true)).with("Set-Cookie", cookie);
            }
            default -> throw new Problem(405, "This path takes GET and POST");
        }
    }

    private ObjectNode session(boolean signedIn) {
        return object().put("signed_in", signedIn).put("read_only", publisher == null);
    }

    private ObjectNode catalogue() {
        ObjectNode json = object().put("version", catalogue.version());
        ArrayNode models = json.putArray("models");
        wiring.validator().carModels().forEach(model -> models.add(model.name()));
        json.put("model_title", wiring.validator().carModelTitle());
        CarModel standard = wiring.validator().standardCarModel();
        json.put("default_model", standard.name());
        json.put("max_prompt_chars", promptMaxChars);
        ArrayNode columns = json.putArray("columns");
        catalogue.columns().forEach(column -> columns.add(Columns.json(column)));
        ArrayNode examples = json.putArray("examples");
        Explainer explainer = explainer(false);
        catalogue.lexicon().examples().stream()
                .filter(prompt ->
                        explainer.explain(RequestJson.of(prompt, null)).fold(read -> true, refused -> false))
                .limit(EXAMPLES)
                .forEach(examples::add);
        return json;
    }

    private Explainer explainer(boolean ignoreUnread) {
        return new Explainer(wiring, LocalDate.now(clock.withZone(ZoneOffset.UTC)), ignoreUnread);
    }

    private ObjectNode explained(ApiRequest request) {
        Explainer explainer = explainer(request.ignoreUnread());
        ObjectNode json = explainer.json(request.json());
        JsonNode suggestions = json.path("suggestions");
        if (suggestions.isArray()) {
            ArrayNode read = json.putArray("suggestions");
            suggestions.forEach(prompt -> {
                String criteria = explainer
                        .explain(request.with(prompt.asText()).json())
                        .fold(Explainer::criteria, refused -> "");
                read.addObject().put("prompt", prompt.asText()).put("criteria", criteria);
            });
        }
        return json;
    }

    private PublishedRequest ask(ApiRequest request) {
        Publisher writes = publisher();
        Explainer explainer = explainer(request.ignoreUnread());
        String inWords = explainer.explain(request.json()).fold(explainer::inWords, refused -> null);
        return writes.ask(request, inWords);
    }

    private Publisher publisher() {
        if (publisher == null) {
            throw new Problem(403, "This console is read-only: it publishes nothing");
        }
        return publisher;
    }

    private Reply answer(Call call) {
        PublishedRequest request = published.get(call.variable("id"));
        PublishedRequest.Answered answered = request.answered();
        boolean pseudonyms = answered != null && answered.answer().pseudonyms();
        boolean masked = isMasked(call, pseudonyms);
        Segment segment = answered == null ? null : answered.segment();
        ObjectNode json = object();
        json.set("request", request.json());
        json.put("criteria", answered == null ? "" : answered.answer().criteria());
        ArrayNode ignored = json.putArray("ignored");
        json.put("cache", answered == null ? "" : answered.answer().cacheUse());
        String asOf = answered == null ? "" : answered.answer().asOf();
        json.put("as_of", asOf.isEmpty() ? null : asOf);
        ArrayNode columns = json.putArray("columns");
        if (answered != null) {
            answered.answer().ignored().forEach(ignored::add);
        }
        if (segment != null) {
            segment.columns().forEach(column -> columns.add(Columns.json(column)));
        }
        json.set("rows", segment == null ? JsonNodeFactory.instance.arrayNode() : segment.rows(masked));
        json.put("ids", pseudonyms ? "pseudonyms" : masked ? "masked" : "shown");
        json.set("distributions", segment == null ? JsonNodeFactory.instance.arrayNode() : segment.distributions());
        json.set("interest", segment == null ? JsonNodeFactory.instance.arrayNode() : segment.interest());
        json.set("error", answered == null || segment != null ? null : ErrorJson.of(answered.answer()));
        return Reply.json(json);
    }

    /** Whether ids are masked. Pseudonyms never are: they identify no person and are useless when masked. */
    private static boolean isMasked(Call call, boolean pseudonyms) {
        return call.choice("ids", IDS).equals(IDS.get(0)) && !pseudonyms;
    }

    private Reply customers(Call call) {
        String id = call.variable("id");
        PublishedRequest.Answered answered = published.get(id).answered();
        boolean masked = isMasked(call, answered != null && answered.answer().pseudonyms());
        return CustomerFile.of(segment(id), id, call.choice("format", List.of("csv", "json")), masked);
    }

    private Segment segment(String id) {
        PublishedRequest.Answered answered = published.get(id).answered();
        Segment segment = answered == null ? null : answered.segment();
        if (segment == null) {
            throw new Problem(409, "The request " + id + " has no segment");
        }
        return segment;
    }

    private List<Variant> variants(Call call) {
        ApiRequest request = published.get(call.variable("id")).request();
        Explainer explainer = explainer(request.ignoreUnread());
        return explainer
                .explain(request.json())
                .fold(explained -> Variant.of(explainer, request, explained), refused -> {
                    throw new Problem(409, "The prompt of this request is not read, so nothing can be left out");
                });
    }

    private Reply askWhatIf(Call call) {
        int agreed = call.body(Set.of("max_calls")).path("max_calls").asInt(-1);
        Publisher writes = publisher();
        List<Variant> variants = variants(call);
        int calls = maxCalls(variants);
        if (calls > agreed) {
            throw new Problem(
                    409, "This may take " + calls + " calls, more than the " + Math.max(0, agreed) + " agreed to");
        }
        ApiRequest request = published.get(call.variable("id")).request();
        Explainer explainer = explainer(false);
        Map<Variant, String> requests = new HashMap<>();
        variants.stream()
                .filter(variant -> variant.problem().isEmpty())
                .forEach(variant -> requests.put(
                        variant,
                        writes.ask(request.with(variant.prompt()), explainer.wordsOf(variant.prompt()))
                                .id()));
        return Reply.json(202, whatIf(variants, requests));
    }

    private static int maxCalls(List<Variant> variants) {
        return variants.stream().mapToInt(Variant::maxCalls).sum();
    }

    /** Returns the variants with the ids of the requests that were published for them, if any. */
    private ObjectNode whatIf(List<Variant> variants, Map<Variant, String> requests) {
        Explainer explainer = explainer(false);
        ObjectNode json = object();
        ArrayNode array = json.putArray("variants");
        for (Variant variant : variants) {
            array.addObject()
                    .put("left_out", variant.leftOut())
                    .put("left_out_in_words", explainer.wordsOf(variant.leftOut()))
                    .put("in_words", explainer.wordsOf(variant.prompt()))
                    .put("max_calls", variant.maxCalls())
                    .put("problem", variant.problem().isEmpty() ? null : variant.problem())
                    .put("request", requests.get(variant));
        }
        return json.put("max_calls", maxCalls(variants));
    }

    private Reply comparison(Call call) {
        String first = call.parameter("first");
        String second = call.parameter("second");
        ObjectNode json = Comparison.of(segment(first), segment(second));
        json.set("first", published.get(first).json());
        json.set("second", published.get(second).json());
        return Reply.json(json);
    }

    private ObjectNode traffic() {
        ObjectNode json = object();
        json.set("seconds", traffic.seconds());
        json.set("failures", traffic.failures());
        json.set("processors", processors.json());
        return json;
    }

    private Reply replay(Call call) {
        call.body(Set.of());
        return Reply.json(object().put("published", publisher().replay(traffic.requestOf(call.variable("id")))));
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
