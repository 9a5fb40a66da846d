package io.customersegment.app;

import java.util.Locale;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import org.apache.kafka.streams.KafkaStreams.State;

/**
 * Whether this process is worth keeping, and whether it answers requests.
 *
 * <p><i>Threads:</i> safe to use from any.
 *
 * @param state what Kafka Streams is doing
 * @param heartbeatSeconds since the last heartbeat to the brokers, negative if there was none yet
 * @param circuitOpen whether Personalize is left alone because too many calls failed
 */
record Health(Supplier<State> state, DoubleSupplier heartbeatSeconds, BooleanSupplier circuitOpen) {

    private static final Set<State> DEAD = Set.of(State.ERROR, State.PENDING_ERROR, State.NOT_RUNNING);
    private static final double LONGEST_SILENCE_SECONDS = 30;

    /** Something to look at: whether it is well, and a sentence in JSON for whoever looks. */
    record Report(boolean well, String json) {}

    /** Alive until Kafka Streams has died; a rebalance, a broker or a circuit is no reason for a restart. */
    Report live() {
        State now = state.get();
        boolean well = !DEAD.contains(now);
        return new Report(well, "{\"status\":\"" + upOrDown(well) + "\",\"processor\":\"" + word(now) + "\"}");
    }

    /** Ready while its partitions are assigned, the brokers hear of it and Personalize is being called. */
    Report ready() {
        State now = state.get();
        double silence = heartbeatSeconds.getAsDouble();
        boolean heard = silence >= 0 && silence <= LONGEST_SILENCE_SECONDS;
        boolean open = circuitOpen.getAsBoolean();
        boolean well = now == State.RUNNING && heard && !open;
        return new Report(
                well,
                "{\"status\":\"" + upOrDown(well) + "\",\"processor\":\"" + word(now) + "\",\"brokers\":\""
                        + upOrDown(heard) + "\",\"circuit\":\"" + (open ? "open" : "closed") + "\"}");
    }

    private static String upOrDown(boolean up) {
        return up ? "up" : "down";
    }

    private static String word(State state) {
        return state.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
