package io.customersegment.topology;

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
 * The asynchronous node alone, with the real store but without a cache: what is in the store is what the changelog has. So a test
 * may commit, crash, close and start again when it wants to, which the topology test driver does not let it.
 */
final class Hut {

    final HandSource source = new HandSource();
    final HandClock clock = new HandClock();
    final TopicRefusals refusals;
    final KeyValueStore<Bytes, byte[]> store;
    private final Enrichment enrichment;
    private Processor<byte[], Passage, byte[], byte[]> node;
    private Context<byte[]> context = new Context<>();

    Hut(Path folder, Map<String, String> flags) {
        Settings settings = House.settings(folder, flags);
        PendingStores stores = new PendingStores("pending");
        refusals = new TopicRefusals(settings);
        enrichment = new Enrichment(
                new EnrichSetup(
                        settings.node(),
                        settings.kafka().guarantee() == Settings.Guarantee.EXACTLY_ONCE_V2,
                        House.STAGES,
                        new GuardedSource(source),
                        new Disclosure(new Suppressions(clock), () -> true, 1, null),
                        new AnswerWriter(1024 * 1024, House.CATALOGUE, null, refusals),
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

    /** A request for so many at this offset; the key is {@code k}. */
    static Passage request(long offset, int size, Instant timestamp) {
        return request(offset, House.top(size), List.of(), timestamp);
    }

    /** The same on another topic. */
    static Passage request(long offset, int size, Instant timestamp, String topic) {
        return request(topic, offset, House.top(size), List.of(), timestamp);
    }

    /** A request with this value. */
    static Passage request(long offset, byte[] value, Instant timestamp) {
        return request(offset, value, List.of(), timestamp);
    }

    private static Passage request(long offset, byte[] value, List<Header> headers, Instant timestamp) {
        return request("requests", offset, value, headers, timestamp);
    }

    private static Passage request(String topic, long offset, byte[] value, List<Header> headers, Instant timestamp) {
        Arrival arrival = new Arrival(
                topic, 0, offset, timestamp.toEpochMilli(), "k".getBytes(StandardCharsets.UTF_8), value, headers);
        return House.STAGES.plan(House.STAGES.interpret(House.STAGES.validate(arrival)));
    }

    void process(long offset, int size) {
        process(request(offset, size, HandClock.START));
    }

    void process(long offset, byte[] value, List<Header> headers) {
        process(request(offset, value, headers, HandClock.START));
    }

    void process(long offset, String key, byte[] value, List<Header> headers) {
        Arrival arrival = new Arrival(
                "requests",
                0,
                offset,
                HandClock.START.toEpochMilli(),
                key.getBytes(StandardCharsets.UTF_8),
                value,
                headers);
        process(House.STAGES.plan(House.STAGES.interpret(House.STAGES.validate(arrival))));
    }

    void process(Passage passage) {
        node.process(new Record<>(null, passage, passage.arrival().timestamp()));
    }

    /** Runs whatever ticks. */
    void tick() {
        clock.advance(Duration.ofMillis(1));
        for (MockProcessorContext.CapturedPunctuator punctuator : context.scheduledPunctuators()) {
            if (!punctuator.cancelled()) {
                punctuator.getPunctuator().punctuate(clock.millis());
            }
        }
    }

    /** Whether a commit was asked for since the last time. */
    boolean commitAsked() {
        boolean asked = context.committed();
        context.resetCommit();
        return asked;
    }

    /** How many ticks are scheduled. */
    long ticking() {
        return context.scheduledPunctuators().stream()
                .filter(punctuator -> !punctuator.cancelled())
                .count();
    }

    void commit() {
        store.commit(Map.of());
    }

    /** The same processor is closed and started again, as after a rebalance that gave the task back. */
    void suspendAndResume() {
        node.close();
        init();
    }

    /** The process is gone, and another finds what the changelog has. */
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

    Load load() {
        return enrichment.load();
    }

    int parked() {
        return enrichment.parked();
    }

    /** What was sent since the last time, results by the customer's id and failures by {@code !}. */
    List<String> sent() {
        List<String> sent = context.forwarded().stream()
                .map(forward -> forward.childName().orElseThrow().equals(Enrichment.RESULTS)
                        ? customer(forward.record().value())
                        : "!")
                .toList();
        context.resetForwards();
        return sent;
    }

    /** The last record that was sent. */
    Record<byte[], byte[]> lastSent() {
        List<? extends MockProcessorContext.CapturedForward<? extends byte[], ? extends byte[]>> forwarded =
                context.forwarded();
        Record<? extends byte[], ? extends byte[]> last =
                forwarded.get(forwarded.size() - 1).record();
        return new Record<>(last.key(), last.value(), last.timestamp(), last.headers());
    }

    /** How many requests the store holds. */
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

    /** Generic, for a type variable cannot be bounded by an array. */
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
