package io.customersegment.personalize;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import io.customersegment.enrich.RecommendationSource.Call;
import io.customersegment.enrich.RecommendationSource.Item;
import io.customersegment.enrich.RecommendationSource.Recommendations;
import io.customersegment.outcome.Failure;
import io.customersegment.outcome.Outcome;
import io.customersegment.outcome.Reason;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests answers with status 200 whose content is unusable. */
@Timeout(60)
class UnusableAnswerTest {

    /** Region and purchase_count are never null; last_quote and last_purchase may be null. */
    private static final Call CALL = TestCalls.call("region", "purchase_count", "last_quote");

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

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "{\"itemList\": null}", "{\"recommendationId\": \"RID-1\"}"})
    void shouldNotTakeAnAnswerWithoutAListForOneThatFoundNobody(String body) {
        for (Call call : List.of(CALL, TestCalls.PROBE)) {
            Failure failure = unusable(call, body);

            assertThat(failure.detail()).contains("itemList", "personalize.endpoint");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "{}",
                "{\"itemId\": null}",
                "{\"itemId\": \"\", \"score\": 0.5}",
                "{\"itemId\": \" \", \"score\": 0.5}"
            })
    void shouldNotTakeAnItemWithoutAnIdForACustomer(String item) {
        Failure failure = unusable(TestCalls.PROBE, list("{\"itemId\": \"C1\"}", item));

        assertThat(failure.detail()).contains("itemId").doesNotContain("C1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", ", \"metadata\": null", ", \"metadata\": {}", ", \"metadata\": {\"somethingElse\": \"x\"}"})
    void shouldNameTheColumnsWhereItemsComeWithoutMetadata(String metadata) {
        Failure failure = unusable(CALL, list("{\"itemId\": \"C1\"" + metadata + "}"));

        assertThat(failure.detail())
                .contains("REGION, PURCHASE_COUNT, LAST_QUOTE", "enableMetadataWithRecommendations")
                .doesNotContain("C1");
    }

    @Test
    void shouldNameTheColumnsThatNoItemHas() {
        Failure failure = unusable(
                CALL,
                list(
                        "{\"itemId\": \"C1\", \"metadata\": {\"region\": \"North\"}}",
                        "{\"itemId\": \"C2\", \"metadata\": {\"region\": \"West\", \"lastQuote\": \"0\"}}"));

        assertThat(failure.detail())
                .contains("PURCHASE_COUNT", "schema")
                .doesNotContain("REGION")
                .doesNotContain("LAST_QUOTE")
                .doesNotContain("North");
    }

    @Test
    void shouldNotLeaveOutACustomerWhoAloneHasNoMetadata() {
        Failure failure = unusable(
                CALL,
                list(
                        "{\"itemId\": \"C1\", \"metadata\": {\"region\": \"North\", \"purchaseCount\": \"1\"}}",
                        "{\"itemId\": \"C2\"}"));

        assertThat(failure.detail()).contains("enableMetadataWithRecommendations");
    }

    @Test
    void shouldNameColumnsThatMayBeNullWhereNoItemHasMetadataAtAll() {
        Failure failure = unusable(TestCalls.call("last_quote"), list("{\"itemId\": \"C1\"}", "{\"itemId\": \"C2\"}"));

        assertThat(failure.detail()).contains("LAST_QUOTE", "enableMetadataWithRecommendations");
    }

    @Test
    void shouldTakeAnEmptyListForAnAnswerThatFoundNobody() {
        assertThat(ask(CALL, TestCalls.NOBODY)).isEqualTo(Outcome.ok(new Recommendations(List.of())));
    }

    @Test
    void shouldTakeItemsWithoutMetadataWhereNoColumnWasAskedFor() {
        assertThat(ask(TestCalls.PROBE, list("{\"itemId\": \"C1\", \"score\": 0.5}")))
                .isEqualTo(items(new Item("C1", 0.5, List.of())));
    }

    @Test
    void shouldTakeAColumnThatOneCustomerLacksForOneWithoutAValue() {
        String body = list(
                "{\"itemId\": \"C1\", \"score\": 0.5, \"metadata\": {\"region\": \"North\", \"purchaseCount\": \"1\"}}",
                "{\"itemId\": \"C2\", \"score\": 0.4, \"metadata\": {\"region\": \"West\", \"purchaseCount\": null}}");

        assertThat(ask(CALL, body))
                .isEqualTo(items(
                        new Item("C1", 0.5, Arrays.asList("North", "1", null)),
                        new Item("C2", 0.4, Arrays.asList("West", null, null))));
    }

    @Test
    void shouldTakeACustomerWhoseOnlyColumnIsNull() {
        String body = list("{\"itemId\": \"C1\", \"score\": 0.5, \"metadata\": {}}");

        assertThat(ask(TestCalls.call("last_quote"), body))
                .isEqualTo(items(new Item("C1", 0.5, Collections.singletonList(null))));
    }

    private static Failure unusable(Call call, String body) {
        Failure failure = TestCalls.failure(ask(call, body));
        assertThat(failure.reason()).isEqualTo(Reason.SOURCE_UNUSABLE);
        assertThat(failure.reason().retryable()).isFalse();
        return failure;
    }

    private static Outcome<Recommendations> ask(Call call, String body) {
        SERVICE.stubFor(post(urlEqualTo("/recommendations"))
                .willReturn(aResponse()
                        .withHeader("Content-Type", "application/json")
                        .withBody(body)));
        return TestCalls.wait(source.recommend(call));
    }

    private static String list(String... items) {
        return "{\"itemList\": [" + String.join(", ", items) + "], \"recommendationId\": \"RID-1\"}";
    }

    private static Outcome<Recommendations> items(Item... items) {
        return Outcome.ok(new Recommendations(List.of(items)));
    }
}
