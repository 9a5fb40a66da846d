package io.customersegment.benchmark.contender;

import io.customersegment.app.Wiring;
import io.customersegment.criteria.Intent;
import io.customersegment.outcome.Outcome;
import io.customersegment.prompt.PromptInterpreter;
import io.customersegment.wire.Arrival;
import java.time.Instant;

/** customer-segment's own stages, without its cache of readings. */
record OurReading(Wiring wiring) implements RequestReading {

    @Override
    public Outcome<Asking> read(Arrival arrival) {
        return wiring.validator()
                .validate(arrival.value(), Instant.ofEpochMilli(arrival.timestamp()))
                .then(request -> wiring.interpreter()
                        .interpret(
                                request.prompt(),
                                new PromptInterpreter.Context(request.day(), request.carModel(), false))
                        .then(reading -> wiring.planner().plan(new Intent(request.carModel(), reading.criteria()))))
                .map(Asking::of);
    }
}
