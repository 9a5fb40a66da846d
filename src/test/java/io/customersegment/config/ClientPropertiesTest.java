package io.customersegment.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Test;

class ClientPropertiesTest {

    @Test
    void shouldBeTakenByConsumerWhereTheProcessorsUseTheStreamsProtocol() {
        Settings settings = SettingsReader.read(
                null, Map.of(), Map.of("kafka.group.protocol", "streams", "kafka.security.protocol", "SSL"));

        Map<String, Object> properties = ClientProperties.of(settings.kafka());
        ConsumerConfig consumer = new ConsumerConfig(ConsumerConfig.appendDeserializerToConfig(
                properties, new ByteArrayDeserializer(), new ByteArrayDeserializer()));

        assertThat(consumer.getString(ConsumerConfig.GROUP_PROTOCOL_CONFIG)).isEqualToIgnoringCase("classic");
        assertThat(properties).containsEntry("security.protocol", "SSL");
    }
}
