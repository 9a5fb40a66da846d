package io.customersegment.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.customersegment.config.SettingsReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The access rules of a console; each console here is read-only and has a cluster that does not respond. */
final class AccessTest {

    private static final String TOKEN = "a token that nobody guesses";
    private static final String PROMPT = "{\"prompt\":\"gold members\"}";

    @TempDir
    private Path folder = Path.of("unset");

    @Test
    void shouldAnswerThisMachineWithoutAToken() throws IOException {
        try (Console console = console(Map.of())) {
            Browser browser = new Browser(console.address());

            assertThat(browser.get("/api/session")).hasToString("200 {\"signed_in\":true,\"read_only\":true}");
            assertThat(browser.post("/api/explain", PROMPT).status()).isEqualTo(200);
            assertThat(browser.with("Host", "localhost:" + console.address().getPort())
                            .get("/")
                            .status())
                    .isEqualTo(200);
        }
    }

    @Test
    void shouldRefuseAnotherSitesPage() throws IOException {
        try (Console console = console(Map.of())) {
            Browser browser = new Browser(console.address());

            assertThat(browser.with("Sec-Fetch-Site", "cross-site")
                            .post("/api/explain", PROMPT)
                            .status())
                    .isEqualTo(403);
            assertThat(browser.with("Sec-Fetch-Site", "same-site")
                            .get("/api/catalogue")
                            .status())
                    .isEqualTo(403);
            assertThat(browser.with("Origin", "http://example.com")
                            .post("/api/explain", PROMPT)
                            .status())
                    .isEqualTo(403);
            assertThat(browser.with("Origin", "null")
                            .post("/api/explain", PROMPT)
                            .status())
                    .isEqualTo(403);
            assertThat(browser.with("Host", "example.com").get("/").status()).isEqualTo(403);
            assertThat(browser.with("Sec-Fetch-Site", "cross-site")
                            .with("Sec-Fetch-Mode", "navigate")
                            .with("Sec-Fetch-Dest", "iframe")
                            .get("/")
                            .status())
                    .isEqualTo(403);
            Browser link = browser.with("Sec-Fetch-Site", "cross-site")
                    .with("Sec-Fetch-Mode", "navigate")
                    .with("Sec-Fetch-Dest", "document");
            assertThat(link.get("/").status()).as("a link to the page").isEqualTo(200);
            assertThat(link.get("/api/catalogue").status()).isEqualTo(403);
            assertThat(browser.with("Host", "127.0.0.1.example.com:80")
                            .get("/api/catalogue")
                            .status())
                    .isEqualTo(403);
            assertThat(browser.with("Origin", "http://" + console.address().getAuthority())
                            .with("Sec-Fetch-Site", "same-origin")
                            .post("/api/explain", PROMPT)
                            .status())
                    .isEqualTo(200);
        }
    }

    @Test
    void shouldTakeNoBodyThatAFormCanSend() throws IOException {
        try (Console console = console(Map.of())) {
            Browser form = new Browser(console.address()).with("Content-Type", "text/plain");

            assertThat(form.post("/api/explain", PROMPT).status()).isEqualTo(415);
            assertThat(form.post("/api/failures/0-1/replay", "").status()).isEqualTo(415);
        }
    }

    @Test
    void shouldPublishNothingWhereItIsReadOnly() throws IOException {
        try (Console console = console(Map.of())) {
            Browser browser = new Browser(console.address());

            assertThat(browser.post("/api/requests", PROMPT))
                    .hasToString("403 {\"problem\":\"This console is read-only: it publishes nothing\"}");
            assertThat(browser.post("/api/failures/0-1/replay", "{}").status()).isEqualTo(403);
        }
    }

    @Test
    void shouldAnswerNobodyWithoutTheTokenWhereThereIsOne() throws IOException {
        try (Console console = console(Map.of("console.token", TOKEN))) {
            Browser browser = new Browser(console.address());

            assertThat(browser.get("/").status()).isEqualTo(200);
            assertThat(browser.get("/api/session")).hasToString("200 {\"signed_in\":false,\"read_only\":true}");
            assertThat(browser.get("/api/catalogue").status()).isEqualTo(401);
            assertThat(browser.get("/api/events").status()).isEqualTo(401);
            assertThat(browser.post("/api/explain", PROMPT).status()).isEqualTo(401);
            assertThat(browser.with("Cookie", "console-session=guessed")
                            .get("/api/catalogue")
                            .status())
                    .isEqualTo(401);
            assertThat(browser.with("Authorization", "Bearer wrong")
                            .get("/api/catalogue")
                            .status())
                    .isEqualTo(401);
            assertThat(browser.with("Authorization", "Bearer " + TOKEN)
                            .get("/api/catalogue")
                            .status())
                    .isEqualTo(200);
        }
    }

    @Test
    void shouldExchangeTheTokenForACookieThatNoScriptReads() throws IOException {
        Path file = Files.writeString(folder.resolve("token"), TOKEN + "\n");
        try (Console console = console(Map.of("console.token.file", file.toString()))) {
            Browser browser = new Browser(console.address());

            assertThat(browser.post("/api/session", "{\"token\":\"wrong\"}").status())
                    .isEqualTo(401);
            Browser.Answer signedIn = browser.post("/api/session", "{\"token\":\"" + TOKEN + "\"}");

            assertThat(signedIn.status()).isEqualTo(200);
            assertThat(signedIn.header("set-cookie"))
                    .matches("console-session=[A-Za-z0-9_-]{43}; Path=/; HttpOnly; SameSite=Strict");
            String cookie = signedIn.header("set-cookie").split(";", -1)[0];
            assertThat(browser.with("Cookie", cookie).get("/api/catalogue").status())
                    .isEqualTo(200);
        }
    }

    @Test
    void shouldStopWhoGuesses() throws IOException {
        try (Console console = console(Map.of("console.token", TOKEN))) {
            Browser browser = new Browser(console.address());
            for (int i = 0; i < 10; i++) {
                assertThat(browser.post("/api/session", "{\"token\":\"guess " + i + "\"}")
                                .status())
                        .isEqualTo(401);
            }

            assertThat(browser.post("/api/session", "{\"token\":\"" + TOKEN + "\"}")
                            .status())
                    .isEqualTo(429);
            assertThat(browser.with("Authorization", "Bearer guess")
                            .get("/api/catalogue")
                            .status())
                    .isEqualTo(429);
        }
    }

    @Test
    void shouldNotOpenToOthersWithoutAToken() {
        assertThatThrownBy(() -> console(Map.of("console.address", "0.0.0.0")).close())
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("console.token.file");
        assertThatThrownBy(() -> console(Map.of("console.token", "short")).close())
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("16 characters");
        assertThatThrownBy(() -> console(Map.of(
                                "console.token.file", folder.resolve("none").toString()))
                        .close())
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("cannot be read");
    }

    @Test
    void shouldBeReachedThroughAProxyByItsUrl() throws IOException {
        Map<String, String> behind = Map.of("console.url", "https://segments.example.com", "console.token", TOKEN);
        assertThatThrownBy(() -> console(Map.of("console.url", "https://segments.example.com"))
                        .close())
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("console.token.file");
        try (Console console = console(behind)) {
            Browser kept = new Browser(console.address())
                    .with("Host", "segments.example.com")
                    .with("Origin", "https://segments.example.com")
                    .with("Sec-Fetch-Site", "same-origin");
            Browser.Answer signedIn = kept.post("/api/session", "{\"token\":\"" + TOKEN + "\"}");
            Browser rewritten = kept.with("Host", console.address().getAuthority())
                    .with("Cookie", signedIn.header("set-cookie").split(";", -1)[0]);

            assertThat(signedIn.header("set-cookie")).endsWith("; SameSite=Strict; Secure");
            assertThat(rewritten.post("/api/explain", PROMPT).status()).isEqualTo(200);
            assertThat(rewritten
                            .with("Origin", "https://other.example.com")
                            .post("/api/explain", PROMPT)
                            .status())
                    .isEqualTo(403);
        }
    }

    @Test
    void shouldTellOfAPortThatIsInUse() {
        try (Console console = console(Map.of())) {
            String taken = String.valueOf(console.address().getPort());

            assertThatThrownBy(() -> console(Map.of("console.port", taken)).close())
                    .isInstanceOf(ConfigException.class)
                    .hasMessageContaining("console.port " + taken);
        }
    }

    @Test
    void shouldAllowThePageNothingFromElsewhere() throws IOException {
        try (Console console = console(Map.of())) {
            Browser.Answer page = new Browser(console.address()).get("/");

            assertThat(page.header("content-security-policy"))
                    .startsWith("default-src 'none'; script-src 'self';")
                    .contains("frame-ancestors 'none'")
                    .doesNotContain("unsafe");
            assertThat(page.header("x-content-type-options")).isEqualTo("nosniff");
            assertThat(page.header("referrer-policy")).isEqualTo("no-referrer");
            assertThat(page.header("server")).isEmpty();
        }
    }

    @Test
    void shouldSayWhatIsWrongWithACall() throws IOException {
        try (Console console = console(Map.of())) {
            Browser browser = new Browser(console.address());

            assertThat(browser.get("/nothing.html").status()).isEqualTo(404);
            assertThat(browser.get("/../../logback.xml").status()).isIn(400, 404);
            assertThat(browser.get("/%2e%2e/%2e%2e/logback.xml").status()).isIn(400, 404);
            assertThat(browser.get("/api/nothing").status()).isEqualTo(404);
            assertThat(browser.call("DELETE", "/api/requests", null))
                    .hasToString("405 {\"problem\":\"This path takes GET and POST\"}");
            assertThat(browser.post("/api/explain", "{\"prompt\":").status()).isEqualTo(400);
            assertThat(browser.post("/api/explain", "[]").status()).isEqualTo(400);
            assertThat(browser.post("/api/explain", "{}").status()).isEqualTo(400);
            assertThat(browser.post("/api/explain", "{\"prompt\":\"a\",\"prompt\":\"b\"}")
                            .status())
                    .isEqualTo(400);
            assertThat(browser.post("/api/explain", "{\"prompt\":\"a\",\"pormpt\":\"b\"}")
                            .status())
                    .isEqualTo(400);
            assertThat(browser.post("/api/explain", "{\"prompt\":\"" + "a".repeat(300_000) + "\"}")
                            .status())
                    .isEqualTo(413);
            assertThat(browser.get("/api/requests/r1").status()).isEqualTo(404);
            assertThat(browser.get("/api/comparison?first=r1").status()).isEqualTo(400);
        }
    }

    @Test
    void shouldRefuseWhatIsNoRequestWithTheSameHeaders() throws IOException {
        try (Console console = console(Map.of())) {
            Browser browser = new Browser(console.address());
            Browser.Answer chunked = browser.with("Transfer-Encoding", "chunked")
                    .with("Content-Type", "application/json")
                    .chunked("/api/explain", "a".repeat(300_000));
            Browser.Answer large = browser.post("/api/explain", "{\"prompt\":\"" + "a".repeat(300_000) + "\"}");

            assertThat(chunked.status()).isEqualTo(413);
            assertThat(browser.get("/api/requests?ids=%zz").status()).isIn(200, 400);
            assertThat(List.of(chunked, large, browser.get("/api/nothing"))).allSatisfy(refused -> {
                assertThat(refused.header("x-content-type-options")).isEqualTo("nosniff");
                assertThat(refused.header("content-security-policy")).startsWith("default-src 'none'");
                assertThat(refused.header("cache-control")).isEqualTo("no-store");
                assertThat(refused.json().path("problem").asText()).isNotEmpty();
            });
        }
    }

    @Test
    void shouldSendAFileAgainOnlyIfItChanged() throws IOException {
        try (Console console = console(Map.of())) {
            Browser browser = new Browser(console.address());
            Browser.Answer first = browser.get("/main.js");

            assertThat(first.header("content-type")).isEqualTo("text/javascript; charset=utf-8");
            assertThat(browser.with("If-None-Match", first.header("etag")).get("/main.js"))
                    .hasToString("304 ");
        }
    }

    private static Console console(Map<String, String> more) {
        Map<String, String> flags = new HashMap<>(
                Map.of("bootstrap.servers", "127.0.0.1:9", "console.port", "0", "console.read.only", "true"));
        flags.putAll(more);
        return Console.open(SettingsReader.read(null, Map.of(), flags), Clock.systemUTC());
    }
}
