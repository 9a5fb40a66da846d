package io.customersegment.enrich;

import io.customersegment.outcome.Outcome;
import io.customersegment.plan.Query;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The segments and top scores that the caches of this instance share with those of the others.
 *
 * <p><i>Threads:</i> thread-safe.
 */
public final class Sharing {

    private final SharedOutcomes<Query, Segment> segments;
    private final SharedOutcomes<String, Double> topScores;

    private Sharing(OutcomeExchange exchange, @Nullable OutcomeKeys keys, Clock clock) {
        this.segments = new SharedOutcomes<>(exchange, keys == null ? null : keys::segment, new Segments(), clock);
        this.topScores = new SharedOutcomes<>(exchange, keys == null ? null : keys::topScore, new TopScore(), clock);
    }

    /** Returns an instance that shares nothing. */
    public static Sharing none() {
        return new Sharing(OutcomeExchange.NONE, null, Clock.systemUTC());
    }

    /**
     * Creates sharing over an exchange.
     *
     * @param context what determines answers besides the requests, in an order that never changes; instances that differ in it
     *     share nothing
     * @param clock supplies the time of answers that are not segments
     */
    public static Sharing over(OutcomeExchange exchange, List<String> context, Clock clock) {
        return new Sharing(exchange, new OutcomeKeys(context), clock);
    }

    SharedOutcomes<Query, Segment> segments() {
        return segments;
    }

    SharedOutcomes<String, Double> topScores() {
        return topScores;
    }

    /** Registers counters of the shared outcomes used and of the calls that they saved. */
    public void meter(MeterRegistry meters) {
        FunctionCounter.builder("segment.shared.taken", this, Sharing::taken)
                .description(
                        "Segments and top scores of other instances, or of this one before a restart, that answer here")
                .register(meters);
        FunctionCounter.builder("segment.shared.calls.saved", this, Sharing::callsSaved)
                .description("Calls to Amazon Personalize that this instance did not make because of them")
                .register(meters);
    }

    private double taken() {
        return segments.taken() + topScores.taken();
    }

    private double callsSaved() {
        return segments.callsSaved() + topScores.callsSaved();
    }

    private static final class Segments implements SharedOutcomes.Form<Segment> {

        @Override
        public byte @Nullable [] written(Outcome<Segment> outcome, Instant asOf) {
            return OutcomeCodec.ofSegment(outcome, asOf);
        }

        @Override
        public @Nullable Outcome<Segment> read(byte[] value) {
            return OutcomeCodec.segment(value);
        }

        @Override
        public Instant asOf(Outcome<Segment> outcome, Instant now) {
            return outcome.fold(Segment::asOf, failure -> now);
        }

        @Override
        public int calls(Outcome<Segment> outcome) {
            return outcome.fold(segment -> Math.max(1, segment.calls()), failure -> 1);
        }
    }

    private static final class TopScore implements SharedOutcomes.Form<Double> {

        @Override
        public byte @Nullable [] written(Outcome<Double> outcome, Instant asOf) {
            return OutcomeCodec.ofScore(outcome, asOf);
        }

        @Override
        public @Nullable Outcome<Double> read(byte[] value) {
            return OutcomeCodec.score(value);
        }
    }
}
