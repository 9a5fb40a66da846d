package io.customersegment.local.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/**
 * The faults and latency of the emulator, set in this JVM ({@link Emulator#faults}) or over HTTP:
 *
 * <pre>
 * PUT /emulator/faults
 * {
 *   "latency": {"p50_ms": 80, "p99_ms": 400},          fixed with p50_ms alone
 *   "calls_per_second": 500,                           more are throttled; 0 or left out: no limit
 *   "next": {"connection_reset": 3},                   the next calls, in the order of {@link Fault}
 *   "probability": {"internal_failure": 0.1}           any other call; they sum to 1 at most
 * }
 * </pre>
 *
 * Omitted members are off, so {@code {}} ends all faults. A call that is throttled by the rate does not count as one of the next calls.
 * Latency applies to every answer, including errors.
 *
 * @param callsPerSecond 0 for no limit
 */
public record Faults(Latency latency, int callsPerSecond, Map<Fault, Integer> next, Map<Fault, Double> probability) {

    public Faults {
        next = Map.copyOf(next);
        probability = Map.copyOf(probability);
        double sum =
                probability.values().stream().mapToDouble(Double::doubleValue).sum();
        boolean negative = callsPerSecond < 0
                || next.values().stream().anyMatch(count -> count < 0)
                || probability.values().stream().anyMatch(share -> share < 0);
        if (negative || sum > 1) {
            throw new IllegalArgumentException(
                    "Calls a second, next calls and probabilities must not be negative, probabilities sum to 1 at most");
        }
    }

    /** Returns no faults: every call is answered at once. */
    public static Faults none() {
        return new Faults(Latency.NONE, 0, Map.of(), Map.of());
    }

    /** Returns a copy whose answers take the given time. */
    public Faults withLatency(Latency time) {
        return new Faults(time, callsPerSecond, next, probability);
    }

    /** Returns a copy that throttles calls above the given number per second. */
    public Faults withCallsPerSecond(int most) {
        return new Faults(latency, most, next, probability);
    }

    /** Returns a copy in which the given number of next calls fail in the given way. */
    public Faults withNext(Fault fault, int calls) {
        Map<Fault, Integer> more = new EnumMap<>(Fault.class);
        more.putAll(next);
        more.put(fault, calls);
        return new Faults(latency, callsPerSecond, more, probability);
    }

    /** Returns a copy in which calls fail in the given way with the given probability. */
    public Faults withProbability(Fault fault, double share) {
        Map<Fault, Double> more = new EnumMap<>(Fault.class);
        more.putAll(probability);
        more.put(fault, share);
        return new Faults(latency, callsPerSecond, next, more);
    }

    /**
     * Parses faults.
     *
     * @throws IllegalArgumentException if the JSON does not have the form above
     */
    public static Faults read(JsonNode json) {
        if (!json.isObject()) {
            throw new IllegalArgumentException("Faults must be a JSON object");
        }
        Faults faults = none();
        for (Map.Entry<String, JsonNode> entry : json.properties()) {
            JsonNode value = entry.getValue();
            faults = switch (entry.getKey()) {
                case "latency" -> faults.withLatency(latency(value));
                case "calls_per_second" -> faults.withCallsPerSecond((int) number(value));
                case "next" -> nextCalls(faults, value);
                case "probability" -> probabilities(faults, value);
                default -> throw new IllegalArgumentException("Unknown member " + entry.getKey());
            };
        }
        return faults;
    }

    private static Latency latency(JsonNode json) {
        Duration median = millis(json.path("p50_ms"));
        return new Latency(median, json.has("p99_ms") ? millis(json.path("p99_ms")) : median);
    }

    private static Faults nextCalls(Faults faults, JsonNode json) {
        Faults more = faults;
        for (Map.Entry<String, JsonNode> entry : json.properties()) {
            more = more.withNext(fault(entry.getKey()), (int) number(entry.getValue()));
        }
        return more;
    }

    private static Faults probabilities(Faults faults, JsonNode json) {
        Faults more = faults;
        for (Map.Entry<String, JsonNode> entry : json.properties()) {
            more = more.withProbability(fault(entry.getKey()), number(entry.getValue()));
        }
        return more;
    }

    private static Fault fault(String word) {
        for (Fault fault : Fault.values()) {
            if (fault.word().equals(word)) {
                return fault;
            }
        }
        throw new IllegalArgumentException("Unknown fault " + word);
    }

    private static Duration millis(JsonNode json) {
        return Duration.ofNanos((long) (number(json) * 1_000_000));
    }

    private static double number(JsonNode json) {
        if (!json.isNumber()) {
            throw new IllegalArgumentException("Expected a number");
        }
        return json.doubleValue();
    }
}
