package io.customersegment.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.customersegment.config.Settings;
import io.customersegment.http.RawClient;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.streams.KafkaStreams.State;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EndpointTest {

    private static final Settings.Http LOOPBACK = new Settings.Http("127.0.0.1", 0);

    private final PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Health health = new Health(() -> State.REBALANCING, () -> true, () -> 1, () -> true, () -> false);
    private final Endpoint endpoint = Endpoint.open(LOOPBACK, meters::scrape, health);

    @AfterEach
    void close() {
        endpoint.close();
    }

    @Test
    void shouldServeMetricsAsText() throws Exception {
        meters.counter("apples", "colour", "red").increment();

        HttpResponse<String> answer = send("GET", "/metrics");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/plain; version=0.0.4");
        assertThat(answer.body()).contains("apples_total{colour=\"red\"} 1.0");
    }

    @Test
    void shouldAnswerProbesByStatus() throws Exception {
        HttpResponse<String> live = send("GET", "/health/live");
        HttpResponse<String> ready = send("GET", "/health/ready");

        assertThat(live.statusCode()).isEqualTo(200);
        assertThat(live.body()).isEqualTo(health.live().json());
        assertThat(ready.statusCode()).isEqualTo(503);
        assertThat(ready.body()).isEqualTo(health.ready().json());
    }

    @Test
    void shouldSayWhereToLookOtherwise() throws Exception {
        HttpResponse<String> root = send("GET", "/");

        assertThat(root.statusCode()).isEqualTo(404);
        assertThat(root.body()).contains("/metrics", "/health/live", "/health/ready");
        assertThat(send("GET", "/metrics/more").statusCode()).isEqualTo(404);
        assertThat(send("HEAD", "/metrics").statusCode()).isEqualTo(200);
        assertThat(send("POST", "/metrics").statusCode()).isEqualTo(405);
    }

    @Test
    void shouldAnswerProbesWhileAScrapeHangsAndHundredsOfConnectionsSendAByteEach() throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        List<RawClient> clients = new ArrayList<>();
        try (Endpoint busy = Endpoint.open(LOOPBACK, () -> awaited(over), health)) {
            for (int i = 0; i < 600; i++) {
                RawClient client = new RawClient(busy.port());
                client.send(i % 2 == 0 ? "G" : "GET /metrics HTTP/1.1\r\n\r\n");
                clients.add(client);
            }

            String live = RawClient.answer(busy.port(), "GET /health/live HTTP/1.1\r\n\r\n");
            String ready = RawClient.answer(busy.port(), "GET /health/ready HTTP/1.1\r\n\r\n");

            assertThat(live).startsWith("HTTP/1.1 200 ");
            assertThat(ready)
                    .startsWith("HTTP/1.1 503 ")
                    .endsWith(health.ready().json());
        } finally {
            over.countDown();
            for (RawClient client : clients) {
                client.close();
            }
        }
    }

    @Test
    void shouldSayThatItLivesWhileNobodyKnowsWhetherItIsReady() throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        Health locked =
                new Health(() -> State.RUNNING, () -> !awaited(over).isEmpty(), () -> 1, () -> true, () -> false);
        try (Endpoint busy = Endpoint.open(LOOPBACK, meters::scrape, locked);
                RawClient waiting = new RawClient(busy.port())) {
            waiting.send("GET /health/ready HTTP/1.1\r\n\r\n");

            String live = RawClient.answer(busy.port(), "GET /health/live HTTP/1.1\r\n\r\n");
            over.countDown();

            assertThat(live).startsWith("HTTP/1.1 200 ");
            assertThat(waiting.rest()).startsWith("HTTP/1.1 200 ");
        } finally {
            over.countDown();
        }
    }

    @Test
    void shouldNameTheSettingsWhenItCannotListen() {
        assertThatThrownBy(() -> Endpoint.open(new Settings.Http("127.0.0.1", endpoint.port()), meters::scrape, health))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("http.port " + endpoint.port())
                .hasMessageContaining("http.address 127.0.0.1");
        assertThatThrownBy(() -> Endpoint.open(new Settings.Http("192.0.2.1", 0), meters::scrape, health))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("http.address 192.0.2.1");
        assertThatThrownBy(() -> Endpoint.open(new Settings.Http("no.such.invalid", 0), meters::scrape, health))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("http.address no.such.invalid");
    }

    private static String awaited(CountDownLatch over) {
        try {
            over.await();
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
        return "over";
    }

    private HttpResponse<String> send(String method, String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + endpoint.port() + path))
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    }
}
