package io.customersegment.personalize;

import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import io.customersegment.EverythingLogged;
import io.customersegment.enrich.RecommendationSource.Call;
import io.customersegment.enrich.RecommendationSource.Recommendations;
import io.customersegment.outcome.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests calls that are signed with the credentials of a role, while all loggers of all libraries are at TRACE. */
final class ConfidentialLogsTest {

    private static final String SECRET = "marked-secret-access-key";
    private static final String TOKEN = "marked-session-token";
    private static final String ATTRIBUTE = "marked-region";
    private static final String CUSTOMER = "marked-customer";
    private static final Map<String, String> CREDENTIALS =
            Map.of("aws.accessKeyId", "AKIA", "aws.secretAccessKey", SECRET, "aws.sessionToken", TOKEN);
    private static final Call CALL = new Call(
            "a-car-2024",
            "customer-segment-01",
            Map.of("REGION", "\"" + ATTRIBUTE + "\""),
            List.of(TestCalls.column("region")),
            50,
            Long.MAX_VALUE);

    @RegisterExtension
    static final WireMockExtension SERVICE = WireMockExtension.newInstance()
            .options(WireMockConfiguration.wireMockConfig().dynamicPort())
            .build();

    @BeforeEach
    void takeOnARole() {
        CREDENTIALS.forEach(System::setProperty);
    }

    @AfterEach
    void leaveIt() {
        CREDENTIALS.keySet().forEach(System::clearProperty);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"itemList\":[{\"itemId\":\"" + CUSTOMER + "\",\"metadata\":{\"region\":\"" + ATTRIBUTE + "\"}}]}",
                "{\"itemList\":[{\"itemId\":\"" + CUSTOMER + "\",\"metadata\":",
                "<html>" + CUSTOMER + "</html>"
            })
    void shouldLogNeitherCredentialsNorCustomersWhateverTheLevels(String answer) throws Exception {
        SERVICE.stubFor(post(anyUrl()).willReturn(okJson(answer)));
        List<String> shown;
        String log;

        try (EverythingLogged logged = new EverythingLogged();
                PersonalizeSource source = PersonalizeSource.open(TestCalls.settings(
                        SERVICE.baseUrl(), (int) Duration.ofSeconds(30).toMillis()))) {
            Outcome<Recommendations> outcome =
                    source.recommend(CALL).toCompletableFuture().get(30, TimeUnit.SECONDS);
            log = logged.text();
            shown = logged.shown(SECRET, TOKEN, ATTRIBUTE, CUSTOMER);
            assertThat(outcome).isNotNull();
        }

        SERVICE.verify(postRequestedFor(anyUrl()).withHeader("X-Amz-Security-Token", equalTo(TOKEN)));
        assertThat(shown).isEmpty();
        assertThat(log).contains(" DEBUG ").contains("Sending Request");
    }

    @Test
    void shouldSayAtDebugWhichCredentialsCannotBeLoaded() throws Exception {
        CREDENTIALS.keySet().forEach(System::clearProperty);
        SERVICE.stubFor(post(anyUrl()).willReturn(okJson("{\"itemList\":[]}")));

        try (EverythingLogged logged = new EverythingLogged();
                PersonalizeSource source = PersonalizeSource.open(TestCalls.settings(SERVICE.baseUrl(), 5000))) {
            source.recommend(CALL).toCompletableFuture().get(30, TimeUnit.SECONDS);

            assertThat(logged.text()).contains("Unable to load credentials from SystemPropertyCredentialsProvider");
        }
    }
}
