package io.customersegment.config;

import static org.apache.kafka.common.config.ConfigDef.Importance.HIGH;
import static org.apache.kafka.common.config.ConfigDef.Importance.LOW;
import static org.apache.kafka.common.config.ConfigDef.Importance.MEDIUM;
import static org.apache.kafka.common.config.ConfigDef.Range.atLeast;
import static org.apache.kafka.common.config.ConfigDef.Range.between;
import static org.apache.kafka.common.config.ConfigDef.Type.INT;
import static org.apache.kafka.common.config.ConfigDef.Type.LIST;
import static org.apache.kafka.common.config.ConfigDef.Type.LONG;
import static org.apache.kafka.common.config.ConfigDef.Type.PASSWORD;
import static org.apache.kafka.common.config.ConfigDef.Type.STRING;
import static org.apache.kafka.common.config.ConfigDef.ValidString.in;

import io.customersegment.text.EditDistance;
import io.customersegment.text.InvalidFileException;
import io.customersegment.text.ReadFault;
import io.customersegment.text.Utf8;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;

/**
 * Reads the settings from a file, overridden by the environment, overridden by the flags.
 *
 * <p>The environment name of a key is {@code CUSTOMER_SEGMENT_} and the key in upper case with underscores; the seven keys in {@link
 * #SHORT_NAMES} may omit the prefix. Keys under {@code kafka.} are passed to Kafka Streams unchanged.
 *
 * <p>Longer than 300 lines because it lists every setting twice: its definition, and where it goes.
 */
public final class SettingsReader {

    /** Keys that the environment may give without the prefix, e.g. {@code BOOTSTRAP_SERVERS}. */
    public static final List<String> SHORT_NAMES = List.of(
            "bootstrap.servers",
            "application.id",
            "request.topic",
            "result.topic",
            "error.topic",
            "personalize.endpoint",
            "processing.guarantee");

    private static final String ENVIRONMENT_PREFIX = "CUSTOMER_SEGMENT_";
    private static final String KAFKA_PREFIX = "kafka.";
    private static final ConfigDef DEFINITION = definition();

    /** The current names of keys, by their former names. */
    private static final Map<String, String> RENAMED = Map.of("audit.sender.header", "request.sender.header");

    private SettingsReader() {}

    /** Returns the definition of every key, e.g. to print the table of config/README.md. */
    public static ConfigDef definition() {
        // spotless:off
        return new ConfigDef()
                .define("bootstrap.servers", STRING, "localhost:9092", HIGH, "The Kafka cluster, host:port,host:port")
                .define("application.id", STRING, "customer-segment", HIGH, "Consumer group, prefix of the internal topics and transactional ids; the same for all instances")
                .define("request.topic", STRING, "customer-segment-requests", HIGH, "Topic that requests are read from")
                .define("result.topic", STRING, "customer-segment-results", HIGH, "Topic that segments are written to")
                .define("error.topic", STRING, "customer-segment-errors", HIGH, "Topic that refused requests are written to")
                .define("processing.guarantee", STRING, "exactly_once_v2", in("at_least_once", "exactly_once_v2"), HIGH, "exactly_once_v2: one committed answer per request; at_least_once: at least one, sooner")
                .define("stream.threads", INT, 1, between(1, 64), MEDIUM, "Stream threads of this instance")
                .define("request.schema.file", STRING, "", MEDIUM, "JSON Schema of the workflow step's input with its car models; empty: the one that is built in")
                .define("catalogue.file", STRING, "", MEDIUM, "Columns, words and phrases; empty: the one that is built in")
                .define("prompt.max.chars", INT, 2000, between(1, 100_000), LOW, "A longer prompt is refused")
                .define("request.max.bytes", INT, 1_048_576, between(4096, 1 << 30), LOW, "A larger request, with its key and headers, is refused")
                .define("request.sender.header", STRING, "segment-sender", LOW, "Header of requests that says who sent them: senders are served in turn, and the audit topic names them")
                .define("plan.max.calls", INT, 100, between(1, 10_000), MEDIUM, "Billed calls one request may cause; past it the segment is cut and marked as truncated")
                .define("plan.max.customers", INT, 500, between(1, 1_000_000), MEDIUM, "Customers one segment may hold; past it the segment is cut and marked as truncated")
                .define("suppression.topic", STRING, "customer-segment-suppressions", HIGH, "Topic of customers who may be in no answer, by id; empty: nobody is suppressed")
                .define("suppression.max.age.ms", INT, 10_000, between(1000, 600_000), LOW, "If it was longer ago that all suppressions on the topic were known, nothing is answered until they are")
                .define("answer.columns", LIST, "", MEDIUM, "Columns that answers may show beside customer_id, with commas; empty: all")
                .define("answer.min.customers", INT, 1, between(1, 1_000_000), MEDIUM, "Segments of fewer customers are answered as No Segments Found, so that nobody is singled out")
                .define("answer.pseudonym.key.file", STRING, "", MEDIUM, "File with a secret key, 32 random bytes or more in Base64: answers name customers by keyed pseudonyms; empty: by their ids")
                .define("answer.pseudonym.key", PASSWORD, "", MEDIUM, "The secret key itself, for the environment")
                .define("audit.topic", STRING, "", MEDIUM, "Topic that gets one record an answer: who asked for what, how many were found, never whom; empty: none")
                .define("enrich.capacity", INT, 256, between(1, 100_000), MEDIUM, "Requests in flight per stream thread")
                .define("enrich.waiting.max.requests", INT, 10_000, between(1, 1_000_000), MEDIUM, "Requests per stream thread that are read and wait to be started, among which senders are served in turn; past that its partitions pause")
                .define("enrich.pending.max.bytes", LONG, 32L * 1024 * 1024, atLeast(1), LOW, "Bytes that requests in flight and waiting may have with keys and headers, in all stream threads together; past that partitions pause")
                .define("enrich.deadline.ms", INT, 10_000, between(1, 240_000), MEDIUM, "From the start of a request to its answer; past it: Timeout Error. Requests that wait to be started have no deadline")
                .define("enrich.order", STRING, "unordered", in("unordered", "key"), MEDIUM, "unordered: answers leave as they complete; key: in the order of the requests for each key")
                .define("enrich.max.attempts", INT, 5, between(1, 1000), LOW, "Times a request may reach its deadline while its calls still wait, before it fails; and a request is given up once it was started again after crashes more often than this and is older than this many deadlines")
                .define("enrich.replay.percent", INT, 10, between(1, 100), LOW, "Share of enrich.capacity that replayed requests may have in flight; live ones go first")
                .define("enrich.sender.percent", INT, 100, between(1, 100), MEDIUM, "Share of the calls per second of an instance that the requests of one sender may cause, also while no other asks; 100: no limit")
                .define("enrich.cache.max.bytes", LONG, 64L * 1024 * 1024, atLeast(0), MEDIUM, "Memory for finished segments, and as much again for those of other instances")
                .define("enrich.cache.time.to.live.ms", LONG, 300_000L, atLeast(1), MEDIUM, "How old a cached segment may be")
                .define("enrich.cache.shared", STRING, "true", in("true", "false"), LOW, "true: what one instance loaded answers for all, over the topic APPLICATION-segments, also after a restart; false: each has its own cache alone")
                .define("enrich.cache.refresh.percent", INT, 80, between(0, 99), LOW, "A cached segment that is asked for after this share of its time to live is served, and reloaded in the background unless calls wait; 0: never")
                .define("enrich.retry.attempts", INT, 3, between(1, 20), MEDIUM, "Attempts per call that fails, the first included; throttled answers do not count, and a failed attempt counts only if another call was answered since the one before it")
                .define("enrich.retry.backoff.ms", INT, 50, between(1, 60_000), LOW, "Wait before the second attempt; doubles with each, with jitter")
                .define("enrich.retry.backoff.max.ms", INT, 1000, between(1, 60_000), LOW, "The longest wait between two attempts")
                .define("enrich.calls.per.second", INT, 400, between(1, 100_000), MEDIUM, "Calls per second of all instances together at most, fewer while Personalize throttles; a campaign takes no more than 500")
                .define("enrich.calls.shared", STRING, "true", in("true", "false"), LOW, "true: the instances share enrich.calls.per.second by demand, over the topic APPLICATION-budget; false: each has it to itself")
                .define("enrich.on.outage", STRING, "wait", in("wait", "fail"), MEDIUM, "While the circuit is open: wait: requests wait, until their deadline if they are started; fail: they end as Personalize Error at once")
                .define("enrich.circuit.failure.percent", INT, 50, between(1, 100), LOW, "Share of failed calls that opens the circuit; throttled ones do not count")
                .define("enrich.circuit.window.calls", INT, 100, between(1, 100_000), LOW, "Calls over which that share is taken")
                .define("enrich.circuit.open.ms", INT, 5000, between(1, 600_000), LOW, "How long an open circuit lets no call through")
                .define("personalize.endpoint", STRING, "", HIGH, "Address of an emulator of Personalize; empty: the real service")
                .define("personalize.region", STRING, "", HIGH, "AWS region; empty: as the SDK finds it")
                .define("personalize.campaign.arn", STRING, "arn:aws:personalize:us-east-1:000000000000:campaign/customer-segment", HIGH, "The campaign that recommends customers")
                .define("personalize.filter.arn.prefix", STRING, "arn:aws:personalize:us-east-1:000000000000:filter/", HIGH, "What stands before a filter's name in its ARN")
                .define("personalize.call.timeout.ms", INT, 2000, between(1, 60_000), MEDIUM, "For one attempt")
                .define("personalize.max.connections", INT, 256, between(1, 10_000), LOW, "Connections to Personalize, and so attempts in flight at once; further calls wait, by deadline")
                .define("http.address", STRING, "127.0.0.1", MEDIUM, "Address that metrics and health are served on; 127.0.0.1: to this machine only; 0.0.0.0: on all its addresses, as in a container")
                .define("http.port", INT, 8080, between(-1, 65_535), MEDIUM, "Port of metrics and health of run; 0: any free one, which the log names; -1: none")
                .define("console.address", STRING, "127.0.0.1", MEDIUM, "Address that the console is served on; 127.0.0.1: to this machine only; any other needs a token")
                .define("console.port", INT, 8090, between(0, 65_535), MEDIUM, "Port of the console; 0: any free one, which it prints")
                .define("console.url", STRING, "", LOW, "Where people reach the console through a proxy, e.g. https://segments.example.com; empty: they do not")
                .define("console.read.only", STRING, "false", in("true", "false"), MEDIUM, "true: the console reads prompts and shows the topics, but publishes and replays nothing")
                .define("console.token.file", STRING, "", MEDIUM, "File with the secret by which people sign in to the console, 16 characters or more; empty: none, which only goes with a loopback address")
                .define("console.token", PASSWORD, "", MEDIUM, "The secret itself, for the environment")
                .define("console.processors", LIST, "http://127.0.0.1:8080", LOW, "Where the metrics of the processors are, which the console shows; with commas");
        // spotless:on
    }

    /** Reads the settings of this process. */
    public static Settings read(@Nullable Path file, Map<String, String> flags) {
        return read(file, System.getenv(), flags);
    }

    /**
     * Reads the settings.
     *
     * @param file a properties file, null for none
     * @throws ConfigException if the file cannot be read, a key is unknown or a value breaks a rule; it names the key
     */
    public static Settings read(@Nullable Path file, Map<String, String> environment, Map<String, String> flags) {
        Map<String, String> values = new TreeMap<>();
        if (file != null) {
            values.putAll(properties(file));
        }
        values.putAll(fromEnvironment(environment));
        values.putAll(flags);
        Map<String, String> kafka = new HashMap<>();
        Map<String, String> own = new HashMap<>();
        values.forEach((key, value) -> {
            if (key.startsWith(KAFKA_PREFIX)) {
                kafka.put(key.substring(KAFKA_PREFIX.length()), value);
            } else if (DEFINITION.names().contains(key)) {
                own.put(key, value.strip());
            } else {
                throw new ConfigException("Unknown setting " + key + suggestion(key));
            }
        });
        return typed(new AbstractConfig(DEFINITION, own, false), kafka);
    }

    private static String suggestion(String key) {
        String renamed = RENAMED.get(key);
        if (renamed != null) {
            return "; it is called " + renamed + " now";
        }
        String nearest = EditDistance.nearest(key, DEFINITION.names());
        return EditDistance.between(key, nearest) <= key.length() / 3
                ? "; did you mean " + nearest + "?"
                : "; Kafka's own keys go under kafka.";
    }

    private static Map<String, String> properties(Path file) {
        Properties properties = new Properties();
        try {
            properties.load(new StringReader(Utf8.text(Files.readAllBytes(file))));
        } catch (IOException fault) {
            throw new ConfigException("The settings file " + file + " cannot be read: " + ReadFault.words(fault));
        } catch (InvalidFileException fault) {
            throw new ConfigException(new InvalidFileException("The settings file " + file, fault).getMessage());
        } catch (IllegalArgumentException fault) {
            throw new ConfigException("The settings file " + file + " cannot be read: " + fault.getMessage());
        }
        Map<String, String> values = new HashMap<>();
        properties.stringPropertyNames().forEach(key -> values.put(key, properties.getProperty(key)));
        return values;
    }

    private static Map<String, String> fromEnvironment(Map<String, String> environment) {
        Map<String, String> values = new HashMap<>();
        for (String key : DEFINITION.names()) {
            String value = environment.get(environmentName(key));
            if (value == null && SHORT_NAMES.contains(key)) {
                value = environment.get(shortName(key));
            }
            if (value != null) {
                values.put(key, value);
            }
        }
        String kafkaPrefix = ENVIRONMENT_PREFIX + "KAFKA_";
        environment.forEach((name, value) -> {
            if (name.startsWith(kafkaPrefix)) {
                String key = name.substring(kafkaPrefix.length())
                        .toLowerCase(Locale.ROOT)
                        .replace('_', '.');
                values.put(KAFKA_PREFIX + key, value);
            } else if (name.startsWith(ENVIRONMENT_PREFIX)) {
                requireNoSlip(name);
            }
        });
        return values;
    }

    /**
     * Refuses a name that is probably a misspelt setting. The environment also holds names of others, such as Kubernetes' for a service of
     * this name, so only a near miss is refused.
     */
    private static void requireNoSlip(String name) {
        RENAMED.forEach((before, now) -> {
            if (name.equals(environmentName(before))) {
                throw new ConfigException("Unknown setting " + name + " in the environment; it is called "
                        + environmentName(now) + " now");
            }
        });
        String meant = EditDistance.slipped(
                name,
                DEFINITION.names().stream().map(SettingsReader::environmentName).collect(Collectors.toSet()));
        if (meant != null) {
            throw new ConfigException("Unknown setting " + name + " in the environment; did you mean " + meant + "?");
        }
    }

    private static String environmentName(String key) {
        return ENVIRONMENT_PREFIX + shortName(key);
    }

    private static String shortName(String key) {
        return key.toUpperCase(Locale.ROOT).replace('.', '_');
    }

    private static Settings typed(AbstractConfig config, Map<String, String> kafka) {
        try {
            return new Settings(
                    new Settings.Kafka(
                            config.getString("bootstrap.servers"),
                            config.getString("application.id"),
                            guarantee(config.getString("processing.guarantee")),
                            config.getInt("stream.threads"),
                            kafka),
                    new Settings.Topics(
                            config.getString("request.topic"),
                            config.getString("result.topic"),
                            config.getString("error.topic"),
                            config.getString("suppression.topic"),
                            config.getString("audit.topic")),
                    new Settings.Disclosure(
                            config.getList("answer.columns"),
                            config.getInt("answer.min.customers"),
                            millis(config, "suppression.max.age.ms"),
                            new Settings.Pseudonym(
                                    config.getString("answer.pseudonym.key.file"),
                                    config.getPassword("answer.pseudonym.key").value())),
                    new Settings.Request(
                            config.getString("request.schema.file"),
                            config.getString("catalogue.file"),
                            config.getInt("prompt.max.chars"),
                            config.getInt("request.max.bytes"),
                            config.getString("request.sender.header")),
                    new Settings.Plan(config.getInt("plan.max.calls"), config.getInt("plan.max.customers")),
                    new Settings.Node(
                            config.getInt("enrich.capacity"),
                            millis(config, "enrich.deadline.ms"),
                            Settings.Order.valueOf(
                                    config.getString("enrich.order").toUpperCase(Locale.ROOT)),
                            config.getInt("enrich.max.attempts"),
                            config.getInt("enrich.replay.percent"),
                            config.getInt("enrich.sender.percent"),
                            config.getInt("enrich.waiting.max.requests"),
                            Math.max(1, config.getLong("enrich.pending.max.bytes") / config.getInt("stream.threads"))),
                    new Settings.Cache(
                            config.getLong("enrich.cache.max.bytes"),
                            Duration.ofMillis(config.getLong("enrich.cache.time.to.live.ms")),
                            Duration.ofMillis(config.getLong("enrich.cache.time.to.live.ms")
                                    * config.getInt("enrich.cache.refresh.percent")
                                    / 100),
                            config.getString("enrich.cache.shared").equals("true")),
                    new Settings.Resilience(
                            config.getInt("enrich.retry.attempts"),
                            millis(config, "enrich.retry.backoff.ms"),
                            millis(config, "enrich.retry.backoff.max.ms"),
                            config.getInt("enrich.calls.per.second"),
                            config.getString("enrich.calls.shared").equals("true"),
                            config.getInt("enrich.circuit.failure.percent"),
                            config.getInt("enrich.circuit.window.calls"),
                            millis(config, "enrich.circuit.open.ms"),
                            Settings.OnOutage.valueOf(
                                    config.getString("enrich.on.outage").toUpperCase(Locale.ROOT))),
                    new Settings.Personalize(
                            config.getString("personalize.endpoint"),
                            config.getString("personalize.region"),
                            config.getString("personalize.campaign.arn"),
                            config.getString("personalize.filter.arn.prefix"),
                            millis(config, "personalize.call.timeout.ms"),
                            config.getInt("personalize.max.connections")),
                    new Settings.Http(config.getString("http.address"), config.getInt("http.port")),
                    new Settings.Console(
                            config.getString("console.address"),
                            config.getInt("console.port"),
                            config.getString("console.url").isEmpty()
                                    ? ""
                                    : httpAddress("console.url", config.getString("console.url"))
                                            .toString(),
                            config.getString("console.read.only").equals("true"),
                            config.getString("console.token.file"),
                            config.getPassword("console.token").value(),
                            config.getList("console.processors").stream()
                                    .map(address -> httpAddress("console.processors", address))
                                    .toList()));
        } catch (IllegalArgumentException broken) {
            throw new ConfigException(broken.getMessage());
        }
    }

    private static URI httpAddress(String key, String text) {
        URI address = URI.create(text);
        if (address.getHost() == null || !List.of("http", "https").contains(address.getScheme())) {
            throw new ConfigException(key + " must begin like http://127.0.0.1:8080 or https://segments.example.com");
        }
        return address;
    }

    private static Settings.Guarantee guarantee(String word) {
        return word.equals(Settings.Guarantee.AT_LEAST_ONCE.word())
                ? Settings.Guarantee.AT_LEAST_ONCE
                : Settings.Guarantee.EXACTLY_ONCE_V2;
    }

    private static Duration millis(AbstractConfig config, String key) {
        return Duration.ofMillis(config.getInt(key));
    }
}
