package io.customersegment.enrich;

import com.github.benmanes.caffeine.cache.Ticker;
import io.customersegment.enrich.SegmentSearch.SearchCall;
import io.customersegment.outcome.Failure;
import io.customersegment.outcome.Outcome;
import io.customersegment.outcome.Reason;
import io.customersegment.outcome.Stage;
import io.customersegment.outcome.UnquotedFault;
import io.customersegment.plan.Query;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Loads one segment: makes the calls of its {@link SegmentSearch} until there are no more, one fails, or the deadline passes.
 *
 * <p><i>Threads:</i> everything except {@link #start} runs as an event of {@link Serial}, so one at a time.
 */
final class SegmentLoad {

    private static final Logger LOG = LoggerFactory.getLogger(SegmentLoad.class);

    private final Query query;
    private final RecommendationSource source;
    private final SegmentEncoder encoder;
    private final Clock clock;
    private final Ticker ticker;
    private final long deadline;
    private final long callDeadline;
    private final SegmentSearch search;

    private final Serial serial = new Serial();
    private final CompletableFuture<Outcome<Segment>> answer = new CompletableFuture<>();
    private final IdentityHashMap<SearchCall, Future<?>> inFlight = new IdentityHashMap<>();
    private final List<Runnable> untilTopScore = new ArrayList<>();
    private boolean topScoreKnown;
    private @Nullable Failure noCustomers;

    private int calls;

    /** The number of events still to come, without the deadline. */
    private int pendingEvents;

    SegmentLoad(
            Query query,
            RecommendationSource source,
            SegmentEncoder encoder,
            Suppressions suppressions,
            Clock clock,
            Ticker ticker,
            long deadline,
            long callDeadline) {
        this.query = query;
        this.source = source;
        this.encoder = encoder;
        this.clock = clock;
        this.ticker = ticker;
        this.deadline = deadline;
        this.callDeadline = callDeadline;
        this.search = new SegmentSearch(query, new SuppressionFilter(suppressions));
    }

    /** Makes the first calls and returns the future segment. */
    CompletableFuture<Outcome<Segment>> start(TopScores topScores, ScheduledExecutorService timer, Duration patience) {
        Future<?> alarm = timer.schedule(() -> run(this::deadlinePassed), patience.toNanos(), TimeUnit.NANOSECONDS);
        run(() -> {
            pendingEvents++;
            var topScore = topScores.of(query.carModel().slug(), callDeadline);
            var unused = topScore.whenComplete((outcome, fault) -> run(() -> topScoreArrived(outcome)));
            var unusedToo = answer.whenComplete((outcome, fault) -> topScore.cancel(false));
            search.start();
        });
        var unused = answer.whenComplete((outcome, fault) -> alarm.cancel(false));
        return answer;
    }

    private void run(Runnable event) {
        serial.run(() -> {
            if (answer.isDone()) {
                return;
            }
            try {
                event.run();
                makeCalls();
                if (pendingEvents == 0 && !answer.isDone()) {
                    finish();
                }
            } catch (RuntimeException | Error bug) { // otherwise no event would follow, including the deadline
                String name = bug.getClass().getSimpleName();
                LOG.atError()
                        .addKeyValue("fault", name)
                        .setCause(LOG.isDebugEnabled() ? UnquotedFault.of(bug) : null)
                        .log("a segment could not be assembled, which is a bug");
                failed(new Failure(Stage.ENRICH, Reason.SOURCE_FAILING, "The segment could not be assembled: " + name));
            }
        });
    }

    private void makeCalls() {
        for (SearchCall call = search.next(); call != null && !answer.isDone(); call = search.next()) {
            if (ticker.read() - deadline >= 0) {
                deadlinePassed();
            } else {
                make(call);
            }
        }
    }

    private void make(SearchCall call) {
        calls++;
        pendingEvents++;
        var future = source.recommend(call.to(query.carModel().slug(), callDeadline));
        inFlight.put(call, future);
        var unused = future.whenComplete((outcome, fault) -> run(() -> {
            inFlight.remove(call);
            arrived(outcome, call);
        }));
    }

    private void topScoreArrived(@Nullable Outcome<Double> outcome) {
        if (outcome == null) {
            failed(new Failure(Stage.ENRICH, Reason.SOURCE_FAILING, "The call for the top score was abandoned"));
            return;
        }
        pendingEvents--;
        outcome.fold(this::topScoreIs, failure -> {
            if (failure.reason() == Reason.NO_CUSTOMERS) {
                noCustomers = failure;
                return topScoreIs(Double.NaN);
            }
            return failed(failure);
        });
    }

    private boolean topScoreIs(double score) {
        search.topScore(score);
        topScoreKnown = true;
        untilTopScore.forEach(Runnable::run);
        untilTopScore.clear();
        return true;
    }

    private void arrived(@Nullable Outcome<RecommendationSource.Recommendations> outcome, SearchCall call) {
        if (outcome == null) {
            failed(new Failure(Stage.ENRICH, Reason.SOURCE_FAILING, "A call was abandoned"));
            return;
        }
        outcome.fold(
                recommendations -> {
                    Runnable event = () -> {
                        pendingEvents--;
                        call.answered().accept(recommendations.items());
                    };
                    return topScoreKnown ? ran(event) : untilTopScore.add(event);
                },
                this::failed);
    }

    private static boolean ran(Runnable event) {
        event.run();
        return true;
    }

    private void finish() {
        SegmentSearch.Found found = search.found();
        if (found.customers().isEmpty()) {
            failed(nobody());
            return;
        }
        answer.complete(Outcome.ok(encoder.encode(found.customers(), query.shown(), found.truncated(), clock.instant())
                .loaded(calls, found.full())));
    }

    private Failure nobody() {
        if (noCustomers != null) {
            return noCustomers;
        }
        if (search.budgetExhausted()) {
            return new Failure(
                    Stage.ENRICH,
                    Reason.TOO_COMPLEX,
                    "Nobody was found by " + calls + " calls to Personalize, and no more are allowed for one request");
        }
        return Segment.nobody();
    }

    private void deadlinePassed() {
        failed(new Failure(
                Stage.ENRICH,
                Reason.DEADLINE_PASSED,
                "The segment was not complete in time, after " + calls + " calls"));
    }

    private boolean failed(Failure failure) {
        answer.complete(Outcome.failed(failure));
        List.copyOf(inFlight.values()).forEach(call -> call.cancel(true));
        return false;
    }
}
