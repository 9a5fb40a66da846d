package io.customersegment.topology;

import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.ProductionExceptionHandler;

/**
 * Handles a record that could not be sent: its stream thread dies without a commit, and the work since the last commit is repeated. If
 * the topic refused the record permanently, the repetition ends differently, because {@link TopicRefusals} has recorded the refusal.
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
        // nothing to configure
    }
}
