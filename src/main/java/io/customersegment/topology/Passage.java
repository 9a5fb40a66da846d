package io.customersegment.topology;

import io.customersegment.outcome.Failure;
import io.customersegment.outcome.Outcome;
import io.customersegment.outcome.Reason;
import io.customersegment.outcome.Stage;
import io.customersegment.wire.Arrival;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A request on its way through the stages: where it came from, and what became of it so far. */
record Passage<T>(Arrival arrival, Outcome<T> outcome) {

    private static final Logger LOG = LoggerFactory.getLogger(Passage.class);

    /** This request after the next stage. A stage that throws, which would be a bug, fails this request and no other. */
    <R> Passage<R> then(Stage stage, Reason ifItThrows, Function<? super T, Outcome<R>> next) {
        return new Passage<>(arrival, outcome.then(value -> guarded(stage, ifItThrows, next, value)));
    }

    private static <T, R> Outcome<R> guarded(
            Stage stage, Reason ifItThrows, Function<? super T, Outcome<R>> next, T value) {
        try {
            return next.apply(value);
        } catch (RuntimeException | StackOverflowError bug) {
            Bugs.log(LOG, "stage threw", stage, bug);
            return Outcome.failed(
                    new Failure(stage, ifItThrows, "The request could not be read because of an error on our side"));
        }
    }
}
