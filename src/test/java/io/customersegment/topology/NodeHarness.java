package io.customersegment.topology;

import io.customersegment.ManualClock;
import io.customersegment.config.Settings;
import io.customersegment.enrich.Suppressions;
import io.customersegment.wire.Arrival;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;

/**
 * A harness of the asynchronous node alone, with the real store but without a cache, so that the store equals the changelog. A test can
 * commit, crash, close and restart the node at any time, which the topology test driver does not support.
 */
final class NodeHarness {

    final ManualSource source = new ManualSource();
    final ManualClock clock = new ManualClock();
    final TopicRefusals refusals;
    final KeyValueStore<Bytes, byte[]> store;
    private final Enrichment enrichment;
    private Processor<byte[], ReadRequest, byte[], byte[]> node;
    private Context<byte[]> context = new Context<>();

    NodeHarness(Path folder, Map<String, String> flags) {
        Settings settings = TopologyHarness.settings(folder, flags);
        PendingStores stores = new PendingStores("pending");
        refusals = new TopicRefusals(settings);
        enrichment = new Enrichment(
                new EnrichSetup(
                        settings.node(),
                        settings.kafka().guarantee() == Settings.Guarantee.EXACTLY_ONCE_V2,
                        new MemoizingReader(TopologyHarness.READER),
                        new GuardedSource(source),
                        new Disclosure(new Suppressions(clock), () -> true, 1, null),
                        new AnswerWriter(1024 * 1024, TopologyHarness.CATALOGUE, null, refusals),
                        Senders.of(settings, () -> 400, () -> 1, clock),
                        null,
                        stores,
                        clock,
                        (ended, atMost) -> {
                            clock.advance(atMost);
                            return ended.poll();
                        },
                        refusals,
                        (outcome, cacheUse, replayed, ageMillis) -> {}),
                Map.of());
        store = Stores.keyValueStoreBuilder(stores, Serdes.Bytes(), Serdes.ByteArray())
                .withCachingDisabled()
                .withLoggingDisabled()
                .build();
        store.init(context.getStateStoreContext(), store);
        node = enrichment.get();
        init();
    }

    /** Returns a request for the given number of customers, at the given offset and with the key {@code k}. */
    static ReadRequest request(long offset, int size, Instant timestamp) {
        return request(offset, TopologyHarness.top(size), List.of(), timestamp);
    }

    /** Returns a request for the given number of customers on the given topic, with the key {@code k}. */
    static ReadRequest request(long offset, int size, Instant timestamp, String topic) {
        return request(topic, offset, TopologyHarness.top(size), List.of(), timestamp);
    }

    /** Returns a request with the given value, with the key {@code k}. */
    static ReadRequest request(long offset, byte[] value, Instant timestamp) {
        return request(offset, value, List.of(), timestamp);
    }

    private static ReadRequest request(long offset, byte[] value, List<Header> headers, Instant timestamp) {
        return request("requests", offset, value, headers, timestamp);
    }

    private static ReadRequest request(
            String topic, long offset, byte[] value, List<Header> headers, Instant timestamp) {
        Arrival arrival = new Arrival(
                topic, 0, offset, timestamp.toEpochMilli(), "k".getBytes(StandardCharsets.UTF_8), value, headers);
        return read(arrival);
    }

    private static ReadRequest read(Arrival arrival) {
        return new ReadRequest(arrival, TopologyHarness.READER.read(arrival, TopologyHarness.READER.askedAt(arrival)));
    }

    void process(long offset, int size) {
        process(request(offset, size, ManualClock.START));
    }

    void process(long offset, byte[] value, List<Header> headers) {
        process(request(offset, value, headers, ManualClock.START));
    }

    void process(long offset, String key, byte[] value, List<Header> headers) {
        Arrival arrival = new Arrival(
                "requests",
                0,
                offset,
                ManualClock.START.toEpochMilli(),
                key.getBytes(StandardCharsets.UTF_8),
                value,
                headers);
        process(read(arrival));
    }

    void process(ReadRequest request) {
        node.process(new Record<>(null, request, request.arrival().timestamp()));
    }

    /** Runs all scheduled punctuators once. */
    void tick() {
        clock.advance(Duration.ofMillis(1));
        for (MockProcessorContext.CapturedPunctuator punctuator : context.scheduledPunctuators()) {
            if (!punctuator.cancelled()) {
                punctuator.getPunctuator().punctuate(clock.millis());
            }
        }
    }

    /** Whether a commit was requested since the last call. */
    boolean commitAsked() {
        boolean asked = context.committed();
        context.resetCommit();
        return asked;
    }

    /** Returns the number of scheduled punctuators. */
    long ticking() {
        return context.scheduledPunctuators().stream()
                .filter(punctuator -> !punctuator.cancelled())
                .count();
    }

    void commit() {
        store.commit(Map.of());
    }

    /** Closes and restarts the same processor, as after a rebalance that returned the task. */
    void suspendAndResume() {
        node.close();
        init();
    }

    /** Replaces the processor without closing it, as after a crash; the new one finds the contents of the changelog. */
    void crash() {
        context = new Context<>();
        node = enrichment.get();
        init();
    }

    void close() {
        node.close();
    }

    private void init() {
        context.addStateStore(store);
        node.init(context);
    }

    void failNextForward() {
        context.failing = true;
    }

    NodeLoad load() {
        return enrichment.load();
    }

    int parked() {
        return enrichment.parked();
    }

    /** Returns the records sent since the last call: the customer's id for a result, {@code !} for a failure. */
    List<String> sent() {
        List<String> sent = context.forwarded().stream()
                .map(forward -> forward.childName().orElseThrow().equals(Enrichment.RESULTS)
                        ? customer(forward.record().value())
                        : "!")
                .toList();
        context.resetForwards();
        return sent;
    }

    /** Returns the last record that was sent. */
    Record<byte[], byte[]> lastSent() {
        List<? extends MockProcessorContext.CapturedForward<? extends byte[], ? extends byte[]>> forwarded =
                context.forwarded();
        Record<? extends byte[], ? extends byte[]> last =
                forwarded.get(forwarded.size() - 1).record();
        return new Record<>(last.key(), last.value(), last.timestamp(), last.headers());
    }

    /** Returns the number of requests in the store. */
    int stored() {
        int count = 0;
        try (KeyValueIterator<Bytes, byte[]> entries = store.all()) {
            while (entries.hasNext()) {
                entries.next();
                count++;
            }
        }
        return count;
    }

    private static String customer(byte[] json) {
        return new String(json, StandardCharsets.UTF_8).split("\"", -1)[5];
    }

    /** Is generic because a type variable cannot have an array type as its bound. */
    private static final class Context<T> extends MockProcessorContext<T, T> {

        private boolean failing;

        @Override
        public <K extends T, V extends T> void forward(Record<K, V> record, String child) {
            if (failing) {
                failing = false;
                throw new TimeoutException("by hand");
            }
            super.forward(record, child);
        }
    }
}
