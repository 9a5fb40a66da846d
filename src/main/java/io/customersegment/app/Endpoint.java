package io.customersegment.app;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.apache.kafka.common.config.ConfigException;

/**
 * Metrics and health over HTTP: {@code /metrics} in Prometheus' text format, {@code /health/live} and {@code /health/ready} with
 * status 200 or 503. It is the JDK's own server: what asks here is a scraper and a probe.
 *
 * <p><i>Threads:</i> safe to use from any; answers on threads of its own.
 */
final class Endpoint implements AutoCloseable {

    private static final int THREADS = 2;
    private static final String TEXT = "text/plain; version=0.0.4; charset=utf-8";
    private static final String JSON = "application/json";

    private final HttpServer server;
    private final ExecutorService threads;

    private Endpoint(HttpServer server, ExecutorService threads) {
        this.server = server;
        this.threads = threads;
    }

    /**
     * Opens it on all addresses of this machine.
     *
     * @param port 0 for any free one
     * @param metrics what a scraper gets
     * @throws ConfigException if another process has the port
     */
    static Endpoint open(int port, Supplier<String> metrics, Health health) {
        HttpServer server;
        try {
            server = HttpServer.create(new InetSocketAddress(port), 0);
        } catch (BindException taken) {
            throw new ConfigException(
                    "http.port " + port + " is in use or not allowed: set another, 0 for any free one, -1 for none");
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
        ExecutorService threads = Executors.newFixedThreadPool(THREADS, task -> {
            Thread thread = new Thread(task, "http");
            thread.setDaemon(true);
            return thread;
        });
        server.setExecutor(threads);
        server.createContext(
                "/", exchange -> answer(exchange, "/", 404, TEXT, () -> "See /metrics, /health/live, /health/ready\n"));
        server.createContext("/metrics", exchange -> answer(exchange, "/metrics", 200, TEXT, metrics));
        server.createContext("/health/live", exchange -> answer(exchange, "/health/live", health.live()));
        server.createContext("/health/ready", exchange -> answer(exchange, "/health/ready", health.ready()));
        server.start();
        return new Endpoint(server, threads);
    }

    /** The port it listens on. */
    int port() {
        return server.getAddress().getPort();
    }

    private static void answer(HttpExchange exchange, String path, Health.Report report) throws IOException {
        answer(exchange, path, report.well() ? 200 : 503, JSON, report::json);
    }

    /** Contexts of this server match by prefix, so what is longer than the path is not found. */
    private static void answer(HttpExchange exchange, String path, int status, String type, Supplier<String> body)
            throws IOException {
        try (exchange) {
            String method = exchange.getRequestMethod();
            boolean head = method.equals("HEAD");
            if (!head && !method.equals("GET")) {
                exchange.getResponseHeaders().set("Allow", "GET, HEAD");
                exchange.sendResponseHeaders(405, -1);
            } else if (!path.equals("/") && !exchange.getRequestURI().getPath().equals(path)) {
                exchange.sendResponseHeaders(404, -1);
            } else {
                byte[] bytes = body.get().getBytes(StandardCharsets.UTF_8);
                exchange.getResponseHeaders().set("Content-Type", type);
                exchange.sendResponseHeaders(status, head ? -1 : bytes.length);
                if (!head) {
                    exchange.getResponseBody().write(bytes);
                }
            }
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
