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
 * One branch of a query while it is fetched: decides the next call from what the last one brought.
 *
 * <p>A <i>page</i> comes with columns and holds 50, a <i>census</i> comes without and holds 500: the ids of a census say where
 * to cut the slices that bring the columns. <i>Threads:</i> runs within its {@link SegmentLoad}'s events.
 */
final class BranchLoad {

    private static final int PAGE = 50;
    private static final int CENSUS = 500;
    private static final int SLICES_OF_A_CENSUS = CENSUS / PAGE + 1;
    private static final int MAX_NARROWED = 25;
    private static final int MAX_NARROWINGS = 8;
    private static final int BLIND = 35;

    private final SegmentLoad load;
    private final boolean exact;
    private final boolean bare;
    private final Set<String> seen = new HashSet<>();
    private Query.Branch branch;
    private boolean foreignShards;
    private int narrowings;

    BranchLoad(SegmentLoad load, Query.Branch branch) {
        this.load = load;
        this.branch = branch;
        this.exact = branch.leftOver().equals(Condition.everybody());
        this.bare = load.columns().isEmpty();
    }

    void start() {
        if (bare) {
            census(ShardRange.ALL);
        } else {
            page();
        }
    }

    private void page() {
        load.call(branch, ShardRange.ALL, load.columns(), PAGE, items -> {
            take(items);
            if (items.size() < PAGE || load.settled(items, List.of())) {
                return;
            }
            Query.Branch narrower = load.limit() <= MAX_NARROWED ? load.narrowed(branch) : branch;
            if (!narrower.equals(branch) && narrowings < MAX_NARROWINGS) {
                narrowings++;
                branch = narrower;
                page();
            } else if (load.affords(2)) {
                census(ShardRange.ALL);
            } else {
                load.cut();
            }
        });
    }

    private void census(ShardRange range) {
        int slices = bare ? 0 : SLICES_OF_A_CENSUS;
        load.reserve(slices);
        boolean called = load.call(branch, range, List.of(), CENSUS, items -> {
            load.reserve(-slices);
            if (bare) {
                take(items);
            }
            List<Item> sure = exact ? items : List.of();
            List<Item> contenders = load.contenders(items, sure);
            if (items.size() < CENSUS || load.settled(items, sure)) {
                slices(range, contenders, () -> {});
            } else if (load.byInterest()) {
                slices(range, contenders, () -> {
                    if (!load.settled(items, List.of())) {
                        split(range);
                    }
                });
            } else if (!split(range)) {
                slices(range, contenders, () -> {});
            }
        });
        if (!called) {
            load.reserve(-slices);
        }
    }

    /** Takes a census of each half of the range, unless that and its slices would be more than is left. */
    private boolean split(ShardRange range) {
        int slices = bare ? 0 : SLICES_OF_A_CENSUS;
        if (range.single() || !load.affords(2 + 2 * slices)) {
            load.cut();
            return false;
        }
        range.parts(2).forEach(this::census);
        return true;
    }

    /** Fetches those of the contenders that have not been seen, in as few slices as hold at most a page of contenders each. */
    private void slices(ShardRange range, List<Item> contenders, Runnable then) {
        Step step = new Step(() -> remaining(range, contenders, then));
        if (!foreignShards) {
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

    /** Where a slice that starts at this id ends: after a page of ids, but never between two of one shard. */
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
     * Where a slice brought someone who does not belong there, or not whom it was fetched for, shards are not computed as ours
     * are, and nothing is known of where a customer is: halve until no slice is full.
     */
    private void remaining(ShardRange range, List<Item> contenders, Runnable then) {
        boolean missing = contenders.stream().anyMatch(item -> !seen.contains(item.id()));
        if (!foreignShards || !missing) {
            then.run();
            return;
        }
        Step step = new Step(then);
        range.parts(Math.max(2, contenders.size() / BLIND + 1)).forEach(part -> slice(part, null, step));
        step.done();
    }

    /**
     * Fetches a slice, and its halves if it is full.
     *
     * @param wanted whom it is fetched for, null if it has to be complete
     */
    private void slice(ShardRange range, @Nullable List<String> wanted, Step step) {
        step.begin();
        boolean called = load.call(branch, range, load.columns(), PAGE, items -> {
            take(items);
            boolean full = items.size() >= PAGE;
            boolean found = wanted != null && seen.containsAll(wanted);
            foreignShards |=
                    (wanted != null && !full && !found) || items.stream().anyMatch(item -> !range.holds(item.id()));
            boolean complete = !full || load.settled(items, List.of()) || found || (wanted != null && foreignShards);
            if (!complete && range.single()) {
                load.cut();
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
        load.take(branch, unseen);
    }

    /** Calls that are awaited together. */
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
