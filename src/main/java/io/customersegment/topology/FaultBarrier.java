package io.customersegment.topology;

import io.customersegment.outcome.UnquotedFault;
import org.apache.kafka.common.KafkaException;

/**
 * Keeps what an exception of ours says from Kafka Streams, which logs it with the thread that it ends. Kafka's own pass as they are: it
 * acts upon their classes, and they quote no record.
 */
final class FaultBarrier {

    private FaultBarrier() {}

    /** Does it; whatever it throws and is not Kafka's leaves as an {@link UnquotedFault}. */
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
