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
 *   <li><b>The limits are ours and not Resilience4j's,</b> because its rate limiter and bulkhead know no deadline of a call, block a
 *       thread or refuse at once, and take a permit for calls that will never be made. Its circuit breaker is used as it is.
 *   <li><b>Calls wait in the order of their deadlines,</b> which is the order in which their requests were taken up. So a retry, or the
 *       next call of a segment half assembled, goes before later requests and never before earlier ones: what has been paid for is
 *       finished first.
 *   <li><b>A call that has less time left than calls usually take gets no slot while others wait;</b> otherwise nearly all would be paid
 *       for and come too late under a long overload. The last that waits is admitted anyway, because no other needs the slot, and
 *       that is how a service that has become slow, or fast again, is noticed.
 *   <li><b>Throttling is a signal about the rate.</b> It cuts the rate, costs the call no attempt and leaves the circuit alone: counted as
 *       failure, a burst opened the circuit and a backlog of 10,000 ended with 6,885 errors at a service that was half idle. The rate
 *       grows back along CUBIC's curve, as the AWS SDK's own adaptive retry mode does, whose limiter is internal to the SDK and
 *       delays a call without regard to others. In {@code LimitsSimulationTest} 10,000 calls to a service that takes 500 a second need
 *       20.1 to 20.9 s and 1 to 450 throttled answers, with a budget of 500 to 100,000.
 *   <li><b>No second has more calls than the rate says,</b> though calls that a late timer missed are made up for ({@code Pace}): a burst of
 *       a twentieth of a second's worth on top of a full second would be more than a budget that is shared with others allows.
 *   <li><b>A call has its slot when it can go out.</b> While sixteen wait for a processor to write and sign them, none is started: given their
 *       slots before, hundreds went out at once as soon as there was one, and four instances that started on two cores made up to 800 calls
 *       in a second of a budget of 500.
 *   <li><b>A cut goes by what was sent, and not below what was taken, within the last moments.</b> Without the first a budget far above the
 *       service's took dozens of cuts to matter; without the second a service that counts by the second, and throttles all that comes
 *       in the rest of one, drove the rate to nothing.
 *   <li><b>During an outage calls wait with their deadlines running, and nothing new is taken up.</b> One request at a time is let in once
 *       the circuit is half open and no call is left to try with. So an outage costs at most the requests whose attempts were used up before
 *       the circuit opened, and those that tried whether it can be closed.
 *   <li><b>A call that only waited until its deadline says so</b> ({@code CALL_NOT_MADE}): for its turn, also that of an attempt that it still has,
 *       for the circuit or for a service that throttles. Nothing is known against its request, which may wait for another turn. Without the
 *       attempts that are left, instances that started on two busy cores failed requests whose first call had been slow and whose second had
 *       no turn.
 *   <li><b>A call whose attempts are used up fails only if another was answered since it failed first.</b> Until then nothing says that the fault
 *       is its own, and with little traffic three attempts are over long before the circuit breaker has seen enough calls.
 *   <li><b>A request is taken up if the running loads will need no more than half of the deadline for their calls</b> ({@link
 *       io.customersegment.enrich.Admission}). Otherwise expensive segments took each other's time and nearly all of them timed out.
 *   <li><b>A call ends a little before its segment's deadline,</b> so that the error record says what was waited for.
 *   <li>A segment is refreshed in the background once at most. Where that fails the old one is served to the end of its time, and
 *       then loaded as one that never was.
 *   <li>Caffeine's own refresh is not used: for it a failure is an exception that it logs, or a value that takes the old one's place,
 *       and who asks after the old one's time would cause a second load.
 *   <li><b>Suppressed customers are left out while a segment is loaded, so that others take their places;</b> a filter of Personalize cannot
 *       leave out single items. A segment in the cache that holds as many customers as were asked for, one of whom is suppressed by now, is
 *       loaded again; any other is answered without them.
 *   <li>The call for a car model's top score is not counted against a request's calls, for requests share it.
 *   <li>A load in progress counts as fresh, so a crowd that wants fresh answers causes one load.
 * </ul>
 */
@NullMarked
package io.customersegment.enrich;

import org.jspecify.annotations.NullMarked;
