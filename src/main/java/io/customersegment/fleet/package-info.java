/**
 * What the instances of one application share beside the partitions of the requests: one budget of calls and one memory of segments, over
 * topics of their own. No request depends on either: where a topic may not be used, an instance is on its own.
 *
 * <h2>Design decisions</h2>
 *
 * <ul>
 *   <li><b>The budget is shared by what stands on a topic, and nobody is in charge.</b> Every instance says twice a second what it could use.
 *       All shares follow from the records up to some offset ({@code Demands}), so those who have read as far agree. {@code SharedBudget} says
 *       why their sum stays within the budget although nobody reads at the same time: less counts at once, more after three seconds, and
 *       who has not read for three seconds makes no call. The clocks of two machines are never compared, except for those of brokers at a
 *       start, with a second's margin.
 *   <li>A share for each partition an instance holds needs no topic, but leaves the shares of idle partitions unused, and an instance that
 *       does not know yet that its partitions were taken from it would go on calling beside the one that has them. A leader that gives out
 *       the budget has to be elected, and nobody calls until it is.
 *   <li><b>Three seconds</b> is how long a share takes to move and how long the topic may be away before calls pause. Shorter, a pause of the
 *       JVM or an election of a partition's leader would stop calls; longer, a roll-out would leave more of the budget unused.
 *   <li>An instance that starts where nobody else is has all of the budget at once, and one that comes back under its name what it had: the
 *       ages of the records before tell that nobody else can be calling on their account. Else the first answer after a start would wait.
 *   <li><b>A demand lasts for three seconds,</b> and an instance that was just given more is held against what it had before ({@code Demand} in
 *       {@code enrich}). As more counts only after three seconds and less at once, three instances whose processor was short took the budget
 *       from each other again and again, and made 50 to 100 calls a second of 500 with a backlog in each; {@code DemandSimulationTest}.
 *   <li>A tenth of the budget is shared evenly whatever the demand, so that an instance that had nothing to do need not wait for its first
 *       calls. With all load on one of four instances it has 92.5 % of the budget.
 *   <li>The topic is deleted by age and not compacted: what is older than some seconds says nothing, and its order has to stay.
 *   <li><b>Segments are shared over a topic that all read, and not by sending equal requests to the same instance.</b> A repartition by query puts
 *       a second hop with its commit before every answer, hits among them, loses the order of a sender's requests, and gives all of a popular
 *       wish to one instance; nor is it warm after a restart. The topic costs each loaded segment a record, and each instance that reads it
 *       its memory.
 *   <li><b>Nothing waits for the topic of segments.</b> Its producer drops what it cannot take at once, and is no part of a transaction: a
 *       record that is lost costs a call, and one of a transaction that is aborted is as true as before. A start waits ten seconds at most for what
 *       is young, and only there.
 *   <li>Two instances that miss at the same moment both call. To ask the others first would cost every miss a round over the brokers, some
 *       milliseconds to tens, for calls that are few.
 *   <li>The age of a segment counts from when it was an answer, by the clock of who loaded it, but not after the broker's time of its record: a
 *       clock that is ahead makes nothing younger, and one that is behind only costs a call.
 *   <li>The instance that loaded a segment refreshes it when it is due. All others see the newer one at their next hit; they are due later, each at another
 *       time, should that instance be gone.
 *   <li>The topic is compacted, so that a wish that is loaded again and again is read once by who starts, and loses its records after a time to
 *       live, for they are personal data. Its records are not encrypted or signed: who may write there may write answers, as on the results
 *       topic.
 * </ul>
 */
@NullMarked
package io.customersegment.fleet;

import org.jspecify.annotations.NullMarked;
