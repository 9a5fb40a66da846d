package io.customersegment.topology;

import io.customersegment.config.Settings;
import io.customersegment.enrich.Backpressure;
import io.customersegment.enrich.Segment;
import io.customersegment.enrich.SegmentSource;
import io.customersegment.outcome.Failure;
import io.customersegment.outcome.Outcome;
import io.customersegment.outcome.Reason;
import io.customersegment.outcome.Stage;
import io.customersegment.plan.Query;
import io.customersegment.wire.Arrival;
import io.customersegment.wire.PendingRequest;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Predicate;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The asynchronous node of one task, from its start to its close: all state that must not outlive a rebalance. Longer than
 * 300 lines because what may happen to a request between its arrival and its answer is one state machine on one thread.
 *
 * <p><i>Threads:</i> owned by the stream thread, which alone accesses its parts. Completions, on any thread, set the outcome of a
 * request and put it into {@link #ended}, which is not drained after the close.
 */
final class EnrichTask {

    private static final Logger LOG = LoggerFactory.getLogger(EnrichTask.class);

    private static final Duration SLICE = Duration.ofMillis(50);
    private static final int RAMP = 32;

    /** The number of deadlines after which the source is considered to have lost a request that it has not answered. */
    private static final int OVERDUE_AFTER_DEADLINES = 2;

    private final EnrichSetup setup;
    private final Settings.Node settings;
    private final PendingLedger ledger;
    private final AnswerForwarder answers;
    private final ThreadLimits limits;
    private final AnswerOrder answerOrder;

    private final RequestQueues queues;
    private final Punctuations punctuations;
    private final BlockingQueue<Pending> ended = new LinkedBlockingQueue<>();
    private volatile NodeLoad load = NodeLoad.NONE;

    /** Restores the requests in the store. They are started incrementally later and not here. */
    EnrichTask(
            EnrichSetup setup,
            ProcessorContext<byte[], byte[]> context,
            KeyValueStore<Bytes, byte[]> store,
            ThreadLimits limits) {
        this.setup = setup;
        this.settings = setup.settings();
        this.ledger = new PendingLedger(
                store, setup.stores().of(context.taskId()), setup.exactlyOnce(), setup.refusals()::mustPark);
        this.answers = new AnswerForwarder(setup, context, limits);
        this.limits = limits;
        this.answerOrder = AnswerOrder.of(settings.order());
        this.queues =
                new RequestQueues(limits, setup.senders(), context.taskId().partition());
        this.punctuations = new Punctuations(context, limits, setup.exactlyOnce(), this::tick);
        restore(context.taskId());
        schedule();
        publish();
    }

    private void restore(TaskId task) {
        for (Pending pending : ledger.pending()) {
            queues.enter(pending);
            Pending before = answerOrder.before(pending.arrival());
            answerOrder.add(pending);
            queues.add(pending, before);
        }
        if (!ledger.pending().isEmpty()) {
            LOG.atInfo()
                    .addKeyValue("task", task)
                    .addKeyValue("requests", ledger.pending().size())
                    .log("restored pending requests");
        }
    }

    /** The load of this task; any thread. */
    NodeLoad load() {
        return load;
    }

    /** The number of parked requests of this task; any thread. */
    int parked() {
        return ledger.parked();
    }

    /** Admits a request, or answers it at once if nothing has to be waited for. Ignores a duplicate of a pending request. */
    void take(ReadRequest request) {
        Arrival arrival = request.arrival();
        if (!ledger.holds(arrival)) {
            accept(arrival, request.parsed());
        }
        if (setup.refusals().ofChangelog(arrival) == null) { // records written by drain() have this timestamp
            drain();
        }
        schedule();
        publish();
    }

    private void accept(Arrival arrival, ParsedRequest read) {
        if (setup.refusals().mustPark(arrival)) {
            ledger.park(arrival, setup.clock().millis());
            return;
        }
        Failure reasonNotStorable = reasonNotStorable(arrival);
        boolean keepable = reasonNotStorable == null;
        Failure obstacle = obstacle(arrival, reasonNotStorable);
        ParsedRequest parsed = obstacle == null
                ? read
                : new ParsedRequest(read.query().then(fine -> Outcome.failed(obstacle)), read.headers());
        Outcome<Query> query = parsed.query();
        boolean blocked = keepable && answerOrder.blocks(arrival);
        SegmentSource.Answer answer = blocked ? null : cached(arrival, query);
        if (answer == null && (query instanceof Outcome.Ok || blocked)) {
            Pending before = answerOrder.before(arrival);
            if (!queues.open(arrival, before)) {
                awaitRoom();
            }
            answer = queues.open(arrival, before) ? ask(arrival, query) : null;
        }
        Outcome<Segment> outcome = outcome(query, answer);
        boolean held =
                keepable && (answerOrder.blocks(arrival) || !setup.disclosure().open());
        if (outcome != null && !held) {
            answers.forward(arrival, parsed.headers(), outcome, answer);
            return;
        }
        Pending pending = ledger.add(arrival, parsed, setup.clock().millis());
        queues.enter(pending);
        Pending before = answerOrder.before(arrival);
        answerOrder.add(pending);
        if (outcome != null || answer != null) {
            recordStarted(pending, outcome, answer);
        } else {
            queues.add(pending, before);
        }
    }

    /** Returns why the request cannot be stored in the changelog, null if it can. */
    private @Nullable Failure reasonNotStorable(Arrival arrival) {
        Failure tooLarge = setup.reader().tooLarge(arrival);
        if (tooLarge != null) {
            return tooLarge;
        }
        long most = Math.min(setup.writer().maxBytes(), setup.refusals().changelogBytes());
        return arrival.size() <= most
                ? setup.refusals().ofChangelog(arrival)
                : new Failure(
                        Stage.VALIDATE,
                        Reason.SCHEMA_VIOLATED,
                        "The request has " + arrival.size() + " bytes with its key and headers, at most " + most
                                + " can be kept until the answer is there");
    }

    /** Returns why the request, or an answer to it, cannot be written; null if both can. */
    private @Nullable Failure obstacle(Arrival arrival, @Nullable Failure reasonNotStorable) {
        return reasonNotStorable == null ? setup.refusals().ofResult(arrival) : reasonNotStorable;
    }

    /** Ends requests until there is room for one more, or the thread has been blocked for the maximum time. */
    private void awaitRoom() {
        BackpressureWait backpressureWait = setup.backpressureWait();
        if (backpressureWait == null || !queues.full()) {
            return;
        }
        drain();
        while (queues.full() && limits.mayHold()) {
            long before = setup.clock().millis();
            try {
                Pending next = backpressureWait.await(ended, SLICE);
                if (next != null) {
                    end(next);
                }
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                return;
            }
            long now = setup.clock().millis();
            limits.held(Math.min(Math.max(0, now - before), SLICE.toMillis())); // a clock may jump
            expire(now);
            drain();
        }
    }

    /** Returns the cached answer for a request that may have to wait, null if it need not wait or the cache has none. */
    private SegmentSource.@Nullable Answer cached(Arrival arrival, Outcome<Query> read) {
        boolean waits = setup.senders().limited() || !queues.open(arrival.replayed());
        return waits && !arrival.fresh() && read instanceof Outcome.Ok<Query> query
                ? setup.source().cached(query.value())
                : null;
    }

    /** Returns the answer of the source, null if there is no query to call it with. */
    private SegmentSource.@Nullable Answer ask(Arrival arrival, Outcome<Query> read) {
        return read instanceof Outcome.Ok<Query> query ? setup.source().ask(query.value(), arrival.fresh()) : null;
    }

    /** Returns the outcome if it is known already, null if it has to be waited for. */
    private static @Nullable Outcome<Segment> outcome(Outcome<Query> read, SegmentSource.@Nullable Answer answer) {
        if (read instanceof Outcome.Failed<Query> failed) {
            return Outcome.failed(failed.failure());
        }
        if (answer == null || !answer.segment().isDone()) {
            return null;
        }
        Outcome<Segment> outcome = GuardedSource.outcome(answer.segment());
        return hadNoTurn(outcome) || joinedLate(answer, outcome) ? null : outcome;
    }

    /** Records that the source was called for the request, or that there was no query to call it with. */
    private void recordStarted(
            Pending pending, @Nullable Outcome<Segment> outcome, SegmentSource.@Nullable Answer answer) {
        if (answer != null) {
            pending.asked(answer);
        }
        if (outcome != null) {
            pending.settle(outcome);
            answerOrder.ready(pending);
        } else if (answer != null) {
            watch(pending, answer);
        }
    }

    private void watch(Pending pending, SegmentSource.Answer answer) {
        queues.asked(pending);
        pending.expiresAt(setup.clock().millis()
                + OVERDUE_AFTER_DEADLINES * settings.deadline().toMillis());
        Predicate<Outcome<Segment>> settlement = pending.settlement();
        var unused = answer.segment().whenComplete((outcome, bug) -> {
            if (settlement.test(GuardedSource.outcome(outcome, bug))) {
                ended.add(pending);
            }
        });
    }

    /** Sends the answers that are ready and starts waiting requests. */
    private void drain() {
        for (Pending pending = ended.poll(); pending != null; pending = ended.poll()) {
            end(pending);
        }
        start();
        if (!setup.disclosure().open()
                || (!setup.exactlyOnce() && !limits.sends(setup.clock().millis()))) {
            return;
        }
        for (Pending next = answerOrder.next(); next != null; next = answerOrder.next()) {
            answers.forward(next);
            ledger.answered(next);
            queues.leave(next);
            answerOrder.sent();
        }
    }

    private void end(Pending pending) {
        queues.ended(pending);
        if (pending.turns() < settings.maxAttempts() && mayHaveAnotherTurn(pending)) {
            pending.waitAgain();
            queues.addAgain(pending);
        } else {
            answerOrder.ready(pending);
        }
    }

    private static boolean mayHaveAnotherTurn(Pending pending) {
        Outcome<Segment> outcome = pending.outcome();
        SegmentSource.Answer answer = pending.asked();
        return outcome != null
                && answer != null
                && (hadNoTurn(outcome) || (joinedLate(answer, outcome) && pending.takeExtraTurn()));
    }

    /** Whether there is no answer because a call had no turn, as after the rate of calls has fallen. */
    private static boolean hadNoTurn(Outcome<Segment> outcome) {
        return outcome.failedFor(Reason.CALL_NOT_MADE);
    }

    /** Whether there is no answer because the deadline of another request, which had started the load earlier, has passed. */
    private static boolean joinedLate(SegmentSource.Answer answer, Outcome<Segment> outcome) {
        return answer.cacheUse() == SegmentSource.CacheUse.JOINED && outcome.failedFor(Reason.DEADLINE_PASSED);
    }

    private void start() {
        for (int started = 0; started < RAMP; started++) {
            Pending pending = queues.next();
            if (pending == null) {
                return;
            }
            ParsedRequest known = pending.parsed();
            Outcome<Query> read = known == null ? readRestored(pending) : known.query();
            SegmentSource.Answer answer = ask(pending.arrival(), read);
            recordStarted(pending, outcome(read, answer), answer);
        }
    }

    /**
     * Reads a restored request again, unless it was started too often for too long: in a series of crashes it may be the cause, while
     * in a series of rebalances, which look the same from here, it is not. Crashes in quicker succession end the process (see
     * {@code ThreadReplacement}), and the count continues when it restarts.
     */
    private Outcome<Query> readRestored(Pending pending) {
        PendingRequest again = pending.request().again();
        long pendingFor = setup.clock().millis() - again.acceptedAt();
        if (again.attempt() > settings.maxAttempts()
                && pendingFor > settings.maxAttempts() * settings.deadline().toMillis()) {
            return Outcome.failed(new Failure(
                    Stage.ENRICH,
                    Reason.ATTEMPTS_EXHAUSTED,
                    "The request was started " + again.attempt() + " times without an answer"));
        }
        Failure obstacle = obstacle(pending.arrival(), setup.refusals().ofChangelog(pending.arrival()));
        if (obstacle != null) {
            return Outcome.failed(obstacle);
        }
        ledger.startedAgain(pending, again);
        ParsedRequest parsed = setup.reader().read(pending.arrival());
        pending.parsed(parsed);
        return parsed.query();
    }

    /** Fails the requests that the source has lost. They get no other turn, because a lost load can be joined forever. */
    private void expire(long now) {
        for (Pending pending : queues.asked()) {
            if (pending.expiresAt() > now) {
                break;
            }
            if (pending.settle(Outcome.failed(new Failure(
                    Stage.ENRICH,
                    Reason.DEADLINE_PASSED,
                    "There was no answer within "
                            + OVERDUE_AFTER_DEADLINES * settings.deadline().toMillis() + " ms")))) {
                ended.add(pending);
                pending.takeExtraTurn();
                pending.cancel();
            }
        }
    }

    private void tick(long now) {
        limits.renew();
        expire(setup.clock().millis());
        drain();
        ledger.deleteCommitted();
        punctuations.commitPromptly(now);
        schedule();
        publish();
    }

    private void schedule() {
        int pending = ledger.pending().size();
        boolean work = pending > 0 || ledger.deferred() > 0;
        boolean onlyWaiting = work && ledger.deferred() == 0 && queues.waiting() == pending;
        punctuations.schedule(work, onlyWaiting && setup.source().backpressure() == Backpressure.OUTAGE);
    }

    private void publish() {
        if (!load.matches(queues, ledger.deferred())) {
            load = NodeLoad.of(queues, ledger.deferred());
        }
    }

    /** Stops. Called after the commit, so nothing is sent or written here; pending requests are in the store. */
    void close() {
        punctuations.stop();
        ledger.pending().forEach(Pending::cancel);
        load = NodeLoad.NONE;
        queues.close();
    }
}
