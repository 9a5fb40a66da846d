package io.customersegment.config;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;

/**
 * The properties that every Kafka client of the project needs to reach the cluster: the servers, and the settings under {@code kafka.} that
 * apply to all clients.
 */
public final class ClientProperties {

    private ClientProperties() {}

    /**
     * Returns the properties. Settings for one kind of client ({@code consumer.}, {@code producer.}, {@code admin.}) are left out, and so
     * is {@code group.protocol}, which only Kafka Streams may set to {@code streams}.
     */
    public static Map<String, Object> of(Settings.Kafka kafka) {
        Map<String, Object> properties = new HashMap<>();
        kafka.overrides().forEach((key, value) -> {
            if (!key.startsWith("consumer.")
                    && !key.startsWith("producer.")
                    && !key.startsWith("admin.")
                    && !key.equals(ConsumerConfig.GROUP_PROTOCOL_CONFIG)) {
                properties.put(key, value);
            }
        });
        properties.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrapServers());
        return properties;
    }
}
