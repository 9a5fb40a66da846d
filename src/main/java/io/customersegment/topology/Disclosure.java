package io.customersegment.topology;

import io.customersegment.enrich.Segment;
import io.customersegment.enrich.Suppressions;
import io.customersegment.outcome.Failure;
import io.customersegment.outcome.Outcome;
import io.customersegment.outcome.Reason;
import io.customersegment.outcome.Stage;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Determines which part of a segment may be disclosed: no customer who is suppressed at the time of the answer, wherever the segment
 * comes from, and no segment so small that it singles people out.
 *
 * <p><i>Threads:</i> shared by all stream threads.
 *
 * @param suppressions the customers that no answer may contain
 * @param current whether all suppressions on the topic are known; while they are not, nothing is answered
 * @param minCustomers the minimum number of customers in an answer
 * @param pseudonymKeyId the id of the key that customers' pseudonyms are made with, null if answers contain customer ids
 */
public record Disclosure(
        Suppressions suppressions,
        BooleanSupplier current,
        int minCustomers,
        @Nullable String pseudonymKeyId) {

    /** Whether answers may be sent now. */
    boolean open() {
        return current.getAsBoolean();
    }

    /**
     * Returns the part of an outcome that may be disclosed. No match is reported in the same way as too few matches, because otherwise
     * the answer would reveal which of the two it is.
     */
    Outcome<Segment> permitted(Outcome<Segment> outcome) {
        if (outcome instanceof Outcome.Failed<Segment> failed) {
            return failed.failure().reason() == Reason.NOBODY_MATCHES && minCustomers > 1 ? tooFew() : outcome;
        }
        return outcome.then(segment -> {
            Segment left = suppressions.size() == 0 ? segment : segment.without(suppressions::covers);
            if (left.customers() >= minCustomers) {
                return left == segment ? outcome : Outcome.ok(left);
            }
            return tooFew();
        });
    }

    private Outcome<Segment> tooFew() {
        return Outcome.failed(
                minCustomers > 1
                        ? new Failure(
                                Stage.ENRICH,
                                Reason.NOBODY_MATCHES,
                                "Fewer than " + minCustomers + " customers meet the conditions or are asked for, and"
                                        + " smaller segments are not answered")
                        : Segment.nobody());
    }
}
