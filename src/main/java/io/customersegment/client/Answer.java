package io.customersegment.client;

/**
 * What came back for a request.
 *
 * @param segment whether it is a result, not an error record
 * @param json the record's value, JSON either way
 * @param truncated whether a bound cut the segment
 * @param cacheUse {@code hit}, {@code miss} or {@code joined}; empty for a request that never came to the cache
 */
public record Answer(boolean segment, String json, boolean truncated, String cacheUse) {}
