package io.customersegment.personalize;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.matching;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.github.benmanes.caffeine.cache.Ticker;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import io.customersegment.config.Settings;
import io.customersegment.enrich.CallBudget;
import io.customersegment.enrich.RecommendationSource;
import io.customersegment.enrich.RecommendationSource.Call;
import io.customersegment.enrich.RecommendationSource.Item;
import io.customersegment.enrich.RecommendationSource.Recommendations;
import io.customersegment.enrich.ResilientSource;
import io.customersegment.outcome.Failure;
import io.customersegment.outcome.Outcome;
import io.customersegment.outcome.Reason;
import io.customersegment.outcome.Stage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class PersonalizeSourceTest {

    private static final Call CALL = new Call(
            "a-car-2024",
            "customer-segment-01",
            Map.of("REGION", "\"North\",\"East\"", "AGE_MIN", "30"),
            List.of(TestCalls.column("purchase_count"), TestCalls.column("region")),
            50,
            Long.MAX_VALUE);

    @RegisterExtension
    static final WireMockExtension SERVICE = WireMockExtension.newInstance()
            .options(WireMockConfiguration.wireMockConfig().dynamicPort().containerThreads(10))
            .build();

    @SuppressWarnings("NullAway.Init")
    private static PersonalizeSource source;

    @BeforeAll
    static void open() {
        source = PersonalizeSource.open(TestCalls.settings(SERVICE.baseUrl(), 5000));
    }

    @AfterAll
    static void close() {
        source.close();
    }

    @BeforeEach
    void findNobody() {
        answer(okJson(TestCalls.NOBODY));
    }

    @Test
    void shouldAskAsThePublicModelOfTheServiceSays() {
        var answered = ask(CALL);

        assertThat(answered).isEqualTo(Outcome.ok(new Recommendations(List.of())));
        SERVICE.verify(1, postRequestedFor(urlEqualTo("/recommendations")).withRequestBody(equalToJson("""
                                        {"campaignArn": "arn:campaign", "userId": "a-car-2024", "numResults": 50,
                                         "filterArn": "arn:filter/customer-segment-01",
                                         "filterValues": {"REGION": "\\"North\\",\\"East\\"", "AGE_MIN": "30"},
                                         "metadataColumns": {"ITEMS": ["PURCHASE_COUNT", "REGION"]}}
                                        """)));
    }

    @Test
    void shouldSignCalls() {
        ask(CALL);

        SERVICE.verify(
                1,
                postRequestedFor(urlEqualTo("/recommendations"))
                        .withHeader(
                                "Authorization",
                                matching("AWS4-HMAC-SHA256 Credential=[^,]+/us-east-1/personalize/aws4_request, .*")));
    }

    @Test
    void shouldLeaveOutTheFilterAndTheColumnsOfTheProbe() {
        var answered = ask(new Call("a-car-2024", null, Map.of(), List.of(), 1, Long.MAX_VALUE));

        assertThat(answered).isEqualTo(Outcome.ok(new Recommendations(List.of())));
        SERVICE.verify(1, postRequestedFor(urlEqualTo("/recommendations")).withRequestBody(equalToJson("""
                                        {"campaignArn": "arn:campaign", "userId": "a-car-2024", "numResults": 1}
                                        """)));
    }

    @Test
    void shouldReadItemsInTheSpellingThatWasAskedForAndMissingScoresAsNotANumber() {
        answer(okJson("""
                        {"recommendationId": "r", "itemList": [
                          {"itemId": "C1", "score": 0.25, "metadata": {"purchaseCount": "2", "region": "North", "other": "x"}},
                          {"itemId": "C2", "promotionName": "p", "metadata": {"purchaseCount": "1", "region": "West"}}]}
                        """));

        Outcome<Recommendations> answered = ask(CALL);

        assertThat(answered)
                .isEqualTo(Outcome.ok(new Recommendations(List.of(
                        new Item("C1", 0.25, List.of("2", "North")),
                        new Item("C2", Double.NaN, List.of("1", "West"))))));
    }

    @ParameterizedTest
    @CsvSource({
        "400, InvalidInputException, SOURCE_REFUSED",
        "404, ResourceNotFoundException, SOURCE_REFUSED",
        "403, AccessDeniedException, SOURCE_REFUSED",
        "403, ExpiredTokenException, SOURCE_REFUSED",
        "400, SomethingNewException, SOURCE_REFUSED",
        "400, ThrottlingException, SOURCE_THROTTLED",
        "429, TooManyRequestsException, SOURCE_THROTTLED",
        "429, SomethingNewException, SOURCE_THROTTLED",
        "503, SlowDown, SOURCE_THROTTLED",
        "500, InternalFailure, SOURCE_FAILING",
        "503, ServiceUnavailable, SOURCE_FAILING",
        "408, RequestTimeout, SOURCE_TIMED_OUT",
        "403, RequestTimeTooSkewed, SOURCE_FAILING",
    })
    void shouldTranslateAnErrorOfTheServiceAfterOneAttempt(int status, String code, Reason reason) {
        answer(aResponse()
                .withStatus(status)
                .withHeader("x-amzn-ErrorType", code)
                .withBody("{\"message\": \"a value nobody should see\"}"));

        Failure failure = TestCalls.failure(ask(CALL));

        assertThat(failure.reason()).isEqualTo(reason);
        assertThat(failure.stage()).isEqualTo(Stage.ENRICH);
        assertThat(failure.detail()).contains(code, String.valueOf(status)).doesNotContain("nobody should see");
        SERVICE.verify(1, postRequestedFor(urlEqualTo("/recommendations")));
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {"7, PT7S", "none, none", "soon, none", "-1, none", "99999999999, none"})
    void shouldSayForHowLongAThrottledCallIsToWait(@Nullable String header, @Nullable Duration pause) {
        var response = aResponse().withStatus(429).withHeader("x-amzn-ErrorType", "ThrottlingException");
        answer(header == null ? response : response.withHeader("Retry-After", header));

        Failure failure = TestCalls.failure(ask(CALL));

        assertThat(failure.reason()).isEqualTo(Reason.SOURCE_THROTTLED);
        assertThat(failure.retryAfter()).isEqualTo(pause);
    }

    @Test
    void shouldReadTheErrorTypeOfTheBodyWhereTheHeaderIsMissing() {
        answer(aResponse().withStatus(400).withBody("{\"__type\": \"ThrottlingException\"}"));

        assertThat(TestCalls.failure(ask(CALL)).reason()).isEqualTo(Reason.SOURCE_THROTTLED);
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"CONNECTION_RESET_BY_PEER", "EMPTY_RESPONSE", "RANDOM_DATA_THEN_CLOSE"})
    void shouldCallABrokenConnectionFailing(Fault fault) {
        answer(aResponse().withFault(fault));

        assertThat(TestCalls.failure(ask(CALL)).reason()).isEqualTo(Reason.SOURCE_FAILING);
    }

    @Test
    void shouldCallAnEndpointThatNobodyListensAtFailing() {
        try (PersonalizeSource nowhere = PersonalizeSource.open(TestCalls.settings("http://localhost:1", 2000))) {
            Failure failure = TestCalls.failure(TestCalls.wait(nowhere.recommend(CALL)));

            assertThat(failure.reason()).isEqualTo(Reason.SOURCE_FAILING);
            assertThat(failure.detail()).contains("refuses connections");
        }
    }

    @Test
    void shouldTellAnAnswerThatTakesTooLong() {
        answer(okJson(TestCalls.NOBODY).withFixedDelay(20_000));
        try (PersonalizeSource impatient = PersonalizeSource.open(TestCalls.settings(SERVICE.baseUrl(), 300))) {
            Failure failure = TestCalls.failure(TestCalls.wait(impatient.recommend(CALL)));

            assertThat(failure.reason()).isEqualTo(Reason.SOURCE_TIMED_OUT);
            assertThat(failure.detail()).contains("personalize.call.timeout.ms");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldFreeTheConnectionOfACallThatNobodyWaitsFor(boolean cancelled) {
        Settings.Personalize oneConnection = new Settings.Personalize(
                SERVICE.baseUrl(), "", "arn:campaign", "arn:filter/", Duration.ofMillis(500), 1);
        try (PersonalizeSource single = PersonalizeSource.open(oneConnection)) {
            answer(okJson(TestCalls.NOBODY).withFixedDelay(30_000));
            CompletableFuture<Outcome<Recommendations>> slow = single.recommend(CALL);
            await().until(() -> !SERVICE.findAll(postRequestedFor(urlEqualTo("/recommendations")))
                    .isEmpty());
            answer(okJson(TestCalls.NOBODY));

            if (cancelled) {
                slow.cancel(true);
            } else {
                assertThat(TestCalls.failure(TestCalls.wait(slow)).reason()).isEqualTo(Reason.SOURCE_TIMED_OUT);
            }

            await().atMost(Duration.ofSeconds(15))
                    .until(() ->
                            TestCalls.wait(single.recommend(CALL)).equals(Outcome.ok(new Recommendations(List.of()))));
        }
    }

    @Test
    void shouldLetCallsThatWaitGoWhereTheOnesUnderWayAreNeverAnswered() throws IOException {
        Settings.Resilience once = new Settings.Resilience(
                1,
                Duration.ofMillis(1),
                Duration.ofMillis(1),
                1000,
                false,
                50,
                100,
                Duration.ofSeconds(5),
                Settings.OnOutage.FAIL);
        long deadline = System.nanoTime() + Duration.ofMinutes(1).toNanos();
        Call patient = new Call("model", null, Map.of(), List.of(), 1, deadline);
        ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                PersonalizeSource single = PersonalizeSource.open(new Settings.Personalize(
                        "http://127.0.0.1:" + silent.getLocalPort(),
                        "",
                        "arn:campaign",
                        "arn:filter/",
                        Duration.ofMillis(300),
                        1))) {
            RecommendationSource limited = ResilientSource.around(
                    single,
                    once,
                    CallBudget.of(once.callsPerSecond()),
                    1,
                    timer,
                    Ticker.systemTicker(),
                    Clock.systemUTC());

            List<CompletableFuture<Outcome<Recommendations>>> answers =
                    Stream.generate(() -> limited.recommend(patient)).limit(4).toList();

            assertThat(answers)
                    .allSatisfy(answer -> assertThat(
                                    TestCalls.failure(TestCalls.wait(answer)).reason())
                            .isEqualTo(Reason.SOURCE_TIMED_OUT));
        } finally {
            timer.shutdownNow();
        }
    }

    @Test
    void shouldNotOpenWhereTheEnvironmentGivesAnAddressThatCannotBeCalled() {
        System.setProperty("aws.endpointUrlPersonalizeRuntime", "http://my_host:8082");
        Settings.Personalize real =
                new Settings.Personalize("", "us-east-1", "arn:campaign", "arn:filter/", Duration.ofSeconds(1), 1);
        try {
            assertThatThrownBy(() -> PersonalizeSource.open(real))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("AWS_ENDPOINT_URL")
                    .hasMessageContaining("underscores");
        } finally {
            System.clearProperty("aws.endpointUrlPersonalizeRuntime");
        }
    }

    @Test
    void shouldFailAndNotThrowOnceClosed() {
        PersonalizeSource closed = PersonalizeSource.open(TestCalls.settings(SERVICE.baseUrl(), 2000));
        closed.close();

        assertThat(TestCalls.failure(TestCalls.wait(closed.recommend(CALL))).reason())
                .isEqualTo(Reason.SOURCE_FAILING);
    }

    private static void answer(ResponseDefinitionBuilder response) {
        SERVICE.stubFor(post(urlEqualTo("/recommendations")).willReturn(response));
    }

    private static Outcome<Recommendations> ask(Call call) {
        return TestCalls.wait(source.recommend(call));
    }
}
