package io.customersegment.enrich;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An in-memory exchange on the time of a test's timer; published outcomes are available to all instances immediately. */
final class ManualExchange implements OutcomeExchange {

    final List<byte[]> published = new ArrayList<>();
    final Map<OutcomeKey, Entry> entries = new HashMap<>();
    final Duration timeToLive;
    int found;
    int discarded;
    private final ManualTimer time;
    private final Clock clock;

    ManualExchange(Duration timeToLive, ManualTimer time) {
        this.timeToLive = timeToLive;
        this.time = time;
        this.clock = time.clock(AssemblerFixtures.NOW);
    }

    /** Returns a {@code Sharing} over this exchange. */
    Sharing sharing() {
        return Sharing.over(this, List.of("test"), clock);
    }

    /** Returns a clock that follows the timer. */
    Clock clock() {
        return clock;
    }

    @Override
    public @Nullable Entry find(OutcomeKey key) {
        Entry entry = entries.get(key);
        if (entry == null || time.read() - entry.since() >= timeToLive.toNanos()) {
            return null;
        }
        found++;
        return entry;
    }

    @Override
    public void discard(OutcomeKey key, Entry entry) {
        discarded++;
        entries.remove(key, entry);
    }

    @Override
    public void publish(OutcomeKey key, byte[] value) {
        published.add(value);
        Instant asOf = OutcomeCodec.asOf(value);
        if (asOf == null) {
            throw new AssertionError("No outcome");
        }
        entries.put(key, new Entry(value, asOf, time.read()));
    }
}
