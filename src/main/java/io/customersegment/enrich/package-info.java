/**
 * Answers a query with a segment: assembles slices, and the cache, resilience and metrics wrapped round the source port.
 *
 * <p>From the outside in: cache (single flight), assembly, then per call: resilience (limits, circuit breaker, retry), metrics and
 * the source itself. A hit costs no call; what is cached is the finished result in bytes.
 *
 * <h2>Design decisions</h2>
 *
 * <ul>
 *   <li>Interest is the score relative to the top score of the car model, in steps of 1/10,000, and conditions, order and results
 *       all see the same number. Customers whose steps are equal are ordered by id, so a size that falls between them takes one
 *       more call than the service's own order would.
 *   <li>Bounds of slices are computed from {@link io.customersegment.plan.Shard}, yet nothing relies on it: should the data have been
 *       imported with other shards, slices are halved until none is full, which is complete and takes more calls.
 *   <li>What comes back is checked against the whole condition as far as its columns were fetched, though the filter was told the same:
 *       a filter may look at older data than the metadata.
 *   <li>The limits are ours and not Resilience4j's, whose rate limiter and bulkhead know no deadline a call, hold a thread or refuse
 *       at once, and take a permit for calls that will never be made.
 *   <li>Calls wait in the order of their deadlines, which is the order in which their requests came. So a retry, or the next call of a
 *       segment half assembled, goes before requests that came later and never before those that came earlier: what has been paid
 *       for is finished first.
 *   <li>Where several wait, no slot is given to a call that has less time left than calls usually take: under a long overload nearly
 *       all would else be paid for and come too late. The last that waits may try its luck, for nobody else needs the slot, and a
 *       service that has become slow, or fast again, is found out by that.
 *   <li>A throttled answer takes a slot: the service counts otherwise than we do, and so we fall into its step.
 *   <li>A segment is loaded anew in the background once at most. Where that fails the old one is served to the end of its time, and
 *       then loaded as one that never was.
 *   <li>Caffeine's own refresh is not used: for it a failure is an exception that it logs, or a value that takes the old one's place,
 *       and who asks after the old one's time would cause a second load.
 *   <li>The call for a car model's top score is not counted against a request's calls, for requests share it.
 *   <li>A load under way counts as fresh, so a crowd that wants fresh answers causes one load.
 * </ul>
 */
@NullMarked
package io.customersegment.enrich;

import org.jspecify.annotations.NullMarked;
