package io.customersegment.topology;

import io.customersegment.outcome.Outcome;
import io.customersegment.outcome.Reason;
import io.customersegment.outcome.Stage;
import io.customersegment.plan.Query;
import io.customersegment.prompt.Intent;
import io.customersegment.prompt.PromptInterpreter;
import io.customersegment.request.RequestValidator;
import io.customersegment.request.SegmentRequest;
import io.customersegment.wire.Arrival;
import java.time.Instant;
import java.util.function.Function;

/**
 * The stages that need no waiting, from an arrival to its query. Pure: a request that is taken up again after a crash is read as
 * it was the first time.
 */
record Stages(RequestValidator validator, PromptInterpreter interpreter, Function<Intent, Outcome<Query>> planner) {

    /** The request in the arrival. */
    Passage<SegmentRequest> validate(Arrival arrival) {
        return new Passage<>(arrival, Outcome.ok(arrival))
                .then(
                        Stage.VALIDATE,
                        Reason.NOT_JSON,
                        raw -> validator.validate(raw.value(), Instant.ofEpochMilli(raw.timestamp())));
    }

    /** What the request's prompt asks for. */
    Passage<Intent> interpret(Passage<SegmentRequest> passage) {
        return passage.then(
                Stage.INTERPRET,
                Reason.NOT_UNDERSTOOD,
                request -> interpreter
                        .interpret(request.prompt(), request.day())
                        .map(reading -> new Intent(request.carModel(), reading.criteria())));
    }

    /** What to ask Personalize. */
    Passage<Query> plan(Passage<Intent> passage) {
        return passage.then(Stage.PLAN, Reason.TOO_COMPLEX, planner);
    }

    /** All of them. */
    Outcome<Query> read(Arrival arrival) {
        return plan(interpret(validate(arrival))).outcome();
    }
}
