package io.customersegment.enrich;

import io.customersegment.criteria.Condition;
import io.customersegment.enrich.RecommendationSource.Item;
import io.customersegment.plan.Query;
import io.customersegment.plan.Shard;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Searches one branch of a query: determines the next call from the items of the last one.
 *
 * <p>A <i>page</i> comes with columns and holds 50 items, a <i>census</i> comes without and holds 500. The ids of a census
 * determine where to cut the slices that bring the columns. <i>Threads:</i> not thread-safe.
 */
final class BranchSearch {

    private static final int PAGE = 50;
    private static final int CENSUS = 500;
    private static final int SLICES_OF_A_CENSUS = CENSUS / PAGE + 1;
    private static final int MAX_NARROWED = 25;
    private static final int MAX_NARROWINGS = 8;
    private static final int CUSTOMERS_PER_UNKNOWN_SHARD_RANGE = 35;

    private final SegmentSearch search;
    private final boolean exact;
    private final boolean bare;
    private final Set<String> seen = new HashSet<>();
    private Query.Branch branch;
    private boolean shardMismatch;
    private int narrowings;

    BranchSearch(SegmentSearch search, Query.Branch branch) {
        this.search = search;
        this.branch = branch;
        this.exact = branch.leftOver().equals(Condition.everybody());
        this.bare = search.columns().isEmpty();
    }

    void start() {
        if (bare) {
            census(ShardRange.ALL);
        } else {
            page();
        }
    }

    private void page() {
        search.call(branch, ShardRange.ALL, search.columns(), PAGE, items -> {
            take(items);
            if (items.size() < PAGE || search.settled(items, List.of())) {
                return;
            }
            Query.Branch narrower = search.limit() <= MAX_NARROWED ? search.narrowed(branch) : branch;
            if (!narrower.equals(branch) && narrowings < MAX_NARROWINGS) {
                narrowings++;
                branch = narrower;
                page();
            } else if (search.affords(2)) {
                census(ShardRange.ALL);
            } else {
                search.exhaustBudget();
            }
        });
    }

    private void census(ShardRange range) {
        int slices = bare ? 0 : SLICES_OF_A_CENSUS;
        search.reserve(slices);
        boolean called = search.call(branch, range, List.of(), CENSUS, items -> {
            search.reserve(-slices);
            if (bare) {
                take(items);
            }
            List<Item> known = exact ? items : List.of();
            List<Item> contenders = search.contenders(items, known);
            if (items.size() < CENSUS || search.settled(items, known)) {
                slices(range, contenders, () -> {});
            } else if (search.byInterest()) {
                slices(range, contenders, () -> {
                    if (!search.settled(items, List.of())) {
                        split(range);
                    }
                });
            } else if (!split(range)) {
                slices(range, contenders, () -> {});
            }
        });
        if (!called) {
            search.reserve(-slices);
        }
    }

    /** Takes a census of each half of the range, unless that and its slices would need more calls than are left. */
    private boolean split(ShardRange range) {
        int slices = bare ? 0 : SLICES_OF_A_CENSUS;
        if (range.single() || !search.affords(2 + 2 * slices)) {
            search.exhaustBudget();
            return false;
        }
        range.parts(2).forEach(this::census);
        return true;
    }

    /** Fetches the contenders that have not been seen, in as few slices as possible that hold at most a page of contenders each. */
    private void slices(ShardRange range, List<Item> contenders, Runnable then) {
        Step step = new Step(() -> remaining(range, contenders, then));
        if (!shardMismatch) {
            List<String> ids = contenders.stream()
                    .map(Item::id)
                    .sorted(Comparator.comparingInt(Shard::of))
                    .toList();
            int from = 0;
            while (from < ids.size()) {
                if (seen.contains(ids.get(from))) {
                    from++;
                    continue;
                }
                int to = sliceEnd(ids, from);
                List<String> wanted = ids.subList(from, to).stream()
                        .filter(id -> !seen.contains(id))
                        .toList();
                slice(new ShardRange(Shard.of(wanted.get(0)), Shard.of(wanted.get(wanted.size() - 1))), wanted, step);
                from = to;
            }
        }
        step.done();
    }

    /** Returns where a slice that starts at this id ends: after a page of ids, but never between two of one shard. */
    private static int sliceEnd(List<String> ids, int from) {
        int to = Math.min(ids.size(), from + PAGE);
        if (to == ids.size()) {
            return to;
        }
        int next = Shard.of(ids.get(to));
        int fitting = to;
        while (fitting > from && Shard.of(ids.get(fitting - 1)) == next) {
            fitting--;
        }
        if (fitting > from) {
            return fitting;
        }
        while (to < ids.size() && Shard.of(ids.get(to)) == next) {
            to++;
        }
        return to;
    }

    /**
     * Halves the range until no slice is full, if shards turn out not to be computed by {@link Shard}: a slice brought a customer
     * who does not belong there, or not those that it was fetched for, so the position of a customer is unknown.
     */
    private void remaining(ShardRange range, List<Item> contenders, Runnable then) {
        boolean missing = contenders.stream().anyMatch(item -> !seen.contains(item.id()));
        if (!shardMismatch || !missing) {
            then.run();
            return;
        }
        Step step = new Step(then);
        range.parts(Math.max(2, contenders.size() / CUSTOMERS_PER_UNKNOWN_SHARD_RANGE + 1))
                .forEach(part -> slice(part, null, step));
        step.done();
    }

    /**
     * Fetches a slice, and its halves if it is full.
     *
     * @param wanted the ids that it is fetched for, null if it has to be complete
     */
    private void slice(ShardRange range, @Nullable List<String> wanted, Step step) {
        step.begin();
        boolean called = search.call(branch, range, search.columns(), PAGE, items -> {
            take(items);
            boolean full = items.size() >= PAGE;
            boolean found = wanted != null && seen.containsAll(wanted);
            shardMismatch |=
                    (wanted != null && !full && !found) || items.stream().anyMatch(item -> !range.holds(item.id()));
            boolean complete = !full || search.settled(items, List.of()) || found || (wanted != null && shardMismatch);
            if (!complete && range.single()) {
                search.exhaustBudget();
            } else if (!complete) {
                for (ShardRange half : range.parts(2)) {
                    List<String> inHalf = wanted == null
                            ? null
                            : wanted.stream()
                                    .filter(id -> half.holds(id) && !seen.contains(id))
                                    .toList();
                    if (inHalf == null || !inHalf.isEmpty()) {
                        slice(half, inHalf, step);
                    }
                }
            }
            step.done();
        });
        if (!called) {
            step.done();
        }
    }

    private void take(List<Item> items) {
        List<Item> unseen = new ArrayList<>();
        for (Item item : items) {
            if (seen.add(item.id())) {
                unseen.add(item);
            }
        }
        search.take(branch, unseen);
    }

    /** A group of calls that are awaited together. */
    private static final class Step {

        private final Runnable then;
        private int pending = 1;

        Step(Runnable then) {
            this.then = then;
        }

        void begin() {
            pending++;
        }

        void done() {
            pending--;
            if (pending == 0) {
                then.run();
            }
        }
    }
}
