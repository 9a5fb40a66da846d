package io.customersegment.topology;

import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.ProductionExceptionHandler;

/**
 * What becomes of a record that could not be sent: its stream thread dies without a commit, and what it did since the last one is
 * done again. What was refused for good then ends differently: {@link TopicRefusals} has learned of it.
 */
public final class SendFailure implements ProductionExceptionHandler {

    /** Called by Kafka Streams. */
    public SendFailure() {}

    @Override
    public Response handleError(
            ErrorHandlerContext context, ProducerRecord<byte[], byte[]> record, Exception exception) {
        return Response.fail();
    }

    @Override
    public void configure(Map<String, ?> configs) {
        // there is nothing to set
    }
}
