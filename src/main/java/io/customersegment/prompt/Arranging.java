package io.customersegment.prompt;

import io.customersegment.catalogue.Column;
import io.customersegment.catalogue.Entry;
import io.customersegment.criteria.Criteria;
import io.customersegment.criteria.Order;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects the order and the size of a prompt; an item that contradicts an earlier one is unread. */
final class Arranging {

    private static final int MOST_OF_A_COUNT = 12;
    private static final int LEAST_OF_A_MEASURE = 1000;

    private final boolean sized;
    private final boolean sorts;
    private final @Nullable Column sortedBy;
    private boolean sizeMayRepeat;
    private final List<Item> unread = new ArrayList<>();
    private List<Order.Key> keys = List.of();
    private int size = Criteria.UNLIMITED;
    private boolean top;
    private boolean bottom;
    private boolean sorted;
    private @Nullable Boolean downwards;
    private @Nullable Subject last;

    Arranging(List<Part> parts) {
        boolean anySize = false;
        boolean anySort = false;
        Column by = null;
        for (Part part : parts) {
            for (Item item : part.items()) {
                if (item.is(Item.Kind.ARRANGEMENT)) {
                    anySize |= item.arrangement().size() > 0;
                    boolean sort = item.arrangement().sorted()
                            && !item.arrangement().keys().isEmpty();
                    anySort |= sort;
                    by = sort ? item.arrangement().keys().get(0).column() : by;
                }
            }
        }
        this.sized = anySize;
        this.sorts = anySort;
        this.sortedBy = by;
    }

    /** Whether the superlative is read as a condition: it has one, and it does not rank customers for a size. */
    boolean isCondition(Arrangement arrangement) {
        boolean same = sortedBy != null
                && !arrangement.keys().isEmpty()
                && arrangement.keys().get(0).column().equals(sortedBy);
        boolean cuts = sized && (!sorts || same);
        return arrangement.condition() != null && !arrangement.sorted() && !cuts;
    }

    /** Records the items of a block, in their order. */
    void add(List<Item> items) {
        boolean capacity = isCapacity(items);
        for (int i = 0; i < items.size(); i++) {
            Item item = items.get(i);
            if (item.is(Item.Kind.CONDITION)) {
                condition(item.said(), i > 0 && items.get(i - 1).is(Item.Kind.NOT));
            } else if (item.is(Item.Kind.ARRANGEMENT) && !isCondition(item.arrangement())) {
                boolean counts = i + 1 < items.size() && items.get(i + 1).is(Item.Kind.CONDITION);
                boolean again = item.arrangement().size() == size
                        && !item.arrangement().keys().isEmpty();
                if (counts && size != Criteria.UNLIMITED && item.arrangement().size() > 0 && !sizeMayRepeat && !again) {
                    unread.add(item);
                }
                if (isOfCount(items, i)) {
                    unread.add(item);
                }
                sizeMayRepeat &= item.arrangement().size() == 0;
                arrangement(item, item.arrangement());
            }
        }
        sizeMayRepeat |= capacity;
    }

    /** Whether a number alone may refer to the quantity named before it instead of to people: 60,000 is enough. */
    private boolean isOfCount(List<Item> items, int index) {
        Node node = items.get(index).node();
        if (node == null || last == null || last.number() == null) {
            return false;
        }
        int number = items.get(index).arrangement().size();
        boolean likely = last.number().whole() ? number <= MOST_OF_A_COUNT : number >= LEAST_OF_A_MEASURE;
        int before = index > 0 && items.get(index - 1).is(Item.Kind.COMMA) ? index - 2 : index - 1;
        boolean behind = node.rule().equals(SizeRules.LONE_SIZE)
                && before >= 0
                && items.get(before).is(Item.Kind.CONDITION);
        return likely && (behind || node.rule().equals(SizeRules.ENOUGH));
    }

    /** Whether the items state a capacity and no condition, so that the customers may be counted again: dinner for 12. */
    private static boolean isCapacity(List<Item> items) {
        return items.stream()
                        .anyMatch(item -> item.is(Item.Kind.ARRANGEMENT)
                                && item.arrangement().size() > 0)
                && items.stream().noneMatch(item -> item.is(Item.Kind.CONDITION));
    }

    private void condition(WordedCondition said, boolean negated) {
        Subject subject = said.subject();
        if (subject == null) {
            return;
        }
        Entry entry = subject.entry();
        boolean ranks = said.frame() == WordedCondition.Frame.NOUN || said.frame() == WordedCondition.Frame.ADJECTIVE;
        if (top && ranks && said.bare() && !negated && keys.isEmpty() && entry != null) {
            keys = entry.order().stream()
                    .map(sort -> new Order.Key(sort.column(), sort.descending()))
                    .toList();
        }
        if (SubjectOrders.key(subject) != null && said.frame() != WordedCondition.Frame.TEXTS) {
            last = subject;
        }
    }

    private void arrangement(Item item, Arrangement arrangement) {
        if (arrangement.sizedOnly() && !sized) {
            unread.add(item);
            return;
        }
        if (arrangement.size() > 0) {
            if (size != Criteria.UNLIMITED && size != arrangement.size()) {
                unread.add(item);
            }
            size = arrangement.size();
            top |= item.node() != null && item.node().rule().equals("top");
        }
        if (!arrangement.keys().isEmpty()) {
            keys(item, arrangement);
        }
        if (arrangement.direction() == Arrangement.Direction.BOTTOM) {
            bottom = true;
        } else if (arrangement.direction() != null) {
            direction(item, arrangement);
        }
    }

    private void keys(Item item, Arrangement arrangement) {
        boolean repeats = keys.equals(arrangement.keys());
        boolean sameColumn = !keys.isEmpty()
                && keys.get(0).column().equals(arrangement.keys().get(0).column());
        if (!keys.isEmpty() && !repeats && !sameColumn && (sorted || !arrangement.sorted() || !top)) {
            unread.add(item);
            return;
        }
        boolean turns = sameColumn && !repeats && !sorted && downwards(keys) != downwards(arrangement.keys());
        if (turns) {
            unread.add(item);
        }
        downwards = sameColumn ? downwards : null;
        keys = arrangement.keys();
        sorted |= arrangement.sorted();
    }

    private static boolean downwards(List<Order.Key> keys) {
        return keys.get(0).descending();
    }

    private void direction(Item item, Arrangement arrangement) {
        Arrangement.Direction direction = arrangement.direction();
        boolean descending = direction == Arrangement.Direction.DESCENDING || direction == Arrangement.Direction.LATEST;
        boolean ofDates = direction == Arrangement.Direction.LATEST || direction == Arrangement.Direction.EARLIEST;
        boolean turned = downwards != null && downwards != descending;
        downwards = descending;
        if (turned) {
            unread.add(item);
        }
        if (!arrangement.keys().isEmpty()) {
            return;
        }
        if (!keys.isEmpty()) {
            if (ofDates && keys.get(0).column().type() != Column.Type.DATE) {
                unread.add(item);
            }
            keys = List.of(new Order.Key(keys.get(0).column(), descending));
            return;
        }
        Column column = last == null ? null : SubjectOrders.key(last);
        if (column == null || (ofDates && column.type() != Column.Type.DATE)) {
            unread.add(item);
            return;
        }
        keys = List.of(new Order.Key(column, descending));
        sorted = true;
    }

    Order order() {
        boolean byInterest = keys.size() == 1
                && keys.get(0).descending() != bottom
                && keys.get(0).column().type() == Column.Type.INTEREST;
        if (byInterest) {
            return Order.BY_INTEREST;
        }
        if (!bottom) {
            return new Order(keys);
        }
        return new Order(keys.stream()
                .map(key -> new Order.Key(key.column(), !key.descending()))
                .toList());
    }

    int size() {
        return size;
    }

    /** Whether the prompt requests an order or a size. */
    boolean isAsked() {
        return size != Criteria.UNLIMITED || !keys.isEmpty();
    }

    List<Item> unread() {
        return unread;
    }
}
