package io.customersegment.benchmark;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Sends requests at even intervals, without waiting for answers.
 *
 * <p><i>Threads:</i> sends on one of its own.
 */
final class Schedule implements AutoCloseable {

    private final Producer<byte[], byte[]> producer;
    private final IntFunction<ProducerRecord<byte[], byte[]>> record;
    private final int perSecond;
    private final int from;
    private final int to;
    private final long start;
    private final Thread thread = new Thread(this::send, "schedule");
    private volatile boolean stopped;
    private volatile int next;

    private Schedule(
            Producer<byte[], byte[]> producer,
            IntFunction<ProducerRecord<byte[], byte[]>> record,
            int from,
            int to,
            int perSecond) {
        this.producer = producer;
        this.record = record;
        this.from = from;
        this.to = to;
        this.next = from;
        this.perSecond = perSecond;
        producer.partitionsFor(record.apply(from).topic()); // otherwise the first request would be late
        this.start = System.nanoTime();
    }

    /** Starts sending the records with these numbers, the first immediately. */
    static Schedule start(
            Producer<byte[], byte[]> producer,
            IntFunction<ProducerRecord<byte[], byte[]>> record,
            int from,
            int to,
            int perSecond) {
        Schedule schedule = new Schedule(producer, record, from, to, perSecond);
        schedule.thread.setDaemon(true);
        schedule.thread.start();
        return schedule;
    }

    /** Returns the scheduled time of a request, by {@link System#nanoTime}; index 0 is the first. */
    long due(int index) {
        return start + TimeUnit.SECONDS.toNanos(index) / perSecond;
    }

    /** Returns the number of the next record to be sent. */
    int next() {
        return next;
    }

    /** Stops sending, and returns the number of the first record that was not sent. */
    int end() {
        stopped = true;
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while the schedule ended", interrupted);
        }
        return next;
    }

    private void send() {
        for (int number = from; number < to && !stopped; number++) {
            long wait = due(number - from) - System.nanoTime();
            while (wait > 0) {
                LockSupport.parkNanos(wait);
                wait = due(number - from) - System.nanoTime();
            }
            var unused = producer.send(record.apply(number));
            next = number + 1;
        }
    }

    @Override
    public void close() {
        stopped = true;
    }
}
