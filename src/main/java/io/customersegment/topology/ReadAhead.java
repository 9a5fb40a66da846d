package io.customersegment.topology;

import io.customersegment.wire.Arrival;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;

/**
 * Reads the prompts of polled records on a separate thread, so that a stream thread finds them read when it reaches them. A stream
 * thread that reaches a record first reads it itself, and nothing is read twice.
 *
 * <p><i>Threads:</i> stream threads hand records over without blocking; a stream thread that reaches a request while it is being read
 * here blocks until that is done.
 */
public final class ReadAhead implements AutoCloseable {

    /** The maximum number of queued polls; the records of further polls are left to the stream thread. */
    private static final int MOST_POLLS = 16;

    /**
     * The number of records at the start of a poll that, if all are known, causes the rest to be skipped: it is unlikely to hold
     * others.
     */
    private static final int PROBE = 8;

    private final MemoizingReader reader;
    private final ThreadPoolExecutor thread;

    ReadAhead(MemoizingReader reader) {
        this.reader = reader;
        this.thread = new ThreadPoolExecutor(
                1,
                1,
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(MOST_POLLS),
                task -> {
                    Thread worker = new Thread(task, "prompt-reader");
                    worker.setDaemon(true);
                    return worker;
                },
                new ThreadPoolExecutor.DiscardPolicy());
    }

    /** Queues these records for reading, in about the order in which a stream thread will reach them; any thread. */
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
                if (reader.readAhead(arrival(record))) {
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

    /** Stops reading. */
    @Override
    public void close() {
        thread.shutdownNow();
    }
}
