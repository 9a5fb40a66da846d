package io.customersegment;

import static org.assertj.core.api.Assertions.assertThat;

import io.customersegment.app.SegmentService;
import io.customersegment.config.ClientProperties;
import io.customersegment.config.Settings;
import io.customersegment.local.broker.Broker;
import io.customersegment.local.broker.BrokerSettings;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** One sender's bulk alongside single requests of other senders, measured by the number of bulk answers that precede theirs. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class FairnessIT {

    private static final String SENDER = "segment-sender";
    private static final String BULK = "bulk";
    private static final int BULK_REQUESTS = 2_000;
    private static final int SMALL_SENDERS = 10;

    /** Only few of the sample customers spent at least this amount, so that each request is answered by one call. */
    private static final int LEAST_SPENT = 140_000;

    private final Broker broker = Broker.start(BrokerSettings.temporary());
    private final LocalParts parts = new LocalParts(broker.bootstrapServers());

    @AfterAll
    void stop() {
        parts.close();
        broker.close();
    }

    @Test
    void shouldAnswerSmallSendersBeforeTheBulkThatCameBeforeThem() throws Exception {
        Settings settings = settings("in-turn", Map.of("enrich.capacity", "40", "enrich.calls.per.second", "10"));
        publishBulk(settings);
        publishSmall(settings);

        try (SegmentService service = SegmentService.start(settings);
                Answers answers = new Answers(settings)) {
            service.awaitRunning();

            answers.awaitSmall();
            // The bound covers the calls in flight, one turn of the bulk for each small sender, and the answers that
            // are given while all requests are read.
            assertThat(answers.bulkBeforeEachSmall()).allMatch(bulk -> bulk < 300);
        }
    }

    @Test
    void shouldLeaveSmallSendersTheCallsThatTheBulkMayNotTake() throws Exception {
        Settings settings = settings("share", Map.of("enrich.capacity", "1000", "enrich.sender.percent", "40"));
        publishBulk(settings);
        try (SegmentService service = SegmentService.start(settings);
                Answers answers = new Answers(settings)) {
            service.awaitRunning();
            answers.awaitBulk(100);

            publishSmall(settings);

            answers.awaitSmall();
            // The bulk may use 20 calls a second. Without that limit 1,000 of its requests would be in flight.
            assertThat(answers.bulkBeforeEachSmall()).allMatch(bulk -> bulk < 400);
        }
    }

    /** Returns settings with one partition for the results, so that they are ordered, and a deadline of one minute for the bulk. */
    private Settings settings(String name, Map<String, String> more) throws Exception {
        broker.create(1, name + "-results");
        Map<String, String> all = new HashMap<>(Map.of(
                "enrich.calls.per.second", "50",
                "enrich.deadline.ms", "60000",
                "personalize.call.timeout.ms", "30000"));
        all.putAll(more);
        return parts.settings(name, all);
    }

    private static void publishBulk(Settings settings) {
        publish(settings, 0, BULK_REQUESTS, false);
    }

    private static void publishSmall(Settings settings) {
        publish(settings, BULK_REQUESTS, SMALL_SENDERS, true);
    }

    /** Publishes the given number of distinct requests. */
    private static void publish(Settings settings, int from, int count, boolean small) {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                ClientProperties.of(settings.kafka()), new ByteArraySerializer(), new ByteArraySerializer())) {
            for (int i = from; i < from + count; i++) {
                String value = "{\"prompt\": \"customers who spent at least " + (LEAST_SPENT + i)
                        + "\", \"car_model\": \"CAMRY HYBRID ELEGANCE - 2024\"}";
                ProducerRecord<byte[], byte[]> request =
                        new ProducerRecord<>(settings.topics().requests(), bytes("key " + i), bytes(value));
                request.headers().add(SENDER, bytes(small ? "small " + i : BULK));
                var unused = producer.send(request);
            }
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** The senders of the answered requests, in the order of the answers. */
    private static final class Answers implements AutoCloseable {

        private final KafkaConsumer<byte[], byte[]> consumer;
        private final List<String> senders = new ArrayList<>();

        Answers(Settings settings) {
            Map<String, Object> properties = ClientProperties.of(settings.kafka());
            properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
            properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
            consumer = new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
            consumer.assign(List.of(new TopicPartition(settings.topics().results(), 0)));
        }

        void awaitBulk(int count) {
            await(() -> senders.size() >= count);
        }

        void awaitSmall() {
            await(() -> senders.stream().filter(sender -> !sender.equals(BULK)).count() == SMALL_SENDERS);
        }

        private void await(Callable<Boolean> enough) {
            Awaitility.await().atMost(90, TimeUnit.SECONDS).until(() -> {
                consumer.poll(Duration.ofMillis(100)).forEach(this::answered);
                return enough.call();
            });
        }

        private void answered(ConsumerRecord<byte[], byte[]> answer) {
            senders.add(new String(answer.headers().lastHeader(SENDER).value(), StandardCharsets.UTF_8));
        }

        /** Returns, for each answer to a small sender, the number of bulk answers that precede it. */
        List<Integer> bulkBeforeEachSmall() {
            List<Integer> before = new ArrayList<>();
            int bulk = 0;
            for (String sender : senders) {
                if (sender.equals(BULK)) {
                    bulk++;
                } else {
                    before.add(bulk);
                }
            }
            return before;
        }

        @Override
        public void close() {
            consumer.close();
        }
    }
}
