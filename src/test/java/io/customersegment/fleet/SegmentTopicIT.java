package io.customersegment.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.github.benmanes.caffeine.cache.Ticker;
import io.customersegment.config.Settings;
import io.customersegment.config.SettingsReader;
import io.customersegment.enrich.OutcomeExchange.Entry;
import io.customersegment.enrich.OutcomeKey;
import io.customersegment.local.broker.Broker;
import io.customersegment.local.broker.BrokerSettings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;

/** The topic of shared segments on a real broker. */
@Timeout(120)
class SegmentTopicIT {

    private static final int LARGEST = 64 * 1024;
    private static final SegmentReader.Pauses SHORT =
            new SegmentReader.Pauses(Duration.ofMillis(500), Duration.ofMillis(500));

    private static Broker broker;
    private static Admin admin;

    @BeforeAll
    static void start() {
        broker = Broker.start(BrokerSettings.temporary());
        admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
    }

    @AfterAll
    static void stop() {
        admin.close();
        broker.close();
    }

    @Test
    void shouldMakeTheTopicSoThatNothingStandsThereForLong() throws Exception {
        try (SharedSegments shared = open("made", Map.of("enrich.cache.time.to.live.ms", "120000"))) {
            await().until(shared::joined);
        }

        ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, "made-segments");
        Config config = Objects.requireNonNull(
                admin.describeConfigs(List.of(topic)).all().get().get(topic));
        assertThat(config.get("cleanup.policy").value()).isEqualTo("compact,delete");
        assertThat(config.get("retention.ms").value()).isEqualTo("120000");
        assertThat(config.get("segment.ms").value()).isEqualTo("120000");
        assertThat(config.get("message.timestamp.type").value()).isEqualTo("LogAppendTime");
        assertThat(config.get("max.message.bytes").value()).isEqualTo("65536");
    }

    @Test
    void shouldShareWithThoseWhoReadAndWithThoseWhoStartLater() {
        Instant asOf = Instant.now().minusSeconds(1);
        try (SharedSegments one = open("shared", Map.of());
                SharedSegments other = open("shared", Map.of())) {
            await().until(() -> one.joined() && other.joined());

            one.publish(key(1), value(asOf, 1));
            await().untilAsserted(() ->
                    assertThat(other.find(key(1))).returns(asOf, Entry::asOf).returns(value(asOf, 1), Entry::value));
            other.publish(key(1), value(asOf.plusMillis(1), 2));
            await().untilAsserted(
                            () -> assertThat(one.find(key(1))).returns(value(asOf.plusMillis(1), 2), Entry::value));
        }

        try (SharedSegments later = open("shared", Map.of())) {
            later.awaitYoung();

            assertThat(later.find(key(1))).returns(value(asOf.plusMillis(1), 2), Entry::value);
            assertThat(later.find(key(2))).isNull();
        }
        try (SharedSegments late = open("shared", Map.of("enrich.cache.time.to.live.ms", "1000"))) {
            late.awaitYoung();

            assertThat(late.find(key(1))).isNull();
        }
    }

    @Test
    void shouldPassOverWhateverElseStandsThere() {
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        Random random = new Random(1);
        Instant asOf = Instant.now();
        try (SharedSegments shared = open("broken", Map.of())) {
            shared.meter(meters);
            await().until(shared::joined);
            try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                    Map.of("bootstrap.servers", broker.bootstrapServers()),
                    new ByteArraySerializer(),
                    new ByteArraySerializer())) {
                for (int i = 0; i < 100; i++) {
                    byte[] bytes = new byte[random.nextInt(200)];
                    random.nextBytes(bytes);
                    send(producer, key(3).bytes(), bytes);
                }
                send(producer, new byte[7], value(asOf, 1));
                send(producer, key(4).bytes(), value(asOf, 1));
                send(producer, key(4).bytes(), null);
            }
            shared.publish(key(5), value(asOf, 5));

            await().untilAsserted(() -> assertThat(shared.find(key(5))).isNotNull());
            assertThat(shared.find(key(3))).isNull();
            assertThat(shared.find(key(4))).isNull();
            assertThat(meters.get("segment.shared.broken").functionCounter().count())
                    .isEqualTo(101);
        }
    }

    @Test
    void shouldNotPublishWhatIsTooLarge() {
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        try (SharedSegments shared = open("large", Map.of())) {
            shared.meter(meters);
            await().until(shared::joined);

            shared.publish(key(1), new byte[LARGEST]);
            shared.publish(key(2), value(Instant.now(), 1));

            await().until(() ->
                    meters.get("segment.shared.published").functionCounter().count() == 1);
            assertThat(meters.get("segment.shared.dropped").functionCounter().count())
                    .isEqualTo(1);
        }
    }

    @Test
    void shouldWarnWhereTheTopicKeepsPersonalDataForLonger() {
        NewTopic topic = new NewTopic("kept-segments", 1, (short) 1);
        admin.createTopics(List.of(topic.configs(Map.of("retention.ms", "86400000"))));
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        Logger logger = (Logger) LoggerFactory.getLogger(SegmentReader.class);
        log.start();
        logger.addAppender(log);
        try (SharedSegments shared = start("kept", SHORT)) {
            shared.awaitYoung();

            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(List.copyOf(log.list))
                            .extracting(ILoggingEvent::getFormattedMessage)
                            .anyMatch(message -> message.contains("retention.ms and segment.ms to 300000")));
        } finally {
            logger.detachAppender(log);
        }
    }

    @Test
    void shouldBeAloneWhileTheTopicIsGoneAndMakeItAgain() throws Exception {
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        try (SharedSegments shared = SharedSegments.start(
                settings("gone", Map.of()), LARGEST, SHORT, Clock.systemUTC(), Ticker.systemTicker())) {
            shared.meter(meters);
            await().until(shared::joined);
            shared.publish(key(1), value(Instant.now(), 1));
            await().untilAsserted(() -> assertThat(shared.find(key(1))).isNotNull());

            admin.deleteTopics(List.of("gone-segments")).all().get();
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> meters.get("segment.shared.up").gauge().value() == 0);
            assertThat(shared.find(key(1))).isNotNull();
            shared.publish(key(2), value(Instant.now(), 2));

            await().atMost(Duration.ofSeconds(60)).until(shared::joined);
            await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
                shared.publish(key(3), value(Instant.now(), 3));
                assertThat(shared.find(key(3))).isNotNull();
            });
        }
    }

    private static SharedSegments open(String name, Map<String, String> more) {
        return SharedSegments.start(settings(name, more), LARGEST, Clock.systemUTC(), Ticker.systemTicker());
    }

    private static SharedSegments start(String name, SegmentReader.Pauses pauses) {
        return SharedSegments.start(
                settings(name, Map.of()), LARGEST, pauses, Clock.systemUTC(), Ticker.systemTicker());
    }

    private static Settings settings(String name, Map<String, String> more) {
        Map<String, String> flags = new HashMap<>(more);
        flags.put("bootstrap.servers", broker.bootstrapServers());
        flags.put("application.id", name);
        return SettingsReader.read(null, Map.of(), flags);
    }

    private static OutcomeKey key(int number) {
        return Objects.requireNonNull(OutcomeKey.of(
                ByteBuffer.allocate(OutcomeKey.BYTES).putInt(number).array()));
    }

    /** Returns the bytes of a top score. */
    private static byte[] value(Instant asOf, int score) {
        return ByteBuffer.allocate(22)
                .put((byte) 1)
                .put((byte) 3)
                .putLong(asOf.getEpochSecond())
                .putInt(asOf.getNano())
                .putDouble(score)
                .array();
    }

    private static void send(KafkaProducer<byte[], byte[]> producer, byte[] key, byte @Nullable [] value) {
        var unused = producer.send(new ProducerRecord<>("broken-segments", key, value));
    }
}
