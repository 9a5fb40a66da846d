package io.customersegment.benchmark;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Sends requests at even times, whatever becomes of them.
 *
 * <p><i>Threads:</i> one of its own sends.
 */
final class Schedule implements AutoCloseable {

    private final Producer<byte[], byte[]> producer;
    private final String topic;
    private final int perSecond;
    private final long start;
    private volatile boolean stopped;

    private Schedule(Producer<byte[], byte[]> producer, String topic, int perSecond) {
        this.producer = producer;
        this.topic = topic;
        this.perSecond = perSecond;
        producer.partitionsFor(topic); // or the first request would be late
        this.start = System.nanoTime();
    }

    /** Begins to send the wishes of these numbers, the first at once. */
    static Schedule start(Producer<byte[], byte[]> producer, String topic, int from, int to, int perSecond) {
        Schedule schedule = new Schedule(producer, topic, perSecond);
        Thread thread = new Thread(() -> schedule.send(from, to), "schedule");
        thread.setDaemon(true);
        thread.start();
        return schedule;
    }

    /** When a request is to be sent, by {@link System#nanoTime}; 0 is the first. */
    long due(int index) {
        return start + TimeUnit.SECONDS.toNanos(index) / perSecond;
    }

    private void send(int from, int to) {
        for (int number = from; number < to && !stopped; number++) {
            long wait = due(number - from) - System.nanoTime();
            while (wait > 0) {
                LockSupport.parkNanos(wait);
                wait = due(number - from) - System.nanoTime();
            }
            var unused = producer.send(
                    new ProducerRecord<>(topic, number % Lab.PARTITIONS, Wishes.key(number), Wishes.value(number)));
        }
    }

    @Override
    public void close() {
        stopped = true;
    }
}
