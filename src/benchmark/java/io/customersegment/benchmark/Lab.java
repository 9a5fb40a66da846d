package io.customersegment.benchmark;

import static org.awaitility.Awaitility.await;

import io.customersegment.benchmark.standin.Outage;
import io.customersegment.benchmark.standin.StandIn;
import io.customersegment.benchmark.standin.Tally;
import io.customersegment.benchmark.standin.Timeline;
import io.customersegment.config.SettingsReader;
import io.customersegment.process.BrokerMain;
import io.customersegment.process.Child;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * The environment of a scenario: a broker, a stand-in for Personalize, and a topic with requests that all contenders read.
 *
 * <p><i>Threads:</i> used by one.
 */
final class Lab implements AutoCloseable {

    /** The number of partitions of every topic. */
    static final int PARTITIONS = 4;

    private static final String REQUESTS = "requests";
    private static final int LINGER_MILLIS = 20;
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Path directory;
    private final Child broker;
    private final Child standIn;
    private final String bootstrapServers;
    private final String endpoint;
    private final HttpClient http = HttpClient.newHttpClient();
    private int runs;
    private int topics;

    private Lab(Path directory, Child broker, Child standIn) {
        this.directory = directory;
        this.broker = broker;
        this.standIn = standIn;
        this.bootstrapServers = broker.awaitLine(BrokerMain.LISTENING, PATIENCE).group(1);
        this.endpoint = standIn.awaitLine(StandIn.LISTENING, PATIENCE).group(1);
    }

    /**
     * Starts the environment.
     *
     * @param standIn the stand-in's arguments
     */
    static Lab open(List<String> standIn) {
        Path directory;
        try {
            directory = Files.createTempDirectory("customer-segment-benchmark");
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
        Lab lab = new Lab(
                directory,
                Child.java("broker", List.of("-Xmx1g", "-Djava.io.tmpdir=" + directory), BrokerMain.class, List.of()),
                Child.java("stand-in", List.of("-Xmx256m"), StandIn.class, standIn));
        lab.create(REQUESTS);
        lab.create(SettingsReader.read(null, Map.of(), Map.of()).topics().suppressions(), 1);
        return lab;
    }

    /** Returns settings that allow the given number of calls in flight, with practically no rate limit. */
    static Map<String, String> inFlight(int calls) {
        return Map.of(
                "enrich.capacity",
                Integer.toString(calls),
                "personalize.max.connections",
                Integer.toString(calls),
                "enrich.calls.per.second",
                "100000");
    }

    /** Creates a new topic for requests. */
    String topic() {
        return topic(PARTITIONS);
    }

    /** Creates a new topic for requests with the given number of partitions. */
    String topic(int partitions) {
        topics++;
        String topic = REQUESTS + "-" + topics;
        create(topic, partitions);
        return topic;
    }

    /** Creates a producer with the given linger in milliseconds; the caller closes it. */
    Producer<byte[], byte[]> producer(int linger) {
        Map<String, Object> properties = Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers, ProducerConfig.LINGER_MS_CONFIG, linger);
        return new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** Publishes the given number of requests, with values by number, to the topic that contenders read, evenly over the partitions. */
    void publish(int requests, IntFunction<byte[]> value) {
        publish(REQUESTS, requests, value);
    }

    /** Publishes the given number of requests, with values by number, evenly over the topic's partitions. */
    void publish(String topic, int requests, IntFunction<byte[]> value) {
        long now = System.currentTimeMillis();
        try (Producer<byte[], byte[]> producer = producer(LINGER_MILLIS)) {
            int partitions = producer.partitionsFor(topic).size();
            for (int i = 0; i < requests; i++) {
                var unused = producer.send(
                        new ProducerRecord<>(topic, i % partitions, now, BenchmarkRequests.key(i), value.apply(i)));
            }
        }
    }

    /** Sends the records with these numbers as fast as possible. */
    void send(int from, int to, IntFunction<ProducerRecord<byte[], byte[]>> record) {
        try (Producer<byte[], byte[]> producer = producer(LINGER_MILLIS)) {
            for (int number = from; number < to; number++) {
                var unused = producer.send(record.apply(number));
            }
        }
    }

    /**
     * Returns the connection settings of a contender, with a new application id and new topics for its answers.
     *
     * @param more the settings of the scenario
     */
    Map<String, String> settings(Contender contender, Map<String, String> more) {
        runs++;
        String name = "run-" + runs;
        create(name + "-results");
        create(name + "-errors");
        Map<String, String> settings = new HashMap<>();
        settings.put("bootstrap.servers", bootstrapServers);
        settings.put("personalize.endpoint", endpoint);
        settings.put("processing.guarantee", contender.guarantee().word());
        settings.put("application.id", name);
        settings.put("request.topic", REQUESTS);
        settings.put("result.topic", name + "-results");
        settings.put("error.topic", name + "-errors");
        settings.put("http.port", "0");
        settings.put("kafka.state.dir", directory.resolve("state").toString());
        settings.putAll(more);
        return settings;
    }

    /** Returns the broker's address. */
    String bootstrapServers() {
        return bootstrapServers;
    }

    /** Returns a file in the directory of this environment. */
    Path file(String name) {
        return directory.resolve(name);
    }

    /** Returns the processor time of the broker. */
    Duration brokerCpu() {
        return broker.cpu();
    }

    /** Returns the processor time of the stand-in. */
    Duration standInCpu() {
        return standIn.cpu();
    }

    /** Returns the number of calls to the stand-in. */
    Tally tally() {
        return Tally.parse(asked(HttpRequest.newBuilder(URI.create(endpoint + StandIn.TALLY))));
    }

    /** Returns when the stand-in received calls since its start, or since the last {@link #restartTimeline}. */
    Timeline timeline() {
        return Timeline.parse(asked(HttpRequest.newBuilder(URI.create(endpoint + StandIn.TIMELINE))));
    }

    /** Discards the stand-in's record of when it received calls. */
    void restartTimeline() {
        var unused = asked(HttpRequest.newBuilder(URI.create(endpoint + StandIn.TIMELINE))
                .PUT(HttpRequest.BodyPublishers.noBody()));
    }

    /** Makes the stand-in unavailable for the given time from now on. */
    void breakDown(Outage.Kind kind, Duration duration) {
        var unused = asked(HttpRequest.newBuilder(URI.create(endpoint + StandIn.outagePath(kind, duration)))
                .PUT(HttpRequest.BodyPublishers.noBody()));
    }

    /** Returns the stand-in's response. */
    private String asked(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString())
                    .body();
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while asking the stand-in", interrupted);
        }
    }

    private void create(String topic) {
        create(topic, PARTITIONS);
    }

    /**
     * Creates a topic and waits until the broker leads its partitions. Otherwise the broker could reject some of an idempotent producer's
     * first batches but accept later ones, after which it no longer accepts the first.
     */
    private void create(String topic, int partitions) {
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers))) {
            admin.createTopics(List.of(new NewTopic(topic, partitions, (short) 1)))
                    .all()
                    .get();
            Map<TopicPartition, OffsetSpec> ends = IntStream.range(0, partitions)
                    .mapToObj(partition -> new TopicPartition(topic, partition))
                    .collect(Collectors.toMap(partition -> partition, partition -> OffsetSpec.latest()));
            await().atMost(PATIENCE)
                    .ignoreExceptions()
                    .until(() -> admin.listOffsets(ends).all().get().size() == partitions);
        } catch (ExecutionException fault) {
            throw new IllegalStateException("The topic " + topic + " was not created", fault.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while a topic was created", interrupted);
        }
    }

    @Override
    public void close() {
        standIn.close();
        broker.close();
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }
}
