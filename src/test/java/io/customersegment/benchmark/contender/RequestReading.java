package io.customersegment.benchmark.contender;

import io.customersegment.outcome.Outcome;
import io.customersegment.wire.Arrival;

/** How a contender makes of a request what it asks. <i>Threads:</i> called by any. */
@FunctionalInterface
interface RequestReading {

    /** What the request asks, or why it cannot be answered. */
    Outcome<Asking> read(Arrival arrival);
}
