package io.customersegment.fleet;

import com.github.benmanes.caffeine.cache.Ticker;
import io.customersegment.app.Wiring;
import io.customersegment.config.Settings;
import io.customersegment.config.SettingsReader;
import io.customersegment.criteria.Intent;
import io.customersegment.enrich.Backpressure;
import io.customersegment.enrich.OutcomeCodec;
import io.customersegment.enrich.OutcomeExchange;
import io.customersegment.enrich.OutcomeKey;
import io.customersegment.enrich.Segment;
import io.customersegment.enrich.SegmentCache;
import io.customersegment.enrich.SegmentEncoder;
import io.customersegment.enrich.SegmentSource;
import io.customersegment.enrich.Sharing;
import io.customersegment.enrich.Suppressions;
import io.customersegment.outcome.Outcome;
import io.customersegment.plan.Query;
import io.customersegment.prompt.PromptInterpreter;
import io.customersegment.request.CarModel;
import io.customersegment.wire.SegmentJson;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.record.internal.MemoryRecordsBuilder;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The cost of sharing segments to the cache, on one core: includes the batch that a producer compresses, but not the sending. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class SharingBenchmark {

    private static final Duration LIFE = Duration.ofHours(1);
    private static final long BYTES = 1 << 24;
    private static final CarModel MODEL = new CarModel("CAMRY HYBRID ELEGANCE - 2024");
    private static final String PROMPT =
            "loyal customers over 40 in the West or the North who opened at least three emails";
    private static final int BATCH = 64 * 1024;

    /** The number of customers in a segment: 3.5 and 20 kB of result. */
    @Param({"24", "134"})
    public int customers = 24;

    private final Clock clock = Clock.systemUTC();
    private final Ticker ticker = Ticker.systemTicker();
    private final Wiring wiring = Wiring.from(SettingsReader.read(null, Map.of(), Map.of()));
    private final Query query = query();
    private final Batches batches = new Batches();
    private final SharedStore store = new SharedStore(BYTES, LIFE, clock, ticker);
    private final Stored stored = new Stored(store);
    private final SegmentCache alone = cache(BYTES, Sharing.none());
    private final SegmentCache sharing = cache(BYTES, Sharing.over(stored, List.of(), clock));
    private final SegmentCache forgettingAlone = cache(0, Sharing.none());
    private final SegmentCache forgetting = cache(0, Sharing.over(batches, List.of(), clock));
    private final SegmentCache taking = cache(0, Sharing.over(stored, List.of(), clock));
    private @Nullable Segment segment;

    /** Fills the caches for the hits and the exchange. */
    @Setup
    public void load() {
        segment = new SegmentJson()
                .encode(
                        IntStream.range(0, customers)
                                .mapToObj(number -> new SegmentEncoder.Customer(
                                        "C1" + number,
                                        number / 1000.0,
                                        column -> column.numeric() ? number * 3.0 : "a value"))
                                .toList(),
                        query.shown(),
                        false,
                        clock.instant());
        alone.ask(query, false);
        sharing.ask(query, false);
    }

    /** A miss: requested, loaded at once, and not shared. */
    @Benchmark
    public SegmentSource.Answer missAlone() {
        return forgettingAlone.ask(query, false);
    }

    /** A miss where segments are shared: looked up in the exchange, loaded at once, and published. */
    @Benchmark
    public SegmentSource.Answer missShared() {
        return forgetting.ask(query, false);
    }

    /** A segment that another instance loaded. */
    @Benchmark
    public SegmentSource.Answer taken() {
        return taking.ask(query, false);
    }

    /** A hit, where nothing is shared. */
    @Benchmark
    public SegmentSource.Answer hitAlone() {
        return alone.ask(query, false);
    }

    /** A hit, where another instance may have a newer segment. */
    @Benchmark
    public SegmentSource.Answer hitShared() {
        return sharing.ask(query, false);
    }

    private SegmentCache cache(long bytes, Sharing shared) {
        return SegmentCache.around(
                asked -> CompletableFuture.completedFuture(Outcome.ok(Objects.requireNonNull(segment))),
                () -> true,
                () -> Backpressure.NONE,
                new Suppressions(clock),
                new Settings.Cache(bytes, LIFE, Duration.ofMinutes(50), true),
                shared,
                ticker);
    }

    private Query query() {
        return wiring.interpreter()
                .interpret(PROMPT, new PromptInterpreter.Context(LocalDate.of(2024, 12, 1), MODEL, false))
                .then(reading -> wiring.planner().plan(new Intent(MODEL, reading.criteria())))
                .fold(planned -> planned, failure -> {
                    throw new IllegalStateException("The prompt cannot be read");
                });
    }

    /** An exchange that returns what was published to it. */
    private record Stored(SharedStore store) implements OutcomeExchange {

        @Override
        public @Nullable Entry find(OutcomeKey key) {
            return store.find(key);
        }

        @Override
        public void discard(OutcomeKey key, Entry entry) {
            throw new IllegalStateException("A broken outcome");
        }

        @Override
        public void publish(OutcomeKey key, byte[] value) {
            Instant asOf = Objects.requireNonNull(OutcomeCodec.asOf(value));
            store.take(key, value, asOf, asOf);
        }
    }

    /** An exchange that compresses published outcomes into batches, as a producer does on the thread that sends. */
    private static final class Batches implements OutcomeExchange {

        private final ByteBuffer buffer = ByteBuffer.allocate(2 * BATCH);
        private @Nullable MemoryRecordsBuilder batch;
        private long offset;

        @Override
        public @Nullable Entry find(OutcomeKey key) {
            return null;
        }

        @Override
        public void discard(OutcomeKey key, Entry entry) {
            throw new IllegalStateException("There is none");
        }

        @Override
        public void publish(OutcomeKey key, byte[] value) {
            MemoryRecordsBuilder open = batch;
            if (open == null || !open.hasRoomFor(0, key.bytes(), value, new Header[0])) {
                if (open != null) {
                    open.close();
                }
                buffer.clear();
                offset = 0;
                open = MemoryRecords.builder(buffer, Compression.lz4().build(), TimestampType.CREATE_TIME, 0);
                batch = open;
            }
            open.appendWithOffset(offset++, 0, key.bytes(), value);
        }
    }
}
