/**
 * Answers a query with a segment: assembles slices, and wraps the source port with cache, resilience and metrics.
 *
 * <p>From the outside in: cache (single flight), assembly, then per call: resilience (limits, circuit breaker, retry), metrics and
 * the source itself. A hit costs no call; the cache holds the finished result in bytes.
 *
 * <h2>Design decisions</h2>
 *
 * <ul>
 *   <li><b>Interest is the score relative to the top score of the car model, in steps of 1/10,000.</b> Conditions, order and
 *       results all use this number. Customers with the same rounded interest are ordered by id, so a size that falls between them
 *       takes one more call than the service's own order would.
 *   <li><b>Slice bounds are computed from {@link io.customersegment.plan.Shard}, but correctness does not depend on them:</b> if
 *       the data was imported with other shards, slices are halved until none is full, which is complete and takes more calls.
 *   <li><b>A truncated segment does not report how many customers match in all.</b> Personalize cannot count, and the search stops at
 *       the limit, which is what keeps its calls few: the total would be known only for orders other than interest. Revisit if the
 *       service returns a count.
 *   <li><b>Items are checked again against the whole condition, as far as its columns were fetched,</b> although the filter
 *       expresses the same condition: a filter may use older data than the metadata.
 *   <li><b>The limits are our own and not Resilience4j's,</b> because its rate limiter and bulkhead do not know a call's deadline,
 *       either block a thread or refuse at once, and take a permit for calls that will never be made. Its circuit breaker is used
 *       unchanged.
 *   <li><b>Calls wait in the order of their deadlines,</b> which is the order in which their requests were accepted. A retry, or
 *       the next call of a half-assembled segment, therefore precedes later requests and never earlier ones: segments already paid
 *       for in part are finished first.
 *   <li><b>A call with less time left than calls usually take gets no slot while others wait;</b> otherwise, under a long overload,
 *       nearly all calls would be paid for and answered too late. The last waiting call is admitted anyway, because no other needs
 *       the slot, and its latency shows that the service has become slow, or fast again.
 *       A call that has more time left than half of the longest that any call had always gets its slot: after ten calls that were
 *       silent until their deadlines, the expected latency exceeded every deadline, and requests used up their turns within
 *       milliseconds.
 *   <li><b>A call that would have to wait past its deadline is given up when that comes, and not before.</b> Calls behind it
 *       would not start earlier, because all wait for the same rate, and a request whose call is given up at once takes its next
 *       turn at once.
 *   <li><b>Throttling is a signal about the rate.</b> It lowers the rate, does not count as an attempt of the call and does not
 *       affect the circuit: when it was counted as a failure, a burst opened the circuit and a backlog of 10,000 ended with 6,885
 *       errors while the service was half idle. The rate grows back along CUBIC's curve, as in the AWS SDK's adaptive retry mode,
 *       whose limiter is internal to the SDK and delays each call without regard to others. In {@code LimitsSimulationTest}, 10,000
 *       calls to a service that takes 500 per second need 20.1 to 20.9 s and get 1 to 450 throttled answers, with a budget of 500
 *       to 100,000.
 *   <li><b>No second has more calls than the rate allows,</b> although calls missed by a late timer are made up for ({@code Pace}):
 *       a burst of a twentieth of a second's worth on top of a full second would exceed a budget that is shared with other
 *       instances.
 *   <li><b>A call gets its slot when it can go out.</b> While sixteen calls wait for a processor to write and sign them, none is
 *       started. When slots were given earlier, hundreds of calls went out at once as soon as a processor was free, and four
 *       instances that started on two cores made up to 800 calls in one second with a budget of 500.
 *   <li><b>A rate cut starts from the rate sent recently, and from no less than the rate taken by the service recently.</b> Without
 *       the former, a budget far above the service's limit needed dozens of cuts to take effect; without the latter, a service that
 *       counts by the second, and throttles everything in the rest of one, drove the rate towards zero.
 *   <li><b>During an outage, calls wait with their deadlines running, and no new request is accepted.</b> Once the circuit is half
 *       open and no call is left for a trial, one request at a time is let in. An outage therefore costs at most those requests
 *       whose call is a trial, and not answered, when their deadline comes; and, where there are too few calls to open the
 *       circuit, those whose attempts are used up when it comes.
 *   <li><b>A call that only waited until its deadline fails with {@code CALL_NOT_MADE}.</b> It may have waited for its turn, also
 *       that of a remaining attempt, for the circuit, or for a service that throttles. Nothing is known against its request, which
 *       may wait for another turn. When remaining attempts were not included, instances that started on two busy cores failed
 *       requests whose first call had been slow and whose second got no turn.
 *   <li><b>An abandoned call counts as a failure for the circuit if it was silent for half of the longest time that any call
 *       had.</b> Where {@code personalize.call.timeout.ms} is as long as the deadline, no call ever times out, and a silent service was
 *       called until the end of the outage.
 *   <li><b>While the circuit is half open, only its trial calls are reported to it.</b> Where calls may take longer than the circuit
 *       stays open, attempts from before the outage ended then, counted as trial calls, and permitted more of them.
 *   <li><b>A failed attempt counts only if another call was answered between the attempt before it and its own failure.</b>
 *       Otherwise nothing indicates that the fault is the call's own, and with little traffic three attempts are over long before
 *       the circuit breaker has recorded enough calls. When one answer since the first failure sufficed, a call that had failed
 *       twice in an outage failed for its first slow answer after it.
 *   <li><b>A request is accepted if the running loads need no more than half of the deadline for their calls</b>
 *       ({@link io.customersegment.enrich.Admission}). Otherwise expensive segments took time from each other and nearly all of
 *       them timed out.
 *   <li><b>A call ends slightly before its segment's deadline,</b> so that the error record names what the call waited for.
 *   <li><b>A segment is refreshed in the background at most once.</b> If that fails, the old segment is served until its time to
 *       live ends, and is then loaded like one that was never cached.
 *   <li><b>Caffeine's own refresh is not used,</b> because to it a failure is either an exception, which it logs, or a value, which
 *       replaces the old one; and a request after the old value has expired would cause a second load.
 *   <li><b>Suppressed customers are left out while a segment is loaded, so that others take their places;</b> a Personalize filter
 *       cannot exclude single items. A cached segment that holds as many customers as requested, one of whom has been suppressed
 *       since, is loaded again; any other is answered without the suppressed customers.
 *   <li><b>The call for a car model's top score is made again for those whose own deadline is later</b> than that of the request for
 *       which it was made.
 *   <li><b>The call for a car model's top score does not count towards a request's calls,</b> because requests share it.
 *   <li><b>A load in progress counts as fresh,</b> so simultaneous requests for fresh answers share one load.
 * </ul>
 */
@NullMarked
package io.customersegment.enrich;

import org.jspecify.annotations.NullMarked;
