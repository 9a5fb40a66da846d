package io.customersegment.config;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** All settings, checked. */
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

    /** When an answer counts as given. */
    public enum Guarantee {
        AT_LEAST_ONCE("at_least_once"),
        EXACTLY_ONCE_V2("exactly_once_v2");

        private final String word;

        Guarantee(String word) {
            this.word = word;
        }

        /** Kafka Streams' word for it. */
        public String word() {
            return word;
        }
    }

    /** In which order answers leave. */
    public enum Order {
        /** As they complete. */
        UNORDERED,
        /** In the order of the requests for each key; calls still run side by side. */
        KEY
    }

    /**
     * The cluster and how Kafka Streams runs on it.
     *
     * @param overrides what was set under {@code kafka.}, passed through to Kafka Streams unaltered
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

        /** Without the values of the overrides, among which are passwords. */
        @Override
        public String toString() {
            return "Kafka[" + bootstrapServers + ", " + applicationId + ", " + guarantee + ", " + threads + " threads, "
                    + new TreeSet<>(overrides.keySet()) + "]";
        }
    }

    /**
     * The topics' names.
     *
     * @param suppressions empty if nobody is suppressed
     * @param audit empty if no record is kept of who asked for what
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

        /** Whether a record is kept of who asked for what. */
        public boolean audits() {
            return !audit.isEmpty();
        }
    }

    /**
     * What of a segment may leave.
     *
     * @param columns the columns that may leave; all if there are none
     * @param minCustomers the least number of customers in an answer
     * @param suppressionsMaxAge how long ago it may have been that all suppressions were known
     */
    public record Disclosure(List<String> columns, int minCustomers, Duration suppressionsMaxAge, Pseudonym pseudonym) {
        public Disclosure {
            columns = List.copyOf(columns);
        }

        /** Whether a column may leave. */
        public boolean shows(String column) {
            return columns.isEmpty() || columns.contains(column);
        }
    }

    /**
     * The key of pseudonyms.
     *
     * @param keyFile a file that holds it, empty for none
     * @param key the key itself in Base64, empty for none
     */
    public record Pseudonym(String keyFile, String key) {

        /** Without the key. */
        @Override
        public String toString() {
            return "Pseudonym[" + (keyFile.isEmpty() && key.isEmpty() ? "none" : "set") + "]";
        }
    }

    /**
     * What a request may look like.
     *
     * @param schemaFile the action's input schema, empty for the one that is built in
     * @param catalogueFile the catalogue, empty for the one that is built in
     * @param maxBytes of its whole record, with key and headers
     * @param senderHeader the header that says who sent it, which nobody checks
     */
    public record Request(
            String schemaFile, String catalogueFile, int promptMaxChars, int maxBytes, String senderHeader) {}

    /** What one request may cost and bring. */
    public record Plan(int maxCalls, int maxCustomers) {}

    /**
     * The asynchronous node.
     *
     * @param capacity requests in flight per stream thread
     * @param deadline from when a request is taken up to its answer
     * @param maxAttempts times a request may reach its deadline while its calls still wait; and a request is given up once it was taken up
     *     again more often than this and is older than this many deadlines
     * @param replayPercent share of the capacity that replayed requests may take
     * @param senderPercent share of the calls per second that the requests of one sender may cause
     * @param waitingRequests requests that may wait per stream thread
     * @param pendingBytes how many bytes those and the ones in flight may have per stream thread
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

        /** How many replayed requests may be in flight per stream thread, at least one. */
        public int replayCapacity() {
            return Math.max(1, capacity * replayPercent / 100);
        }
    }

    /**
     * The cache of finished segments.
     *
     * @param maxBytes per instance
     * @param refreshAfter how old a segment is when the next who asks for it has it loaded anew in the background; zero: never
     * @param shared whether what one instance loaded answers for all of the application
     */
    public record Cache(long maxBytes, Duration timeToLive, Duration refreshAfter, boolean shared) {}

    /** What becomes of requests while Personalize is out of order. */
    public enum OnOutage {
        /** They wait until their deadline, and those not taken up yet until it is over. */
        WAIT,
        /** They fail at once. */
        FAIL
    }

    /**
     * How calls are held back and repeated.
     *
     * @param callsPerSecond of all instances together, or of each if it is not shared
     * @param callsShared whether the instances share it
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
     * Where metrics and health are served.
     *
     * @param address an address or name of this machine
     * @param port 0 for any free one, -1 for none
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
     * @param port 0 for any free one
     * @param url where people reach it through a proxy, empty if they do not
     * @param readOnly whether it publishes nothing
     * @param tokenFile a file that holds the token, empty for none
     * @param token the token itself, empty for none
     * @param processors where the metrics of the processors are, without their path
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

        /** Without the token. */
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
     * @param filterArnPrefix what stands before a filter template's name in its ARN
     * @param callTimeout for one attempt
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
