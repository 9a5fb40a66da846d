package io.customersegment.topology;

import io.customersegment.enrich.Backpressure;
import io.customersegment.enrich.Segment;
import io.customersegment.enrich.SegmentEncoder.Customer;
import io.customersegment.enrich.SegmentSource;
import io.customersegment.outcome.Failure;
import io.customersegment.outcome.Outcome;
import io.customersegment.outcome.Reason;
import io.customersegment.outcome.Stage;
import io.customersegment.plan.Query;
import io.customersegment.wire.SegmentJson;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A source that answers when the test instructs it to. A query is identified by the size that it requests. */
final class ManualSource implements SegmentSource {

    static final Instant AS_OF = Instant.parse("2024-06-15T11:59:00Z");

    record Asked(int size, boolean fresh, CompletableFuture<Outcome<Segment>> segment) {}

    final List<Asked> asked = new ArrayList<>();
    final Set<Integer> cached = new HashSet<>();
    volatile Backpressure backpressure = Backpressure.NONE;

    @Override
    public Answer ask(Query query, boolean fresh) {
        int size = query.criteria().size();
        CompletableFuture<Outcome<Segment>> segment = new CompletableFuture<>();
        asked.add(new Asked(size, fresh, segment));
        if (cached.contains(size)) {
            segment.complete(Outcome.ok(segment(size)));
            return new Answer(CacheUse.HIT, segment);
        }
        return new Answer(CacheUse.MISS, segment);
    }

    @Override
    public @Nullable Answer cached(Query query) {
        int size = query.criteria().size();
        return cached.contains(size)
                ? new Answer(CacheUse.HIT, CompletableFuture.completedFuture(Outcome.ok(segment(size))))
                : null;
    }

    @Override
    public Backpressure backpressure() {
        return backpressure;
    }

    List<Integer> sizesAsked() {
        return asked.stream().map(Asked::size).toList();
    }

    CompletableFuture<Outcome<Segment>> promise(int size) {
        return asked.stream()
                .filter(one -> one.size() == size)
                .reduce((first, last) -> last)
                .orElseThrow()
                .segment();
    }

    void answer(int... sizes) {
        for (int size : sizes) {
            promise(size).complete(Outcome.ok(segment(size)));
        }
    }

    void answer(int size, Segment segment) {
        promise(size).complete(Outcome.ok(segment));
    }

    void fail(int size, Reason reason) {
        promise(size).complete(Outcome.failed(new Failure(Stage.ENRICH, reason, "by hand")));
    }

    /** Returns a segment of one customer, whose id is {@code C} followed by the requested size. */
    static Segment segment(int size) {
        return segment(List.of(new Customer("C" + size, 0.5, column -> null)));
    }

    static Segment large(int customers) {
        return segment(IntStream.range(0, customers)
                .mapToObj(i -> new Customer("C" + i, 0.5, column -> null))
                .toList());
    }

    private static Segment segment(List<Customer> customers) {
        return new SegmentJson().encode(customers, List.of(), false, AS_OF);
    }
}
