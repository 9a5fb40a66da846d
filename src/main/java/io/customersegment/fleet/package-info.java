/**
 * State that the instances of one application share besides the partitions of the requests: one budget of calls and one store of
 * segments, over topics of their own. No request depends on either: where a topic may not be used, an instance works alone.
 *
 * <h2>Design decisions</h2>
 *
 * <ul>
 *   <li><b>The budget is shared through the records of a topic, without a coordinator.</b> Every instance reports its demand twice
 *       a second. All shares follow from the records up to some offset ({@code BudgetShares}), so instances that have read equally far
 *       agree. {@code SharedBudget} explains why their sum stays within the budget although they read at different times: a
 *       decrease counts at once, an increase after three seconds, and an instance that has not read for three seconds makes no
 *       call. The clocks of two machines are never compared, except those of brokers at a start, with a margin of one second.
 *   <li><b>The budget is divided neither by partition nor by a leader.</b> A share for each partition that an instance holds needs
 *       no topic, but leaves the shares of idle partitions unused, and an instance that does not know yet that its partitions were
 *       revoked would keep making calls alongside their new owner. A leader has to be elected, and no instance makes calls until it
 *       is.
 *   <li><b>A share takes three seconds to move, and the topic may be unavailable for three seconds before calls pause.</b> With
 *       less, a pause of the JVM or an election of a partition's leader would stop calls; with more, a roll-out would leave more of
 *       the budget unused.
 *   <li><b>An instance that starts while no other runs has all of the budget at once, and one that returns under its name has its
 *       former share:</b> the ages of earlier records show that no other instance can be using it. Otherwise the first answer after
 *       a start would wait.
 *   <li><b>A demand lasts for three seconds,</b> and an instance that was just given more is compared with its former share
 *       ({@code DemandEstimate} in {@code enrich}). Without that, as an increase counts only after three seconds and a decrease at once,
 *       three instances whose processor was short repeatedly took the budget from each other, and made 50 to 100 calls per second
 *       of 500 with a backlog in each; see {@code DemandSimulationTest}.
 *   <li><b>A tenth of the budget is shared evenly whatever the demand,</b> so that an instance that was idle need not wait for its
 *       first calls. With all load on one of four instances, that one has 92.5 % of the budget.
 *   <li><b>The budget topic is deleted by age and not compacted,</b> because records older than some seconds carry no information,
 *       and the order of records must be kept.
 *   <li><b>Segments are shared over a topic that all instances read, and not by sending equal requests to the same instance.</b> A
 *       repartition by query adds a second hop with its commit before every answer, including hits, loses the order of a sender's
 *       requests, and sends all requests for a popular segment to one instance; and an instance is not warm after a restart. The
 *       topic costs a record per loaded segment, and memory in each instance that reads it.
 *   <li><b>Nothing waits for the topic of segments, except a start.</b> Its producer drops what it cannot accept at once, and takes
 *       no part in transactions: a lost record costs a call, and the segment of an aborted transaction is still valid. A start
 *       waits at most ten seconds for the young segments.
 *   <li><b>Two instances that miss at the same moment both make the calls.</b> To query the others first would cost every miss a
 *       round trip over the brokers, some milliseconds to tens of milliseconds, to save few calls.
 *   <li><b>The age of a segment counts from when it was an answer, by the clock of the instance that loaded it, but from no later
 *       than the broker's timestamp of its record:</b> a clock that is ahead makes no segment younger, and one that is behind only
 *       costs a call.
 *   <li><b>The instance that loaded a segment refreshes it when it is due.</b> The others see the newer one at their next hit. For
 *       them it is due later, and at different times, in case that instance is gone.
 *   <li><b>The topic of segments is compacted, and records are deleted after a time to live.</b> Compaction lets a starting
 *       instance read a segment that was loaded repeatedly only once; deletion is required because records are personal data.
 *       Records are neither encrypted nor signed: a client that may write to this topic may write answers, as on the results topic.
 * </ul>
 */
@NullMarked
package io.customersegment.fleet;

import org.jspecify.annotations.NullMarked;
