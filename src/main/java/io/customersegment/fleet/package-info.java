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
 *   <li>A tenth of the budget is shared evenly whatever the demand, so that an instance that had nothing to do need not wait for its first
 *       calls. With all load on one of four instances it has 92.5 % of the budget.
 *   <li>The topic is deleted by age and not compacted: what is older than some seconds says nothing, and its order has to stay.
 * </ul>
 */
@NullMarked
package io.customersegment.fleet;

import org.jspecify.annotations.NullMarked;
