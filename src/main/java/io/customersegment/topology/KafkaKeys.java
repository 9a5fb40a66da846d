package io.customersegment.topology;

import io.customersegment.text.EditDistance;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.streams.StreamsConfig;

/**
 * Detects misspelt Kafka configuration keys. Kafka ignores keys that it does not know, because plug-ins may have keys of their own;
 * this class ignores them too, except those that differ from a known key by a typing error.
 */
final class KafkaKeys {

    /** No prefix starts with another one. */
    private static final List<String> PREFIXES = List.of(
            StreamsConfig.MAIN_CONSUMER_PREFIX,
            StreamsConfig.RESTORE_CONSUMER_PREFIX,
            StreamsConfig.GLOBAL_CONSUMER_PREFIX,
            StreamsConfig.CONSUMER_PREFIX,
            StreamsConfig.PRODUCER_PREFIX,
            StreamsConfig.ADMIN_CLIENT_PREFIX);

    private static final Set<String> KNOWN = Stream.of(
                    StreamsConfig.configDef().names(),
                    ConsumerConfig.configNames(),
                    ProducerConfig.configNames(),
                    AdminClientConfig.configNames())
            .flatMap(Set::stream)
            .collect(Collectors.toUnmodifiableSet());

    private KafkaKeys() {}

    /**
     * Rejects a key that Kafka would ignore although it is probably a misspelling.
     *
     * @param key without {@code kafka.}
     * @throws ConfigException if the key is misspelt; names it and the nearest key that Kafka knows
     */
    static void requireKnown(String key) {
        String prefix = PREFIXES.stream().filter(key::startsWith).findFirst().orElse("");
        String name = key.substring(prefix.length());
        String meant = name.startsWith(StreamsConfig.TOPIC_PREFIX) ? null : EditDistance.slipped(name, KNOWN);
        if (meant != null) {
            throw new ConfigException(
                    "Kafka does not know kafka." + key + "; did you mean kafka." + prefix + meant + "?");
        }
    }
}
