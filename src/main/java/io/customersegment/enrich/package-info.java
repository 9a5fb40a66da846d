/**
 * Answers a query with a segment: assembles slices, and the cache, resilience and metrics wrapped round the source port.
 *
 * <p>From the outside in: cache (single flight), assembly, then per call: resilience (rate limit, circuit breaker, retry), metrics
 * and the source itself. A hit costs no call; what is cached is the finished result in bytes.
 *
 * <h2>Meant</h2>
 *
 * <ul>
 *   <li>Interest is the score relative to the top score of the car model, in steps of 1/10,000, and conditions, order and results
 *       all see the same number. Customers whose steps are equal are ordered by id, so a size that falls between them takes one
 *       more call than the service's own order would.
 *   <li>Bounds of slices are computed from {@link io.customersegment.plan.Shard}, yet nothing relies on it: should the data have been
 *       imported with other shards, slices are halved until none is full, which is complete and takes more calls.
 *   <li>What comes back is checked against the whole condition as far as its columns were fetched, though the filter was told the same:
 *       a filter may look at older data than the metadata.
 *   <li>The rate limit is ours and not Resilience4j's, which knows no deadline a call and takes a permit for calls that will never
 *       be made.
 *   <li>The call for a car model's top score is not counted against a request's calls, for requests share it.
 *   <li>A load under way counts as fresh, so a crowd that wants fresh answers causes one load.
 * </ul>
 */
@NullMarked
package io.customersegment.enrich;

import org.jspecify.annotations.NullMarked;
