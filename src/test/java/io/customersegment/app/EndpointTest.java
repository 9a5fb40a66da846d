package io.customersegment.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.streams.KafkaStreams.State;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EndpointTest {

    private final PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Health health = new Health(() -> State.REBALANCING, () -> true, () -> 1, () -> true, () -> false);
    private final Endpoint endpoint = Endpoint.open(0, meters::scrape, health);

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
    void shouldNameTheSettingWhenThePortIsTaken() {
        assertThatThrownBy(() -> Endpoint.open(endpoint.port(), meters::scrape, health))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("http.port " + endpoint.port());
    }

    private HttpResponse<String> send(String method, String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + endpoint.port() + path))
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    }
}
