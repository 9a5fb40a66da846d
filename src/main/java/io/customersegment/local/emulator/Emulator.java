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
 * A Personalize endpoint on this machine, of the runtime and the control plane.
 *
 * <p>{@code POST /recommendations} is GetRecommendations, {@code POST /} an operation of the control plane; {@code PUT
 * /emulator/faults} sets the {@link Faults} of GetRecommendations, {@code PUT /emulator/setup} the {@link Setup}, {@code GET
 * /emulator/calls} says how many calls of GetRecommendations came in.
 *
 * <p><i>Threads:</i> safe to use from any.
 */
public final class Emulator implements AutoCloseable {

    private static final int THREADS = 2;

    /**
     * A call of GetRecommendations takes a few kilobytes, with a session token; the client has a timeout of a minute at most, and keeps
     * its connections.
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
     * An emulator that answers from the dataset.
     *
     * @throws IllegalArgumentException if the service would not create the filters or take the data; it names the rule
     * @throws IllegalStateException if the address cannot be bound
     */
    public static Emulator start(EmulatorSettings settings, Dataset dataset, List<FilterTemplate> templates) {
        return new Emulator(settings, new Service(settings.campaign(), dataset, templates, Clock.systemUTC()));
    }

    /** Its address, e.g. {@code http://127.0.0.1:8080}; where it listens on all addresses, this machine's own. */
    public URI endpoint() {
        InetSocketAddress address = listener.address();
        String host = address.getAddress().isAnyLocalAddress()
                ? "127.0.0.1"
                : address.getAddress().getHostAddress();
        return URI.create("http://" + host + ":" + address.getPort());
    }

    /** Misbehaves like this from now on. */
    public void faults(Faults wanted) {
        faults.set(wanted);
    }

    /** Is set up like this from now on; filters that are there stay. */
    public void setup(Setup wanted) {
        service.control().setup(wanted);
    }

    /** How many calls of GetRecommendations came in, those that failed included. */
    public long calls() {
        return calls.get();
    }

    /** Closes every connection. */
    @Override
    public void close() {
        listener.close();
    }
}
