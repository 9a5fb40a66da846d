package io.customersegment.prompt;

import io.customersegment.prompt.Item.Kind;
import io.customersegment.prompt.Layout.Block;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** Reads the groups that a prompt names one by one, as in "group A: gold; group B: silver". Together they are alternatives. */
final class NamedGroups {

    private final Chart chart;
    private final Cover cover;
    private final Stretches stretches;
    private final Parts parts;
    private final List<Block> blocks;
    private final Set<String> letters = new HashSet<>();
    private final List<Part> groups = new ArrayList<>();
    private final int labelled;

    /** Finds the groups that the blocks name. */
    NamedGroups(Chart chart, Cover cover, Stretches stretches, Parts parts, List<Block> blocks) {
        this.chart = chart;
        this.cover = cover;
        this.stretches = stretches;
        this.parts = parts;
        this.blocks = blocks;
        this.labelled =
                (int) IntStream.range(0, blocks.size()).filter(this::isGroup).count();
    }

    /** Whether the block at the index begins with the name of one of several groups. */
    boolean isOneOfSeveral(int index) {
        return labelled > 1 && isGroup(index);
    }

    /** Whether the block begins with the name of one of several groups: group A: gold; second group - silver. */
    private boolean isGroup(int index) {
        int to = nameEnd(index);
        int from = nameStart(blocks.get(index));
        boolean counted = to > from && (chart.has(Symbol.ORDINAL, from) || chart.has(Symbol.CARDINAL, from));
        return isNamedGroup(index)
                || (counted
                        && chart.at(from + 1).stream()
                                .anyMatch(node -> node.symbol() == Symbol.GROUP_NOUN && node.to() == to));
    }

    /** Whether the name of the group has a letter or a number: group A, segment 1. */
    private boolean isNamedGroup(int index) {
        int to = nameEnd(index);
        return to >= 0
                && chart.at(nameStart(blocks.get(index))).stream()
                        .anyMatch(node -> node.symbol() == Symbol.GROUP_NOUN
                                && node.to() + 1 == to
                                && (isLetter(chart.tokens().get(node.to())) || chart.has(Symbol.NUMBER, node.to())));
    }

    private int nameStart(Block block) {
        return chart.has(Symbol.DETERMINER, block.from()) ? block.from() + 1 : block.from();
    }

    /** Returns the colon or dash after the name of a group; -1 if there is none. */
    private int nameEnd(int index) {
        Block block = blocks.get(index);
        int colon = block.colon(cover);
        boolean dashed =
                colon < 0 && index + 1 < blocks.size() && blocks.get(index + 1).dash();
        return dashed ? block.to() : colon;
    }

    /** Reads one of several named groups, which are alternatives; returns the index of its last block. */
    int read(int index) {
        Block block = blocks.get(index);
        int end = nameEnd(index);
        boolean dashed = end == block.to();
        Block body = dashed
                ? blocks.get(index + 1)
                : new Block(end + 1, block.to(), block.line(), false, false, block.endsLine());
        stretches.ignore(block.from(), end);
        if (body.from() >= body.to()) {
            stretches.unread().add(new Span(block.from(), block.to()));
            return index;
        }
        Token letter = chart.tokens().get(end - 1);
        if (isLetter(letter)) {
            letters.add(letter.text());
        }
        Part.Joint joint = groups.isEmpty() ? Part.Joint.AND : Part.Joint.OR;
        Part part = new Part(parts.read(body.from(), body.to()), joint, Part.ListHead.NONE, block.line());
        parts.add(part);
        groups.add(part);
        return dashed ? index + 1 : index;
    }

    /** Records the letter before a colon, to which other blocks may refer. */
    void recordLetter(int from, int colon) {
        Token label = colon > from ? chart.tokens().get(colon - 1) : null;
        if (label != null && isLetter(label) && colon - from <= 2) {
            letters.add(label.text());
        }
    }

    /** Whether the block refers to one of several groups that are named by letters: only group B, those in A. */
    boolean isPointer(Block block) {
        boolean names = false;
        for (int i = block.from(); i < block.to(); i++) {
            Token token = chart.tokens().get(i);
            names |= (isLetter(token) && letters.contains(token.text())) || chart.has(Symbol.GROUPS, i);
        }
        return letters.size() > 1 && names && block.colon(cover) < 0;
    }

    private static boolean isLetter(Token token) {
        return token.isWord() && token.text().length() == 1 && token.capital();
    }

    /** Marks as unread the words whose group is unclear; called after all blocks were read. */
    void markUnclear() {
        unreadBesideGroups();
        unreadLoneGroup();
    }

    /** Marks statements between and after named groups as unread unless they apply to all groups, because their group is unclear. */
    private void unreadBesideGroups() {
        List<Part> all = parts.all();
        for (int i = 0; i < all.size(); i++) {
            List<Item> items = all.get(i).items();
            boolean says = items.stream().anyMatch(item -> item.isMeant() || item.is(Kind.NOT) || item.is(Kind.EXCEPT));
            boolean beside = !groups.isEmpty() && i > all.indexOf(groups.get(0)) && !groups.contains(all.get(i));
            boolean last = i > all.indexOf(groups.isEmpty() ? null : groups.get(groups.size() - 1));
            Block block = says && beside
                    ? new Block(items.get(0).from(), items.get(items.size() - 1).to(), false, false, false, false)
                    : null;
            boolean ofAll = block != null
                    && last
                    && (isOfAll(chart, cover, block)
                            || chart.has(Symbol.BOTH, block.from())
                            || chart.has(Symbol.EVERY, block.from()));
            if (block != null && !ofAll) {
                stretches.unread().add(new Span(block.from(), block.to()));
            }
        }
    }

    /** Marks a single named group as unread if other conditions stand alongside it, which may be another group. */
    private void unreadLoneGroup() {
        boolean more = labelled == 1
                && parts.all().stream()
                                .filter(part -> part.items().stream().anyMatch(Item::isMeant))
                                .count()
                        > 1;
        IntStream.range(0, more ? blocks.size() : 0)
                .filter(this::isNamedGroup)
                .mapToObj(blocks::get)
                .forEach(block -> stretches.unread().add(new Span(block.from(), block.to())));
    }

    /** Whether the sentence after groups applies to all of them: nobody over 60, only with consent, all must have consent. */
    static boolean isOfAll(Chart chart, Cover cover, Block block) {
        List<Item> items = cover.items(block.from(), block.to());
        Item first = items.get(0);
        boolean every = chart.has(Symbol.EVERY, first.from())
                || chart.tokens().get(first.from()).is("both");
        Item next = items.size() > 1 ? items.get(1) : first;
        return first.is(Kind.NOT)
                || first.is(Kind.EXCEPT)
                || chart.tokens().get(first.from()).is("only")
                || (every && (next.is(Kind.SILENT) || next.is(Kind.MODAL)));
    }
}
