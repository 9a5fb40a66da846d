package io.customersegment.prompt;

import io.customersegment.prompt.Item.Kind;
import io.customersegment.prompt.Layout.Block;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Finds the sentences that give customers a name used elsewhere in the prompt, as in "we call people with five quotes magpies". */
final class Namings {

    private final Chart chart;
    private final Cover cover;
    private final Labels labels;
    private final Preambles preambles;
    private final Topic topic;

    Namings(Chart chart, Cover cover, Labels labels, Preambles preambles) {
        this.chart = chart;
        this.cover = cover;
        this.labels = labels;
        this.preambles = preambles;
        this.topic = new Topic(chart);
    }

    /** The parts of a sentence that gives a name: the name with its introductory words, and its meaning. */
    record Naming(Span label, Span meaning) {}

    /**
     * Returns the naming in the block, after a title if it has one, as in "definition: a magpie is somebody who …"; null if there is none.
     */
    @Nullable
    Naming of(Block block, int colon) {
        boolean title = colon > block.from()
                && colon + 1 < block.to()
                && chart.has(Symbol.DEFINITION, colon - 1)
                && cover.items(block.from(), colon - 1).stream().allMatch(item -> item.is(Kind.SILENT));
        return title
                ? naming(new Block(colon + 1, block.to(), block.line(), block.item(), block.dash(), block.endsLine()))
                : naming(block);
    }

    private @Nullable Naming naming(Block block) {
        int start = topic.skipped(block.from(), block.to());
        int defines = chart.end(Symbol.DEFINE, start);
        Naming naming = defines == start ? null : called(block, defines);
        naming = naming == null ? nicknamed(block) : naming;
        return naming == null ? described(block) : naming;
    }

    /** Reads "let us call sleepers anyone who …" and "we call people with five quotes magpies". */
    private @Nullable Naming called(Block block, int defines) {
        int at = defines;
        while (at < block.to() && at - defines < 4 && !chart.isPeople(at)) {
            at++;
        }
        if (at > defines) {
            boolean name = at < block.to() && at - defines < 4 && labels.isLabel(defines, at);
            return name && !isUnread(at, block.to())
                    ? new Naming(new Span(block.from(), at), new Span(at, block.to()))
                    : null;
        }
        int name = unreadFrom(defines, block.to());
        return at < block.to() ? naming(new Span(name, block.to()), new Span(defines, name)) : null;
    }

    /** Reads "people with five quotes are called magpies here". */
    private @Nullable Naming nicknamed(Block block) {
        for (int i = block.from() + 2; i < block.to(); i++) {
            int name = labels.nicknamed(i);
            if (name > i && chart.tokens().get(i - 1).isFormOf("be")) {
                int to = block.to();
                while (to > name + 1 && chart.has(Symbol.FILLER, to - 1)) {
                    to--;
                }
                Naming naming = naming(new Span(name, to), new Span(block.from(), i - 1));
                return to == block.to() || naming == null
                        ? naming
                        : new Naming(new Span(naming.label().from(), block.to()), naming.meaning());
            }
        }
        return null;
    }

    /** Reads "in our house magpies are people with five quotes". */
    private @Nullable Naming described(Block block) {
        for (int i = block.from() + 1; i + 1 < block.to(); i++) {
            Token verb = chart.tokens().get(i);
            boolean be = verb.is(WordGroup.PRESENT_BE);
            int people = be && chart.has(Symbol.DETERMINER, i + 1) ? i + 2 : i + 1;
            if (be && chart.isPeople(people)) {
                int name = unreadFrom(block.from(), i);
                int from = name;
                while (from < i && !isNamedElsewhere(from, i, block)) {
                    from++;
                }
                Naming naming = leadsToName(block.from(), from)
                        ? naming(new Span(from, i), new Span(people, block.to()))
                        : null;
                boolean told = name < i
                        && !isUnread(people, block.to())
                        && preambles.length(cover.items(block.from(), block.to())) > 0;
                return naming != null || told
                        ? new Naming(new Span(naming == null ? name : from, i), new Span(people, block.to()))
                        : null;
            }
        }
        return null;
    }

    /** Whether the words before a name only state who uses it, as in "in our house" or "for us". */
    private boolean leadsToName(int from, int to) {
        int end = chart.end(Symbol.OWN_WORDS, from);
        return cover.items(end, to).stream().allMatch(item -> item.is(Kind.SILENT) || item.is(Kind.COMMA));
    }

    /** Returns the two as a naming if the name is used elsewhere and the meaning can be read, otherwise null. */
    private @Nullable Naming naming(Span name, Span meaning) {
        Block block = new Block(
                Math.min(name.from(), meaning.from()), Math.max(name.to(), meaning.to()), false, false, false, false);
        boolean read = name.from() < name.to()
                && GivenNames.isLength(name.to() - name.from())
                && isNamedElsewhere(name.from(), name.to(), block)
                && !isUnread(meaning.from(), meaning.to());
        return read && Stretches.holds(cover.items(meaning.from(), meaning.to()), Kind.CONDITION)
                ? new Naming(name, meaning)
                : null;
    }

    /** Returns the first of the unread words at the end of the tokens. */
    int unreadFrom(int from, int to) {
        List<Item> items = cover.items(from, to);
        int first = to;
        for (int i = items.size() - 1; i >= 0 && items.get(i).is(Kind.UNREAD); i--) {
            first = items.get(i).from();
        }
        return first;
    }

    private boolean isNamedElsewhere(int from, int to, Block block) {
        for (int i = 0; i + to - from <= chart.tokens().size(); i++) {
            if ((i < block.from() || i >= block.to()) && repeats(from, to, i)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Whether the block only makes a further statement about customers that are also named elsewhere, so that it is unclear whether all of
     * them are meant, as in "gold members are our best people".
     */
    boolean isClaim(Block block) {
        List<Item> items = cover.items(block.from(), block.to());
        List<Item> meant = items.stream().filter(Item::isMeant).toList();
        if (meant.size() != 2
                || !meant.get(0).is(Kind.CONDITION)
                || !meant.get(0).said().bare()) {
            return false;
        }
        int be = items.indexOf(meant.get(1)) - 1;
        while (be > 0 && items.get(be).is(Kind.SILENT) && !isBe(items.get(be))) {
            be--;
        }
        Item subject = meant.get(0);
        boolean plain = items.stream()
                .allMatch(item -> item.isMeant()
                        || item.is(Kind.SILENT)
                        || item.is(Kind.PEOPLE)
                        || item.is(Kind.COMMA)
                        || item.to() <= subject.from());
        return plain
                && be > 0
                && isBe(items.get(be))
                && (GivenNames.isBareName(meant.get(1)) || meant.get(1).is(Kind.ARRANGEMENT))
                && isNamedElsewhere(subject.from(), subject.to(), block);
    }

    private boolean isBe(Item item) {
        Token token = chart.tokens().get(item.from());
        return item.is(Kind.SILENT) && token.is(WordGroup.PRESENT_BE);
    }

    /** Whether the words occur again from the given token on. */
    boolean isNamedBehind(int from, int to, int behind) {
        return IntStream.rangeClosed(behind, chart.tokens().size() - (to - from))
                .anyMatch(i -> repeats(from, to, i));
    }

    private boolean repeats(int from, int to, int index) {
        return IntStream.range(0, to - from)
                .allMatch(i -> GivenNames.isSame(
                        chart.tokens().get(index + i), chart.tokens().get(from + i)));
    }

    private boolean isUnread(int from, int to) {
        return Stretches.holds(cover.items(from, to), Kind.UNREAD);
    }
}
