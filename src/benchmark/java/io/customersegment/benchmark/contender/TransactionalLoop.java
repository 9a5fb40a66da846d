package io.customersegment.benchmark.contender;

import io.customersegment.config.Settings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Exactly once: makes all calls of a poll concurrently, waits for the last, and sends answers and offsets in one transaction. Offsets can
 * only be committed in order, so a loop without a store of its own has no alternative to that wait.
 */
final class TransactionalLoop {

    private static final Duration POLL = Duration.ofMillis(100);

    private final Settings settings;
    private final Answering answering;
    private final Consumer<byte[], byte[]> consumer;
    private final Producer<byte[], byte[]> producer;

    TransactionalLoop(
            Settings settings,
            Answering answering,
            Consumer<byte[], byte[]> consumer,
            Producer<byte[], byte[]> producer) {
        this.settings = settings;
        this.answering = answering;
        this.consumer = consumer;
        this.producer = producer;
    }

    void run() {
        consumer.subscribe(List.of(settings.topics().requests()));
        producer.initTransactions();
        while (true) {
            ConsumerRecords<byte[], byte[]> batch = consumer.poll(POLL);
            if (batch.isEmpty()) {
                continue;
            }
            List<CompletableFuture<ProducerRecord<byte[], byte[]>>> answers = new ArrayList<>(batch.count());
            for (ConsumerRecord<byte[], byte[]> record : batch) {
                answers.add(HandWrittenMain.answer(settings, answering, record));
            }
            producer.beginTransaction();
            for (CompletableFuture<ProducerRecord<byte[], byte[]>> answer : answers) {
                var unused = producer.send(answer.join());
            }
            producer.sendOffsetsToTransaction(batch.nextOffsets(), consumer.groupMetadata());
            producer.commitTransaction();
        }
    }
}
