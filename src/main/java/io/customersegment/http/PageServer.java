package io.customersegment.http;

import io.customersegment.http.Page.Content;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves pages to GET and HEAD requests, and refuses all others.
 *
 * <p><i>Threads:</i> safe to use from any thread. Uses one thread of its own for all connections, and one for each page that is created
 * apart.
 */
public final class PageServer implements AutoCloseable {

    /** Limits that probes and scrapers easily stay within. */
    public static final HttpLimits LIMITS =
            new HttpLimits(256, 1024, 8192, 0, Duration.ofSeconds(5), Duration.ofSeconds(10));

    private static final Logger LOG = LoggerFactory.getLogger(PageServer.class);
    private static final String NAME = "http";
    private static final int IDLE_SECONDS = 60;

    private final HttpListener listener;
    private final Map<String, ExecutorService> threads;

    private PageServer(HttpListener listener, Map<String, ExecutorService> threads) {
        this.listener = listener;
        this.threads = threads;
    }

    /**
     * Opens the server.
     *
     * @param host an address or name of this machine
     * @param port 0 for any free port
     * @param pages the pages by their paths, which begin with a slash; a request for another path is answered with the list of paths, in
     *     their order
     * @throws IOException if this machine has no such address, or the port is taken
     */
    public static PageServer open(String host, int port, HttpLimits limits, Map<String, Page> pages)
            throws IOException {
        Map<String, Page> safe = new LinkedHashMap<>();
        Map<String, PageMaker> makers = new HashMap<>();
        Map<String, ExecutorService> threads = new HashMap<>();
        pages.forEach((path, page) -> {
            Supplier<Content> content = () -> made(path, page);
            safe.put(path, new Page(content, page.offloaded()));
            if (page.offloaded()) {
                ExecutorService thread = thread();
                threads.put(path, thread);
                makers.put(path, new PageMaker(content, thread, PageHandler::send));
            }
        });
        HttpListener listener = HttpListener.open(NAME, 1, host, port, limits, () -> new PageHandler(safe, makers));
        return new PageServer(listener, threads);
    }

    /** The port it listens on. */
    public int port() {
        return listener.address().getPort();
    }

    private static Content made(String path, Page page) {
        try {
            return page.content().get();
        } catch (RuntimeException fault) {
            LOG.atDebug()
                    .addKeyValue("path", path)
                    .addKeyValue("fault", fault.getClass())
                    .log("page not made");
            return new Content(500, "text/plain; charset=utf-8", "This page cannot be made now\n");
        }
    }

    /** Returns an executor with one thread, which exists only while there are requests. */
    private static ExecutorService thread() {
        ThreadPoolExecutor thread =
                new ThreadPoolExecutor(1, 1, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
                    Thread daemon = new Thread(task, NAME + "-page");
                    daemon.setDaemon(true);
                    return daemon;
                });
        thread.allowCoreThreadTimeOut(true);
        return thread;
    }

    /** Closes every connection, and abandons pages that are being created. */
    @Override
    public void close() {
        listener.close();
        threads.values().forEach(ExecutorService::shutdownNow);
    }
}
