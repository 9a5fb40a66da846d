package io.customersegment.app.doctor;

import io.customersegment.config.Settings;
import io.customersegment.fleet.FleetBudget;
import io.customersegment.fleet.SharedSegments;
import io.customersegment.topology.SegmentTopology;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.CreateTopicsOptions;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.clients.admin.DescribeConsumerGroupsOptions;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.SecurityDisabledException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

/** Determines which permissions needed by {@code run} its user lacks. Queries the cluster without changing anything. */
final class PermissionCheck {

    private final Settings settings;
    private final Admin admin;
    private final List<String> missing = new ArrayList<>();

    PermissionCheck(Settings settings, Admin admin) {
        this.settings = settings;
        this.admin = admin;
    }

    CheckResult result() {
        if (!authorizes()) {
            return CheckResult.ok("the cluster has no authorizer: everybody may do everything");
        }
        topic(settings.topics().requests(), AclOperation.READ);
        topic(settings.topics().results(), AclOperation.WRITE);
        topic(settings.topics().errors(), AclOperation.WRITE);
        if (settings.topics().suppresses()) {
            topic(settings.topics().suppressions(), AclOperation.READ);
        }
        if (settings.topics().audits()) {
            topic(settings.topics().audit(), AclOperation.WRITE);
        }
        internal(SegmentTopology.changelogTopic(settings));
        if (settings.resilience().callsShared()) {
            internal(FleetBudget.topic(settings.kafka()));
        }
        if (settings.cache().shared()) {
            internal(SharedSegments.topic(settings.kafka()));
        }
        group(settings.kafka().applicationId());
        if (settings.kafka().guarantee() == Settings.Guarantee.EXACTLY_ONCE_V2) {
            transactionalIds(settings.kafka().applicationId() + "-");
        }
        return missing.isEmpty()
                ? CheckResult.ok("all that run needs")
                : CheckResult.fail(
                        "missing: " + String.join(", ", missing),
                        "config/README.md says under Security how to allow them");
    }

    /** Whether the cluster requires permissions. Queries ACLs only where that is allowed, because brokers log each refusal as an error. */
    private boolean authorizes() {
        DescribeClusterOptions withOperations = new DescribeClusterOptions().includeAuthorizedOperations(true);
        Set<AclOperation> allowed =
                KafkaChecks.finished(admin.describeCluster(withOperations).authorizedOperations());
        return !allowed.contains(AclOperation.DESCRIBE)
                || !(failure(admin.describeAcls(AclBindingFilter.ANY).values()) instanceof SecurityDisabledException);
    }

    private void topic(String topic, AclOperation operation) {
        describe(topic).ifPresent(allowed -> require(allowed, operation, "topic " + topic));
    }

    /** Checks the permissions on a topic that {@code run} creates for itself. */
    private void internal(String topic) {
        Optional<Set<AclOperation>> allowed = describe(topic);
        if (allowed.isPresent()) {
            require(allowed.get(), AclOperation.READ, "topic " + topic);
            require(allowed.get(), AclOperation.WRITE, "topic " + topic);
            return;
        }
        NewTopic wanted = new NewTopic(topic, Optional.empty(), Optional.empty());
        CreateTopicsOptions checkOnly = new CreateTopicsOptions().validateOnly(true);
        if (failure(admin.createTopics(List.of(wanted), checkOnly).all()) instanceof AuthorizationException) {
            missing.add("Create on topic " + topic);
        }
    }

    /** Returns the operations allowed on the topic: none if it may not even be described; empty if there is no such topic. */
    private Optional<Set<AclOperation>> describe(String topic) {
        DescribeTopicsOptions withOperations = new DescribeTopicsOptions().includeAuthorizedOperations(true);
        return allowed(only(admin.describeTopics(List.of(topic), withOperations).topicNameValues())
                .thenApply(TopicDescription::authorizedOperations));
    }

    private void group(String group) {
        DescribeConsumerGroupsOptions withOperations =
                new DescribeConsumerGroupsOptions().includeAuthorizedOperations(true);
        allowed(only(admin.describeConsumerGroups(List.of(group), withOperations)
                                .describedGroups())
                        .thenApply(ConsumerGroupDescription::authorizedOperations))
                .ifPresent(allowed -> require(allowed, AclOperation.READ, "group " + group));
    }

    private void transactionalIds(String prefix) {
        Throwable refused =
                failure(admin.describeTransactions(List.of(prefix + "doctor")).all());
        if (refused instanceof AuthorizationException) {
            missing.add("Write on transactional ids that begin with " + prefix);
        }
    }

    private static <T> KafkaFuture<T> only(Map<String, KafkaFuture<T>> asked) {
        return asked.values().iterator().next();
    }

    private static Optional<Set<AclOperation>> allowed(KafkaFuture<Set<AclOperation>> answer) {
        Throwable refused = failure(answer);
        if (refused instanceof AuthorizationException) {
            return Optional.of(Set.of());
        }
        if (refused instanceof UnknownTopicOrPartitionException || refused instanceof GroupIdNotFoundException) {
            return Optional.empty();
        }
        return Optional.of(KafkaChecks.finished(answer));
    }

    private void require(Set<AclOperation> allowed, AclOperation operation, String resource) {
        if (!allowed.contains(operation)) {
            String word =
                    operation.name().charAt(0) + operation.name().substring(1).toLowerCase(Locale.ROOT);
            missing.add(word + " on " + resource);
        }
    }

    /** Returns why the cluster does not answer, or null if it does. */
    private static @Nullable Throwable failure(KafkaFuture<?> answer) {
        try {
            KafkaChecks.finished(answer);
            return null;
        } catch (KafkaException refused) {
            return refused.getCause();
        }
    }
}
