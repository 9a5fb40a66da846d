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
 * What of a segment may be disclosed: nobody who is suppressed at the moment of the answer, wherever the segment comes from, and no
 * segment so small that it singles people out.
 *
 * <p><i>Threads:</i> shared by all stream threads.
 *
 * @param suppressions who may be in no answer
 * @param current whether all suppressions are known that are on the topic; while they are not, nothing is answered
 * @param minCustomers the least number of customers in an answer
 * @param pseudonymKeyId which key the pseudonyms of customers are made with, null if they have their ids
 */
public record Disclosure(
        Suppressions suppressions,
        BooleanSupplier current,
        int minCustomers,
        @Nullable String pseudonymKeyId) {

    /** Whether answers may leave now. */
    boolean open() {
        return current.getAsBoolean();
    }

    /** What may leave of an outcome. That nobody matches looks like too few, else it would tell which of the two it is. */
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
