package io.customersegment.topology;

import io.customersegment.wire.Arrival;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;

/**
 * Reads the prompts of polled records on a thread of its own, so that a stream thread finds them read when it comes to them. Where it
 * comes first it reads them itself, and nothing is read twice.
 *
 * <p><i>Threads:</i> stream threads hand records over without blocking; one that comes to a request while it is read here blocks until
 * that is done.
 */
public final class ReadAhead implements AutoCloseable {

    /** How many polls may wait; the records of more are left to the stream thread. */
    private static final int MOST_POLLS = 16;

    /** A poll whose first records are all known, this many of them, is skipped: it is likely to hold no other. */
    private static final int PROBE = 8;

    private final Stages stages;
    private final ThreadPoolExecutor thread;

    ReadAhead(Stages stages) {
        this.stages = stages;
        this.thread = new ThreadPoolExecutor(
                1,
                1,
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(MOST_POLLS),
                task -> {
                    Thread reader = new Thread(task, "prompt-reader");
                    reader.setDaemon(true);
                    return reader;
                },
                new ThreadPoolExecutor.DiscardPolicy());
    }

    /** Reads these records, which a stream thread will come to in about this order; any thread. */
    public void polled(ConsumerRecords<byte[], byte[]> records) {
        if (!records.isEmpty()) {
            thread.execute(() -> read(records));
        }
    }

    private void read(ConsumerRecords<byte[], byte[]> records) {
        int known = 0;
        boolean someRead = false;
        try {
            for (ConsumerRecord<byte[], byte[]> record : records) {
                if (stages.ahead(arrival(record))) {
                    someRead = true;
                } else if (!someRead && ++known == PROBE) {
                    return;
                }
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private static Arrival arrival(ConsumerRecord<byte[], byte[]> record) {
        return new Arrival(
                record.topic(),
                record.partition(),
                record.offset(),
                Math.max(0, record.timestamp()),
                record.key(),
                record.value(),
                List.of(record.headers().toArray()));
    }

    /** Reads nothing more. */
    @Override
    public void close() {
        thread.shutdownNow();
    }
}
