package io.customersegment.enrich;

import io.customersegment.catalogue.Column;
import io.customersegment.enrich.RecommendationSource.Item;
import io.customersegment.enrich.SegmentEncoder.Customer;
import io.customersegment.plan.FilterTemplate;
import io.customersegment.plan.Query;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Searches for the customers of one segment: determines which calls to make, given the answers to previous ones. Knows neither the
 * service nor time: the caller makes the calls of {@link #next()}, any number at once, and passes their items back.
 *
 * <p><i>Threads:</i> not thread-safe.
 */
final class SegmentSearch {

    private static final double INTEREST_STEPS = 10_000;

    private final Query query;
    private final Predicate<Item> admitted;
    private final CustomerOrder order;
    private final double leastInterest;
    private final int limit;

    /** Whether the limit is lower than the requested size. */
    private final boolean bounded;

    private final Map<String, Customer> found = new HashMap<>();
    private final Queue<SearchCall> next = new ArrayDeque<>();
    private double topScore = Double.NaN;
    private int plannedCalls;
    private int reservedCalls;
    private boolean budgetExhausted;
    private boolean limitReached;

    /**
     * A call to make.
     *
     * @param columns the columns that its items bring, none for ids and scores alone
     * @param size the maximum number of items
     * @param answered receives the items, best first; to be called only after {@link #topScore} is known
     */
    record SearchCall(
            Query.Branch branch, ShardRange range, List<Column> columns, int size, Consumer<List<Item>> answered) {

        /**
         * Converts this to a call of the service.
         *
         * @param userId the car model's slug
         * @param deadline when the answer is no longer wanted, in nanoseconds of {@link System#nanoTime}
         */
        RecommendationSource.Call to(String userId, long deadline) {
            Map<String, String> values = new HashMap<>(branch.values());
            values.put(FilterTemplate.SHARD_MIN, String.valueOf(range.first()));
            values.put(FilterTemplate.SHARD_MAX, String.valueOf(range.last()));
            return new RecommendationSource.Call(userId, branch.filter().name(), values, columns, size, deadline);
        }

        /** Omits the branch's values, so that it can be logged. */
        @Override
        public String toString() {
            return "SearchCall[" + size + "]";
        }
    }

    /**
     * The result of a search.
     *
     * @param customers the customers in the requested order, no more than requested or allowed
     * @param truncated whether matching customers were left out because of the limits on calls or customers, not because of the
     *     requested size
     * @param full whether there are as many customers as the limit allows
     */
    record Found(List<Customer> customers, boolean truncated, boolean full) {

        /** Omits the customers, so that it can be logged. */
        @Override
        public String toString() {
            return "Found[" + customers.size() + "]";
        }
    }

    /**
     * Starts with a call for each branch of the query.
     *
     * @param admitted which items may be in the segment; must give the same result for an item each time
     */
    SegmentSearch(Query query, Predicate<Item> admitted) {
        this.query = query;
        this.admitted = admitted;
        this.order = new CustomerOrder(query.criteria().order());
        this.leastInterest = query.leastInterest();
        this.limit = Math.min(query.criteria().size(), query.maxCustomers());
        this.bounded = query.criteria().size() > query.maxCustomers();
    }

    /** Plans the first calls, one for each branch of the query. */
    void start() {
        query.branches().forEach(branch -> new BranchSearch(this, branch).start());
    }

    /** Sets the best score that any customer has for the car model, which interest is relative to; NaN if there is none. */
    void topScore(double score) {
        topScore = score;
    }

    /** Removes and returns a call to make now; null if there is none until another is answered. */
    @Nullable
    SearchCall next() {
        return next.poll();
    }

    /** Whether matching customers may be missing because no more calls were allowed. */
    boolean budgetExhausted() {
        return budgetExhausted;
    }

    /** Returns the result; to be called once every call is answered. */
    Found found() {
        List<Customer> customers = found.values().stream().sorted(order).toList();
        boolean more = customers.size() > limit;
        List<Customer> best = more ? customers.subList(0, limit) : customers;
        return new Found(best, budgetExhausted || limitReached || (more && bounded), best.size() == limit);
    }

    /**
     * Adds a call of a branch's filter for a range of shards. If the call budget is spent, returns false instead, and customers may
     * be missing.
     *
     * @param answered receives the items, best first
     */
    boolean call(Query.Branch branch, ShardRange range, List<Column> columns, int size, Consumer<List<Item>> answered) {
        if (plannedCalls >= query.maxCalls()) {
            exhaustBudget();
            return false;
        }
        plannedCalls++;
        next.add(new SearchCall(branch, range, columns, size, answered));
        return true;
    }

    /** Whether the given number of calls is left besides those reserved. */
    boolean affords(int more) {
        return query.maxCalls() - plannedCalls - reservedCalls >= more;
    }

    /** Reserves calls; a negative number releases them. */
    void reserve(int more) {
        reservedCalls += more;
    }

    /** Notes that matching customers may be missing. */
    void exhaustBudget() {
        budgetExhausted = true;
    }

    /** The columns to request. */
    List<Column> columns() {
        return query.fetched();
    }

    /** The maximum number of customers in the segment. */
    int limit() {
        return limit;
    }

    /** Adds the items of a branch that match and are admitted. */
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

    /** Whether the segment is ordered as the service orders, best first, so that the best are found without knowing all. */
    boolean byInterest() {
        return order.byInterest();
    }

    /**
     * Whether no customer whom the service ranks after the last of these items can change the segment.
     *
     * @param known items that are known to match although their columns have not been fetched
     */
    boolean settled(List<Item> items, List<Item> known) {
        double last = interest(items.get(items.size() - 1).score());
        if (last < leastInterest) {
            return true;
        }
        Standing worst = order.byInterest() ? worstOfTheBest(known) : null;
        if (worst == null) {
            return false;
        }
        if (bounded && last <= worst.interest()) {
            limitReached = true;
            return true;
        }
        return last < worst.interest();
    }

    /** Returns the items that can be in the segment, according to what is known so far. */
    List<Item> contenders(List<Item> items, List<Item> known) {
        Standing worst = order.byInterest() ? worstOfTheBest(known) : null;
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
     * Returns the branch without customers that sort after the last of the best found so far; the branch itself if not enough are
     * found, or if its filter cannot express that.
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
        limitReached |= bounded && !narrowed.equals(branch);
        return narrowed;
    }

    private record Standing(String id, double interest) {
        static final Comparator<Standing> BEST_FIRST =
                Comparator.comparingDouble(Standing::interest).reversed().thenComparing(Standing::id);

        /** Omits the customer's id, so that it can be logged. */
        @Override
        public String toString() {
            return "Standing";
        }
    }

    private @Nullable Standing worstOfTheBest(List<Item> known) {
        Map<String, Standing> standings = new HashMap<>();
        found.values()
                .forEach(customer -> standings.put(customer.id(), new Standing(customer.id(), customer.interest())));
        known.stream()
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
}
