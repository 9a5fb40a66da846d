package io.customersegment.local.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.customersegment.local.data.Dataset;
import io.customersegment.plan.FilterTemplate;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkGlobalTime;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkServiceException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.personalizeruntime.PersonalizeRuntimeAsyncClient;
import software.amazon.awssdk.services.personalizeruntime.model.GetRecommendationsRequest;
import software.amazon.awssdk.services.personalizeruntime.model.GetRecommendationsResponse;
import software.amazon.awssdk.services.personalizeruntime.model.InvalidInputException;
import software.amazon.awssdk.services.personalizeruntime.model.PredictedItem;
import software.amazon.awssdk.services.personalizeruntime.model.Promotion;
import software.amazon.awssdk.services.personalizeruntime.model.ResourceNotFoundException;

/** Tests the emulator with the unmodified SDK. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
final class EmulatorIT {

    private static final String ACCOUNT = "arn:aws:personalize:us-east-1:000000000000:";
    private static final String CAMPAIGN = ACCOUNT + "campaign/customer-segment";
    private static final List<FilterTemplate> TEMPLATES = List.of(
            template("where", "INCLUDE ItemID WHERE Items.TOWN IN ($TOWN) AND Items.PAST_VISITS >= $MIN"),
            template("not-there", "EXCLUDE ItemID WHERE Items.TOWN IN ($TOWN)"));
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private static Emulator emulator;
    private static PersonalizeRuntimeAsyncClient client;

    @BeforeAll
    static void start() {
        emulator = Emulator.start(EmulatorSettings.onPort(0), dataset(), TEMPLATES);
        client = PersonalizeRuntimeAsyncClient.builder()
                .endpointOverride(emulator.endpoint())
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("id", "secret")))
                .overrideConfiguration(configuration -> configuration.retryStrategy(DefaultRetryStrategy.doNotRetry()))
                .build();
    }

    @AfterAll
    static void stop() {
        client.close();
        emulator.close();
    }

    @BeforeEach
    void behave() {
        emulator.faults(Faults.none());
    }

    /** Returns 400 items in four towns. The user "keen" has an event for every fourth item; later events count more. */
    private static Dataset dataset() {
        List<Dataset.Item> items = new ArrayList<>();
        List<Dataset.Interaction> interactions = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            String id = "C" + (1000 + i);
            items.add(new Dataset.Item(id, List.of("town" + i % 4 + (i % 8 == 0 ? "|any" : ""), String.valueOf(i))));
            if (i % 4 == 0) {
                interactions.add(new Dataset.Interaction("keen", id, "view", 1_700_000_000L + i * 86_400L));
            }
        }
        return new Dataset(
                List.of(
                        new Dataset.Field("TOWN", Dataset.Type.STRING),
                        new Dataset.Field("PAST_VISITS", Dataset.Type.INT)),
                items,
                interactions);
    }

    @Test
    void shouldRankByTheScoreThatSumsToOneOverTheCatalogue() {
        List<PredictedItem> items =
                ask(request -> request.userId("keen").numResults(500)).itemList();

        List<Double> scores = items.stream().map(PredictedItem::score).toList();
        assertThat(items).hasSize(400);
        assertThat(scores).isSortedAccordingTo((a, b) -> Double.compare(b, a));
        assertThat(scores.stream().mapToDouble(Double::doubleValue).sum()).isCloseTo(1, within(1e-9));
        assertThat(items.get(0).itemId()).isEqualTo("C1396");
        assertThat(items.subList(0, 100))
                .allMatch(item -> Integer.parseInt(item.itemId().substring(1)) % 4 == 0);
    }

    @Test
    void shouldGiveScoresOfTheCatalogueToAFilteredAnswer() {
        Map<String, Double> scores = new HashMap<>();
        ask(request -> request.userId("keen").numResults(500))
                .itemList()
                .forEach(item -> scores.put(item.itemId(), item.score()));

        List<PredictedItem> some = ask(request -> request.userId("keen")
                        .filterArn(ACCOUNT + "filter/where")
                        .filterValues(Map.of("TOWN", "\"town1\",\"any\"", "MIN", "390")))
                .itemList();

        assertThat(some).hasSize(3).allSatisfy(item -> assertThat(item.score()).isEqualTo(scores.get(item.itemId())));
        assertThat(some).extracting(PredictedItem::itemId).containsExactlyInAnyOrder("C1392", "C1393", "C1397");
    }

    @Test
    void shouldGiveTwentyFiveUnlessAskedForMore() {
        GetRecommendationsResponse response = ask(request -> request.userId("keen"));

        assertThat(response.itemList()).hasSize(25);
        assertThat(response.recommendationId()).isNotEmpty();
        assertThat(response.itemList()).allMatch(item -> !item.hasMetadata());
    }

    @Test
    void shouldGiveMetadataAsTextUnderCamelCaseNames() {
        PredictedItem item = ask(request -> request.userId("keen")
                        .numResults(50)
                        .metadataColumns(Map.of("ITEMS", List.of("TOWN", "PAST_VISITS"))))
                .itemList()
                .get(1);

        assertThat(item.itemId()).isEqualTo("C1392");
        assertThat(item.metadata()).isEqualTo(Map.of("town", "town0|any", "pastVisits", "392"));
    }

    @Test
    void shouldSkipAnExcludeWithoutValues() {
        Consumer<GetRecommendationsRequest.Builder> everybody =
                request -> request.userId("keen").numResults(500).filterArn("arn:aws:personalize:::filter/not-there");

        assertThat(ask(everybody).itemList()).hasSize(400);
        assertThat(ask(everybody.andThen(request -> request.filterValues(Map.of("TOWN", "\"town3\""))))
                        .itemList())
                .hasSize(300);
    }

    @Test
    void shouldGiveAStrangerWhatIsPopular() {
        assertThat(ask(request -> request.userId("stranger")).itemList())
                .hasSize(25)
                .allMatch(item -> Integer.parseInt(item.itemId().substring(1)) % 4 == 0);
    }

    static Stream<Arguments> refusals() {
        return Stream.of(
                refusal("501 results", request -> request.numResults(501)),
                refusal("negative results", request -> request.numResults(-1)),
                refusal(
                        "51 results with metadata",
                        request -> request.numResults(51).metadataColumns(Map.of("ITEMS", List.of("TOWN")))),
                refusal(
                        "11 columns",
                        request -> request.metadataColumns(Map.of("ITEMS", Collections.nCopies(11, "TOWN")))),
                refusal("an unknown column", request -> request.metadataColumns(Map.of("ITEMS", List.of("HEIGHT")))),
                refusal("columns of users", request -> request.metadataColumns(Map.of("USERS", List.of("AGE")))),
                refusal("no user", request -> request.userId(null)),
                refusal("a long user", request -> request.userId("u".repeat(257))),
                refusal("a long item", request -> request.itemId("i".repeat(257))),
                refusal("no campaign", request -> request.campaignArn(null)),
                refusal("a campaign and a recommender", request -> request.recommenderArn(ACCOUNT + "recommender/r")),
                refusal("no ARN", request -> request.campaignArn("customer-segment")),
                refusal("a long ARN", request -> request.campaignArn(ACCOUNT + "c".repeat(256))),
                refusal("much context", request -> request.context(entries(151, "k", "v"))),
                refusal(
                        "two promotions",
                        request -> request.promotions(
                                Promotion.builder().name("a").build(),
                                Promotion.builder().name("b").build())),
                refusal(
                        "26 filter values",
                        request ->
                                request.filterArn(ACCOUNT + "filter/not-there").filterValues(entries(26, "k", "1"))),
                refusal(
                        "a long placeholder",
                        request -> request.filterArn(ACCOUNT + "filter/not-there")
                                .filterValues(Map.of("k".repeat(51), "1"))),
                refusal(
                        "a long value",
                        request -> request.filterArn(ACCOUNT + "filter/not-there")
                                .filterValues(Map.of("TOWN", "\"" + "t".repeat(999) + "\""))),
                refusal(
                        "an unknown placeholder",
                        request -> request.filterArn(ACCOUNT + "filter/not-there")
                                .filterValues(Map.of("VILLAGE", "\"x\""))),
                refusal(
                        "a text without quotes",
                        request ->
                                request.filterArn(ACCOUNT + "filter/not-there").filterValues(Map.of("TOWN", "town1"))),
                refusal(
                        "an include without its value",
                        request ->
                                request.filterArn(ACCOUNT + "filter/where").filterValues(Map.of("TOWN", "\"town1\""))),
                refusal("values without a filter", request -> request.filterValues(Map.of("TOWN", "\"town1\""))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refusals")
    void shouldRefuse(String name, Consumer<GetRecommendationsRequest.Builder> change) {
        assertThatThrownBy(() -> ask(change)).as(name).isInstanceOfSatisfying(InvalidInputException.class, refused -> {
            assertThat(refused.statusCode()).isEqualTo(400);
            assertThat(refused.awsErrorDetails().errorCode()).isEqualTo("InvalidInputException");
            assertThat(refused.awsErrorDetails().errorMessage()).isNotEmpty();
        });
    }

    @Test
    void shouldTakeWhatIsJustWithinTheLimits() {
        GetRecommendationsResponse response = ask(request -> request.userId("u".repeat(256))
                .numResults(50)
                .context(entries(150, "k", "v"))
                .filterArn(ACCOUNT + "filter/not-there")
                .filterValues(Map.of("TOWN", "\"" + "t".repeat(998) + "\""))
                .metadataColumns(Map.of("ITEMS", List.of("TOWN"))));

        assertThat(response.itemList()).hasSize(50);
    }

    @Test
    void shouldNotKnowAnotherCampaignOrFilter() {
        assertThatThrownBy(() -> ask(request -> request.campaignArn(ACCOUNT + "campaign/other")))
                .isInstanceOf(ResourceNotFoundException.class);
        assertThatThrownBy(() -> ask(request -> request.filterArn(ACCOUNT + "filter/other")))
                .isInstanceOfSatisfying(
                        ResourceNotFoundException.class,
                        missing -> assertThat(missing.statusCode()).isEqualTo(404));
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"CONNECTION_RESET", "EMPTY", "SILENCE", "NO_METADATA", "NO_LIST", "HTML", "ENDLESS", "CLOCK_SKEW"},
            mode = EnumSource.Mode.EXCLUDE)
    void shouldPutTheFaultOnTheWire(Fault fault) {
        emulator.faults(Faults.none().withNext(fault, 1));

        assertThatThrownBy(() -> ask(request -> request.userId("keen")))
                .isInstanceOfSatisfying(AwsServiceException.class, failure -> {
                    ServiceError error = fault.error();
                    assertThat(error).isNotNull();
                    if (error != null) {
                        assertThat(failure.statusCode()).isEqualTo(error.status());
                        assertThat(failure.awsErrorDetails().errorCode()).isEqualTo(error.type());
                    }
                });
        assertThat(ask(request -> request.userId("keen")).itemList()).hasSize(25);
    }

    @Test
    void shouldThrottleCallsOverTheRate() {
        emulator.faults(Faults.none().withCallsPerSecond(1));
        long before = emulator.calls();

        assertThatThrownBy(() -> {
                    for (int call = 0; call < 100; call++) {
                        ask(request -> request.userId("keen"));
                    }
                })
                .isInstanceOfSatisfying(
                        SdkServiceException.class,
                        failure -> assertThat(failure.isThrottlingException()).isTrue());
        assertThat(emulator.calls()).isGreaterThanOrEqualTo(before + 2);
    }

    @Test
    void shouldResetTheConnection() {
        emulator.faults(Faults.none().withNext(Fault.CONNECTION_RESET, 1));

        assertThatThrownBy(() -> ask(request -> request.userId("keen"))).isInstanceOf(SdkClientException.class);
    }

    @Test
    void shouldAnswerWithoutItems() {
        emulator.faults(Faults.none().withNext(Fault.EMPTY, 1));

        assertThat(ask(request -> request.userId("keen")).itemList()).isEmpty();
    }

    @Test
    void shouldAnswerWithoutMetadata() {
        emulator.faults(Faults.none().withNext(Fault.NO_METADATA, 1));

        List<PredictedItem> items = ask(request -> request.metadataColumns(Map.of("ITEMS", List.of("TOWN"))))
                .itemList();

        assertThat(items).hasSize(25).allMatch(item -> !item.hasMetadata());
    }

    @Test
    void shouldAnswerWithoutAList() {
        emulator.faults(Faults.none().withNext(Fault.NO_LIST, 1));

        assertThat(ask(request -> request.userId("keen")).hasItemList()).isFalse();
    }

    @Test
    void shouldAnswerWithAWebPage() throws Exception {
        emulator.faults(Faults.none().withNext(Fault.HTML, 1));

        HttpResponse<String> response = post(HttpResponse.BodyHandlers.ofString());

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).contains("text/html");
        assertThat(response.body()).startsWith("<html>");
    }

    @Test
    void shouldAnswerWithoutEnd() throws Exception {
        emulator.faults(Faults.none().withNext(Fault.ENDLESS, 1));

        try (InputStream body = post(HttpResponse.BodyHandlers.ofInputStream()).body()) {
            assertThat(body.skip(100_000_000)).isEqualTo(100_000_000);
        }
        assertThat(ask(request -> request.userId("keen")).itemList()).hasSize(25);
    }

    @Test
    void shouldRefuseWhatIsNotSignedWithItsTimeUntilTheClientHasCorrectedItsClock() {
        emulator.faults(Faults.none().withProbability(Fault.CLOCK_SKEW, 1));
        try {
            assertThatThrownBy(() -> ask(request -> request.userId("keen")))
                    .isInstanceOfSatisfying(
                            AwsServiceException.class,
                            refusal -> assertThat(refusal.awsErrorDetails().errorCode())
                                    .isEqualTo("InvalidSignatureException"));
            assertThat(ask(request -> request.userId("keen")).itemList()).hasSize(25);
        } finally {
            SdkGlobalTime.setGlobalTimeOffset(0);
        }
    }

    @Test
    void shouldKeepSilent() {
        emulator.faults(Faults.none().withNext(Fault.SILENCE, 1));

        assertThatThrownBy(() -> ask(request -> request.overrideConfiguration(
                        configuration -> configuration.apiCallTimeout(Duration.ofMillis(200)))))
                .isInstanceOf(SdkClientException.class);
    }

    @Test
    void shouldTakeFaultsAndCountCallsOverHttp() throws Exception {
        long before = emulator.calls();

        HttpResponse<String> set = put("{\"next\":{\"internal_failure\":1},\"latency\":{\"p50_ms\":1}}");

        assertThat(set.statusCode()).isEqualTo(200);
        assertThatThrownBy(() -> ask(request -> request.userId("keen")))
                .isInstanceOfSatisfying(
                        AwsServiceException.class,
                        failure -> assertThat(failure.statusCode()).isEqualTo(500));
        assertThat(get("/emulator/calls").body()).isEqualTo("{\"calls\":" + (before + 1) + "}");
        assertThat(put("{\"next\":{\"flood\":1}}").statusCode()).isEqualTo(400);
        assertThat(put("nonsense").statusCode()).isEqualTo(400);
        assertThat(get("/recommendations").statusCode()).isEqualTo(404);
    }

    @Test
    void shouldRefuseABodyThatIsNoRequest() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(emulator.endpoint().resolve("/recommendations"))
                .POST(HttpRequest.BodyPublishers.ofString("{\"numResults\": \"5\"}"))
                .build();

        HttpResponse<String> response = HTTP.send(request, HttpResponse.BodyHandlers.ofString());

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.headers().firstValue("x-amzn-RequestId")).isPresent();
        assertThat(response.headers().firstValue("x-amzn-ErrorType")).contains("SerializationException");
        assertThat(response.body()).contains("\"__type\":\"SerializationException\"");
    }

    @Test
    void shouldNotStartOnAPortThatIsTaken() {
        EmulatorSettings taken = EmulatorSettings.onPort(emulator.endpoint().getPort());

        assertThatThrownBy(() -> Emulator.start(taken, dataset(), List.of()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("127.0.0.1:" + taken.port());
    }

    @Test
    void shouldNotStartWithAFilterThatTheServiceWouldNotCreate() {
        List<FilterTemplate> broken = List.of(template("broken", "INCLUDE ItemID WHERE Items.HEIGHT > 1"));

        assertThatThrownBy(() -> Emulator.start(EmulatorSettings.onPort(0), dataset(), broken))
                .hasMessage("Filter broken: there is no field Items.HEIGHT");
    }

    private static GetRecommendationsResponse ask(Consumer<GetRecommendationsRequest.Builder> change) {
        GetRecommendationsRequest.Builder request =
                GetRecommendationsRequest.builder().campaignArn(CAMPAIGN).userId("keen");
        change.accept(request);
        try {
            return client.getRecommendations(request.build()).join();
        } catch (CompletionException failure) {
            throw failure.getCause() instanceof RuntimeException cause ? cause : failure;
        }
    }

    private static HttpResponse<String> put(String faults) throws Exception {
        URI address = emulator.endpoint().resolve("/emulator/faults");
        return HTTP.send(
                HttpRequest.newBuilder(address)
                        .PUT(HttpRequest.BodyPublishers.ofString(faults))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static <T> HttpResponse<T> post(HttpResponse.BodyHandler<T> body) throws Exception {
        URI address = emulator.endpoint().resolve("/recommendations");
        return HTTP.send(
                HttpRequest.newBuilder(address)
                        .POST(HttpRequest.BodyPublishers.ofString("{}"))
                        .build(),
                body);
    }

    private static HttpResponse<String> get(String path) throws Exception {
        return HTTP.send(
                HttpRequest.newBuilder(emulator.endpoint().resolve(path)).build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static Arguments refusal(String name, Consumer<GetRecommendationsRequest.Builder> change) {
        return Arguments.of(name, change);
    }

    private static Map<String, String> entries(int count, String key, String value) {
        Map<String, String> entries = new HashMap<>();
        for (int i = 0; i < count; i++) {
            entries.put(key + i, value);
        }
        return entries;
    }

    private static FilterTemplate template(String name, String expression) {
        return new FilterTemplate(name, List.of(), expression);
    }
}
