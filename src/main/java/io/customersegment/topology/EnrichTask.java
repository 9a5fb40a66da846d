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
import io.customersegment.wire.ReadingHeaders;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The asynchronous node of one task, from its start to its close: everything that must not outlive a rebalance.
 *
 * <p><i>Threads:</i> the stream thread owns it and alone touches the context and the store. Completions, on any thread, give a
 * request its outcome and put it into {@link #ended}; after the close it is not drained.
 */
final class EnrichTask {

    private static final Logger LOG = LoggerFactory.getLogger(EnrichTask.class);

    /** An answer to an older request may wait for the commit interval: nobody notices a tenth of that more. */
    private static final Duration FRESH = Duration.ofSeconds(1);

    private static final Duration SLICE = Duration.ofMillis(50);
    private static final int RAMP = 32;

    private final EnrichSetup setup;
    private final Settings.Node settings;
    private final ProcessorContext<byte[], byte[]> context;
    private final KeyValueStore<Bytes, byte[]> store;
    private final PendingStores.WrittenDown written;
    private final ThreadShare share;
    private final Emission emission;

    private final Map<Bytes, Pending> index = new LinkedHashMap<>();

    /** In the store and not asked for again, because no topic takes their answers. */
    private final Set<Bytes> parked = ConcurrentHashMap.newKeySet();

    private final Lanes lanes;
    private final Ticks ticks;
    private final BlockingQueue<Pending> ended = new LinkedBlockingQueue<>();
    private final Map<Bytes, Long> deferred = new LinkedHashMap<>();
    private volatile Load load = Load.NONE;

    /** Starts with what the store holds, which is asked for little by little and not here. */
    EnrichTask(
            EnrichSetup setup,
            ProcessorContext<byte[], byte[]> context,
            KeyValueStore<Bytes, byte[]> store,
            ThreadShare share) {
        this.setup = setup;
        this.settings = setup.settings();
        this.context = context;
        this.store = store;
        this.written = setup.stores().of(context.taskId());
        this.share = share;
        this.emission = Emission.of(settings.order());
        this.lanes = new Lanes(share, setup.senders(), context.taskId().partition());
        this.ticks = new Ticks(context, share, setup.exactlyOnce(), this::tick);
        restore();
        schedule();
        publish();
    }

    private void restore() {
        try (KeyValueIterator<Bytes, byte[]> entries = store.all()) {
            while (entries.hasNext()) {
                KeyValue<Bytes, byte[]> entry = entries.next();
                PendingRequest request = PendingRequest.decode(entry.value);
                if (setup.refusals().parks(request.arrival())) {
                    parked.add(entry.key);
                    continue;
                }
                Pending pending = new Pending(request, null);
                index.put(pending.key(), pending);
                lanes.enter(pending);
                Pending before = emission.before(request.arrival());
                emission.add(pending);
                lanes.add(pending, before);
            }
        }
        if (!index.isEmpty()) {
            LOG.atInfo()
                    .addKeyValue("task", context.taskId())
                    .addKeyValue("requests", index.size())
                    .log("restored pending requests");
        }
    }

    /** How busy this task is; any thread. */
    Load load() {
        return load;
    }

    /** How many requests of this task are parked; any thread. */
    int parked() {
        return parked.size();
    }

    /** Admits a request, or answers it at once if nothing has to be waited for. Ignores a request that is pending already. */
    void take(Passage passage) {
        Arrival arrival = passage.arrival();
        if (!holds(arrival)) {
            accept(arrival, passage.parsed());
        }
        if (setup.refusals().ofChangelog(arrival) == null) { // what is written meanwhile has this record's timestamp
            drain();
        }
        schedule();
        publish();
    }

    private boolean holds(Arrival arrival) {
        if (index.isEmpty() && parked.isEmpty()) {
            return false;
        }
        Bytes key = PendingRequest.key(arrival);
        return index.containsKey(key) || parked.contains(key);
    }

    private void accept(Arrival arrival, ParsedRequest read) {
        if (setup.refusals().parks(arrival)) {
            PendingRequest request = new PendingRequest(arrival, setup.clock().millis(), 0);
            store.put(PendingRequest.key(arrival), request.encode());
            parked.add(PendingRequest.key(arrival));
            return;
        }
        Failure unkept = unkept(arrival);
        boolean keepable = unkept == null;
        Failure obstacle = keepable ? setup.refusals().ofResult(arrival) : unkept;
        ParsedRequest parsed = obstacle == null
                ? read
                : new ParsedRequest(read.query().then(fine -> Outcome.failed(obstacle)), read.headers());
        Outcome<Query> query = parsed.query();
        boolean blocked = keepable && emission.blocks(arrival);
        SegmentSource.Answer answer = blocked ? null : cached(arrival, query);
        if (answer == null && (query instanceof Outcome.Ok || blocked)) {
            Pending before = emission.before(arrival);
            if (!lanes.open(arrival, before)) {
                awaitRoom();
            }
            answer = lanes.open(arrival, before) ? ask(arrival, query) : null;
        }
        Outcome<Segment> outcome = outcome(query, answer);
        boolean held =
                keepable && (emission.blocks(arrival) || !setup.disclosure().open());
        if (outcome != null && !held) {
            forward(arrival, parsed.headers(), outcome, answer);
            return;
        }
        PendingRequest request = new PendingRequest(arrival, setup.clock().millis(), 0);
        Pending pending = new Pending(request, parsed);
        deferred.remove(pending.key()); // delivered again after its answer, and pending once more
        store.put(pending.key(), request.encode());
        index.put(pending.key(), pending);
        lanes.enter(pending);
        Pending before = emission.before(arrival);
        emission.add(pending);
        if (outcome != null || answer != null) {
            asked(pending, outcome, answer);
        } else {
            lanes.add(pending, before);
        }
    }

    /** Why the request cannot be kept in the changelog, null if it can. */
    private @Nullable Failure unkept(Arrival arrival) {
        Failure tooLarge = setup.stages().tooLarge(arrival);
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

    /** Lets requests end until there is room for one more, or the thread was held up for long enough. */
    private void awaitRoom() {
        Patience patience = setup.patience();
        if (patience == null || !lanes.full()) {
            return;
        }
        drain();
        while (lanes.full() && share.mayHold()) {
            long before = setup.clock().millis();
            try {
                Pending next = patience.await(ended, SLICE);
                if (next != null) {
                    end(next);
                }
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                return;
            }
            long now = setup.clock().millis();
            share.held(Math.min(Math.max(0, now - before), SLICE.toMillis())); // a clock may jump
            expire(now);
            drain();
        }
    }

    /** What the cache has for a request that may have to wait, null if it need not wait or the cache has nothing. */
    private SegmentSource.@Nullable Answer cached(Arrival arrival, Outcome<Query> read) {
        boolean waits = setup.senders().limited() || !lanes.open(arrival.replayed());
        return waits && !arrival.fresh() && read instanceof Outcome.Ok<Query> query
                ? setup.source().cached(query.value())
                : null;
    }

    /** What the source promises, null if there is nothing to ask it. */
    private SegmentSource.@Nullable Answer ask(Arrival arrival, Outcome<Query> read) {
        return read instanceof Outcome.Ok<Query> query ? setup.source().ask(query.value(), arrival.fresh()) : null;
    }

    /** What has come out already, null if that has to be waited for. */
    private static @Nullable Outcome<Segment> outcome(Outcome<Query> read, SegmentSource.@Nullable Answer answer) {
        if (read instanceof Outcome.Failed<Query> failed) {
            return Outcome.failed(failed.failure());
        }
        if (answer == null || !answer.segment().isDone()) {
            return null;
        }
        Outcome<Segment> outcome = GuardedSource.outcome(answer.segment());
        return onlyWaited(outcome) ? null : outcome;
    }

    /** The request was asked for, or there was nothing to ask. */
    private void asked(Pending pending, @Nullable Outcome<Segment> outcome, SegmentSource.@Nullable Answer answer) {
        if (answer != null) {
            pending.asked(answer);
        }
        if (outcome != null) {
            pending.settle(outcome);
            emission.ready(pending);
        } else if (answer != null) {
            watch(pending, answer);
        }
    }

    private void watch(Pending pending, SegmentSource.Answer answer) {
        lanes.asked(pending);
        charge(pending, answer);
        pending.expiresAt(setup.clock().millis() + settings.deadline().toMillis());
        var unused = answer.segment().whenComplete((outcome, bug) -> {
            if (pending.settle(GuardedSource.outcome(outcome, bug))) {
                ended.add(pending);
            }
        });
    }

    /** Sends what is ready and asks for those that wait. */
    private void drain() {
        for (Pending pending = ended.poll(); pending != null; pending = ended.poll()) {
            end(pending);
        }
        start();
        if (!setup.disclosure().open()
                || (!setup.exactlyOnce() && !share.sends(setup.clock().millis()))) {
            return;
        }
        for (Pending next = emission.next(); next != null; next = emission.next()) {
            forward(next);
            forget(next.key());
            index.remove(next.key());
            lanes.leave(next);
            emission.sent();
        }
    }

    private void end(Pending pending) {
        lanes.ended(pending);
        settle(pending);
        if (onlyWaited(pending.outcome()) && pending.turns() < settings.maxAttempts()) {
            pending.waitAgain();
            lanes.addAgain(pending);
        } else {
            emission.ready(pending);
        }
    }

    /** Whether there was no answer because a call had no turn, as after the rate of calls has fallen. */
    private static boolean onlyWaited(@Nullable Outcome<Segment> outcome) {
        return outcome != null && outcome.fold(segment -> false, failure -> failure.reason() == Reason.CALL_NOT_MADE);
    }

    /** Charges the sender for a load that its request has started. */
    private void charge(Pending pending, SegmentSource.Answer answer) {
        if (setup.senders().limited() && answer.cacheUse() == SegmentSource.CacheUse.MISS && !pending.replayed()) {
            pending.sentBy(setup.senders().of(pending.arrival()));
            pending.charged(setup.senders().started(pending.sender()));
        }
    }

    /** Charges it for what the load took, as far as that is known. */
    private void settle(Pending pending) {
        Outcome<Segment> outcome = pending.outcome();
        if (pending.charged() > 0 && outcome != null) {
            double made = outcome.fold(
                    segment -> (double) segment.calls(),
                    failure -> failure.reason().cacheable() ? 1 : pending.charged());
            setup.senders().ended(pending.sender(), pending.charged(), made);
        }
    }

    private void start() {
        for (int started = 0; started < RAMP; started++) {
            Pending pending = lanes.next();
            if (pending == null) {
                return;
            }
            ParsedRequest known = pending.parsed();
            Outcome<Query> read = known == null ? again(pending) : known.query();
            SegmentSource.Answer answer = ask(pending.arrival(), read);
            asked(pending, outcome(read, answer), answer);
        }
    }

    /**
     * Reads a request again that was found in the store, unless it was taken up too often for too long: in a row of crashes it may be
     * the cause, while in a row of rebalances, which look alike from here, it is not. Crashes in quicker succession end the process, as
     * {@code ThreadReplacement} says, and go on counting when it comes back.
     */
    private Outcome<Query> again(Pending pending) {
        PendingRequest again = pending.request().again();
        long pendingFor = setup.clock().millis() - again.acceptedAt();
        if (again.attempt() > settings.maxAttempts()
                && pendingFor > settings.maxAttempts() * settings.deadline().toMillis()) {
            return Outcome.failed(new Failure(
                    Stage.ENRICH,
                    Reason.ATTEMPTS_EXHAUSTED,
                    "The request was taken up " + again.attempt() + " times without an answer"));
        }
        Failure unkept = setup.refusals().ofChangelog(pending.arrival());
        Failure obstacle = unkept == null ? setup.refusals().ofResult(pending.arrival()) : unkept;
        if (obstacle != null) {
            return Outcome.failed(obstacle);
        }
        store.put(pending.key(), again.encode());
        ParsedRequest parsed = setup.stages().read(pending.arrival());
        pending.parsed(parsed);
        return parsed.query();
    }

    private void expire(long now) {
        for (Pending pending : lanes.asked()) {
            if (pending.expiresAt() > now) {
                break;
            }
            if (pending.settle(Outcome.failed(new Failure(
                    Stage.ENRICH,
                    Reason.DEADLINE_PASSED,
                    "There was no answer within " + settings.deadline().toMillis() + " ms")))) {
                ended.add(pending);
                pending.cancel();
            }
        }
    }

    private void forward(Pending pending) {
        Outcome<Segment> outcome = pending.outcome();
        if (outcome == null) {
            throw new IllegalStateException("A request was to be answered without an outcome");
        }
        forward(pending.arrival(), pending.headers(), outcome, pending.asked());
    }

    private void forward(
            Arrival arrival, ReadingHeaders reading, Outcome<Segment> made, SegmentSource.@Nullable Answer answer) {
        Outcome<Segment> outcome = setup.disclosure().permitted(made);
        if (outcome instanceof Outcome.Failed<Segment> failed) {
            LOG.atDebug()
                    .addKeyValue("stage", failed.failure().stage().word())
                    .addKeyValue("reason", failed.failure().reason().word())
                    .addKeyValue("partition", arrival.partition())
                    .addKeyValue("offset", arrival.offset())
                    .log("request refused");
        }
        SegmentSource.CacheUse cacheUse = answer == null ? null : answer.cacheUse();
        long ageMillis = setup.clock().millis() - arrival.timestamp();
        if (setup.exactlyOnce() && !arrival.replayed() && ageMillis < FRESH.toMillis()) {
            share.answeredUrgently();
        }
        setup.listener().answered(outcome, cacheUse, arrival.replayed(), ageMillis);
        context.forward(
                setup.writer().write(arrival, reading, outcome, cacheUse, setup.clock()),
                outcome instanceof Outcome.Ok ? Enrichment.RESULTS : Enrichment.ERRORS);
        Audit audit = setup.audit();
        if (audit != null) {
            context.forward(audit.of(arrival, reading, outcome), Enrichment.AUDIT);
        }
    }

    /** Deletes an answered request from the store, or puts that off until a commit has made its answer safe. */
    private void forget(Bytes key) {
        if (setup.exactlyOnce() || !written.holds(key)) {
            store.delete(key);
        } else {
            deferred.put(key, written.commits());
        }
    }

    private void forgetDeferred() {
        Iterator<Map.Entry<Bytes, Long>> entries = deferred.entrySet().iterator();
        while (entries.hasNext()) {
            Map.Entry<Bytes, Long> entry = entries.next();
            if (entry.getValue() >= written.commits()) {
                break;
            }
            store.delete(entry.getKey());
            entries.remove();
        }
    }

    private void tick(long now) {
        share.renew();
        expire(setup.clock().millis());
        drain();
        forgetDeferred();
        ticks.commitPromptly(now);
        schedule();
        publish();
    }

    private void schedule() {
        boolean pending = !index.isEmpty() || !deferred.isEmpty();
        boolean onlyWaiting = pending && deferred.isEmpty() && lanes.waiting() == index.size();
        ticks.schedule(pending, onlyWaiting && setup.source().backpressure() == Backpressure.OUTAGE);
    }

    private void publish() {
        if (!load.is(lanes, deferred.size())) {
            load = Load.of(lanes, deferred.size());
        }
    }

    /** Stops. Comes after the commit, so nothing is sent or written here; what is pending is in the store. */
    void close() {
        ticks.stop();
        index.values().forEach(Pending::cancel);
        load = Load.NONE;
        lanes.close();
    }
}
