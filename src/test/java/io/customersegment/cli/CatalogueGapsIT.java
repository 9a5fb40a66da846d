package io.customersegment.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.customersegment.LocalParts;
import io.customersegment.config.ClientProperties;
import io.customersegment.config.Settings;
import io.customersegment.config.SettingsReader;
import io.customersegment.local.broker.Broker;
import io.customersegment.local.broker.BrokerSettings;
import io.customersegment.outcome.Failure;
import io.customersegment.outcome.PromptRefusal;
import io.customersegment.outcome.Reason;
import io.customersegment.outcome.Stage;
import io.customersegment.wire.Arrival;
import io.customersegment.wire.ErrorRecord;
import io.customersegment.wire.RequestJson;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** {@code catalogue gaps} on the errors topic of a broker. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class CatalogueGapsIT {

    private static final Instant NOON = Instant.parse("2024-12-01T12:00:00Z");

    private final Broker broker = Broker.start(BrokerSettings.temporary());
    private final Map<String, String> flags = Map.of("bootstrap.servers", broker.bootstrapServers());
    private final Settings settings = SettingsReader.read(null, Map.of(), flags);

    @BeforeAll
    void publishRefusals() {
        LocalParts.createTopics(settings);
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                ClientProperties.of(settings.kafka()), new ByteArraySerializer(), new ByteArraySerializer())) {
            refuse("members who like Jazz", NOON, producer, "Jazz");
            refuse("gold members with a kayak who like jazz", NOON.plusSeconds(60), producer, "a kayak", "jazz");
            refuse("members with kayaks", NOON.plusSeconds(120), producer, "kayaks");
            refuse("gold membres who bought kitchens", NOON.plusSeconds(180), producer, "kitchens");
            send(new Failure(Stage.ENRICH, Reason.DEADLINE_PASSED, "late"), "gold members", NOON, producer);
            var unused = producer.send(new ProducerRecord<>(settings.topics().errors(), new byte[] {1, 2, 3}));
        }
    }

    @AfterAll
    void stop() {
        broker.close();
    }

    @Test
    void shouldCountTheUnreadPiecesOfAllRefusals() throws ExecutionException, InterruptedException {
        Invocation gaps = gaps();

        assertThat(gaps.exitCode()).as(gaps.err()).isZero();
        assertThat(gaps.lines()).startsWith("4 refused prompts, 3 pieces that could not be read");
        assertThat(gaps.lines())
                .filteredOn(line -> line.matches("\\d.*\""))
                .containsExactly("2  \"Jazz\"", "2  \"a kayak\"", "1  \"kitchens\"");
        assertThat(gaps.out()).doesNotContain("members who like");
        try (Admin admin = Admin.create(ClientProperties.of(settings.kafka()))) {
            assertThat(admin.listGroups().all().get()).isEmpty();
        }
    }

    @Test
    void shouldCountThoseOfATime() {
        Invocation gaps = gaps("--from", "2024-12-01T12:01:00Z", "--to", "2024-12-01T12:03:00Z", "--show-prompts");

        assertThat(gaps.lines())
                .startsWith("2 refused prompts, 2 pieces that could not be read", "2  \"a kayak\"")
                .contains("    in    gold members with a kayak who like jazz", "    in    members with kayaks")
                .contains("1  \"jazz\"");
    }

    private Invocation gaps(String... options) {
        List<String> arguments =
                new ArrayList<>(List.of("catalogue", "gaps", "--bootstrap-servers", broker.bootstrapServers()));
        arguments.addAll(List.of(options));
        return Invocation.of(arguments.toArray(String[]::new));
    }

    private void refuse(String prompt, Instant at, KafkaProducer<byte[], byte[]> producer, String... unread) {
        PromptRefusal refusal = new PromptRefusal(null, List.of(unread), List.of());
        send(new Failure(Stage.INTERPRET, Reason.PARTLY_UNDERSTOOD, "unread", refusal), prompt, at, producer);
    }

    private void send(Failure failure, String prompt, Instant at, KafkaProducer<byte[], byte[]> producer) {
        byte[] request = RequestJson.bytes(RequestJson.of(prompt, null));
        Arrival arrival = new Arrival(settings.topics().requests(), 0, 0, at.toEpochMilli(), null, request, List.of());
        byte[] value = new ErrorRecord(failure, arrival, at).json(1_000_000);
        var unused = producer.send(
                new ProducerRecord<>(settings.topics().errors(), "key".getBytes(StandardCharsets.UTF_8), value));
    }
}
