package io.customersegment.app;

import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;
import org.jspecify.annotations.Nullable;

/**
 * One difference between a topic of the cluster and its declaration in {@code topics/}.
 *
 * @param what {@value #PARTITIONS}, the name of a topic setting, or {@value #TOPIC} if there is no such topic
 * @param actual the cluster's value, null if it has none
 * @param manualReason the reason why this is left to a person, null if it can be applied
 */
public record TopicDifference(
        String topic,
        String what,
        String declared,
        @Nullable String actual,
        @Nullable String manualReason) {

    static final String PARTITIONS = "partitions";
    static final String TOPIC = "topic";

    private static final Set<String> RETENTIONS =
            Set.of(TopicConfig.RETENTION_MS_CONFIG, TopicConfig.RETENTION_BYTES_CONFIG);
    private static final long UNLIMITED = -1;

    static TopicDifference missing(String topic) {
        return new TopicDifference(topic, TOPIC, topic, null, null);
    }

    /** Returns the difference in the number of partitions, if any. */
    static Optional<TopicDifference> ofPartitions(NewTopic topic, int actual) {
        int declared = topic.numPartitions();
        if (declared == actual) {
            return Optional.empty();
        }
        String manualReason = declared < actual ? "partitions cannot be taken away" : null;
        return Optional.of(new TopicDifference(
                topic.name(), PARTITIONS, Integer.toString(declared), Integer.toString(actual), manualReason));
    }

    /** Returns the difference in a setting, if any. */
    static Optional<TopicDifference> ofSetting(String topic, String key, String declared, @Nullable String actual) {
        if (declared.equals(actual)) {
            return Optional.empty();
        }
        boolean deletes = actual != null && deletes(key, declared, actual);
        return Optional.of(new TopicDifference(
                topic,
                key,
                declared,
                actual,
                deletes ? "records that the cluster still keeps would be deleted" : null));
    }

    private static boolean deletes(String key, String declared, String actual) {
        if (key.equals(TopicConfig.CLEANUP_POLICY_CONFIG)) {
            return declared.contains(TopicConfig.CLEANUP_POLICY_DELETE)
                    && !actual.contains(TopicConfig.CLEANUP_POLICY_DELETE);
        }
        return RETENTIONS.contains(key) && limit(declared) < limit(actual);
    }

    private static long limit(String retention) {
        long limit = Long.parseLong(retention);
        return limit == UNLIMITED ? Long.MAX_VALUE : limit;
    }

    /** Whether the topic does not exist. */
    public boolean isMissing() {
        return what.equals(TOPIC);
    }

    /** Returns the difference as one line of text. */
    public String text() {
        if (isMissing()) {
            return topic + "  missing";
        }
        return was() + ", declared " + declared + (manualReason == null ? "" : "; left: " + manualReason);
    }

    /** Returns the applied change as one line of text. */
    public String applied() {
        return isMissing() ? topic + "  created" : was() + ", now " + declared;
    }

    private String was() {
        return topic + "  " + what + " " + (actual == null ? "not set" : actual);
    }
}
