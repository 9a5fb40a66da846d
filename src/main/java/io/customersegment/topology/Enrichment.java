package io.customersegment.topology;

import io.customersegment.enrich.Backpressure;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;

/**
 * The node {@code enrich}: the only one with time in it. Every task has a processor and a store of its own; the tasks of a thread
 * share what the thread may have in flight.
 *
 * <p><i>Threads:</i> called by every stream thread, and by any that asks for the load.
 */
final class Enrichment implements ProcessorSupplier<byte[], Passage, byte[], byte[]> {

    /** The node to which results are forwarded. */
    static final String RESULTS = "results";

    /** The node to which error records are forwarded. */
    static final String ERRORS = "errors";

    /** The node to which records about answers are forwarded; only where they are kept. */
    static final String AUDIT = "audit";

    private final EnrichSetup setup;
    private final Map<String, String> changelog;
    private final Set<EnrichTask> tasks = ConcurrentHashMap.newKeySet();

    private volatile boolean draining;

    @SuppressWarnings("ThreadLocalUsage") // as many as there are topologies, which is one
    private final ThreadLocal<ThreadShare> shares;

    /**
     * @param changelog the changelog topic's configuration
     */
    Enrichment(EnrichSetup setup, Map<String, String> changelog) {
        this.setup = setup;
        this.changelog = Map.copyOf(changelog);
        this.shares = ThreadLocal.withInitial(() -> new ThreadShare(
                setup.settings().capacity(),
                setup.settings().replayCapacity(),
                setup.settings().waitingRequests(),
                setup.settings().pendingBytes(),
                this::holds));
    }

    /** Whether no request may be asked for now. */
    private boolean holds() {
        return draining || !setup.disclosure().open() || setup.source().backpressure() != Backpressure.NONE;
    }

    @Override
    public Processor<byte[], Passage, byte[], byte[]> get() {
        return new Node();
    }

    @Override
    public Set<StoreBuilder<?>> stores() {
        return Set.of(Stores.keyValueStoreBuilder(setup.stores(), Serdes.Bytes(), Serdes.ByteArray())
                .withCachingEnabled()
                .withLoggingEnabled(changelog));
    }

    /** How busy all tasks of this instance are. */
    Load load() {
        return tasks.stream().map(EnrichTask::load).reduce(Load.NONE, Load::plus);
    }

    /** Whether the calling stream thread should take in no more records of this partition, which is its own. */
    boolean full(int partition) {
        return shares.get().full(partition);
    }

    /** How many requests of all tasks of this instance are parked. */
    int parked() {
        return tasks.stream().mapToInt(EnrichTask::parked).sum();
    }

    /** Asks for nothing more: what is in flight is answered, and what comes is stored for whoever comes next. */
    void drain() {
        draining = true;
    }

    /** Kafka Streams starts a processor again after a rebalance, so a new task is made each time. */
    private final class Node implements Processor<byte[], Passage, byte[], byte[]> {

        private @Nullable EnrichTask task;

        @Override
        public void init(ProcessorContext<byte[], byte[]> context) {
            FaultBarrier.run(() -> begin(context));
        }

        private void begin(ProcessorContext<byte[], byte[]> context) {
            task = new EnrichTask(
                    setup, context, context.getStateStore(setup.stores().name()), shares.get());
            tasks.add(task);
        }

        @Override
        public void process(Record<byte[], Passage> record) {
            FaultBarrier.run(() -> take(record.value()));
        }

        private void take(Passage passage) {
            if (task == null) {
                throw new IllegalStateException("A record came before init or after close");
            }
            task.take(passage);
        }

        @Override
        public void close() {
            if (task != null) {
                task.close();
                tasks.remove(task);
                task = null;
            }
        }
    }
}
