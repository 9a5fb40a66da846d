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
 * The node {@code enrich}, the only asynchronous one. Every task has its own processor and store; the tasks of a thread share the
 * number of requests that the thread may have in flight.
 *
 * <p><i>Threads:</i> called by every stream thread, and by any thread that reads the load.
 */
final class Enrichment implements ProcessorSupplier<byte[], ReadRequest, byte[], byte[]> {

    /** The node to which results are forwarded. */
    static final String RESULTS = "results";

    /** The node to which error records are forwarded. */
    static final String ERRORS = "errors";

    /** The node to which audit records are forwarded; exists only where they are kept. */
    static final String AUDIT = "audit";

    private final EnrichSetup setup;
    private final Map<String, String> changelog;
    private final Set<EnrichTask> tasks = ConcurrentHashMap.newKeySet();

    private volatile boolean draining;

    @SuppressWarnings("ThreadLocalUsage") // one per topology, of which there is one
    private final ThreadLocal<ThreadLimits> limits;

    /**
     * @param changelog the configuration of the changelog topic
     */
    Enrichment(EnrichSetup setup, Map<String, String> changelog) {
        this.setup = setup;
        this.changelog = Map.copyOf(changelog);
        this.limits = ThreadLocal.withInitial(() -> new ThreadLimits(
                setup.settings().capacity(),
                setup.settings().replayCapacity(),
                setup.settings().waitingRequests(),
                setup.settings().pendingBytes(),
                this::startsPaused));
    }

    /** Whether no request may be started now. */
    private boolean startsPaused() {
        return draining || !setup.disclosure().open() || setup.source().backpressure() != Backpressure.NONE;
    }

    @Override
    public Processor<byte[], ReadRequest, byte[], byte[]> get() {
        return new Node();
    }

    @Override
    public Set<StoreBuilder<?>> stores() {
        return Set.of(Stores.keyValueStoreBuilder(setup.stores(), Serdes.Bytes(), Serdes.ByteArray())
                .withCachingEnabled()
                .withLoggingEnabled(changelog));
    }

    /** The load of all tasks of this instance. */
    NodeLoad load() {
        return tasks.stream().map(EnrichTask::load).reduce(NodeLoad.NONE, NodeLoad::plus);
    }

    /** Whether the calling stream thread should take in no more records of this partition, which is assigned to it. */
    boolean full(int partition) {
        return limits.get().full(partition);
    }

    /** The number of parked requests of all tasks of this instance. */
    int parked() {
        return tasks.stream().mapToInt(EnrichTask::parked).sum();
    }

    /** Stops starting requests: those in flight are still answered, and those that arrive are stored for the next instance. */
    void drain() {
        draining = true;
    }

    /** A processor. Kafka Streams initialises it again after a rebalance, so each initialisation creates a new task. */
    private final class Node implements Processor<byte[], ReadRequest, byte[], byte[]> {

        private @Nullable EnrichTask task;

        @Override
        public void init(ProcessorContext<byte[], byte[]> context) {
            FaultBarrier.run(() -> begin(context));
        }

        private void begin(ProcessorContext<byte[], byte[]> context) {
            task = new EnrichTask(
                    setup, context, context.getStateStore(setup.stores().name()), limits.get());
            tasks.add(task);
        }

        @Override
        public void process(Record<byte[], ReadRequest> record) {
            FaultBarrier.run(() -> take(record.value()));
        }

        private void take(ReadRequest request) {
            if (task == null) {
                throw new IllegalStateException("A record came before init or after close");
            }
            task.take(request);
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
