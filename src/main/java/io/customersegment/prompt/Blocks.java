package io.customersegment.prompt;

import io.customersegment.prompt.Item.Kind;
import io.customersegment.prompt.Layout.Block;
import java.util.List;
import java.util.Objects;

/** Reads the blocks of a prompt in order: greetings, headings, labels and the text they label, lists with a head, sentences. */
final class Blocks {

    private final Chart chart;
    private final Cover cover;
    private final Labels labels;
    private final Narrowing narrowing;
    private final Stretches stretches;
    private final Namings namings;
    private final Parts parts;
    private final ListHeads heads;
    private final Senders senders;
    private final Addresses addresses;
    private final NamedGroups groups;
    private final HeadedLists lists;
    private final LabelledBlocks labelled;
    private final SubjectLines subjects;

    /** Reads the blocks of the chart. */
    Blocks(Chart chart, Cover cover, Stretches stretches) {
        this.chart = chart;
        this.cover = cover;
        this.narrowing = new Narrowing(chart, cover);
        this.labels = new Labels(chart, cover, narrowing);
        this.stretches = stretches;
        this.subjects = new SubjectLines(chart, cover);
        this.namings = new Namings(chart, cover, labels, new Preambles(chart, narrowing));
        this.parts = new Parts(stretches);
        this.heads = new ListHeads(chart, cover, stretches, parts);
        this.senders = new Senders(chart, cover, stretches);
        this.addresses = new Addresses(chart, cover, labels, heads, senders);
        this.lists = new HeadedLists(chart, cover, labels, heads, stretches, parts);
        this.labelled = new LabelledBlocks(chart, cover, narrowing, labels, namings, heads, stretches, parts);
        List<Block> blocks = senders.ungreeted(
                Layout.blocks(chart).stream().map(addresses::ungreeted).toList());
        this.groups = new NamedGroups(chart, cover, stretches, parts, blocks);
        for (int i = 0; i < blocks.size(); i++) {
            i = block(blocks, i);
        }
        groups.markUnclear();
        stretches.unread().addAll(stretches.names().unusedNames(parts.all()));
        parts.removeDefinitions();
    }

    /** The parts that were read from the blocks. */
    List<Part> parts() {
        return parts.all();
    }

    /** Reads the block at the index and the blocks that belong to it; returns the index of the last one. */
    private int block(List<Block> blocks, int index) {
        Block block = blocks.get(index);
        if (groups.isPointer(block)) {
            stretches.unread().add(new Span(block.from(), block.to()));
            return index;
        }
        if (addresses.isAddress(blocks, index)) {
            ignoreUnread(block);
            return index;
        }
        if (index > 0 && index == blocks.size() - 1 && senders.isUnclear(block)) {
            stretches.unread().add(new Span(block.from(), block.to()));
            return index;
        }
        if (isComment(blocks, index)) {
            stretches.ignore(block.from(), block.to());
            return index;
        }
        if (namings.isClaim(block)) {
            stretches.unread().add(new Span(block.from(), block.to()));
            return index;
        }
        if (groups.isOneOfSeveral(index)) {
            return groups.read(index);
        }
        boolean contradicts = index > 0
                && Stretches.holds(
                        cover.items(
                                blocks.get(index - 1).from(),
                                blocks.get(index - 1).to()),
                        Kind.NOT);
        if (contradicts && asksForSuch(block)) {
            stretches.unread().add(new Span(block.from(), block.to()));
            return index;
        }
        int nobody = index + 1 < blocks.size() && asksForSuch(blocks.get(index + 1)) ? nobody(block) : -1;
        if (nobody > 0) {
            stretches.ignore(block.from(), nobody);
            parts.add(parts.read(nobody, block.to()), block);
            return index + 1;
        }
        Namings.Naming naming = namings.of(block, block.colon(cover));
        if (naming != null) {
            List<Item> described =
                    parts.read(naming.meaning().from(), naming.meaning().to());
            List<Item> label = cover.items(naming.label().from(), naming.label().to());
            boolean led = naming.label().from() < naming.meaning().from();
            stretches.ignore(block.from(), led ? naming.label().from() : block.from());
            stretches.define(label, described, true);
            parts.add(described, block);
            return index;
        }
        int meaning = meaning(block);
        Part last = parts.last();
        if (meaning > 0 && last != null && stretches.define(last.items(), meaning, block.to())) {
            parts.remove(last);
            parts.add(parts.read(meaning, block.to()), block);
            return index;
        }
        int colon = block.colon(cover);
        if (colon > 0
                && last != null
                && labels.isOwnDefinition(block.from(), colon)
                && stretches.define(last.items(), colon + 1, block.to())) {
            parts.remove(last);
            parts.add(parts.read(colon + 1, block.to()), block);
            return index;
        }
        Block next = index + 1 < blocks.size() ? blocks.get(index + 1) : null;
        Part.ListHead bare = colon < 0 && next != null && next.item() && !block.item()
                ? heads.of(block.from(), block.to())
                : Part.ListHead.NONE;
        if (bare != Part.ListHead.NONE) {
            return lists.read(blocks, index, block.to(), bare);
        }
        boolean leads = next != null && next.item() && !block.item() && (colon < 0 || colon + 1 == block.to());
        if (leads && lists.isUnclear(block, colon)) {
            stretches.unread().add(new Span(block.from(), block.to()));
        }
        if (colon < 0) {
            if (next != null
                    && (parts.isEmpty() || (next.line() && block.endsLine()) || next.dash())
                    && isUnread(block.from(), block.to())
                    && isHeading(block, next)) {
                stretches.ignore(block.from(), block.to());
                return index;
            }
            if (next != null
                    && parts.isEmpty()
                    && isUnread(block.from(), block.to())
                    && labels.isCheck(block.from(), block.to())) {
                stretches.ignoreNaming(block.from(), block.to());
                return index;
            }
            parts.add(parts.read(block.from(), block.to()), block);
            return index;
        }
        boolean meta = (block.line() || index == 0) && labels.isMetaLabel(block.from(), colon);
        if (meta) {
            return meta(block, colon, index);
        }
        groups.recordLetter(block.from(), colon);
        Part.ListHead head = heads.of(block.from(), colon);
        if (head != Part.ListHead.NONE) {
            return lists.read(blocks, index, colon, head);
        }
        labelled.read(block, colon);
        return index;
    }

    /** Whether the block is a comment after a formal expression, as in SQL: age > 30 -- for the newsletter. */
    private boolean isComment(List<Block> blocks, int index) {
        Block block = blocks.get(index);
        if (index == 0) {
            return false;
        }
        Block before = blocks.get(index - 1);
        boolean formal = narrowing.hasComparisonSign(before.from(), before.to());
        return formal
                && isUnread(block.from(), block.to())
                && chart.tokens().get(block.from() - 1).is("--")
                && !narrowing.isOfDomain(block.from(), block.to(), true)
                && !narrowing.containsMeaningChanger(block.from(), block.to())
                && !narrowing.isDemand(block.from(), block.to())
                && !chart.hasAny(block.from(), block.to(), Symbol.WHO, Symbol.WITH, Symbol.ALONE);
    }

    /** Skips a line that describes the request, except for a definition in brackets: segment name: loyal (3+ purchases). */
    private int meta(Block block, int colon, int index) {
        int open = block.from();
        while (open < block.to() && !chart.has(Symbol.OPEN, open)) {
            open++;
        }
        int from = open + 1 < block.to() && chart.tokens().get(open + 1).is("=") ? open + 2 : open + 1;
        int to = block.to() - 1;
        boolean defined =
                from < to && chart.has(Symbol.CLOSE, to) && (from > open + 1 || narrowing.hasNumber(from, to));
        int end = defined ? open : block.to();
        stretches.ignore(block.from(), end);
        if (defined) {
            parts.add(parts.read(from, to), block);
        }
        if (subjects.isSubject(block.from()) && colon + 1 < end) {
            stretches.name(colon + 1, end);
            stretches.unread().addAll(subjects.sizes(colon + 1, end));
        }
        return index;
    }

    /** Returns the token after "no" if the block requests a confirmation that no customer is of some kind; -1 otherwise. */
    private int nobody(Block block) {
        boolean confirmed = false;
        for (int i = block.from(); i + 1 < block.to(); i++) {
            confirmed |= chart.has(Symbol.CONFIRMATION, i);
            if (chart.tokens().get(i).is("no")) {
                boolean plain =
                        cover.items(block.from(), i).stream().noneMatch(item -> item.isMeant() || item.is(Kind.PEOPLE))
                                && !Stretches.holds(cover.items(i + 1, block.to()), Kind.OR);
                return confirmed && plain ? i + 1 : -1;
            }
        }
        return -1;
    }

    /** Whether the block only requests the customers whose absence was to be confirmed: please list any such customer. */
    private boolean asksForSuch(Block block) {
        for (int i = block.from(); i < block.to(); i++) {
            for (Node node : chart.at(i)) {
                boolean rest = node.symbol() == Symbol.SUCH
                        && node.to() <= block.to()
                        && cover.items(block.from(), node.from()).stream().allMatch(item -> item.is(Kind.SILENT))
                        && cover.items(node.to(), block.to()).stream().allMatch(item -> item.is(Kind.SILENT));
                if (rest) {
                    return true;
                }
            }
        }
        return false;
    }

    private void ignoreUnread(Block block) {
        boolean unknown = cover.items(block.from(), block.to()).stream()
                .anyMatch(item -> item.is(Kind.UNREAD)
                        || item.isMeant()
                        || (item.is(Symbol.ASIDE)
                                && Asides.HEADING.equals(
                                        Objects.requireNonNull(item.node()).rule())));
        if (unknown) {
            stretches.ignore(block.from(), block.to());
        }
    }

    /** Returns the token after the words that introduce a definition of the text before the block: by that I mean; -1 if there are none. */
    private int meaning(Block block) {
        int end = -1;
        boolean given = chart.has(Symbol.WHETHER, block.from());
        for (Node node : given ? List.<Node>of() : chart.at(block.from())) {
            end = node.symbol() == Symbol.MEANING && node.length() > 1 ? Math.max(end, node.to()) : end;
        }
        return end < block.to() ? end : -1;
    }

    /** Whether the block is a heading or a label that the next block defines. */
    private boolean isHeading(Block block, Block next) {
        if (next.line() && labels.isHeading(block.from(), block.to())) {
            return true;
        }
        if (parts.isEmpty() && labels.isOccasion(block.from(), block.to())) {
            return true;
        }
        if (!labels.isLabel(block.from(), block.to())) {
            return false;
        }
        if (next.line() && labels.namesList(block.from(), block.to())) {
            return true;
        }
        boolean defined = next.dash() && !isUnread(next.from(), next.to()) && !block.dash();
        return defined;
    }

    private boolean isUnread(int from, int to) {
        return Stretches.holds(cover.items(from, to), Kind.UNREAD);
    }
}
