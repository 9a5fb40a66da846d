package io.customersegment.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.customersegment.config.Settings;
import io.customersegment.config.SettingsReader;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.streams.StreamsConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StreamsPropertiesTest {

    @Test
    void shouldFitNodeWithHundredsOfCallsInFlight() {
        Properties properties = StreamsProperties.of(settings(Map.of()));

        assertThat(properties)
                .containsEntry("application.id", "customer-segment")
                .containsEntry("processing.guarantee", "exactly_once_v2")
                .containsEntry("num.stream.threads", "1")
                .containsEntry("poll.ms", "5")
                .containsEntry("commit.interval.ms", "100")
                .containsEntry("linger.ms", "100")
                .containsEntry("transaction.timeout.ms", "10000")
                .containsEntry("production.exception.handler", SendFailure.class.getName())
                .containsEntry("ensure.explicit.internal.resource.naming", "true");
    }

    @Test
    void shouldCommitLessOftenUnderAtLeastOnce() {
        Properties properties = StreamsProperties.of(settings(Map.of("processing.guarantee", "at_least_once")));

        assertThat(properties)
                .containsEntry("commit.interval.ms", "1000")
                .containsEntry("linger.ms", "1")
                .containsEntry("max.in.flight.requests.per.connection", "1")
                .doesNotContainKey("transaction.timeout.ms");
    }

    @Test
    void shouldBeWhatKafkaStreamsReads() {
        StreamsConfig config = new StreamsConfig(StreamsProperties.of(settings(Map.of())));

        assertThat(config.getProducerConfigs("client")).containsEntry("linger.ms", "100");
        assertThat(config.getMainConsumerConfigs("group", "client", 0))
                .containsEntry("max.poll.records", "500")
                .containsEntry("fetch.max.wait.ms", "100")
                .containsEntry("session.timeout.ms", "15000");
        assertThat(config.getRestoreConsumerConfigs("client")).containsEntry("fetch.max.wait.ms", "100");
    }

    @Test
    void shouldLetTheUserHaveTheLastWord() {
        Properties properties = StreamsProperties.of(
                settings(Map.of("kafka.poll.ms", "1", "kafka.security.protocol", "SSL", "kafka.producer.acks", "all")));

        assertThat(properties).containsEntry("poll.ms", "1").containsEntry("security.protocol", "SSL");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "consumer.", "main.consumer."})
    void shouldLetTheUserHaveTheLastWordOnConsumersWithAnyPrefix(String prefix) {
        StreamsConfig config = new StreamsConfig(StreamsProperties.of(settings(Map.of(
                "kafka." + prefix + "session.timeout.ms", "30000", "kafka." + prefix + "max.poll.records", "7"))));

        assertThat(config.getMainConsumerConfigs("group", "client", 0))
                .containsEntry("session.timeout.ms", "30000")
                .containsEntry("max.poll.records", "7");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "producer."})
    void shouldLetTheUserHaveTheLastWordOnProducersWithAnyPrefix(String prefix) {
        StreamsConfig config =
                new StreamsConfig(StreamsProperties.of(settings(Map.of("kafka." + prefix + "linger.ms", "7"))));

        assertThat(config.getProducerConfigs("client")).containsEntry("linger.ms", "7");
    }

    @Test
    void shouldLeaveSessionTimeoutToTheBrokerUnderTheStreamsProtocol() {
        Properties properties = StreamsProperties.of(settings(Map.of("kafka.group.protocol", "streams")));

        assertThat(properties).doesNotContainKey("session.timeout.ms");
    }

    @ParameterizedTest
    @CsvSource({
        "kafka.securty.protocol, kafka.security.protocol",
        "kafka.producer.lingerms, kafka.producer.linger.ms",
        "kafka.consumer.max.pol.records, kafka.consumer.max.poll.records",
        "kafka.main.consumer.fetch.max.byte, kafka.main.consumer.fetch.max.bytes"
    })
    void shouldRefuseWhatKafkaWouldIgnoreNamingTheNearest(String misspelt, String meant) {
        Settings settings = settings(Map.of(misspelt, "1"));

        assertThatThrownBy(() -> StreamsProperties.of(settings))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(misspelt)
                .hasMessageContaining(meant);
    }

    @Test
    void shouldPassOnTheKeysOfPlugInsAndTopics() {
        Properties properties = StreamsProperties.of(
                settings(Map.of("kafka.com.example.interceptor.mode", "loud", "kafka.topic.segment.ms", "1000")));

        assertThat(properties)
                .containsEntry("com.example.interceptor.mode", "loud")
                .containsEntry("topic.segment.ms", "1000");
    }

    @ParameterizedTest
    @CsvSource({
        "kafka.processing.exception.handler, org.apache.kafka.streams.errors.LogAndContinueProcessingExceptionHandler",
        "kafka.production.exception.handler, org.apache.kafka.streams.errors.DefaultProductionExceptionHandler",
        "kafka.default.production.exception.handler, com.example.GoesOn",
        "kafka.processing.guarantee, at_least_once",
        "kafka.application.id, another",
        "kafka.acks, 1",
        "kafka.producer.acks, 0",
        "kafka.max.request.size, 1000",
        "kafka.buffer.memory, 1000",
        "kafka.producer.max.request.size, much"
    })
    void shouldRefuseWhatWouldBreakPromise(String key, String value) {
        assertThatThrownBy(() -> StreamsProperties.of(settings(Map.of(key, value))))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(key);
    }

    @ParameterizedTest
    @CsvSource({
        "kafka.max.request.size, 2000000, 2000000",
        "kafka.producer.max.request.size, 70000, 70000",
        "kafka.buffer.memory, 500000, 500000",
        "kafka.poll.ms, 5, 1048576"
    })
    void shouldKnowTheLargestRecord(String key, String value, int most) {
        Settings settings = settings(Map.of(key, value));

        assertThat(StreamsProperties.maxRecordBytes(settings)).isEqualTo(most);
        assertThat(StreamsProperties.changelog(settings))
                .containsEntry("cleanup.policy", "compact")
                .containsEntry("message.timestamp.type", "LogAppendTime")
                .containsEntry("max.message.bytes", Integer.toString(most));
    }

    private static Settings settings(Map<String, String> flags) {
        return SettingsReader.read(null, Map.of(), flags);
    }
}
