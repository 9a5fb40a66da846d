/**
 * Joins the stages to the topics; the only code that waits, forwards or knows a node's name.
 *
 * <p>Start at {@link io.customersegment.topology.SegmentTopology}. Its node {@code enrich} keeps hundreds of calls in flight on one
 * stream thread: a request is put into a store with a changelog, the source is asked, its completion is queued, and the stream
 * thread sends the answer and deletes the entry. After a crash or a rebalance the store tells what was pending, and it is asked
 * again. What need not wait (a refused request, an answer out of the cache) is sent at once and never stored.
 *
 * <h2>Design decisions</h2>
 *
 * <ul>
 *   <li>Under {@code at_least_once} an entry that the changelog may hold is deleted only after a commit that came after its answer.
 *       Answer and deletion go to different partitions, so the deletion could be safe and the answer lost, and with it the request.
 *       An entry that never left the cache may go at once: its offset is not committed either. Under {@code exactly_once_v2} all of
 *       it is one transaction.
 *   <li>The store is keyed by offset and timestamp, not by the request's key or a slot: a late tombstone of an instance that was
 *       declared dead can never hit another request, and a request that is delivered again is recognised.
 *   <li>The node ticks every millisecond while requests are pending, a hundred times less often while all of them wait for an
 *       outage to end, seldom while only a transaction is to end, and otherwise not at all: a tick makes Kafka Streams commit, and an
 *       idle instance must not commit. Completions are seen at the next tick; the consumer's polls
 *       are kept short while calls are in flight, because otherwise they are seen {@code poll.ms} late.
 *   <li>Nothing catches an exception of {@code forward} or of the store. Kafka Streams reports the failed send of one record at the
 *       next one; whoever goes on loses both. So the handlers stay on FAIL, and what cannot be sent is recognised before.
 *   <li><b>An exception of ours reaches Kafka Streams without its message.</b> Kafka Streams logs what ends a stream thread with all
 *       messages, also at its production level, and a message of Java or of a library may quote what it could not read.
 *       {@code FaultBarrier} leaves class and frames. Kafka's own exceptions pass: it acts upon their classes.
 *   <li>A send that failed for lack of time ends its stream thread, too. Kafka Streams' own handler would have that one task restored
 *       and commit the others, but of the sends that failed meanwhile a thread remembers only the last: under {@code at_least_once}
 *       the lost answers of the other tasks would count as given (4.4.0, {@code RecordCollectorImpl.recordSendError}).
 *   <li>What a topic refuses for good has ended its stream thread before anything knows of it, and the second attempt would end the next.
 *       So {@code TopicRefusals} remembers the request, and it gets an error record; where that is refused, too, the request stays in the
 *       store and is not asked again until the process restarts, because to forget it would be to lose it. TopicRefusals are taken from the
 *       producer's callbacks: the production exception handler sees the first record of a failed batch alone, which may be a neighbour
 *       of the one that was refused. To skip the record there is no way under {@code exactly_once_v2} (KAFKA-15259).
 *   <li>An answer has the timestamp of its request unless the topic would refuse that: then it has the nearest that it takes. The dates
 *       in the prompt count from the request's own in any case.
 *   <li>Nothing is sent in {@code close}: it comes after the commit. A new processor is made at every {@code init}, because Kafka
 *       Streams starts the same object again after a rebalance.
 *   <li>The tasks of a thread share its capacity without fixed parts: a poll brings hundreds of records of one partition, and its task
 *       is to use what the others leave. What gets free goes to a task that waits and has less than its part.
 *   <li>Under {@code exactly_once_v2} the node asks for a commit soon after the answer to a fresh request, while its thread has little
 *       to do and commits are quick; else the answer is left to the commit interval, for a transaction costs the broker the same for
 *       one answer as for a thousand.
 *   <li><b>Requests that cannot be asked for yet are read all the same, up to a bound in number and bytes,</b> and stored: whoever is
 *       behind another's ten thousand on the topic is not seen otherwise, and fairness between senders ({@code Rotation}) would begin behind
 *       them. Past the bound the consumer's polls bring no more records ({@code StreamThreadConsumer}), but of partitions that have less
 *       than their part of what waits, so what is held is at most twice the bound and what Kafka Streams had buffered.
 *   <li><b>With {@code group.protocol=streams} back-pressure blocks the stream thread for at most 100 ms a round,</b> for that protocol knows no
 *       consumer of ours that could pause partitions. Commits and completions of the thread's other tasks stall meanwhile, so with the
 *       classic one nothing is blocked. Revisit if Kafka Streams lets a task pause its own partitions.
 *   <li><b>Senders take turns within a partition, and partitions share what gets free.</b> A rotation over all tasks of a thread would be fairer
 *       to a sender in one partition beside one in all of them, but a task can ask for none but its own requests, and would wait for the tick of
 *       the others at each turn. So a sender has a turn in each partition that it has requests in.
 *   <li><b>A task gives way to one that has far less in flight.</b> Where calls are short and not places, whoever ticks first after a load has ended
 *       took its place, and that was always the same task.
 *   <li><b>A request stands behind an earlier one of its key that still waits, where order is by key,</b> whoever sent it: asked for before, its
 *       answer would only be kept in memory.
 *   <li><b>The share of the calls that one sender may have is counted in calls made and not in requests in flight.</b> Requests in flight say nothing
 *       about calls: a quarter of the places is all of the calls where these are quick. Only loads that a sender's own request began are charged.
 *   <li><b>A deadline begins when a request is taken up,</b> that is when the source is asked. A request that waits costs nothing and is
 *       as safe in the changelog as on the topic, so there is no reason to fail it; a deadline from its arrival failed a whole backlog
 *       in an outage, and replays that were published faster than their share.
 *   <li><b>A request whose calls had no turn until its deadline gets another,</b> before those that had none yet. The rate can fall after it was
 *       taken up (the service throttles, other instances want their share, a starting JVM has no processor), and loads can take more calls
 *       than those that the estimate knows. Before, three instances that started together in {@code bin/benchmark fleet} failed requests with
 *       nothing wrong but that.
 *   <li>Replayed requests have no topic of their own: they stand in the partitions of the live ones, which is what order by key means.
 *       So they can be held back, but where they fill the node, live ones behind them are held up; whoever replays chooses a rate.
 *   <li>A request that a changelog record cannot hold is refused, and its refusal waits for no earlier answer to its key.
 *   <li><b>A request that would have to wait is looked up in the cache first,</b> so hits are answered during an outage and past the
 *       capacity. Otherwise the cache is not asked twice.
 *   <li>The headers that say how a prompt was read belong to the request and not to the cached segment: equal queries share one
 *       segment, and each request says what was ignored in its own words. They are made once for a prompt and a day, so that a hit
 *       pays for two references and no text.
 *   <li><b>Prompts are read ahead of the stream thread</b> ({@code ReadAhead}): the consumer hands over what it polled, and a thread of its
 *       own passes it through the stages, which are pure. A stream thread that comes to a request finds it read, waits for it while it is
 *       being read, or reads it itself; nothing of the node's order or promises depends on it. Reading and making the calls were half of
 *       what a stream thread did, 44 % of the processor's CPU, which is now 12 %. What is read ahead is kept apart from what is remembered:
 *       Caffeine admits an entry by how often it was asked for, and dropped what nobody had come to yet. Reading inside the node, with
 *       the request pending meanwhile, was not taken: each refused request would go through the store. With {@code
 *       group.protocol=streams} there is no consumer of ours, and stream threads read themselves. So they do where there is one processor.
 *   <li><b>Answers are sent together while many requests are in flight.</b> Under {@code at_least_once} a batch had one answer, and each
 *       new batch makes buffers of 130 kB for its compression, a tenth of all garbage; so from 128 in flight on answers leave every 8 ms.
 *       With fewer they leave at once. A longer {@code linger.ms} would put that off to every answer.
 *   <li><b>Suppressions are looked up when an answer is forwarded</b> ({@code Disclosure}), whatever its segment went through: so one that is
 *       cached, joined, in flight, waiting for an earlier answer, or found in the store after a crash needs no rule of its own. They are a
 *       global store ({@code SuppressionTable}): Kafka Streams reads the topic to its end before any stream thread starts. It is a map in
 *       memory and not one of Kafka Streams' stores, for each customer of each answer is looked up, by several threads.
 *   <li><b>Without all suppressions nothing is answered.</b> A global thread that is refused a read dies, and the process with it. A partition
 *       without a leader looks like one without news, so its consumer asks once a second where the topic ends; past {@code
 *       suppression.max.age.ms} requests are stored and wait. Error records wait with them, which keeps the order of answers one.
 *   <li>The audit record is forwarded with its answer and nothing is sent where its topic refuses it: an answer that nobody can account for is
 *       worse than none. It has the present as its timestamp, which every topic takes.
 *   <li>Deadlines go by the clock on the wall, like Kafka Streams' own ticks. A clock that jumps ahead by more than the deadline
 *       fails what is in flight; one that jumps back delays what is in flight until the next request.
 * </ul>
 */
@NullMarked
package io.customersegment.topology;

import org.jspecify.annotations.NullMarked;
