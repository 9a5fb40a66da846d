package io.customersegment.enrich;

import com.github.benmanes.caffeine.cache.Ticker;
import io.customersegment.catalogue.Column;
import io.customersegment.enrich.RecommendationSource.Call;
import io.customersegment.enrich.RecommendationSource.Item;
import io.customersegment.enrich.SegmentEncoder.Customer;
import io.customersegment.outcome.Failure;
import io.customersegment.outcome.Outcome;
import io.customersegment.outcome.Reason;
import io.customersegment.outcome.Stage;
import io.customersegment.outcome.UnquotedFault;
import io.customersegment.plan.FilterTemplate;
import io.customersegment.plan.Query;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One segment while it is assembled: the calls in flight, the budget, and the customers found so far by all branches.
 *
 * <p><i>Threads:</i> everything but {@link #start} runs as an event of {@link Serial}, so one at a time.
 */
final class SegmentLoad {

    private static final Logger LOG = LoggerFactory.getLogger(SegmentLoad.class);
    private static final double INTEREST_STEPS = 10_000;

    private final Query query;
    private final RecommendationSource source;
    private final SegmentEncoder encoder;
    private final Clock clock;
    private final Ticker ticker;
    private final long deadline;
    private final long callDeadline;

    private final CustomerOrder order;
    private final double leastInterest;
    private final int limit;
    private final boolean bounded;
    private final Admitted admitted;

    private final Serial serial = new Serial();
    private final CompletableFuture<Outcome<Segment>> answer = new CompletableFuture<>();
    private final Map<Integer, Future<?>> underWay = new HashMap<>();
    private final List<Runnable> untilTopScore = new ArrayList<>();
    private final Map<String, Customer> found = new HashMap<>();
    private boolean topScoreKnown;
    private double topScore = Double.NaN;
    private @Nullable Failure noCustomers;
    private int calls;
    private int reserved;
    private int waiting;
    private boolean cut;
    private boolean beyond;

    SegmentLoad(
            Query query,
            RecommendationSource source,
            SegmentEncoder encoder,
            Suppressions suppressions,
            Clock clock,
            Ticker ticker,
            long deadline,
            long callDeadline) {
        this.admitted = new Admitted(suppressions);
        this.query = query;
        this.source = source;
        this.encoder = encoder;
        this.clock = clock;
        this.ticker = ticker;
        this.deadline = deadline;
        this.callDeadline = callDeadline;
        this.order = new CustomerOrder(query.criteria().order());
        this.leastInterest = query.leastInterest();
        this.limit = Math.min(query.criteria().size(), query.maxCustomers());
        this.bounded = query.criteria().size() > query.maxCustomers();
    }

    /** Makes the first calls and answers with the segment to come. */
    CompletableFuture<Outcome<Segment>> start(TopScores topScores, ScheduledExecutorService timer, Duration patience) {
        Future<?> alarm = timer.schedule(() -> run(this::deadlinePassed), patience.toNanos(), TimeUnit.NANOSECONDS);
        run(() -> {
            waiting++;
            var unused = topScores
                    .of(query.carModel().slug(), callDeadline)
                    .whenComplete((outcome, fault) -> run(() -> topScoreArrived(outcome)));
            query.branches().forEach(branch -> new BranchLoad(this, branch).start());
        });
        var unused = answer.whenComplete((outcome, fault) -> alarm.cancel(false));
        return answer;
    }

    /**
     * Calls the branch's filter for a range of shards, unless the budget is spent: then the segment is cut and the answer is
     * false.
     *
     * @param then told what came back, best first, once interest can be computed
     */
    boolean call(Query.Branch branch, ShardRange range, List<Column> withColumns, int size, Consumer<List<Item>> then) {
        if (answer.isDone()) {
            return false;
        }
        if (calls >= query.maxCalls()) {
            cut();
            return false;
        }
        if (ticker.read() - deadline >= 0) {
            deadlinePassed();
            return false;
        }
        calls++;
        waiting++;
        Map<String, String> values = new HashMap<>(branch.values());
        values.put(FilterTemplate.SHARD_MIN, String.valueOf(range.first()));
        values.put(FilterTemplate.SHARD_MAX, String.valueOf(range.last()));
        var future = source.recommend(
                new Call(query.carModel().slug(), branch.filter().name(), values, withColumns, size, callDeadline));
        int number = calls;
        underWay.put(number, future);
        var unused = future.whenComplete((outcome, fault) -> run(() -> {
            underWay.remove(number);
            arrived(outcome, then);
        }));
        return true;
    }

    /** Whether N calls are left beside those reserved. */
    boolean affords(int more) {
        return query.maxCalls() - calls - reserved >= more;
    }

    /** Sets calls aside; a negative number gives them back. */
    void reserve(int more) {
        reserved += more;
    }

    /** Notes that customers who match may be missing. */
    void cut() {
        cut = true;
    }

    /** The columns to ask for. */
    List<Column> columns() {
        return query.fetched();
    }

    /** Adds the items that the branch brought and that match, without those who are suppressed. */
    void take(Query.Branch branch, Collection<Item> items) {
        for (Item item : items) {
            if (!admitted.test(item)) {
                continue;
            }
            double interest = interest(item.score());
            ItemRow row = ItemRow.of(item, interest, query.fetched());
            if (branch.leftOver().matches(row) && row.mayMatch(query.criteria().condition())) {
                found.putIfAbsent(item.id(), new Customer(item.id(), interest, row));
            }
        }
    }

    /** Whether the service's order, best first, is that of the segment, so that the best are found without knowing all. */
    boolean byInterest() {
        return order.byInterest();
    }

    /**
     * Whether nobody whom the service ranks after the last of these items can change the segment.
     *
     * @param sure items that are known to match though their columns have not been fetched
     */
    boolean settled(List<Item> items, List<Item> sure) {
        double last = interest(items.get(items.size() - 1).score());
        if (last < leastInterest) {
            return true;
        }
        Standing worst = order.byInterest() ? worstOfTheBest(sure) : null;
        if (worst == null) {
            return false;
        }
        if (bounded && last <= worst.interest()) {
            beyond = true;
            return true;
        }
        return last < worst.interest();
    }

    /** Those of the items that can be in the segment, by what is known so far. */
    List<Item> contenders(List<Item> items, List<Item> sure) {
        Standing worst = order.byInterest() ? worstOfTheBest(sure) : null;
        return items.stream()
                .filter(admitted)
                .filter(item -> {
                    Standing standing = new Standing(item.id(), interest(item.score()));
                    return standing.interest() >= leastInterest
                            && (worst == null
                                    || standing.interest() > worst.interest()
                                    || (standing.interest() == worst.interest() && !order.byInterestAlone())
                                    || Standing.BEST_FIRST.compare(standing, worst) <= 0);
                })
                .toList();
    }

    /**
     * The branch without those who sort behind the last of the best found so far; itself if not enough are found, or if its
     * filter cannot say so.
     */
    Query.Branch narrowed(Query.Branch branch) {
        var key = order.firstKey();
        if (key == null || found.size() < limit || !branch.canNarrow(key.column())) {
            return branch;
        }
        Customer worst = found.values().stream()
                .sorted(order)
                .skip(limit - 1L)
                .findFirst()
                .orElseThrow();
        if (!(worst.columns().value(key.column()) instanceof Double bound)) {
            return branch;
        }
        Query.Branch narrowed =
                key.descending() ? branch.atLeast(key.column(), bound) : branch.atMost(key.column(), bound);
        beyond |= bounded && !narrowed.equals(branch);
        return narrowed;
    }

    /** How many customers the segment will have at most. */
    int limit() {
        return limit;
    }

    private record Standing(String id, double interest) {
        static final Comparator<Standing> BEST_FIRST =
                Comparator.comparingDouble(Standing::interest).reversed().thenComparing(Standing::id);

        /** Without the customer's id, so that it can be logged. */
        @Override
        public String toString() {
            return "Standing";
        }
    }

    private @Nullable Standing worstOfTheBest(List<Item> sure) {
        Map<String, Standing> standings = new HashMap<>();
        found.values()
                .forEach(customer -> standings.put(customer.id(), new Standing(customer.id(), customer.interest())));
        sure.stream()
                .filter(admitted)
                .forEach(item -> standings.put(item.id(), new Standing(item.id(), interest(item.score()))));
        if (standings.size() < limit) {
            return null;
        }
        return standings.values().stream()
                .sorted(Standing.BEST_FIRST)
                .skip(limit - 1L)
                .findFirst()
                .orElseThrow();
    }

    private double interest(double score) {
        double share = score / topScore;
        return share > 0 ? Math.round(Math.min(1, share) * INTEREST_STEPS) / INTEREST_STEPS : 0;
    }

    private void topScoreArrived(@Nullable Outcome<Double> outcome) {
        if (outcome == null) {
            failed(new Failure(Stage.ENRICH, Reason.SOURCE_FAILING, "The call for the top score was abandoned"));
            return;
        }
        waiting--;
        outcome.fold(this::topScoreIs, failure -> {
            if (failure.reason() == Reason.NO_CUSTOMERS) {
                noCustomers = failure;
                return topScoreIs(Double.NaN);
            }
            return failed(failure);
        });
    }

    private boolean topScoreIs(double score) {
        topScore = score;
        topScoreKnown = true;
        untilTopScore.forEach(Runnable::run);
        untilTopScore.clear();
        return true;
    }

    private void arrived(@Nullable Outcome<RecommendationSource.Recommendations> outcome, Consumer<List<Item>> then) {
        if (outcome == null) {
            failed(new Failure(Stage.ENRICH, Reason.SOURCE_FAILING, "A call was abandoned"));
            return;
        }
        outcome.fold(
                recommendations -> {
                    Runnable event = () -> {
                        waiting--;
                        then.accept(recommendations.items());
                    };
                    return topScoreKnown ? ran(event) : untilTopScore.add(event);
                },
                this::failed);
    }

    private static boolean ran(Runnable event) {
        event.run();
        return true;
    }

    private void run(Runnable event) {
        serial.run(() -> {
            if (answer.isDone()) {
                return;
            }
            try {
                event.run();
                if (waiting == 0 && !answer.isDone()) {
                    finish();
                }
            } catch (RuntimeException | Error bug) { // else no event would follow, the deadline among them
                String name = bug.getClass().getSimpleName();
                LOG.atError()
                        .addKeyValue("fault", name)
                        .setCause(LOG.isDebugEnabled() ? UnquotedFault.of(bug) : null)
                        .log("a segment could not be assembled, which is a bug");
                failed(new Failure(Stage.ENRICH, Reason.SOURCE_FAILING, "The segment could not be assembled: " + name));
            }
        });
    }

    private void finish() {
        if (found.isEmpty()) {
            failed(nobody());
            return;
        }
        List<Customer> customers = found.values().stream().sorted(order).toList();
        boolean more = customers.size() > limit;
        boolean truncated = cut || beyond || (more && bounded);
        List<Customer> best = more ? customers.subList(0, limit) : customers;
        answer.complete(Outcome.ok(
                encoder.encode(best, query.shown(), truncated, clock.instant()).loaded(calls, best.size() == limit)));
    }

    private Failure nobody() {
        if (noCustomers != null) {
            return noCustomers;
        }
        if (cut) {
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
        List.copyOf(underWay.values()).forEach(call -> call.cancel(true));
        return false;
    }
}
