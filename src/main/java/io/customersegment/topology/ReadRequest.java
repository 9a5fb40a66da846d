package io.customersegment.topology;

import io.customersegment.wire.Arrival;

/**
 * A request that the node {@code read} passes to the node {@code enrich}.
 *
 * @param arrival the record as it arrived
 * @param parsed the result of reading it
 */
record ReadRequest(Arrival arrival, ParsedRequest parsed) {}
