package io.customersegment.failure;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The processing guarantee and the group protocol of a group of processors.
 *
 * @param guarantee Kafka Streams' name for it
 * @param protocol Kafka Streams' name for the group protocol
 */
record Mode(String guarantee, String protocol) {

    private static final Mode EXACTLY_ONCE = new Mode("exactly_once_v2", "classic");
    private static final Mode AT_LEAST_ONCE = new Mode("at_least_once", "classic");
    private static final Mode EXACTLY_ONCE_STREAMS = new Mode("exactly_once_v2", "streams");
    private static final Mode AT_LEAST_ONCE_STREAMS = new Mode("at_least_once", "streams");

    /** Returns every guarantee with every protocol. */
    static List<Mode> all() {
        return List.of(EXACTLY_ONCE, AT_LEAST_ONCE, EXACTLY_ONCE_STREAMS, AT_LEAST_ONCE_STREAMS);
    }

    /** Returns every guarantee and every protocol once; all combinations under the profile {@code chaos}. */
    static List<Mode> some() {
        return Chaos.ON ? all() : List.of(EXACTLY_ONCE, AT_LEAST_ONCE_STREAMS);
    }

    /** Returns exactly once with the newer protocol; all combinations under the profile {@code chaos}. */
    static List<Mode> newer() {
        return Chaos.ON ? all() : List.of(EXACTLY_ONCE_STREAMS);
    }

    /** Returns exactly once with the older protocol; all combinations under the profile {@code chaos}. */
    static List<Mode> older() {
        return Chaos.ON ? all() : List.of(EXACTLY_ONCE);
    }

    /** Returns both guarantees, with the classic protocol. */
    static List<Mode> classic() {
        return List.of(EXACTLY_ONCE, AT_LEAST_ONCE);
    }

    boolean exactlyOnce() {
        return guarantee.equals(EXACTLY_ONCE.guarantee);
    }

    boolean streamsProtocol() {
        return protocol.equals(EXACTLY_ONCE_STREAMS.protocol);
    }

    /** Returns the settings of this mode, with timeouts short enough for the processes here. */
    Map<String, String> flags() {
        return streamsProtocol()
                ? Map.of("processing.guarantee", guarantee, "kafka.group.protocol", protocol)
                : Map.of(
                        "processing.guarantee",
                        guarantee,
                        "kafka.consumer.session.timeout.ms",
                        "3000",
                        "kafka.consumer.heartbeat.interval.ms",
                        "500");
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%s, %s protocol", guarantee, protocol);
    }
}
