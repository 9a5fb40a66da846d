package io.customersegment.console;

import io.customersegment.app.Wiring;
import io.customersegment.catalogue.Catalogue;
import io.customersegment.client.TopicTail;
import io.customersegment.config.Settings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.MinimumDataRateHandler;
import org.eclipse.jetty.server.handler.SizeLimitHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * A web page and its API, which show how prompts are read, request segments and watch the topics of any cluster. The console is an
 * ordinary client of the topics; what it knows about the processors comes from their metrics.
 *
 * <p><i>Threads:</i> safe to use from any.
 */
public final class Console implements AutoCloseable {

    private static final int THREADS = 40;
    private static final int CONNECTIONS = 128;
    private static final int HEADER_BYTES = 8192;
    private static final int BODY_BYTES = 256 * 1024;
    private static final int MIN_BYTES_PER_SECOND = 500;
    private static final Duration IDLE = Duration.ofSeconds(60);

    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private URI address = URI.create("http://127.0.0.1/");

    private Console() {}

    private void start(Settings settings, Clock clock) {
        Settings.Console where = settings.console();
        Catalogue catalogue = Wiring.catalogue(settings.request());
        Wiring wiring = Wiring.of(catalogue, settings);
        Access access = new Access(Token.of(where), address(where), where);
        Events events = new Events();
        PublishedRequests published = new PublishedRequests();
        Publisher publisher =
                where.readOnly() ? null : with(new Publisher(settings, catalogue, clock, published, events));
        Traffic traffic = new Traffic(settings.topics(), clock, events);
        Settings.Topics topics = settings.topics();
        with(TopicTail.start(settings.kafka(), List.of(topics.requests(), topics.results(), topics.errors()), traffic));
        Processors processors = with(new Processors(where.processors(), events));
        Api api = new Api(
                wiring,
                catalogue,
                settings.request().promptMaxChars(),
                clock,
                access,
                published,
                publisher,
                traffic,
                processors);
        address = listen(where, new ConsoleHandler(access, api, events));
        // Closed first, because each watcher occupies a thread of the server.
        with(events);
    }

    /**
     * Starts a console.
     *
     * @throws KafkaException if the cluster cannot be reached or lacks the topics, and the console is not read-only
     * @throws ConfigException if other machines could reach it without a token, or the port or the address cannot be used
     */
    public static Console open(Settings settings, Clock clock) {
        Console console = new Console();
        try {
            console.start(settings, clock);
        } catch (RuntimeException refused) {
            console.close();
            throw refused;
        }
        return console;
    }

    private static InetAddress address(Settings.Console where) {
        try {
            return InetAddress.getByName(where.address());
        } catch (UnknownHostException unknown) {
            throw new ConfigException(
                    "console.address " + where.address() + " is not an address or name of this machine");
        }
    }

    private URI listen(Settings.Console where, ConsoleHandler handler) {
        QueuedThreadPool threads = new QueuedThreadPool(THREADS, 2);
        threads.setName("console");
        threads.setDaemon(true);
        Server server = new Server(threads);
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        http.setRequestHeaderSize(HEADER_BYTES);
        ServerConnector connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
        connector.setHost(where.address());
        connector.setPort(where.port());
        connector.setIdleTimeout(IDLE.toMillis());
        server.addConnector(connector);
        server.addBean(new NetworkConnectionLimit(CONNECTIONS, connector));
        SizeLimitHandler limited = new SizeLimitHandler(BODY_BYTES, -1);
        limited.setHandler(handler);
        MinimumDataRateHandler quick = new MinimumDataRateHandler(MIN_BYTES_PER_SECOND, 0);
        quick.setHandler(limited);
        server.setHandler(quick);
        server.setErrorHandler(new PlainErrors());
        try {
            server.start();
        } catch (IOException fault) {
            throw new ConfigException("console.port " + where.port() + " cannot be used on console.address "
                    + where.address() + ": it is in use or not allowed. Set another port, 0 for any free one");
        } catch (Exception fault) {
            throw new IllegalStateException("The console cannot be served", fault);
        }
        with(server::stop);
        String host = where.address().contains(":") ? "[" + where.address() + "]" : where.address();
        return URI.create("http://" + host + ":" + connector.getLocalPort() + "/");
    }

    private <T extends AutoCloseable> T with(T part) {
        parts.push(part);
        return part;
    }

    /** The address of its page. */
    public URI address() {
        return address;
    }

    /** Closes the console. Its pending requests are still answered on the topics, but the console does not receive the answers. */
    @Override
    public synchronized void close() {
        IllegalStateException faults = new IllegalStateException("Parts of the console could not be closed");
        while (!parts.isEmpty()) {
            try {
                parts.pop().close();
            } catch (Exception fault) {
                faults.addSuppressed(fault);
            }
        }
        if (faults.getSuppressed().length > 0) {
            throw faults;
        }
    }
}
