package io.customersegment.prompt;

import io.customersegment.prompt.Item.Kind;
import io.customersegment.prompt.Layout.Block;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the blocks with words before a colon: these are a condition, a label that the words after it define, or a name
 * of the list.
 */
final class LabelledBlocks {

    private final Chart chart;
    private final Cover cover;
    private final Narrowing narrowing;
    private final Topic topic;
    private final Labels labels;
    private final Remarks remarks;
    private final Namings namings;
    private final ListHeads heads;
    private final Stretches stretches;
    private final Parts parts;

    LabelledBlocks(
            Chart chart,
            Cover cover,
            Narrowing narrowing,
            Labels labels,
            Namings namings,
            ListHeads heads,
            Stretches stretches,
            Parts parts) {
        this.chart = chart;
        this.cover = cover;
        this.narrowing = narrowing;
        this.topic = new Topic(chart);
        this.labels = labels;
        this.remarks = new Remarks(chart, cover, narrowing);
        this.namings = namings;
        this.heads = heads;
        this.stretches = stretches;
        this.parts = parts;
    }

    /** Reads the words on both sides of the colon. */
    void read(Block block, int colon) {
        int start = colon + 1 < block.to() && chart.tokens().get(colon + 1).is("=") ? colon + 2 : colon + 1;
        List<Item> body = start < block.to() ? parts.read(start, block.to()) : List.of();
        if (isDenied(block.from(), colon, body)) {
            List<Item> denied = new ArrayList<>(body);
            cover.items(block.from(), colon).stream()
                    .filter(item -> !item.is(Kind.COMMA))
                    .forEach(denied::add);
            parts.add(denied, block);
            return;
        }
        if (isGiven(chart, cover.items(block.from(), colon))) {
            List<Item> whole = new ArrayList<>(cover.items(block.from(), colon));
            whole.addAll(body);
            parts.add(whole, block);
            return;
        }
        if (isUnclear(block.from(), colon, body)) {
            stretches.unread().add(new Span(colon + 1, block.to()));
        }
        cover.items(block.from(), colon).stream()
                .filter(item -> item.is(Kind.NOT) && heads.isSilent(block.from(), colon))
                .forEach(item -> stretches.unread().add(new Span(item.from(), item.to())));
        label(block.from(), colon, body, block);
        parts.add(body, block);
    }

    /** Whether the items begin with a condition that limits the scope of the rest: if Central, they have to be gold. */
    static boolean isGiven(Chart chart, List<Item> items) {
        for (Item item : items) {
            if (!item.is(Kind.SILENT) && !item.is(Kind.COMMA)) {
                return item.is(Kind.MEANING) && chart.has(Symbol.WHETHER, item.from());
            }
        }
        return false;
    }

    /** Whether a bare condition precedes the colon and only its negation follows: kids: no. */
    private boolean isDenied(int from, int colon, List<Item> body) {
        boolean no = body.stream().anyMatch(item -> item.is(Kind.NOT) || item.is(Kind.EXCEPT))
                && body.stream()
                        .allMatch(item -> item.is(Kind.NOT) || item.is(Kind.EXCEPT) || ListHeads.isFiller(item));
        return no && isBareCondition(from, colon);
    }

    /** Whether a bare condition precedes the colon, and neither a value nor a plain yes follows it: kids: n/a. */
    private boolean isUnclear(int from, int colon, List<Item> body) {
        return isBareCondition(from, colon)
                && body.stream().noneMatch(item -> item.isMeant() || item.is(Kind.UNREAD))
                && body.stream().anyMatch(item -> !item.is(Kind.SILENT));
    }

    private boolean isBareCondition(int from, int to) {
        List<Item> meant = cover.items(from, to).stream().filter(Item::isMeant).toList();
        return meant.size() == 1
                && meant.get(0).is(Kind.CONDITION)
                && meant.get(0).said().bare();
    }

    /** Reads the words before a colon: as a condition, as a label that the words after it define, or as a name of the list. */
    private void label(int from, int colon, List<Item> body, Block block) {
        if (from == colon) {
            return;
        }
        List<Item> items = cover.items(from, colon);
        items.stream()
                .filter(item -> item.is(Kind.ASIDE)
                        && item.node() != null
                        && item.node().rule().equals(Asides.HEADING))
                .forEach(item -> stretches.ignore(item.from(), item.to()));
        boolean read = items.stream().noneMatch(item -> item.is(Kind.UNREAD));
        boolean affirmed = !read && !body.isEmpty() && body.stream().allMatch(item -> item.is(Kind.SILENT));
        boolean excludes = !read && chart.hasAny(from, colon, Symbol.EXCEPT);
        if (excludes) {
            parts.add(parts.read(from, colon), block);
        } else if (affirmed) {
            stretches.unread().add(new Span(from, block.to()));
        } else if ((stretches.isName(items) || namings.unreadFrom(from, colon) == topic.greeted(from, colon))
                && body.stream().noneMatch(item -> item.is(Kind.UNREAD))
                && namings.isNamedBehind(topic.greeted(from, colon), colon, block.to())
                && !Definitions.columns(body).isEmpty()) {
            stretches.define(items, body, false);
        } else if (isSender(items)) {
            stretches.ignore(from, colon);
        } else if (isNameOfOwn(items, body)) {
            stretches.unread().add(new Span(from, colon));
        } else if (read
                && items.stream().noneMatch(Item::isMeant)
                && isTimeTold(items)
                && remarks.isRemark(from, colon)) {
            stretches.ignore(from, colon);
        } else if (read) {
            parts.add(items, block);
        } else if (!Definitions.isBareValue(body)
                && !labels.isMisspelt(from, colon)
                && (labels.isLabel(from, colon)
                        || (parts.isEmpty() && labels.isOccasion(from, colon))
                        || remarks.isRemark(from, colon)
                        || (!Definitions.columns(items).isEmpty()
                                && !narrowing.containsMeaningChanger(from, colon)
                                && Definitions.isDefined(items, body)))) {
            stretches.define(items, body, false);
        } else if (parts.isEmpty() && labels.isCheck(from, colon)) {
            stretches.ignoreNaming(from, colon);
        } else {
            parts.add(parts.read(from, colon), block);
        }
    }

    /** Whether the items contain a time, which then belongs to a planned action: the boys want to ring people tomorrow. */
    private static boolean isTimeTold(List<Item> items) {
        return Stretches.holds(items, Kind.WINDOW);
    }

    /** Whether the only condition is a word for the department that sends the prompt: quick one from finance. */
    private boolean isSender(List<Item> items) {
        return items.stream().anyMatch(item -> item.is(Kind.PLACE))
                && items.stream().anyMatch(item -> item.is(Kind.CONDITION))
                && items.stream()
                        .allMatch(item -> item.is(Kind.SILENT)
                                || item.is(Kind.COMMA)
                                || item.is(Kind.PLACE)
                                || (item.is(Kind.CONDITION) && chart.has(Symbol.THIRD_PARTY, item.from())));
    }

    /**
     * Whether bare words before a colon are either a name for the customers that the rest describes in full, or one more condition: silent
     * platinum: platinum customers without email consent.
     */
    private boolean isNameOfOwn(List<Item> items, List<Item> body) {
        boolean bare = items.stream()
                .allMatch(item -> item.is(Kind.SILENT)
                        || item.is(Kind.PEOPLE)
                        || (item.is(Kind.CONDITION) && item.said().bare()));
        return bare
                && items.stream()
                        .anyMatch(item -> item.is(Kind.CONDITION) && item.said().frame() != WordedCondition.Frame.TEXTS)
                && body.stream().anyMatch(item -> item.is(Kind.PEOPLE))
                && !Definitions.columns(body).isEmpty()
                && !Definitions.columns(body).containsAll(Definitions.columns(items));
    }
}
