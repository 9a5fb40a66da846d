package io.customersegment.topology;

import io.customersegment.enrich.Suppressions;
import io.customersegment.wire.Suppression;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.StoreBuilder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The global table of suppressed customers: every instance reads the whole topic before its stream threads start, and new records from
 * then on. The table is kept in memory by {@link Suppressions}, because every customer of every answer is looked up.
 *
 * <p><i>Threads:</i> the global stream thread writes.
 */
final class SuppressionTable implements StateStore {

    /** The name of the table. */
    static final String NAME = "suppressions";

    private static final Logger LOG = LoggerFactory.getLogger(SuppressionTable.class);

    private final Suppressions suppressions;
    private boolean open;

    private SuppressionTable(Suppressions suppressions) {
        this.suppressions = suppressions;
    }

    /** Builds the table on top of the given suppressions. */
    record Builder(Suppressions suppressions) implements StoreBuilder<SuppressionTable> {

        @Override
        public StoreBuilder<SuppressionTable> withCachingEnabled() {
            return this;
        }

        @Override
        public StoreBuilder<SuppressionTable> withCachingDisabled() {
            return this;
        }

        @Override
        public StoreBuilder<SuppressionTable> withLoggingEnabled(Map<String, String> config) {
            return this;
        }

        @Override
        public StoreBuilder<SuppressionTable> withLoggingDisabled() {
            return this;
        }

        @Override
        public SuppressionTable build() {
            return new SuppressionTable(suppressions);
        }

        @Override
        public Map<String, String> logConfig() {
            return Map.of();
        }

        @Override
        public boolean loggingEnabled() {
            return false; // the topic itself is the changelog
        }

        @Override
        public String name() {
            return NAME;
        }
    }

    /** Writes the records of the topic to the table: the existing ones at the start, then each new one. */
    static final class Reader implements Processor<byte[], byte[], Void, Void> {

        private @Nullable SuppressionTable table;

        @Override
        public void init(ProcessorContext<Void, Void> context) {
            table = context.getStateStore(NAME);
        }

        @Override
        public void process(Record<byte[], byte[]> record) {
            if (table == null) {
                throw new IllegalStateException("A record came before init");
            }
            table.apply(record.key(), record.value());
        }
    }

    /** Applies a record: a suppression with the id of the customer as its key, or a tombstone that lifts it. */
    private void apply(byte @Nullable [] key, byte @Nullable [] value) {
        if (key == null) {
            LOG.warn("a record on the suppressions topic names no customer and is passed over");
            return;
        }
        String customer = new String(key, StandardCharsets.UTF_8);
        if (value == null) {
            suppressions.lift(customer);
            return;
        }
        Suppression suppression = Suppression.read(value);
        if (suppression == null) {
            LOG.warn("a suppression cannot be read and is permanent");
        }
        suppressions.suppress(customer, suppression == null ? null : suppression.until());
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void init(StateStoreContext context, StateStore root) {
        suppressions.clear();
        context.register(root, this::apply);
        open = true;
    }

    @Override
    public void commit(Map<org.apache.kafka.common.TopicPartition, Long> offsets) {
        // There is nothing on disk.
    }

    @Override
    public void close() {
        open = false;
    }

    @Override
    public boolean persistent() {
        return false;
    }

    @Override
    public boolean isOpen() {
        return open;
    }
}
