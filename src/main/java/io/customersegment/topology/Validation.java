package io.customersegment.topology;

import io.customersegment.wire.Arrival;
import java.util.List;
import org.apache.kafka.streams.processor.api.FixedKeyProcessor;
import org.apache.kafka.streams.processor.api.FixedKeyProcessorContext;
import org.apache.kafka.streams.processor.api.FixedKeyRecord;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/** The node {@code validate}: the only one that sees where a record comes from, and so the one that makes it an arrival. */
final class Validation implements FixedKeyProcessor<byte[], byte[], Passage> {

    private final Stages stages;
    private @Nullable FixedKeyProcessorContext<byte[], Passage> context;

    Validation(Stages stages) {
        this.stages = stages;
    }

    @Override
    public void init(FixedKeyProcessorContext<byte[], Passage> context) {
        this.context = context;
    }

    @Override
    public void process(FixedKeyRecord<byte[], byte[]> record) {
        FaultBarrier.run(() -> validate(record));
    }

    private void validate(FixedKeyRecord<byte[], byte[]> record) {
        if (context == null) {
            throw new IllegalStateException("A record came before init");
        }
        RecordMetadata origin = context.recordMetadata().orElseThrow();
        Arrival arrival = new Arrival(
                origin.topic(),
                origin.partition(),
                origin.offset(),
                record.timestamp(),
                record.key(),
                record.value(),
                List.of(record.headers().toArray()));
        context.forward(record.withValue(stages.validate(arrival)));
    }
}
