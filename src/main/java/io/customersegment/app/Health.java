package io.customersegment.app;

import java.util.Locale;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import org.apache.kafka.streams.KafkaStreams.State;
import org.jspecify.annotations.Nullable;

/**
 * Determines whether this process is alive, and whether it is ready to answer requests.
 *
 * <p><i>Threads:</i> safe to use from any thread.
 *
 * @param state the state of Kafka Streams
 * @param threadRunning whether a stream thread is running; none is while the only one is being replaced
 * @param heartbeatSeconds seconds since the last heartbeat to the brokers, negative if the stream threads have sent none yet
 * @param suppressionsCurrent whether all suppressions are known; without them nothing is answered
 * @param circuitOpen whether calls to Personalize are suspended because too many failed
 */
record Health(
        Supplier<State> state,
        BooleanSupplier threadRunning,
        DoubleSupplier heartbeatSeconds,
        BooleanSupplier suppressionsCurrent,
        BooleanSupplier circuitOpen) {

    private static final Set<State> DEAD = Set.of(State.ERROR, State.PENDING_ERROR, State.NOT_RUNNING);
    private static final double LONGEST_SILENCE_SECONDS = 30;

    /** The result of a probe: whether it succeeds, and its body in JSON. */
    record Report(boolean well, String json) {}

    /**
     * Reports the process as alive until Kafka Streams has died. A rebalance, an unreachable broker or an open circuit does not call for a
     * restart.
     */
    Report live() {
        State now = state.get();
        boolean well = !DEAD.contains(now);
        return new Report(well, "{\"status\":\"" + upOrDown(well) + "\",\"processor\":\"" + word(now) + "\"}");
    }

    /**
     * Reports the process as ready while its partitions are assigned, the brokers receive its heartbeats, all suppressions are known and
     * calls to Personalize are not suspended.
     */
    Report ready() {
        State now = state.get();
        double silence = heartbeatSeconds.getAsDouble();
        boolean open = circuitOpen.getAsBoolean();
        String cause = cause(now, silence, open);
        return new Report(
                cause == null,
                "{\"status\":\"" + upOrDown(cause == null) + "\",\"processor\":\"" + word(now) + "\",\"brokers\":\""
                        + brokers(silence) + "\",\"circuit\":\"" + (open ? "open" : "closed") + "\""
                        + (cause == null ? "" : ",\"cause\":\"" + cause + "\"") + "}");
    }

    /** Returns why the process is not ready, the first cause that applies; null if it is ready. */
    private @Nullable String cause(State now, double silence, boolean open) {
        if (now != State.RUNNING) {
            return "the processor is " + word(now);
        }
        if (!threadRunning.getAsBoolean()) {
            return "no stream thread is running";
        }
        if (silence < 0) {
            return "no stream thread has joined the group yet";
        }
        if (silence > LONGEST_SILENCE_SECONDS) {
            return "no heartbeat has reached the brokers for " + (long) silence + " s";
        }
        if (!suppressionsCurrent.getAsBoolean()) {
            return "the suppressions cannot be read, and nothing is answered without them";
        }
        return open ? "calls to Personalize are suspended because too many failed" : null;
    }

    private static String brokers(double silence) {
        return silence < 0 ? "unknown" : upOrDown(silence <= LONGEST_SILENCE_SECONDS);
    }

    private static String upOrDown(boolean up) {
        return up ? "up" : "down";
    }

    private static String word(State state) {
        return state.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
