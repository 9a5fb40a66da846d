package io.customersegment.topology;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.query.Position;
import org.apache.kafka.streams.query.PositionBound;
import org.apache.kafka.streams.query.Query;
import org.apache.kafka.streams.query.QueryConfig;
import org.apache.kafka.streams.query.QueryResult;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;

/**
 * Supplies the in-memory store of pending requests. The store is the layer below the cache and the changelog: it holds exactly the
 * entries that have been written to the changelog, and is notified of every commit. The asynchronous node needs both to determine when
 * it may delete a request.
 *
 * <p><i>Threads:</i> called by every stream thread; a store belongs to the thread of its task.
 */
final class PendingStores implements KeyValueBytesStoreSupplier {

    private final String name;
    private final ConcurrentMap<TaskId, Store> open = new ConcurrentHashMap<>();

    PendingStores(String name) {
        this.name = name;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public KeyValueStore<Bytes, byte[]> get() {
        return new Store(Stores.inMemoryKeyValueStore(name).get());
    }

    @Override
    public String metricsScope() {
        return "in-memory";
    }

    /** Returns the entries that have been written to the changelog of this task, whose store must be open. */
    ChangelogView of(TaskId task) {
        Store store = open.get(task);
        if (store == null) {
            throw new IllegalStateException("Task " + task + " has no open store " + name);
        }
        return store;
    }

    /** The entries that the changelog holds, or will hold after the flush that precedes the next commit. */
    interface ChangelogView {

        /** Whether the entry has left the cache for the changelog and was not deleted there. */
        boolean holds(Bytes key);

        /** The number of commits that have succeeded since the store was opened. */
        long commits();
    }

    /** Delegates to the in-memory store, and counts commits. */
    private final class Store implements KeyValueStore<Bytes, byte[]>, ChangelogView {

        private final KeyValueStore<Bytes, byte[]> memory;
        private final AtomicLong commits = new AtomicLong();
        private @Nullable TaskId task;

        Store(KeyValueStore<Bytes, byte[]> memory) {
            this.memory = memory;
        }

        @Override
        public boolean holds(Bytes key) {
            return memory.get(key) != null;
        }

        @Override
        public long commits() {
            return commits.get();
        }

        @Override
        public void init(StateStoreContext context, StateStore root) {
            TaskId id = context.taskId();
            task = id;
            open.put(id, this);
            memory.init(context, root);
        }

        @Override
        public void commit(Map<TopicPartition, Long> changelogOffsets) {
            memory.commit(changelogOffsets);
            commits.incrementAndGet();
        }

        @Override
        public void close() {
            if (task != null) {
                open.remove(task, this);
            }
            memory.close();
        }

        @Override
        public String name() {
            return memory.name();
        }

        @Override
        public boolean persistent() {
            return memory.persistent();
        }

        @Override
        public boolean isOpen() {
            return memory.isOpen();
        }

        @Override
        public Position getPosition() {
            return memory.getPosition();
        }

        @Override
        public <R> QueryResult<R> query(Query<R> query, PositionBound bound, QueryConfig config) {
            return memory.query(query, bound, config);
        }

        @Override
        public byte @Nullable [] get(Bytes key) {
            return memory.get(key);
        }

        @Override
        public void put(Bytes key, byte @Nullable [] value) {
            memory.put(key, value);
        }

        @Override
        public byte @Nullable [] putIfAbsent(Bytes key, byte[] value) {
            return memory.putIfAbsent(key, value);
        }

        @Override
        public void putAll(List<KeyValue<Bytes, byte[]>> entries) {
            memory.putAll(entries);
        }

        @Override
        public byte @Nullable [] delete(Bytes key) {
            return memory.delete(key);
        }

        @Override
        public KeyValueIterator<Bytes, byte[]> range(Bytes from, Bytes to) {
            return memory.range(from, to);
        }

        @Override
        public KeyValueIterator<Bytes, byte[]> reverseRange(Bytes from, Bytes to) {
            return memory.reverseRange(from, to);
        }

        @Override
        public KeyValueIterator<Bytes, byte[]> all() {
            return memory.all();
        }

        @Override
        public KeyValueIterator<Bytes, byte[]> reverseAll() {
            return memory.reverseAll();
        }

        @Override
        public <P extends Serializer<Q>, Q> KeyValueIterator<Bytes, byte[]> prefixScan(Q prefix, P serializer) {
            return memory.prefixScan(prefix, serializer);
        }

        @Override
        public long approximateNumEntries() {
            return memory.approximateNumEntries();
        }
    }
}
