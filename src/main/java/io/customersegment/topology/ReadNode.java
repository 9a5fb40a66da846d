package io.customersegment.topology;

import io.customersegment.wire.Arrival;
import java.util.List;
import org.apache.kafka.streams.processor.api.FixedKeyProcessor;
import org.apache.kafka.streams.processor.api.FixedKeyProcessorContext;
import org.apache.kafka.streams.processor.api.FixedKeyRecord;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/** The node {@code read}: the only one that sees the origin of a record, and therefore the one that makes it an {@link Arrival}. */
final class ReadNode implements FixedKeyProcessor<byte[], byte[], ReadRequest> {

    private final MemoizingReader reader;
    private @Nullable FixedKeyProcessorContext<byte[], ReadRequest> context;

    ReadNode(MemoizingReader reader) {
        this.reader = reader;
    }

    @Override
    public void init(FixedKeyProcessorContext<byte[], ReadRequest> context) {
        this.context = context;
    }

    @Override
    public void process(FixedKeyRecord<byte[], byte[]> record) {
        FaultBarrier.run(() -> read(record));
    }

    private void read(FixedKeyRecord<byte[], byte[]> record) {
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
        context.forward(record.withValue(new ReadRequest(arrival, reader.read(arrival))));
    }
}
