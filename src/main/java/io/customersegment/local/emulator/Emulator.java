package io.customersegment.local.emulator;

import io.customersegment.http.HttpLimits;
import io.customersegment.http.HttpListener;
import io.customersegment.local.data.Dataset;
import io.customersegment.plan.FilterTemplate;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A Personalize endpoint on this machine, for the runtime and the control plane.
 *
 * <p>{@code POST /recommendations} is GetRecommendations, {@code POST /} an operation of the control plane; {@code PUT
 * /emulator/faults} sets the {@link Faults} of GetRecommendations, {@code PUT /emulator/setup} the {@link Setup}, {@code GET
 * /emulator/calls} returns the number of GetRecommendations calls received.
 *
 * <p><i>Threads:</i> safe to use from any.
 */
public final class Emulator implements AutoCloseable {

    private static final int THREADS = 2;

    /**
     * Limits that fit GetRecommendations: a call takes a few kilobytes, including a session token, and the client has a timeout of at
     * most a minute and reuses its connections.
     */
    static final HttpLimits LIMITS =
            new HttpLimits(4096, 4096, 16_384, 1 << 20, Duration.ofMinutes(5), Duration.ofMinutes(2));

    private final Service service;
    private final FaultSource faults;
    private final AtomicLong calls = new AtomicLong();
    private final HttpListener listener;

    private Emulator(EmulatorSettings settings, Service service) {
        this.service = service;
        faults = new FaultSource(System::nanoTime, settings.seed());
        try {
            listener = HttpListener.open(
                    "emulator",
                    THREADS,
                    settings.host(),
                    settings.port(),
                    LIMITS,
                    () -> new EmulatorHandler(service, faults, calls));
        } catch (IOException fault) {
            throw new IllegalStateException(
                    "The emulator cannot listen on " + settings.host() + ":" + settings.port()
                            + ", which may be in use",
                    fault);
        }
    }

    /**
     * Starts an emulator that answers from the dataset.
     *
     * @throws IllegalArgumentException if the service would reject the filters or the data; the message names the rule
     * @throws IllegalStateException if the address cannot be bound
     */
    public static Emulator start(EmulatorSettings settings, Dataset dataset, List<FilterTemplate> templates) {
        return new Emulator(settings, new Service(settings.campaign(), dataset, templates, Clock.systemUTC()));
    }

    /** The address, e.g. {@code http://127.0.0.1:8080}; the loopback address if it listens on all addresses. */
    public URI endpoint() {
        InetSocketAddress address = listener.address();
        String host = address.getAddress().isAnyLocalAddress()
                ? "127.0.0.1"
                : address.getAddress().getHostAddress();
        return URI.create("http://" + host + ":" + address.getPort());
    }

    /** Applies the faults from now on. */
    public void faults(Faults wanted) {
        faults.set(wanted);
    }

    /** Applies the setup from now on; existing filters are kept. */
    public void setup(Setup wanted) {
        service.control().setup(wanted);
    }

    /** Returns the number of GetRecommendations calls received, including those that failed. */
    public long calls() {
        return calls.get();
    }

    /** Closes the port and all connections. */
    @Override
    public void close() {
        listener.close();
    }
}
