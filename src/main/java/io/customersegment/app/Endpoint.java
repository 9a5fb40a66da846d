package io.customersegment.app;

import io.customersegment.config.Settings;
import io.customersegment.http.Page;
import io.customersegment.http.Page.Content;
import io.customersegment.http.PageServer;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.common.config.ConfigException;

/**
 * Serves metrics and health over HTTP: {@code /metrics} in the Prometheus text format, {@code /health/live} and {@code /health/ready} with
 * status 200 or 503. A scrape does not delay a probe. Of the two probes, only {@code /health/live} is answered whatever the processor is
 * busy with.
 *
 * <p><i>Threads:</i> safe to use from any thread; answers on its own threads.
 */
final class Endpoint implements AutoCloseable {

    private static final String TEXT = "text/plain; version=0.0.4; charset=utf-8";
    private static final String JSON = "application/json";

    private final PageServer server;

    private Endpoint(PageServer server) {
        this.server = server;
    }

    /**
     * Opens the endpoint.
     *
     * @param metrics the body of {@code /metrics}
     * @throws ConfigException if this machine does not have the address, or another process uses the port
     */
    static Endpoint open(Settings.Http where, Supplier<String> metrics, Health health) {
        Map<String, Page> pages = new LinkedHashMap<>();
        pages.put("/metrics", Page.offloaded(() -> new Content(200, TEXT, metrics.get())));
        pages.put("/health/live", Page.nonBlocking(() -> content(health.live())));
        pages.put("/health/ready", Page.offloaded(() -> content(health.ready())));
        try {
            return new Endpoint(PageServer.open(where.address(), where.port(), PageServer.LIMITS, pages));
        } catch (IOException fault) {
            throw new ConfigException("http.port " + where.port() + " cannot be used on http.address " + where.address()
                    + ": it is in use or not allowed, or no address of this machine. Set another port, 0 for any free one,"
                    + " -1 for none; or another address, 0.0.0.0 for all of this machine");
        }
    }

    /** The port it listens on. */
    int port() {
        return server.port();
    }

    private static Content content(Health.Report report) {
        return new Content(report.well() ? 200 : 503, JSON, report.json());
    }

    @Override
    public void close() {
        server.close();
    }
}
