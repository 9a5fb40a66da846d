package io.customersegment.failure;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.customersegment.LocalParts;
import io.customersegment.app.SegmentService;
import io.customersegment.catalogue.CatalogueReader;
import io.customersegment.catalogue.Column;
import io.customersegment.client.SuppressionList;
import io.customersegment.config.ClientProperties;
import io.customersegment.local.data.Customer;
import io.customersegment.local.emulator.Faults;
import io.customersegment.local.emulator.Latency;
import io.customersegment.request.CarModel;
import io.customersegment.wire.HeaderNames;
import io.customersegment.wire.Suppression;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Processors that are killed while customers are suppressed: no answer contains a customer whose suppression its processor had read. A
 * suppression is known to have been read in two cases: it was on the topic before the processor started, which reads the whole topic before
 * it answers; or the processor's metric counted it before the request was published.
 */
@Tag("processes")
@ExtendWith(Shared.class)
final class SuppressionCrashIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final CarModel CAMRY = new CarModel("CAMRY HYBRID ELEGANCE - 2024");
    private static final int ASKED_FOR = 5;
    private static final int REQUESTS_A_LIFE = 100;
    private static final Duration AT_MOST = Duration.ofSeconds(60);

    private final LocalParts parts;
    private final List<Suppressed> suppressed = new ArrayList<>();

    SuppressionCrashIT(LocalParts parts) {
        this.parts = parts;
    }

    /**
     * A customer who must not be in any answer to a request from this number on, nor in any result from these offsets on.
     *
     * @param fromRequest the number of a request
     * @param fromOffsets by partition
     */
    private record Suppressed(String customer, int fromRequest, Map<Integer, Long> fromOffsets) {

        boolean mayNotBeIn(int request, ConsumerRecord<byte[], byte[]> result) {
            return request >= fromRequest
                    || result.offset() >= fromOffsets.getOrDefault(result.partition(), Long.MAX_VALUE);
        }
    }

    @ParameterizedTest
    @MethodSource("io.customersegment.failure.Mode#some")
    void shouldAnswerWithNobodyWhoseSuppressionItHasReadHoweverOftenItIsKilled(Mode mode) throws IOException {
        parts.emulator().faults(Faults.none().withLatency(new Latency(Duration.ofMillis(50), Duration.ofMillis(300))));
        List<String> spenders = spenders();
        try (Scene scene = new Scene(
                parts, mode, Map.of("enrich.max.attempts", "1000", "suppression.topic", "off-" + System.nanoTime()))) {
            SuppressionList list = new SuppressionList(scene.settings());
            publish(scene);
            for (int kill = 0; kill <= Chaos.KILLS; kill++) {
                String before = spenders.get(2 * kill);
                list.publish(List.of(before), new Suppression("before", null));
                Processor processor = scene.start("a").awaitRunning();
                suppressed.add(new Suppressed(before, scene.published(), ends(scene)));
                publish(scene);

                String meanwhile = spenders.get(2 * kill + 1);
                list.publish(List.of(meanwhile), new Suppression("meanwhile", null));
                int known = 2 * kill + 2;
                Awaitility.await(known + " suppressions to be known")
                        .atMost(AT_MOST)
                        .until(() -> processor.metrics().contains("segment_suppressions " + known + ".0"));
                suppressed.add(new Suppressed(meanwhile, scene.published(), Map.of()));
                publish(scene);
                Awaitility.await("some answers")
                        .atMost(AT_MOST)
                        .until(() -> results(processor.metrics()) >= REQUESTS_A_LIFE / 2);
                if (kill < Chaos.KILLS) {
                    processor.kill();
                }
            }
            parts.emulator().faults(Faults.none());

            check(scene, mode, spenders);
        }
    }

    private void check(Scene scene, Mode mode, List<String> spenders) throws IOException {
        Set<String> answered = new HashSet<>();
        Set<String> found = new HashSet<>();
        int wrong = 0;
        int shortened = 0;
        try (KafkaConsumer<byte[], byte[]> consumer = results(scene)) {
            long last = System.nanoTime();
            while (answered.size() < scene.published() && System.nanoTime() - last < AT_MOST.toNanos()) {
                for (ConsumerRecord<byte[], byte[]> result : consumer.poll(Duration.ofMillis(200))) {
                    String key = new String(result.key(), StandardCharsets.UTF_8);
                    if (answered.add(key)) {
                        last = System.nanoTime();
                    }
                    Set<String> ids = ids(result);
                    found.addAll(ids);
                    if (ids.size() < ASKED_FOR) {
                        assertThat(result.headers().lastHeader(HeaderNames.TRUNCATED))
                                .as("says that somebody is missing")
                                .isNotNull();
                        shortened++;
                    }
                    int request = Integer.parseInt(key);
                    wrong += (int) suppressed.stream()
                            .filter(one -> one.mayNotBeIn(request, result) && ids.contains(one.customer()))
                            .count();
                }
            }
        }
        Chaos.tell(Chaos.KILLS + " kills with " + suppressed.size() + " suppressions, " + mode + ": " + answered.size()
                + " of " + scene.published() + " requests answered, " + shortened
                + " with fewer because somebody was suppressed just then, " + wrong
                + " answers with somebody suppressed");
        assertThat(answered).hasSize(scene.published());
        assertThat(wrong).isZero();
        // Other customers fill the places, except in answers that were complete when the suppression arrived.
        assertThat(shortened).isLessThan(answered.size() / 10);
        // Without this the test would prove nothing: customers who were suppressed late must have been in earlier
        // answers.
        assertThat(found).containsAnyElementsOf(spenders.subList(2, suppressed.size()));
    }

    private static double results(String metrics) {
        return metrics.lines()
                .filter(line -> line.startsWith("segment_answers_total{outcome=\"result\""))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }

    private static void publish(Scene scene) {
        for (int i = 0; i < REQUESTS_A_LIFE; i++) {
            int number = scene.published();
            scene.publish(
                    String.valueOf(number),
                    "{\"prompt\": \"top " + ASKED_FOR + " by lifetime spend who spent at least " + (1000 + number)
                            + "\", \"car_model\": \"" + CAMRY.name() + "\"}");
        }
    }

    /** Returns the customers who match the prompts, in descending order of spend. */
    private List<String> spenders() {
        Column spend = CatalogueReader.builtIn().column("total_value");
        return parts.sample().customers().stream()
                .filter(customer -> customer.interestedModels().contains(CAMRY.slug()))
                .sorted(Comparator.comparingDouble((Customer customer) ->
                                (Double) customer.values().get(spend.name()))
                        .reversed()
                        .thenComparing(Customer::id))
                .map(Customer::id)
                .toList();
    }

    private static Map<Integer, Long> ends(Scene scene) {
        String topic = scene.settings().topics().results();
        try (Admin admin = SegmentService.admin(scene.settings().kafka());
                KafkaConsumer<byte[], byte[]> consumer = results(scene)) {
            Map<Integer, Long> ends = new HashMap<>();
            Offsets.ends(admin, consumer.assignment())
                    .forEach((partition, end) -> ends.put(partition.partition(), end));
            assertThat(ends).as(topic).isNotEmpty();
            return ends;
        }
    }

    private static KafkaConsumer<byte[], byte[]> results(Scene scene) {
        Map<String, Object> properties = ClientProperties.of(scene.settings().kafka());
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        consumer.assign(consumer.partitionsFor(scene.settings().topics().results()).stream()
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList());
        consumer.seekToBeginning(consumer.assignment());
        return consumer;
    }

    private static Set<String> ids(ConsumerRecord<byte[], byte[]> result) throws IOException {
        Set<String> ids = new HashSet<>();
        for (JsonNode row : JSON.readTree(result.value()).path("data")) {
            ids.add(row.path("customer_id").asText());
        }
        return ids;
    }
}
