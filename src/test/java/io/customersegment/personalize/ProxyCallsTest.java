package io.customersegment.personalize;

import static org.assertj.core.api.Assertions.assertThat;

import io.customersegment.config.Proxy;
import io.customersegment.config.Settings;
import io.customersegment.enrich.RecommendationSource.Recommendations;
import io.customersegment.outcome.Failure;
import io.customersegment.outcome.Outcome;
import io.customersegment.outcome.Reason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Tests calls through a proxy on bare sockets, to hosts that can only be reached through the proxy. */
@Timeout(60)
class ProxyCallsTest {

    private static final String BEHIND = "http://personalize.invalid:8082";
    private static final Outcome<Recommendations> NOBODY = Outcome.ok(new Recommendations(List.of()));
    private static final int TLS_HANDSHAKE = 22;

    private Map<String, String> properties = Map.of();

    @AfterEach
    void forget() {
        properties.keySet().forEach(System::clearProperty);
    }

    @Test
    void shouldSendCallsOfAnHttpAddressToTheProxy() throws IOException {
        try (RawServer proxy = RawServer.start(
                (request, connection, out) -> out.write(RawServer.response(200, "", TestCalls.NOBODY)))) {
            Map<String, String> environment = Map.of("http_proxy", "http://somebody:hu%40sh@127.0.0.1:" + proxy.port());

            Outcome<Recommendations> answer = ask(BEHIND, environment);

            assertThat(answer).isEqualTo(NOBODY);
            assertThat(proxy.requests()).singleElement().satisfies(request -> {
                assertThat(request.line()).startsWith("POST http://personalize.invalid:8082/recommendations ");
                assertThat(request.header("Proxy-Authorization")).isEqualTo("Basic c29tZWJvZHk6aHVAc2g=");
            });
        }
    }

    @Test
    void shouldReachTheRealServiceThroughATunnel() throws IOException {
        useProperties(Map.of("aws.accessKeyId", "id", "aws.secretAccessKey", "secret"));
        CompletableFuture<Integer> firstByte = new CompletableFuture<>();
        try (RawServer proxy = RawServer.start((request, connection, out) -> {
            out.write("HTTP/1.1 200 Connection established\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            out.flush();
            firstByte.complete(connection.getInputStream().read());
            throw new IOException("enough");
        })) {
            Map<String, String> environment = Map.of("HTTPS_PROXY", "http://127.0.0.1:" + proxy.port());

            ask("", environment);

            assertThat(firstByte).succeedsWithin(30, TimeUnit.SECONDS).isEqualTo(TLS_HANDSHAKE);
            assertThat(proxy.requests())
                    .first()
                    .extracting(RawServer.Request::line)
                    .isEqualTo("CONNECT personalize-runtime.eu-west-1.amazonaws.com:443 HTTP/1.1");
        }
    }

    @Test
    void shouldTellThatTheProxyRefuses() throws IOException {
        try (RawServer proxy = RawServer.start(
                (request, connection, out) -> out.write(RawServer.response(407, "", "<html>Who are you?</html>")))) {
            Map<String, String> environment = Map.of("HTTPS_PROXY", "http://127.0.0.1:" + proxy.port());

            Failure failure = TestCalls.failure(ask("https://personalize.invalid", environment));

            assertThat(failure.reason()).isEqualTo(Reason.SOURCE_FAILING);
            assertThat(failure.detail()).contains("proxy", "AWS_ERROR_HTTP_PROXY_CONNECT_FAILED", "password");
        }
    }

    @Test
    void shouldCallHostsOfNoProxyDirectly() throws IOException {
        try (RawServer proxy = RawServer.start(
                (request, connection, out) -> out.write(RawServer.response(200, "", TestCalls.NOBODY)))) {
            Map<String, String> environment =
                    Map.of("HTTP_PROXY", "http://127.0.0.1:" + proxy.port(), "NO_PROXY", "example.com, *.invalid");

            Failure failure = TestCalls.failure(ask(BEHIND, environment));

            assertThat(failure.detail()).contains("cannot be resolved");
            assertThat(proxy.requests()).isEmpty();
        }
    }

    @Test
    void shouldCallThisMachineDirectlyWhateverProxyIsSet() throws IOException {
        try (RawServer service = RawServer.start(
                        (request, connection, out) -> out.write(RawServer.response(200, "", TestCalls.NOBODY)));
                RawServer proxy =
                        RawServer.start((request, connection, out) -> out.write(RawServer.response(502, "", "")))) {
            useProperties(Map.of(
                    "http.proxyHost", "127.0.0.1",
                    "http.proxyPort", String.valueOf(proxy.port()),
                    "http.nonProxyHosts", ""));
            try (PersonalizeSource source = PersonalizeSource.open(TestCalls.settings(service.endpoint(), 5000))) {

                assertThat(TestCalls.wait(source.recommend(TestCalls.PROBE))).isEqualTo(NOBODY);
                assertThat(proxy.requests()).isEmpty();
            }
        }
    }

    @Test
    void shouldTakeTheProxyOfTheSystemProperties() throws IOException {
        try (RawServer proxy =
                RawServer.start((request, connection, out) -> out.write(RawServer.response(403, "", "")))) {
            useProperties(Map.of("https.proxyHost", "127.0.0.1", "https.proxyPort", String.valueOf(proxy.port())));
            try (PersonalizeSource source =
                    PersonalizeSource.open(TestCalls.settings("https://personalize.invalid", 5000))) {

                TestCalls.wait(source.recommend(TestCalls.PROBE));

                assertThat(proxy.requests())
                        .first()
                        .extracting(RawServer.Request::line)
                        .isEqualTo("CONNECT personalize.invalid:443 HTTP/1.1");
            }
        }
    }

    private void useProperties(Map<String, String> values) {
        properties = values;
        values.forEach(System::setProperty);
    }

    private static Outcome<Recommendations> ask(String address, Map<String, String> environment) {
        Settings.Personalize settings =
                new Settings.Personalize(address, "eu-west-1", "arn:campaign", "arn:filter/", Duration.ofSeconds(5), 1);
        try (PersonalizeSource source =
                PersonalizeSource.open(settings, Proxy.forAddress(address, environment, Map.of()))) {
            return TestCalls.wait(source.recommend(TestCalls.PROBE));
        }
    }
}
