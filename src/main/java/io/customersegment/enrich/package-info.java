/**
 * Answers a query with a segment: assembles slices, and the cache, resilience and metrics wrapped round the source port.
 *
 * <p>From the outside in: cache (single flight), assembly, then per call: resilience (rate limit, circuit breaker, retry), metrics
 * and the source itself. A hit costs no call; what is cached is the finished result in bytes.
 */
@NullMarked
package io.customersegment.enrich;

import org.jspecify.annotations.NullMarked;
