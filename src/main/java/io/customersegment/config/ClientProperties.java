package io.customersegment.config;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;

/** What any Kafka client of the project needs to reach the cluster: the servers, and what {@code kafka.} says to all clients. */
public final class ClientProperties {

    private ClientProperties() {}

    /**
     * The properties; what is meant for one kind of client ({@code consumer.}, {@code producer.}, {@code admin.}) is left out, and so
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
