package io.customersegment.config;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** All settings, validated. */
public record Settings(
        Kafka kafka,
        Topics topics,
        Disclosure disclosure,
        Request request,
        Plan plan,
        Node node,
        Cache cache,
        Resilience resilience,
        Personalize personalize,
        Http http,
        Console console) {

    /** The processing guarantee of answers. */
    public enum Guarantee {
        AT_LEAST_ONCE("at_least_once"),
        EXACTLY_ONCE_V2("exactly_once_v2");

        private final String word;

        Guarantee(String word) {
            this.word = word;
        }

        /** The value in Kafka Streams' configuration. */
        public String word() {
            return word;
        }
    }

    /** The order in which answers are sent. */
    public enum Order {
        /** As they complete. */
        UNORDERED,
        /** In the order of the requests for each key; calls still run concurrently. */
        KEY
    }

    /**
     * The cluster and how Kafka Streams runs on it.
     *
     * @param overrides the settings under {@code kafka.}, passed to Kafka Streams unchanged
     */
    public record Kafka(
            String bootstrapServers,
            String applicationId,
            Guarantee guarantee,
            int threads,
            Map<String, String> overrides) {
        public Kafka {
            overrides = Map.copyOf(overrides);
        }

        /** Omits the values of the overrides, which include passwords. */
        @Override
        public String toString() {
            return "Kafka[" + bootstrapServers + ", " + applicationId + ", " + guarantee + ", " + threads + " threads, "
                    + new TreeSet<>(overrides.keySet()) + "]";
        }
    }

    /**
     * The names of the topics.
     *
     * @param suppressions empty if no customers are suppressed
     * @param audit empty if no record is kept of senders and their requests
     */
    public record Topics(String requests, String results, String errors, String suppressions, String audit) {
        public Topics {
            List<String> names = Stream.of(requests, results, errors, suppressions, audit)
                    .filter(name -> !name.isEmpty())
                    .toList();
            if (names.size() > Set.copyOf(names).size()) {
                throw new IllegalArgumentException("request.topic, result.topic, error.topic, suppression.topic and"
                        + " audit.topic must differ: an answer would be taken for something else");
            }
        }

        /** Whether there is a topic of suppressed customers. */
        public boolean suppresses() {
            return !suppressions.isEmpty();
        }

        /** Whether a record is kept of senders and their requests. */
        public boolean audits() {
            return !audit.isEmpty();
        }
    }

    /**
     * The limits on what answers disclose of a segment.
     *
     * @param columns the columns that answers may show; empty for all
     * @param minCustomers the minimum number of customers in an answer
     * @param suppressionsMaxAge the maximum time since all suppressions were known
     */
    public record Disclosure(List<String> columns, int minCustomers, Duration suppressionsMaxAge, Pseudonym pseudonym) {
        public Disclosure {
            columns = List.copyOf(columns);
        }

        /** Whether answers may show the column. */
        public boolean shows(String column) {
            return columns.isEmpty() || columns.contains(column);
        }
    }

    /**
     * The key of pseudonyms.
     *
     * @param keyFile a file that contains the key, empty for none
     * @param key the key itself in Base64, empty for none
     */
    public record Pseudonym(String keyFile, String key) {

        /** Omits the key. */
        @Override
        public String toString() {
            return "Pseudonym[" + (keyFile.isEmpty() && key.isEmpty() ? "none" : "set") + "]";
        }
    }

    /**
     * The rules for a request.
     *
     * @param schemaFile the action's input schema, empty for the built-in one
     * @param catalogueFile the catalogue, empty for the built-in one
     * @param maxBytes the maximum size of the whole record, with key and headers
     * @param senderHeader the header that names the sender, which is not verified
     */
    public record Request(
            String schemaFile, String catalogueFile, int promptMaxChars, int maxBytes, String senderHeader) {}

    /** The limits on the cost and the size of the answer to one request. */
    public record Plan(int maxCalls, int maxCustomers) {}

    /**
     * The asynchronous node.
     *
     * @param capacity requests in flight per stream thread
     * @param deadline the time from when a request is started to its answer
     * @param maxAttempts times a request may reach its deadline while its calls still wait; a request is also given up once it was started
     *     again more often than this and is older than this many deadlines
     * @param replayPercent share of the capacity that replayed requests may take
     * @param senderPercent share of the calls per second that the requests of one sender may cause
     * @param waitingRequests requests that may wait per stream thread
     * @param pendingBytes the maximum size of the waiting requests and those in flight per stream thread, in bytes
     */
    public record Node(
            int capacity,
            Duration deadline,
            Order order,
            int maxAttempts,
            int replayPercent,
            int senderPercent,
            int waitingRequests,
            long pendingBytes) {

        /** Returns how many replayed requests may be in flight per stream thread, at least one. */
        public int replayCapacity() {
            return Math.max(1, capacity * replayPercent / 100);
        }
    }

    /**
     * The cache of finished segments.
     *
     * @param maxBytes per instance
     * @param refreshAfter the age from which the next request for a segment reloads it in the background; zero for never
     * @param shared whether segments that one instance loaded answer requests of all instances of the application
     */
    public record Cache(long maxBytes, Duration timeToLive, Duration refreshAfter, boolean shared) {}

    /** The treatment of requests during an outage of Personalize. */
    public enum OnOutage {
        /** Requests wait until their deadline, and those not started yet until the outage is over. */
        WAIT,
        /** Requests fail at once. */
        FAIL
    }

    /**
     * The limits and retries of calls.
     *
     * @param callsPerSecond the limit of all instances together, or of each instance if it is not shared
     * @param callsShared whether the instances share the limit
     */
    public record Resilience(
            int attempts,
            Duration backoff,
            Duration backoffMax,
            int callsPerSecond,
            boolean callsShared,
            int circuitFailurePercent,
            int circuitWindowCalls,
            Duration circuitOpen,
            OnOutage onOutage) {
        public Resilience {
            if (backoff.compareTo(backoffMax) > 0) {
                throw new IllegalArgumentException(
                        "enrich.retry.backoff.ms must not be more than enrich.retry.backoff.max.ms");
            }
        }
    }

    /**
     * The address at which metrics and health are served.
     *
     * @param address an address or name of this machine
     * @param port 0 for any free port, -1 for none
     */
    public record Http(String address, int port) {
        public Http {
            if (address.isEmpty()) {
                throw new IllegalArgumentException(
                        "http.address must not be empty: 127.0.0.1 for this machine only, 0.0.0.0 for all its addresses");
            }
        }
    }

    /**
     * The console.
     *
     * @param address an address or name of this machine
     * @param port 0 for any free port
     * @param url the address at which people reach it through a proxy, empty if they do not
     * @param readOnly whether it publishes nothing
     * @param tokenFile a file that contains the token, empty for none
     * @param token the token itself, empty for none
     * @param processors the addresses of the processors' metrics, without their path
     */
    public record Console(
            String address,
            int port,
            String url,
            boolean readOnly,
            String tokenFile,
            String token,
            List<URI> processors) {
        public Console {
            if (address.isEmpty()) {
                throw new IllegalArgumentException(
                        "console.address must not be empty: 127.0.0.1 for this machine only");
            }
            processors = List.copyOf(processors);
        }

        /** Omits the token. */
        @Override
        public String toString() {
            return "Console[" + address + ":" + port + "]";
        }
    }

    /**
     * Amazon Personalize.
     *
     * @param endpoint empty for the real service
     * @param region the AWS region, empty for the SDK's own search (environment, profile, instance)
     * @param filterArnPrefix the part before a filter template's name in its ARN
     * @param callTimeout the timeout of one attempt
     */
    public record Personalize(
            String endpoint,
            String region,
            String campaignArn,
            String filterArnPrefix,
            Duration callTimeout,
            int maxConnections) {
        public Personalize {
            String problem = endpoint.isEmpty() ? null : ServiceAddress.problem(endpoint);
            if (problem != null) {
                throw new IllegalArgumentException("personalize.endpoint " + problem);
            }
            if (!region.matches("[a-z0-9-]*")) {
                throw new IllegalArgumentException(
                        "personalize.region must be empty or a region like us-east-1, not " + region);
            }
        }
    }
}
