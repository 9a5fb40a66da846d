package io.customersegment.prompt;

import io.customersegment.prompt.Item.Kind;
import io.customersegment.prompt.Layout.Block;
import java.util.ArrayList;
import java.util.List;

/** Reads the blocks of a prompt in their order: greetings, headings, labels and what they label, lists under a head, sentences. */
final class Blocks {

    private final Chart chart;
    private final Cover cover;
    private final Remarks remarks;
    private final Stretches stretches;
    private final List<Part> parts = new ArrayList<>();
    private boolean signed;

    /** Reads the blocks of the chart. */
    Blocks(Chart chart, Cover cover, Remarks remarks, Stretches stretches) {
        this.chart = chart;
        this.cover = cover;
        this.remarks = remarks;
        this.stretches = stretches;
        List<Block> blocks = Layout.blocks(chart);
        for (int i = 0; i < blocks.size(); i++) {
            i = block(blocks, i);
        }
    }

    /** What the blocks say. */
    List<Part> parts() {
        return parts;
    }

    private List<Item> read(int from, int to) {
        return stretches.read(from, to, parts.isEmpty());
    }

    /** Reads the block at the index and those that belong to it; the index of the last one. */
    private int block(List<Block> blocks, int index) {
        Block block = blocks.get(index);
        if (isAddress(blocks, index)) {
            ignoreUnread(block);
            return index;
        }
        int named = named(block);
        if (named > 0) {
            stretches.define(block.from(), named);
            add(read(named, block.to()), block, Part.ListHead.NONE);
            return index;
        }
        int colon = colon(block.from(), block.to());
        Block next = index + 1 < blocks.size() ? blocks.get(index + 1) : null;
        if (colon < 0) {
            if (next != null
                    && (parts.isEmpty() || (next.line() && block.endsLine()) || next.dash())
                    && isUnread(block.from(), block.to())
                    && isHeading(block, next)) {
                stretches.ignore(block.from(), block.to());
                return index;
            }
            add(read(block.from(), block.to()), block, Part.ListHead.NONE);
            return index;
        }
        boolean meta = (block.line() || index == 0) && remarks.isMetaLabel(block.from(), colon);
        if (meta) {
            stretches.ignore(block.from(), block.to());
            return index;
        }
        Part.ListHead head = listHead(block.from(), colon);
        if (head != Part.ListHead.NONE) {
            cover.items(block.from(), colon).stream()
                    .filter(item -> item.is(Kind.UNREAD) && !isAnyOf(block.from(), item.from()))
                    .forEach(item -> stretches.unread().add(new Span(item.from(), item.to())));
            return list(blocks, index, colon, head);
        }
        List<Item> body = colon + 1 < block.to() ? read(colon + 1, block.to()) : List.of();
        if (isDenied(block.from(), colon, body)) {
            List<Item> denied = new ArrayList<>(body);
            cover.items(block.from(), colon).stream()
                    .filter(item -> !item.is(Kind.COMMA))
                    .forEach(denied::add);
            add(denied, block, Part.ListHead.NONE);
            return index;
        }
        if (isUnclear(block.from(), colon, body)) {
            stretches.unread().add(new Span(colon + 1, block.to()));
        }
        label(block.from(), colon, body, block);
        add(body, block, Part.ListHead.NONE);
        return index;
    }

    /** Whether a bare condition is before the colon and behind it no value, but words that are no plain yes: kids: n/a. */
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

    /** Whether a bare condition is before the colon and only its negation behind it: kids: no. */
    private boolean isDenied(int from, int colon, List<Item> body) {
        boolean no = body.stream().anyMatch(item -> item.is(Kind.NOT) || item.is(Kind.EXCEPT))
                && body.stream().allMatch(item -> item.is(Kind.NOT) || item.is(Kind.EXCEPT) || isFiller(item));
        return no && isBareCondition(from, colon);
    }

    private boolean isFiller(int from, int to) {
        return cover.items(from, to).stream().allMatch(item -> isFiller(item) || item.is(Kind.PLACE));
    }

    private static boolean isFiller(Item item) {
        return item.is(Kind.SILENT) && item.node() != null && item.node().symbol() != Symbol.REQUEST;
    }

    /** Whether the block greets or signs. */
    private boolean isAddress(List<Block> blocks, int index) {
        Block block = blocks.get(index);
        if (signed && remarks.isName(block.from(), block.to())) {
            return true;
        }
        if (remarks.isGreeting(block.from(), block.to())) {
            return true;
        }
        boolean late = index >= blocks.size() - 4 && index > 0;
        if (late && remarks.isSignature(block.from(), block.to())) {
            signed = true;
            return true;
        }
        return false;
    }

    private void ignoreUnread(Block block) {
        if (isUnread(block.from(), block.to())) {
            stretches.ignore(block.from(), block.to());
        }
    }

    /** Where the definition begins in "let us call sleepers anyone who …", or -1 if the block gives no name. */
    private int named(Block block) {
        int defines = -1;
        for (Node node : chart.at(block.from())) {
            defines = node.symbol() == Symbol.DEFINE ? Math.max(defines, node.to()) : defines;
        }
        if (defines < 0) {
            return -1;
        }
        int at = defines;
        while (at < block.to()
                && at - defines < 4
                && !chart.has(Symbol.PEOPLE, at)
                && !chart.has(Symbol.CUSTOMERS, at)) {
            at++;
        }
        boolean name = at > defines && at < block.to() && at - defines < 4 && remarks.isLabel(defines, at);
        return name && !isUnread(at, block.to()) ? at : -1;
    }

    /** Whether the block is a heading or a label that the next one defines. */
    private boolean isHeading(Block block, Block next) {
        if (next.line() && remarks.isHeading(block.from(), block.to())) {
            return true;
        }
        if (parts.isEmpty() && remarks.isOccasion(block.from(), block.to())) {
            return true;
        }
        if (!remarks.isLabel(block.from(), block.to())) {
            return false;
        }
        if (next.line() && remarks.namesList(block.from(), block.to())) {
            return true;
        }
        boolean defined = next.dash() && !isUnread(next.from(), next.to()) && !block.dash();
        return defined;
    }

    private boolean isUnread(int from, int to) {
        return cover.items(from, to).stream().anyMatch(item -> item.is(Kind.UNREAD));
    }

    private int colon(int from, int to) {
        int depth = 0;
        int at = -1;
        for (Item item : cover.items(from, to)) {
            if (item.is(Kind.OPEN)) {
                depth++;
            } else if (item.is(Kind.CLOSE)) {
                depth--;
            } else if (item.is(Kind.COLON) && depth == 0 && at < 0) {
                at = item.from();
            }
        }
        return at;
    }

    /** What is before a colon: a condition like any other, or a label that what follows defines, or a name of the list. */
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
        if (read) {
            add(items, block, Part.ListHead.NONE);
        } else if (!Definitions.isBareValue(body)
                && (remarks.isLabel(from, colon)
                        || (parts.isEmpty() && remarks.isOccasion(from, colon))
                        || remarks.isRemark(from, colon)
                        || (!Definitions.columns(items).isEmpty()
                                && !remarks.turns(from, colon)
                                && Definitions.isDefined(items, body)))) {
            stretches.define(from, colon);
        } else {
            add(read(from, colon), block, Part.ListHead.NONE);
        }
    }

    private Part.ListHead listHead(int from, int to) {
        Part.ListHead head = Part.ListHead.NONE;
        for (int i = from; i < to; i++) {
            for (Node node : chart.at(i)) {
                boolean last = node.to() == to;
                switch (node.symbol()) {
                    case ANY_OF, GROUPS -> head = last ? Part.ListHead.ANY : head;
                    case SUPPRESSION -> head = last && !parts.isEmpty() ? Part.ListHead.NOT_ANY : head;
                    case NONE_FOLLOWING -> head = last ? Part.ListHead.NOT_ANY : head;
                    case EXCEPT, NOT, NO, WITHOUT -> head = last && isSilent(from, i) ? Part.ListHead.NOT_ANY : head;
                    default -> {}
                }
            }
        }
        List<Item> items = cover.items(from, to);
        boolean negates = items.stream().anyMatch(item -> item.is(Kind.NOT) && isFiller(item.to(), to))
                && items.stream().noneMatch(item -> item.isMeant() || item.is(Kind.UNREAD) || item.is(Kind.MODAL));
        return head == Part.ListHead.NONE && negates ? Part.ListHead.NOT_ANY : head;
    }

    /** Whether the token is part of the words that make a head of a list. */
    private boolean isAnyOf(int from, int index) {
        for (int i = from; i <= index; i++) {
            for (Node node : chart.at(i)) {
                boolean head = node.symbol() == Symbol.ANY_OF
                        || node.symbol() == Symbol.NONE_FOLLOWING
                        || node.symbol() == Symbol.SUPPRESSION
                        || node.symbol() == Symbol.GROUPS;
                if (head && node.to() > index) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean isSilent(int from, int to) {
        return from >= to || cover.items(from, to).stream().noneMatch(item -> item.isMeant() || item.is(Kind.UNREAD));
    }

    private int list(List<Block> blocks, int index, int colon, Part.ListHead head) {
        Block block = blocks.get(index);
        int last = index;
        if (colon + 1 < block.to()) {
            add(read(colon + 1, block.to()), block, head);
            boolean union = head == Part.ListHead.ANY
                    && block.line()
                            == blocks.get(Math.min(last + 1, blocks.size() - 1)).line();
            while (union
                    && last + 1 < blocks.size()
                    && isGroups(block.from(), colon)
                    && !blocks.get(last + 1).line()) {
                last++;
                parts.add(new Part(
                        read(blocks.get(last).from(), blocks.get(last).to()),
                        Part.Joint.OR,
                        Part.ListHead.NONE,
                        false));
            }
            return last;
        }
        boolean first = true;
        while (last + 1 < blocks.size()
                && blocks.get(last + 1).line()
                && colon(blocks.get(last + 1).from(), blocks.get(last + 1).to()) < 0) {
            last++;
            Block member = blocks.get(last);
            List<Item> items = read(member.from(), member.to());
            Part.Joint joint = head == Part.ListHead.ANY && !first ? Part.Joint.OR : Part.Joint.AND;
            parts.add(new Part(items, joint, head, true));
            first = false;
        }
        return last;
    }

    private boolean isGroups(int from, int to) {
        for (int i = from; i < to; i++) {
            if (chart.has(Symbol.GROUPS, i)) {
                return true;
            }
        }
        return false;
    }

    private void add(List<Item> items, Block block, Part.ListHead head) {
        if (items.isEmpty()) {
            return;
        }
        Item first =
                items.stream().filter(item -> !item.is(Kind.SILENT)).findFirst().orElse(items.get(0));
        boolean or = first.is(Kind.OR) && !parts.isEmpty();
        parts.add(new Part(
                or ? items.subList(items.indexOf(first) + 1, items.size()) : items,
                or ? Part.Joint.OR : Part.Joint.AND,
                head,
                block.line()));
    }
}
