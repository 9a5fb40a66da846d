package io.customersegment.topology;

import io.customersegment.outcome.Outcome;
import io.customersegment.plan.Query;
import io.customersegment.wire.ReadingHeaders;

/**
 * A request as the stages read it.
 *
 * @param query what to ask Personalize, or why nothing can be asked
 * @param headers what its answer says about the reading
 */
record ParsedRequest(Outcome<Query> query, ReadingHeaders headers) {}
