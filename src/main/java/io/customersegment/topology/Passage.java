package io.customersegment.topology;

import io.customersegment.wire.Arrival;

/** A request on its way through the stages: where it came from, and what they make of it. */
record Passage(Arrival arrival, Understanding understanding) {

    /** The request as it was read, once all stages are passed. */
    ParsedRequest parsed() {
        return understanding.parsed();
    }
}
