package io.customersegment.client;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.customersegment.config.Settings;
import io.customersegment.config.SettingsReader;
import io.customersegment.local.broker.Broker;
import io.customersegment.local.broker.BrokerSettings;
import java.util.Map;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.Test;

class SegmentClientIT {

    @Test
    void shouldSayWhichTopicTheClusterLacks() {
        try (Broker broker = Broker.start(BrokerSettings.temporary())) {
            Settings settings =
                    SettingsReader.read(null, Map.of(), Map.of("bootstrap.servers", broker.bootstrapServers()));
            broker.create(1, settings.topics().results());

            assertThatThrownBy(() -> new SegmentClient(settings.kafka(), settings.topics()))
                    .isInstanceOf(KafkaException.class)
                    .hasMessageContaining(settings.topics().errors());
        }
    }
}
