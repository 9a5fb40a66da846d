package io.customersegment.fleet;

import io.customersegment.config.Settings;
import io.customersegment.enrich.CallBudget;
import io.customersegment.wire.BudgetDemand;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.DoubleSupplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The budget of calls that all instances of the application share, over the topic {@code APPLICATION-budget}: each reports twice a
 * second how many calls it could use, and {@link SharedBudget} computes its share.
 *
 * <p>Where the topic cannot be created or may not be used, the instance has the whole budget to itself, and logs a warning.
 *
 * <p><i>Threads:</i> a thread of its own communicates with the cluster; the methods may be called by any thread.
 */
public final class FleetBudget implements CallBudget, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(FleetBudget.class);
    private static final Duration BEAT = Duration.ofMillis(500);
    private static final Duration AFTER_A_FAULT = Duration.ofMillis(200);
    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration CLOSING = Duration.ofSeconds(1);

    /** Enough for six seconds of more instances than a requests topic has partitions. */
    private static final int TAIL = 10_000;

    private static final Map<String, String> CONFIG = Map.of(
            TopicConfig.CLEANUP_POLICY_CONFIG,
            TopicConfig.CLEANUP_POLICY_DELETE,
            TopicConfig.RETENTION_MS_CONFIG,
            "3600000",
            TopicConfig.SEGMENT_MS_CONFIG,
            "600000",
            TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG,
            TimestampType.LOG_APPEND_TIME.name);
    private static final Map<String, Object> PRODUCER = Map.of(
            ProducerConfig.ACKS_CONFIG, "all",
            ProducerConfig.LINGER_MS_CONFIG, "0",
            ProducerConfig.MAX_BLOCK_MS_CONFIG, "2000",
            ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, "2000",
            ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, "3000");

    private final InternalTopic topic;
    private final String instance;
    private final int callsPerSecond;
    private final SharedBudget shared;
    private final Thread thread;
    private volatile boolean open = true;
    private volatile boolean alone;
    private volatile DoubleSupplier demand = () -> 0;
    private volatile @Nullable Consumer<byte[], byte[]> consumer;
    private volatile @Nullable Exception refused;
    private final long since = System.nanoTime();
    private boolean known;
    private boolean outageLogged;
    private int instances;

    private FleetBudget(Settings.Kafka kafka, int callsPerSecond, String instance) {
        this.topic = InternalTopic.of(kafka, "budget", CONFIG);
        this.instance = instance;
        this.callsPerSecond = callsPerSecond;
        this.shared = new SharedBudget(instance, UUID.randomUUID().toString(), callsPerSecond);
        this.thread = new Thread(this::run, "budget");
        thread.setDaemon(true);
    }

    /**
     * Starts to take part in sharing.
     *
     * @param callsPerSecond the whole budget
     * @param instance the name of this instance, the same after a restart
     */
    public static FleetBudget open(Settings.Kafka kafka, int callsPerSecond, String instance) {
        FleetBudget budget = new FleetBudget(kafka, callsPerSecond, instance);
        budget.thread.start();
        return budget;
    }

    /** The name of the topic. */
    public static String topic(Settings.Kafka kafka) {
        return InternalTopic.of(kafka, "budget", CONFIG).name();
    }

    /** Sets the supplier of this instance's demand: calls per second, any number from 0. */
    public void demand(DoubleSupplier callsPerSecondWanted) {
        demand = callsPerSecondWanted;
    }

    @Override
    public double perSecond(long now) {
        return alone ? callsPerSecond : shared.perSecond(now);
    }

    /** Registers the budget and the number of instances that share it. */
    public void meter(MeterRegistry meters) {
        Gauge.builder("personalize.budget", this, budget -> alone ? callsPerSecond : shared.budget())
                .description("Calls per second that all instances together may make")
                .register(meters);
        Gauge.builder("personalize.budget.instances", this, budget -> alone ? 1 : shared.instances())
                .description("Instances that share the budget, as this one sees it")
                .register(meters);
    }

    private void run() {
        try (Consumer<byte[], byte[]> reading = topic.consumer(Map.of());
                Producer<byte[], byte[]> producer = topic.producer(PRODUCER)) {
            consumer = reading;
            while (open && !alone && !there(reading)) {
                LockSupport.parkNanos(AFTER_A_FAULT.toNanos());
            }
            if (open && !alone) {
                share(reading, producer);
                var unused = producer.send(new ProducerRecord<>(topic.name(), key(), null));
                producer.close(CLOSING);
            }
        } catch (KafkaException fault) {
            if (open) {
                goAlone(fault);
            }
        }
    }

    /** Whether the topic exists; creates it if necessary. */
    private boolean there(Consumer<byte[], byte[]> reading) {
        try {
            if (reading.partitionsFor(topic.name(), ANSWER_TIMEOUT).isEmpty()) {
                try (Admin admin = topic.admin()) { // a client that most starts do not need
                    topic.require(admin);
                }
            }
            return true;
        } catch (WakeupException closing) {
            return false;
        } catch (KafkaException fault) {
            Throwable cause = InternalTopic.cause(fault);
            if (!(cause instanceof RetriableException || cause instanceof TimeoutException)) {
                goAlone(fault);
            }
            return false;
        }
    }

    private void share(Consumer<byte[], byte[]> reading, Producer<byte[], byte[]> producer) {
        boolean placed = false;
        long next = System.nanoTime();
        while (open && !alone) {
            try {
                if (!placed) {
                    place(reading);
                    placed = true;
                }
                long now = System.nanoTime();
                if (now - next >= 0) {
                    sendDemand(producer, now);
                    next = now + BEAT.toNanos();
                }
                for (ConsumerRecord<byte[], byte[]> record :
                        reading.poll(Duration.ofNanos(Math.max(0, next - System.nanoTime())))) {
                    read(record);
                }
                Exception fault = refused;
                if (fault != null && !known) {
                    goAlone(fault);
                }
            } catch (WakeupException closing) {
                return;
            } catch (AuthorizationException fault) {
                if (!known) {
                    goAlone(fault);
                }
                LockSupport.parkNanos(AFTER_A_FAULT.toNanos());
            } catch (KafkaException fault) {
                LOG.atDebug().addKeyValue("fault", fault.getClass().getName()).log("the budget topic cannot be read");
                LockSupport.parkNanos(AFTER_A_FAULT.toNanos());
            }
            logChanges();
        }
    }

    /** Seeks near the end: the instances that take part have sent a record within the last seconds. */
    private void place(Consumer<byte[], byte[]> reading) {
        TopicPartition partition = topic.partition();
        long end = reading.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
        long beginning = reading.beginningOffsets(List.of(partition)).getOrDefault(partition, 0L);
        reading.seek(partition, Math.max(beginning, end - TAIL));
    }

    private void sendDemand(Producer<byte[], byte[]> producer, long now) {
        byte[] value = shared.currentDemand(demand.getAsDouble(), now).json();
        var unused = producer.send(new ProducerRecord<>(topic.name(), key(), value), (metadata, fault) -> {
            if (fault instanceof AuthorizationException) {
                refused = fault;
            }
        });
    }

    private void read(ConsumerRecord<byte[], byte[]> record) {
        byte[] value = record.value();
        BudgetDemand said = value == null ? null : BudgetDemand.read(value);
        if (record.key() == null || (said == null && value != null)) {
            LOG.atDebug().addKeyValue("offset", record.offset()).log("a record on the budget topic says nothing");
            return;
        }
        shared.read(
                new String(record.key(), StandardCharsets.UTF_8),
                said,
                record.timestamp(),
                record.timestampType() == TimestampType.LOG_APPEND_TIME,
                System.nanoTime());
    }

    /** Logs changes. */
    private void logChanges() {
        long now = System.nanoTime();
        boolean knownNow = shared.known(now);
        if (!knownNow && !outageLogged && (known || now - since > PATIENCE.toNanos())) {
            outageLogged = true;
            LOG.atWarn()
                    .addKeyValue("topic", topic.name())
                    .log("the budget topic cannot be read or written: no call is made until it can");
        }
        if (knownNow && (outageLogged || instances != shared.instances())) {
            outageLogged = false;
            instances = shared.instances();
            LOG.atInfo()
                    .addKeyValue("budget", callsPerSecond)
                    .addKeyValue("instances", instances)
                    .log("the budget of calls is shared");
        }
        known = knownNow;
    }

    private void goAlone(Exception fault) {
        alone = true;
        LOG.atWarn()
                .addKeyValue("topic", topic.name())
                .addKeyValue("fault", InternalTopic.cause(fault).getClass().getSimpleName())
                .log(
                        "the budget of calls is not shared, each instance has all of it: allow Create, Read and Write on the"
                                + " topic, or set enrich.calls.shared=false and divide enrich.calls.per.second by hand");
    }

    private byte[] key() {
        return instance.getBytes(StandardCharsets.UTF_8);
    }

    /** Leaves, so that the other instances get this share within seconds. */
    @Override
    public void close() {
        open = false;
        Consumer<byte[], byte[]> reading = consumer;
        if (reading != null) {
            reading.wakeup();
        }
        try {
            thread.join(2 * CLOSING.toMillis());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
