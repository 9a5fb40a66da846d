package io.customersegment.local.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;

/**
 * The state of the emulated campaign and the behaviour of the control plane, set in this JVM ({@link Emulator#setup}) or over HTTP:
 *
 * <pre>
 * PUT /emulator/setup
 * {
 *   "campaign": {"status": "CREATE PENDING", "metadata": false, "min_tps": 1},
 *   "filter_creation_ms": 1000,                        from CreateFilter to ACTIVE
 *   "failing_filters": ["customer-segment-01-..."],    end as CREATE FAILED
 *   "denied": ["DescribeCampaign"],                    operations that the caller has no permission for
 *   "throttled": 3                                     the next calls of the control plane
 * }
 * </pre>
 *
 * Omitted members are as in {@link #standard}.
 *
 * @param status the campaign's status
 * @param metadata whether the campaign answers with metadata
 * @param minTps the campaign's minProvisionedTPS
 */
public record Setup(
        String status,
        boolean metadata,
        int minTps,
        Duration filterCreation,
        Set<String> failingFilters,
        Set<String> denied,
        int throttled) {

    static final String ACTIVE = "ACTIVE";

    private static final int MOST_TPS = 500;

    public Setup {
        failingFilters = Set.copyOf(failingFilters);
        denied = Set.copyOf(denied);
        if (minTps < 1 || filterCreation.isNegative() || throttled < 0) {
            throw new IllegalArgumentException("min_tps must be at least 1, times and counts must not be negative");
        }
    }

    /** Returns an active campaign with metadata, filters that are active after a second, and no refused calls. */
    public static Setup standard() {
        return new Setup(ACTIVE, true, MOST_TPS, Duration.ofSeconds(1), Set.of(), Set.of(), 0);
    }

    /** Returns a copy with another status of the campaign, e.g. {@code CREATE FAILED}. */
    public Setup withStatus(String other) {
        return new Setup(other, metadata, minTps, filterCreation, failingFilters, denied, throttled);
    }

    /** Returns a copy with a campaign that answers with or without metadata. */
    public Setup withMetadata(boolean enabled) {
        return new Setup(status, enabled, minTps, filterCreation, failingFilters, denied, throttled);
    }

    /** Returns a copy with another minProvisionedTPS of the campaign. */
    public Setup withMinTps(int callsPerSecond) {
        return new Setup(status, metadata, callsPerSecond, filterCreation, failingFilters, denied, throttled);
    }

    /** Returns a copy with another time from CreateFilter to ACTIVE, for filters that are created from now on. */
    public Setup withFilterCreation(Duration time) {
        return new Setup(status, metadata, minTps, time, failingFilters, denied, throttled);
    }

    /** Returns a copy in which the creation of the given filters fails, after the time that it takes. */
    public Setup withFailingFilters(Set<String> names) {
        return new Setup(status, metadata, minTps, filterCreation, names, denied, throttled);
    }

    /** Returns a copy without permission for the given operations of the control plane. */
    public Setup withDenied(Set<String> operations) {
        return new Setup(status, metadata, minTps, filterCreation, failingFilters, operations, throttled);
    }

    /** Returns a copy in which the given number of next calls of the control plane are throttled. */
    public Setup withThrottled(int calls) {
        return new Setup(status, metadata, minTps, filterCreation, failingFilters, denied, calls);
    }

    boolean active() {
        return status.equals(ACTIVE);
    }

    /**
     * Parses a setup.
     *
     * @throws IllegalArgumentException if the JSON does not have the form above
     */
    static Setup read(JsonNode json) {
        Setup setup = standard();
        for (var entry : object(json).properties()) {
            JsonNode value = entry.getValue();
            setup = switch (entry.getKey()) {
                case "campaign" -> campaign(setup, value);
                case "filter_creation_ms" -> setup.withFilterCreation(Duration.ofMillis(number(value)));
                case "failing_filters" -> setup.withFailingFilters(texts(value));
                case "denied" -> setup.withDenied(texts(value));
                case "throttled" -> setup.withThrottled(number(value));
                default -> throw new IllegalArgumentException("Unknown member " + entry.getKey());
            };
        }
        return setup;
    }

    private static Setup campaign(Setup setup, JsonNode json) {
        Setup changed = setup;
        for (var entry : object(json).properties()) {
            JsonNode value = entry.getValue();
            changed = switch (entry.getKey()) {
                case "status" -> changed.withStatus(value.asText());
                case "metadata" -> changed.withMetadata(value.asBoolean());
                case "min_tps" -> changed.withMinTps(number(value));
                default -> throw new IllegalArgumentException("Unknown member campaign." + entry.getKey());
            };
        }
        return changed;
    }

    private static JsonNode object(JsonNode json) {
        if (!json.isObject()) {
            throw new IllegalArgumentException("Expected a JSON object");
        }
        return json;
    }

    private static int number(JsonNode json) {
        if (!json.canConvertToInt() || !json.isIntegralNumber()) {
            throw new IllegalArgumentException("Expected a whole number");
        }
        return json.intValue();
    }

    private static Set<String> texts(JsonNode json) {
        if (!json.isArray()) {
            throw new IllegalArgumentException("Expected an array");
        }
        Set<String> texts = new TreeSet<>();
        json.forEach(text -> texts.add(text.asText()));
        return texts;
    }
}
