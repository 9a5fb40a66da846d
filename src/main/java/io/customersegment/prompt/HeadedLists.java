package io.customersegment.prompt;

import io.customersegment.prompt.Item.Kind;
import io.customersegment.prompt.Layout.Block;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Reads the lists of a prompt that have a head: the words around the head, then the members on lines or between
 * semicolons.
 */
final class HeadedLists {

    private final Chart chart;
    private final Cover cover;
    private final Labels labels;
    private final ListHeads heads;
    private final Stretches stretches;
    private final Parts parts;

    HeadedLists(Chart chart, Cover cover, Labels labels, ListHeads heads, Stretches stretches, Parts parts) {
        this.chart = chart;
        this.cover = cover;
        this.labels = labels;
        this.heads = heads;
        this.stretches = stretches;
        this.parts = parts;
    }

    /**
     * Reads a list and returns the index of its last block.
     *
     * @param index the index of the block with the head
     * @param end the token after the head
     */
    int read(List<Block> blocks, int index, int end, Part.ListHead head) {
        unreadHead(blocks.get(index), end);
        return members(blocks, index, end, head);
    }

    /** Whether the block before a list may exclude its members, without words that are known as the head of a list. */
    boolean isUnclear(Block block, int colon) {
        return turnsNothing(block) || (colon > 0 && mayLeaveOut(block.from(), colon));
    }

    /** Whether the block excludes without naming whom, so that the list after it may be meant. */
    private boolean turnsNothing(Block block) {
        List<Item> items = cover.items(block.from(), block.to());
        return items.stream().anyMatch(item -> item.is(Kind.NOT) || item.is(Kind.EXCEPT))
                && items.stream().noneMatch(Item::isMeant)
                && heads.of(block.from(), block.colon(cover) < 0 ? block.to() : block.to() - 1) == Part.ListHead.NONE;
    }

    /** Whether an unknown word heads a list after other conditions, and so may exclude the list: dealbreakers. */
    private boolean mayLeaveOut(int from, int colon) {
        boolean known = chart.hasAny(
                        from,
                        colon,
                        Symbol.LABEL_NOUN,
                        Symbol.CRITERIA,
                        Symbol.NECESSITY,
                        Symbol.OCCASION,
                        Symbol.OURS,
                        Symbol.AND,
                        Symbol.REQUEST)
                || cover.items(from, colon).stream().anyMatch(Item::isMeant);
        return !known && heads.of(from, colon) == Part.ListHead.NONE && parts.saySomething();
    }

    /** Reads the words around the head of a list. */
    private void unreadHead(Block block, int colon) {
        int occasion = occasion(block.from(), heads.start(block.from(), colon));
        stretches.ignore(block.from(), occasion);
        cover.items(occasion, colon).stream()
                .filter(item -> item.is(Kind.UNREAD) && !heads.isWithinHead(block.from(), item.from()))
                .forEach(item -> stretches.unread().add(new Span(item.from(), item.to())));
        narrowed(block, colon);
    }

    /** Returns the comma after an occasion that opens the prompt before the head of a list, or the start of the block if there is none. */
    private int occasion(int from, int head) {
        int comma = head - 1;
        boolean named = parts.isEmpty()
                && comma > from
                && chart.has(Symbol.COMMA, comma)
                && (labels.isOccasion(from, comma) || (labels.namesList(from, comma) && labels.isHeading(from, comma)));
        return named ? comma : from;
    }

    /** Reads the conditions before the head of a list on its line, which the list narrows: gold members, excluded: the North. */
    private void narrowed(Block block, int colon) {
        int start = heads.start(block.from(), colon);
        List<Item> items = start < 0 ? List.of() : new ArrayList<>(cover.items(block.from(), start));
        if (items.stream().noneMatch(Item::isMeant)) {
            return;
        }
        Token head = chart.tokens().get(start);
        boolean joined = chart.has(Symbol.EXCEPT, start)
                && (!head.isInflected() || head.text().endsWith("ing"));
        while (!items.isEmpty() && isJoint(items.get(items.size() - 1))) {
            joined |= !items.remove(items.size() - 1).is(Kind.SILENT);
        }
        if (joined) {
            parts.add(items, block);
        } else {
            stretches.unread().add(new Span(start, colon));
        }
    }

    private static boolean isJoint(Item item) {
        return switch (item.kind()) {
            case COMMA, BUT, AND, SLASH, WITH, WHO, PLACE, SILENT -> true;
            default -> false;
        };
    }

    /** Reads the members after the head; returns the index of the last block. */
    private int members(List<Block> blocks, int index, int colon, Part.ListHead head) {
        Block block = blocks.get(index);
        int last = index;
        if (colon + 1 < block.to()) {
            if (isSeparated(blocks, index) && !heads.announceGroups(block.from(), colon)) {
                return separated(blocks, index, colon, head);
            }
            parts.add(parts.read(colon + 1, block.to()), block, head);
            boolean union = head == Part.ListHead.ANY
                    && block.line()
                            == blocks.get(Math.min(last + 1, blocks.size() - 1)).line();
            while (union
                    && last + 1 < blocks.size()
                    && heads.announceGroups(block.from(), colon)
                    && !blocks.get(last + 1).line()) {
                last++;
                if (NamedGroups.isOfAll(chart, cover, blocks.get(last))) {
                    return last - 1;
                }
                parts.add(new Part(
                        parts.read(blocks.get(last).from(), blocks.get(last).to()),
                        Part.Joint.OR,
                        Part.ListHead.NONE,
                        false));
            }
            return last;
        }
        boolean first = true;
        while (last + 1 < blocks.size()
                && blocks.get(last + 1).line()
                && blocks.get(last + 1).colon(cover) < 0) {
            boolean another =
                    blocks.get(last + 1).item() == blocks.get(index + 1).item();
            if (!first && (!another || isBehindList(blocks, index, last + 1))) {
                break;
            }
            last++;
            Block member = blocks.get(last);
            List<Item> items = parts.read(member.from(), member.to());
            Part.Joint joint = head == Part.ListHead.ANY && !first ? Part.Joint.OR : Part.Joint.AND;
            parts.add(new Part(items, joint, head, true));
            first = false;
        }
        return last;
    }

    /**
     * Whether a line without a bullet is no longer part of the list: it applies to all members, begins a new request, or follows an empty
     * line. Where all lines are separated by empty lines, this is unclear, and the line is unread.
     */
    private boolean isBehindList(List<Block> blocks, int head, int index) {
        Block line = blocks.get(index);
        if (line.item()) {
            return false;
        }
        boolean apart = isBehindEmptyLine(line);
        if (apart && isBehindEmptyLine(blocks.get(head + 1))) {
            stretches.unread().add(new Span(line.from(), line.to()));
        }
        return apart || NamedGroups.isOfAll(chart, cover, line) || asksAnew(line);
    }

    private boolean isBehindEmptyLine(Block block) {
        return block.from() > 0 && chart.tokens().get(block.from() - 1).is(Layout.EMPTY_LINE);
    }

    /** Whether the block begins a new request or states an obligation: of the rest keep gold, they must have opted in. */
    private boolean asksAnew(Block block) {
        for (int i = block.from(); i < block.to(); i++) {
            boolean must = chart.has(Symbol.OBLIGATION, i) || chart.has(Symbol.TAKEN_IN, i);
            boolean start = i == block.from()
                    && (chart.has(Symbol.REST, i + 1)
                            || chart.has(Symbol.REQUEST, i)
                            || chart.has(Symbol.THEN, i)
                            || chart.has(Symbol.THEM, i));
            if (must || start || chart.has(Symbol.EACH_CASE, i)) {
                return true;
            }
        }
        return false;
    }

    /** Whether a semicolon ends the block and a condition follows it on the same line. */
    private boolean isSeparated(List<Block> blocks, int index) {
        int end = blocks.get(index).to();
        return end < chart.tokens().size()
                && chart.tokens().get(end).is(";")
                && index + 1 < blocks.size()
                && !blocks.get(index + 1).line()
                && Stretches.holds(
                        cover.items(
                                blocks.get(index + 1).from(),
                                blocks.get(index + 1).to()),
                        Kind.CONDITION);
    }

    /** Reads a list with semicolons between its members. After a head that only excludes, it is unclear how many of them are meant. */
    private int separated(List<Block> blocks, int index, int colon, Part.ListHead head) {
        Block block = blocks.get(index);
        boolean follows = IntStream.range(block.from(), colon)
                .anyMatch(i -> chart.has(Symbol.ANY_OF, i) || chart.has(Symbol.NONE_FOLLOWING, i));
        int last = index;
        Block member = new Block(colon + 1, block.to(), block.line(), false, false, false);
        while (true) {
            List<Item> items = parts.read(member.from(), member.to());
            boolean several = head == Part.ListHead.NOT_ANY
                    && items.stream().anyMatch(item -> item.is(Kind.COMMA) || item.is(Kind.AND));
            if (!follows || several || items.stream().noneMatch(Item::isMeant)) {
                stretches.unread().add(new Span(member.from(), member.to()));
            }
            boolean or = head == Part.ListHead.ANY && last > index;
            parts.add(new Part(
                    items,
                    or ? Part.Joint.OR : Part.Joint.AND,
                    head == Part.ListHead.ANY ? Part.ListHead.NONE : head,
                    false));
            boolean more =
                    follows && isSeparated(blocks, last) && blocks.get(last + 1).colon(cover) < 0;
            if (!more || NamedGroups.isOfAll(chart, cover, blocks.get(last + 1)) || asksAnew(blocks.get(last + 1))) {
                return last;
            }
            member = blocks.get(++last);
        }
    }
}
