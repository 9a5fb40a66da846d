package io.customersegment.benchmark.contender;

import io.customersegment.outcome.Outcome;
import io.customersegment.wire.Arrival;

/** Interprets a request as the parameters of its calls. <i>Threads:</i> called by any. */
@FunctionalInterface
interface RequestReading {

    /** Returns the parameters of the request's calls, or why it cannot be answered. */
    Outcome<Asking> read(Arrival arrival);
}
