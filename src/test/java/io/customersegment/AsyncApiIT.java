package io.customersegment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.customersegment.app.SegmentService;
import io.customersegment.config.ClientProperties;
import io.customersegment.config.Settings;
import io.customersegment.local.broker.Broker;
import io.customersegment.local.broker.BrokerSettings;
import io.customersegment.local.data.SampleData;
import io.customersegment.local.emulator.Fault;
import io.customersegment.local.emulator.Faults;
import io.customersegment.wire.HeaderNames;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Publishes every example request of the AsyncAPI document and compares its answer with the example of the same name. */
final class AsyncApiIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long DAY =
            SampleData.DAY.atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
    private static final Map<String, Fault> FAULTS =
            Map.of("refused", Fault.ACCESS_DENIED, "no-data", Fault.EMPTY, "too-late", Fault.SILENCE);
    private static final List<String> OF_THE_CASE = List.of(
            "error_type",
            "message",
            "understood",
            "unread",
            "suggestions",
            "cause",
            "solution",
            "retryable",
            "stage",
            "request");

    private final AsyncApi api = AsyncApi.read();

    @Test
    void shouldAnswerEveryExampleAsTheDocumentSays() throws Exception {
        try (Broker broker = Broker.start(BrokerSettings.temporary());
                LocalParts parts = new LocalParts(broker.bootstrapServers())) {
            Settings settings = parts.settings(
                    "examples", Map.of("enrich.retry.attempts", "1", "personalize.call.timeout.ms", "4000"));
            try (SegmentService service = SegmentService.start(settings);
                    KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                            ClientProperties.of(settings.kafka()),
                            new ByteArraySerializer(),
                            new ByteArraySerializer());
                    KafkaConsumer<byte[], byte[]> consumer = answers(settings)) {
                service.awaitRunning();
                for (Map.Entry<String, JsonNode> example :
                        api.examples("request").entrySet()) {
                    Fault fault = FAULTS.get(example.getKey());
                    parts.emulator()
                            .faults(
                                    fault == null
                                            ? Faults.none()
                                            : Faults.none().withProbability(fault, 1));
                    ProducerRecord<byte[], byte[]> request = new ProducerRecord<>(
                            settings.topics().requests(),
                            null,
                            DAY,
                            null,
                            bytes(example.getValue().path("payload").toString()));
                    JsonNode headers = example.getValue().path("headers");
                    headers.properties()
                            .forEach(header -> request.headers()
                                    .add(
                                            header.getKey(),
                                            bytes(header.getValue().asText())));

                    var unused = producer.send(request);

                    check(example.getKey(), headers, next(consumer), settings);
                }
            }
        }
    }

    private void check(String name, JsonNode sent, ConsumerRecord<byte[], byte[]> answer, Settings settings)
            throws IOException {
        String message = answer.topic().equals(settings.topics().results()) ? "result" : "error";
        JsonNode payload = JSON.readTree(answer.value());
        ObjectNode headers = JSON.createObjectNode();
        answer.headers()
                .forEach(header -> headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8)));

        assertThat(answer.timestamp()).isEqualTo(DAY);
        assertThat(api.faults(message, headers, payload)).as(name).isEmpty();
        sent.properties()
                .forEach(header -> assertThat(headers.get(header.getKey())).isEqualTo(header.getValue()));
        JsonNode example = Objects.requireNonNull(
                api.examples(message).get(name), () -> name + " is answered on another topic: " + payload);
        assertThat(headers.get(HeaderNames.CRITERIA))
                .as("%s %s", name, HeaderNames.CRITERIA)
                .isEqualTo(example.path("headers").get(HeaderNames.CRITERIA));
        if (message.equals("result")) {
            List<JsonNode> rows = new ArrayList<>();
            payload.path("data").forEach(rows::add);
            example.at("/payload/data")
                    .forEach(row -> assertThat(JSON.valueToTree(rows.remove(0)).toString())
                            .as(name)
                            .isEqualTo(row.toString()));
        } else {
            OF_THE_CASE.forEach(member -> assertThat(payload.get(member))
                    .as("%s %s", name, member)
                    .isEqualTo(example.path("payload").get(member)));
        }
    }

    private static KafkaConsumer<byte[], byte[]> answers(Settings settings) {
        Map<String, Object> properties = ClientProperties.of(settings.kafka());
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        List<TopicPartition> partitions = new ArrayList<>();
        for (String topic :
                List.of(settings.topics().results(), settings.topics().errors())) {
            consumer.partitionsFor(topic).forEach(info -> partitions.add(new TopicPartition(topic, info.partition())));
        }
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        return consumer;
    }

    private static ConsumerRecord<byte[], byte[]> next(KafkaConsumer<byte[], byte[]> consumer) {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> {
            consumer.poll(Duration.ofMillis(50)).forEach(records::add);
            return !records.isEmpty();
        });
        assertThat(records).hasSize(1);
        return records.get(0);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
