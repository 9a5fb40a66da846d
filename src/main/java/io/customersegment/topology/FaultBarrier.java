package io.customersegment.topology;

import io.customersegment.outcome.UnquotedFault;
import org.apache.kafka.common.KafkaException;

/**
 * Keeps the messages of this application's exceptions from Kafka Streams, which logs the exception that ends a thread. Kafka's own
 * exceptions pass unchanged: Kafka Streams acts on their classes, and they quote no record.
 */
final class FaultBarrier {

    private FaultBarrier() {}

    /** Runs the work. Any exception other than one of Kafka is rethrown as an {@link UnquotedFault}. */
    static void run(Runnable work) {
        try {
            work.run();
        } catch (KafkaException fault) {
            throw fault;
        } catch (RuntimeException | StackOverflowError bug) {
            throw UnquotedFault.of(bug);
        }
    }
}
