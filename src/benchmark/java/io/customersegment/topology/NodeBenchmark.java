package io.customersegment.topology;

import com.github.benmanes.caffeine.cache.Ticker;
import io.customersegment.app.Wiring;
import io.customersegment.config.Settings;
import io.customersegment.config.SettingsReader;
import io.customersegment.enrich.Backpressure;
import io.customersegment.enrich.Segment;
import io.customersegment.enrich.SegmentCache;
import io.customersegment.enrich.SegmentSource;
import io.customersegment.enrich.Sharing;
import io.customersegment.enrich.Suppressions;
import io.customersegment.outcome.Outcome;
import io.customersegment.plan.Query;
import io.customersegment.wire.Arrival;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.Punctuator;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Measures the cost of reading and of the asynchronous node per request, on one core, without Kafka's own share. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class NodeBenchmark {

    private static final int PENDING = 256;
    private static final byte[] VALUE =
            ("{\"prompt\":\"Find customers who have made multiple purchases in the last 6 months\","
                            + "\"car_model\":\"CAMRY HYBRID ELEGANCE - 2024\"}")
                    .getBytes(StandardCharsets.UTF_8);

    private final Settings settings =
            SettingsReader.read(null, Map.of(), Map.of("enrich.capacity", Integer.toString(2 * PENDING)));
    private final Wiring wiring = Wiring.from(settings);
    private final MemoizingReader reader = new MemoizingReader(new RequestReader(
            wiring.validator(), wiring.interpreter(), wiring.planner()::plan, TopologyHarness.MAX_BYTES));
    private final Segment segment = ManualSource.large(10);

    private final Suppressions suppressions = new Suppressions(Clock.systemUTC());
    private final Node hits = new Node(SegmentCache.around(
            query -> CompletableFuture.completedFuture(Outcome.ok(segment)),
            () -> true,
            () -> Backpressure.NONE,
            suppressions,
            settings.cache(),
            Sharing.none(),
            Ticker.systemTicker()));
    private final Promises promises = new Promises();
    private final Node misses = new Node(promises);
    private long offset;

    /** Measures a request from arrival to answer, if its bytes were read before and its segment is in the cache. */
    @Benchmark
    public void hit() {
        hits.process(arrival());
        hits.forget();
    }

    /** Measures a request from arrival to query, if its bytes were read before. */
    @Benchmark
    public ParsedRequest readAgain() {
        return reader.read(arrival());
    }

    /** Measures a request that waits for its segment, from query to answer, without the call: it is stored, drained and forgotten. */
    @Benchmark
    @OperationsPerInvocation(PENDING)
    public void drain() {
        for (int i = 0; i < PENDING; i++) {
            misses.process(arrival());
        }
        promises.keep(segment);
        misses.tick();
        misses.forget();
    }

    private Arrival arrival() {
        return new Arrival("requests", 0, offset++, 1_733_011_200_000L, new byte[] {1, 2, 3, 4}, VALUE, List.of());
    }

    /** A source that completes its futures when {@link #keep} is called. */
    private static final class Promises implements SegmentSource {

        private final List<CompletableFuture<Outcome<Segment>>> open = new ArrayList<>();

        @Override
        public Answer ask(Query query, boolean fresh) {
            CompletableFuture<Outcome<Segment>> promise = new CompletableFuture<>();
            open.add(promise);
            return new Answer(CacheUse.MISS, promise);
        }

        void keep(Segment segment) {
            open.forEach(promise -> promise.complete(Outcome.ok(segment)));
            open.clear();
        }
    }

    /** The node {@code enrich} and the reader before it. */
    private final class Node {

        private final Context<byte[]> context = new Context<>();
        private final Processor<byte[], ReadRequest, byte[], byte[]> processor;

        Node(SegmentSource source) {
            PendingStores stores = new PendingStores("pending");
            TopicRefusals refusals = new TopicRefusals(settings);
            KeyValueStore<Bytes, byte[]> store = Stores.keyValueStoreBuilder(stores, Serdes.Bytes(), Serdes.ByteArray())
                    .withCachingDisabled()
                    .withLoggingDisabled()
                    .build();
            store.init(context.getStateStoreContext(), store);
            context.addStateStore(store);
            processor = new Enrichment(
                            new EnrichSetup(
                                    settings.node(),
                                    true, // so that answered requests are deleted without a commit
                                    reader,
                                    new GuardedSource(source),
                                    new Disclosure(suppressions, () -> true, 1, null),
                                    new AnswerWriter(1024 * 1024, wiring.catalogueVersion(), null, refusals),
                                    Senders.of(settings, () -> 400, () -> 1, Clock.systemUTC()),
                                    null,
                                    stores,
                                    Clock.systemUTC(),
                                    BackpressureWait.waiting(),
                                    refusals,
                                    (outcome, cacheUse, replayed, ageMillis) -> {}),
                            Map.of())
                    .get();
            processor.init(context);
        }

        void process(Arrival arrival) {
            processor.process(
                    new Record<>(arrival.key(), new ReadRequest(arrival, reader.read(arrival)), arrival.timestamp()));
        }

        void tick() {
            context.punctuator.punctuate(System.currentTimeMillis());
        }

        void forget() {
            context.resetForwards();
        }
    }

    /** Keeps only the last scheduled punctuator. Is generic because a type variable cannot have an array type as its bound. */
    private static final class Context<T> extends MockProcessorContext<T, T> {

        private Punctuator punctuator = now -> {};

        @Override
        public Cancellable schedule(Duration interval, PunctuationType type, Punctuator callback) {
            punctuator = callback;
            return () -> punctuator = now -> {};
        }
    }
}
