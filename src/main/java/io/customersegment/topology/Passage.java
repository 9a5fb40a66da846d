package io.customersegment.topology;

import io.customersegment.outcome.Outcome;
import io.customersegment.plan.Query;
import io.customersegment.wire.Arrival;

/** A request on its way through the stages: where it came from, and what they make of it. */
record Passage(Arrival arrival, Understanding understanding) {

    /** What to ask Personalize, once all stages are passed. */
    Outcome<Query> query() {
        return understanding.query();
    }
}
