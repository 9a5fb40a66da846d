/**
 * Connects the stages to the topics; the only code that waits, forwards records or knows the names of nodes.
 *
 * <p>Start at {@link io.customersegment.topology.SegmentTopology}. Its node {@code read} turns a record into a query. Its node
 * {@code enrich} keeps hundreds of calls in flight on one stream thread: it puts a request into a store with a changelog and calls the
 * source; the completion is queued, and the stream thread sends the answer and deletes the entry. After a crash or a rebalance the
 * store holds the requests that were pending, and the source is called for them again. An answer that does not have to wait (to a
 * refused request, or from the cache) is sent at once and never stored.
 *
 * <h2>Design decisions</h2>
 *
 * <ul>
 *   <li><b>Under {@code at_least_once} an entry that the changelog may hold is deleted only after a commit that follows its answer.</b>
 *       Answer and deletion go to different partitions, so the deletion could be durable and the answer lost, and the request with it.
 *       An entry that never left the cache may be deleted at once: its offset is not committed either. Under {@code exactly_once_v2}
 *       all of this is one transaction.
 *   <li><b>The store is keyed by offset and timestamp, not by the request's key or a slot,</b> so that a late tombstone of an instance
 *       that was declared dead can never delete another request, and a request that is delivered again is recognised.
 *   <li><b>The node's punctuator runs every millisecond while requests are pending,</b> a hundredth as often while all of them wait for
 *       an outage to end, a tenth as often while only a transaction has to end, and otherwise not: a punctuation makes Kafka Streams
 *       commit, and an idle instance must not commit. Completions are seen at the next punctuation. The consumer's polls are kept short
 *       while calls are in flight, because otherwise completions are seen {@code poll.ms} late.
 *   <li><b>No exception of {@code forward} or of the store is caught.</b> Kafka Streams reports the failed send of one record at the
 *       next one; continuing would lose both. The handlers therefore stay on FAIL, and records that cannot be sent are detected
 *       beforehand.
 *   <li><b>An exception of this application reaches Kafka Streams without its message.</b> Kafka Streams logs the exception that ends a
 *       stream thread with all messages, even at its production log level, and a message of Java or of a library may quote the input
 *       that it could not read. {@code FaultBarrier} keeps the class and the stack frames. Kafka's own exceptions pass unchanged: Kafka
 *       Streams acts on their classes.
 *   <li><b>A send that failed with a timeout ends its stream thread, too.</b> Kafka Streams' own handler would restore that one task
 *       and commit the others, but of several sends that failed a thread remembers only the last: under {@code at_least_once} the lost
 *       answers of the other tasks would count as sent (4.4.0, {@code RecordCollectorImpl.recordSendError}).
 *   <li><b>A request whose answer a topic refuses permanently gets an error record.</b> A refusal is known only after it has ended its
 *       stream thread, and the second attempt would end the next one. So {@code TopicRefusals} remembers the request; where the error
 *       record is refused, too, the request stays in the store and is not started again until the process restarts, because dropping it
 *       would lose it. Refusals are taken from the producer's callbacks: the production exception handler sees only the first record of
 *       a failed batch, which may be a neighbour of the refused one. Under {@code exactly_once_v2} there is no way to skip the record
 *       (KAFKA-15259).
 *   <li><b>An answer has the timestamp of its request unless the topic would refuse that,</b> in which case it has the nearest
 *       timestamp that the topic accepts. Dates in the prompt are relative to the request's own time in either case.
 *   <li><b>Nothing is sent in {@code close},</b> because it is called after the commit. A new {@code EnrichTask} is created at every
 *       {@code init}, because Kafka Streams starts the same processor object again after a rebalance.
 *   <li><b>The tasks of a thread share its capacity without fixed quotas:</b> a poll returns hundreds of records of one partition, and
 *       its task should use the capacity that the others leave free. Freed capacity goes to a waiting task that has less than its
 *       share.
 *   <li><b>Under {@code exactly_once_v2} the node requests a commit soon after the answer to a recent request,</b> while its thread has
 *       little to do and commits are quick. Otherwise the answer is left to the commit interval, because a transaction costs the broker
 *       the same for one answer as for a thousand.
 *   <li><b>Requests that cannot be started yet are read all the same, up to a bound in number and bytes,</b> and stored. Otherwise a
 *       request behind another sender's ten thousand on the topic is not seen, and fairness between senders ({@code Rotation}) would
 *       begin only behind them. Past the bound the consumer's polls return records only of partitions that have less than their share
 *       of the waiting requests ({@code StreamThreadConsumer}), so at most twice the bound is held, plus the records that Kafka Streams
 *       had buffered.
 *   <li><b>With {@code group.protocol=streams} back-pressure blocks the stream thread for at most 100 ms per round,</b> because with
 *       that protocol there is no {@code StreamThreadConsumer} that could pause partitions. Commits and completions of the thread's
 *       other tasks stall during that time, so with the classic protocol nothing is blocked. Revisit if Kafka Streams lets a task pause
 *       its own partitions.
 *   <li><b>Senders take turns within a partition, and partitions share freed capacity.</b> A rotation over all tasks of a thread would
 *       be fairer to a sender in one partition next to one in all of them, but a task can start only its own requests, and would wait
 *       for the punctuation of the others at each turn. So a sender has a turn in each partition in which it has requests.
 *   <li><b>A task yields to one that has far fewer requests in flight.</b> Where calls are scarce rather than capacity, the task whose
 *       punctuation ran first after a load had ended took the freed place, and that was always the same task.
 *   <li><b>Where order is by key, a request waits behind an earlier one of its key that is still waiting,</b> whichever their senders
 *       are: started earlier, its answer would only be held in memory.
 *   <li><b>A sender's share is counted in calls made, not in requests in flight.</b> The number of requests in flight does not
 *       determine the number of calls: where calls are quick, a quarter of the places makes all of the calls. Only loads that a
 *       sender's own requests started are charged.
 *   <li><b>A deadline begins when a request is started,</b> that is, when the source is called. A waiting request costs nothing and is
 *       as safe in the changelog as on the topic, so there is no reason to fail it. A deadline from its arrival failed a whole backlog
 *       in an outage, and replays that were published faster than their share.
 *   <li><b>A request whose calls had no turn until its deadline gets another turn,</b> before those that had none yet. The rate can
 *       fall after the request was started (the service throttles, other instances claim their share, a starting JVM gets no processor
 *       time), and loads can take more calls than the estimate includes. Before this rule, three instances that started together in
 *       {@code bin/benchmark fleet} failed requests for this reason alone.
 *   <li><b>A request that joined a load gets another turn, once, if that was late:</b> the load ended at the deadline of the request
 *       that had started it earlier. When the cache started the second load for it, nothing charged the sender, no backpressure
 *       applied, and the node failed the request before the second load had its time. Only once, because a load that cannot be
 *       completed in time would otherwise be repeated for each of those who wait for it.
 *   <li><b>Replayed requests have no topic of their own:</b> they are in the partitions of the live ones, as order by key requires. So
 *       they can be held back, but where they fill the node, live requests behind them are delayed; the rate of a replay is chosen by
 *       its operator.
 *   <li><b>A request that does not fit into a changelog record is refused,</b> and its refusal waits for no earlier answer to its key.
 *   <li><b>A request that would have to wait is looked up in the cache first,</b> so hits are answered during an outage and beyond the
 *       capacity. A request that need not wait skips this lookup, because the call to the source includes one.
 *   <li><b>The headers that report how a prompt was read belong to the request and not to the cached segment:</b> equal queries share
 *       one segment, and each request reports the ignored parts in its own words. The headers are made once per prompt and day, so that
 *       a hit costs two references and no text.
 *   <li><b>Validation, interpretation and planning are one node,</b> because their result for a request is cached as a whole. As three
 *       nodes they passed on an object that each of them filled in further.
 *   <li><b>Prompts are read ahead of the stream thread</b> ({@code ReadAhead}): the consumer hands over the records that it polled, and
 *       a separate thread reads them, which is safe because reading is pure. A stream thread that reaches a request finds it read,
 *       waits while it is being read, or reads it itself; neither the order nor the guarantees of the node depend on it. Reading and
 *       making the calls were half of the work of a stream thread, 44 % of the processor's CPU, which is now 12 %. Requests read ahead
 *       are kept apart from the cache: Caffeine admits an entry by how often it was requested, and evicted those that no stream thread
 *       had reached yet. Reading inside the node, with the request pending until it is read, was rejected: each refused request would
 *       go through the store. With {@code group.protocol=streams} there is no {@code StreamThreadConsumer}, and stream threads read
 *       prompts themselves. They also do so where there is only one processor.
 *   <li><b>Answers are sent together while many requests are in flight.</b> Under {@code at_least_once} a batch had one answer, and
 *       each new batch allocates buffers of 130 kB for its compression, a tenth of all garbage; so from 128 requests in flight on
 *       answers are sent every 8 ms. With fewer they are sent at once. A longer {@code linger.ms} would delay every answer.
 *   <li><b>Suppressions are looked up when an answer is forwarded</b> ({@code Disclosure}), however its segment was obtained: a segment
 *       that is cached, joined, in flight, waiting for an earlier answer, or requested again after a crash needs no rule of its own.
 *       Suppressions are a global store ({@code SuppressionTable}): Kafka Streams reads the topic to its end before any stream thread
 *       starts. It is a map in memory and not one of Kafka Streams' stores, because every customer of every answer is looked up, by
 *       several threads.
 *   <li><b>Unless all suppressions are known, nothing is answered.</b> A global thread that is refused a read dies, and the process
 *       with it. A partition without a leader looks like one without new records, so the global consumer requests the end offsets of
 *       the topic once a second; past {@code suppression.max.age.ms} requests are stored and wait. Error records wait with them, which
 *       preserves a single order of answers.
 *   <li><b>The audit record is forwarded with its answer, and nothing is sent where its topic refuses it:</b> an answer that cannot be
 *       accounted for is worse than none. Its timestamp is the current time, which every topic accepts.
 *   <li><b>The source keeps the deadline; the node fails a request only after two.</b> By then, a source that has not lost it
 *       has answered, even if it loaded a second time because a customer was suppressed. With one deadline for both, a request
 *       could be failed by the node although the source was about to report that its calls only waited. The node follows the wall
 *       clock, like Kafka Streams' own punctuations: one that jumps ahead by more than the deadline may fail requests in flight;
 *       one that jumps back delays them until the next request arrives.
 * </ul>
 */
@NullMarked
package io.customersegment.topology;

import org.jspecify.annotations.NullMarked;
