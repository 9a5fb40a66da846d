package io.customersegment.topology;

import io.customersegment.outcome.Outcome;
import io.customersegment.plan.Query;
import io.customersegment.wire.ReadingHeaders;

/**
 * The result of reading a request with a {@link RequestReader}; requests with the same bytes and the same day share one.
 *
 * @param query the query to Personalize, or why there is none
 * @param headers the headers that report in the answer how the prompt was read
 */
record ParsedRequest(Outcome<Query> query, ReadingHeaders headers) {}
