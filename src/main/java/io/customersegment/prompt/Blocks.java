package io.customersegment.prompt;

import io.customersegment.prompt.Item.Kind;
import io.customersegment.prompt.Layout.Block;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;

/** Reads the blocks of a prompt in order: greetings, headings, labels and the text they label, lists with a head, sentences. */
final class Blocks {

    private final Chart chart;
    private final Cover cover;
    private final Remarks remarks;
    private final Labels labels;
    private final Narrowing narrowing;
    private final Topic topic;
    private final Stretches stretches;
    private final Namings namings;
    private final List<Part> parts = new ArrayList<>();
    private final Set<String> letters = new HashSet<>();
    private final List<Part> groups = new ArrayList<>();
    private final int labelled;
    private boolean signed;

    /** Reads the blocks of the chart. */
    Blocks(Chart chart, Cover cover, Stretches stretches) {
        this.chart = chart;
        this.cover = cover;
        this.narrowing = new Narrowing(chart, cover);
        this.labels = new Labels(chart, cover, narrowing);
        this.remarks = new Remarks(chart, cover, narrowing);
        this.topic = new Topic(chart);
        this.stretches = stretches;
        this.namings = new Namings(chart, cover, labels, remarks);
        List<Block> blocks = Layout.blocks(chart).stream().map(this::ungreeted).toList();
        this.labelled = (int) IntStream.range(0, blocks.size())
                .filter(i -> isGroup(blocks, i))
                .count();
        for (int i = 0; i < blocks.size(); i++) {
            i = block(blocks, i);
        }
        unreadBesideGroups();
        unreadLoneGroup(blocks);
        stretches.unread().addAll(stretches.names().unusedNames(parts));
        parts.removeAll(stretches.names().definitions(parts));
    }

    /** Returns the block without a leading greeting and its comma. */
    private Block ungreeted(Block block) {
        int from = block.from();
        for (Node node : chart.at(block.from())) {
            boolean greets = node.symbol() == Symbol.GREETING
                    && node.to() + 1 < block.to()
                    && chart.has(Symbol.COMMA, node.to());
            from = greets ? Math.max(from, node.to() + 1) : from;
        }
        return from == block.from()
                ? block
                : new Block(from, block.to(), block.line(), block.item(), block.dash(), block.endsLine());
    }

    /** The parts that were read from the blocks. */
    List<Part> parts() {
        return parts;
    }

    private List<Item> read(int from, int to) {
        return stretches.read(from, to, parts.isEmpty());
    }

    /** Reads the block at the index and the blocks that belong to it; returns the index of the last one. */
    private int block(List<Block> blocks, int index) {
        Block block = blocks.get(index);
        if (isPointer(block)) {
            stretches.unread().add(new Span(block.from(), block.to()));
            return index;
        }
        if (isAddress(blocks, index)) {
            ignoreUnread(block);
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
        if (labelled > 1 && isGroup(blocks, index)) {
            return group(blocks, index);
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
            add(read(nobody, block.to()), block, Part.ListHead.NONE);
            return index + 1;
        }
        Namings.Naming naming = namings.of(block, colon(block.from(), block.to()));
        if (naming != null) {
            List<Item> described =
                    read(naming.meaning().from(), naming.meaning().to());
            List<Item> label = cover.items(naming.label().from(), naming.label().to());
            boolean led = naming.label().from() < naming.meaning().from();
            stretches.ignore(block.from(), led ? naming.label().from() : block.from());
            stretches.define(label, described, true);
            add(described, block, Part.ListHead.NONE);
            return index;
        }
        int meaning = meaning(block);
        Part last = parts.isEmpty() ? null : parts.get(parts.size() - 1);
        if (meaning > 0 && last != null && stretches.define(last.items(), meaning, block.to())) {
            parts.remove(last);
            add(read(meaning, block.to()), block, Part.ListHead.NONE);
            return index;
        }
        int colon = colon(block.from(), block.to());
        if (colon > 0
                && last != null
                && labels.isOwnDefinition(block.from(), colon)
                && stretches.define(last.items(), colon + 1, block.to())) {
            parts.remove(last);
            add(read(colon + 1, block.to()), block, Part.ListHead.NONE);
            return index;
        }
        Block next = index + 1 < blocks.size() ? blocks.get(index + 1) : null;
        Part.ListHead bare = colon < 0 && next != null && next.item() && !block.item()
                ? listHead(block.from(), block.to())
                : Part.ListHead.NONE;
        if (bare != Part.ListHead.NONE) {
            unreadHead(block, block.to());
            return list(blocks, index, block.to(), bare);
        }
        boolean leads = next != null && next.item() && !block.item() && (colon < 0 || colon + 1 == block.to());
        if (leads && (turnsNothing(block) || (colon > 0 && mayLeaveOut(block.from(), colon)))) {
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
            add(read(block.from(), block.to()), block, Part.ListHead.NONE);
            return index;
        }
        boolean meta = (block.line() || index == 0) && labels.isMetaLabel(block.from(), colon);
        if (meta) {
            return meta(block, index);
        }
        Token label = colon > block.from() ? chart.tokens().get(colon - 1) : null;
        if (label != null && isLetter(label) && colon - block.from() <= 2) {
            letters.add(label.text());
        }
        Part.ListHead head = listHead(block.from(), colon);
        if (head != Part.ListHead.NONE) {
            unreadHead(block, colon);
            return list(blocks, index, colon, head);
        }
        int start = colon + 1 < block.to() && chart.tokens().get(colon + 1).is("=") ? colon + 2 : colon + 1;
        List<Item> body = start < block.to() ? read(start, block.to()) : List.of();
        if (isDenied(block.from(), colon, body)) {
            List<Item> denied = new ArrayList<>(body);
            cover.items(block.from(), colon).stream()
                    .filter(item -> !item.is(Kind.COMMA))
                    .forEach(denied::add);
            add(denied, block, Part.ListHead.NONE);
            return index;
        }
        if (isGiven(chart, cover.items(block.from(), colon))) {
            List<Item> whole = new ArrayList<>(cover.items(block.from(), colon));
            whole.addAll(body);
            add(whole, block, Part.ListHead.NONE);
            return index;
        }
        if (isUnclear(block.from(), colon, body)) {
            stretches.unread().add(new Span(colon + 1, block.to()));
        }
        cover.items(block.from(), colon).stream()
                .filter(item -> item.is(Kind.NOT) && isSilent(block.from(), colon))
                .forEach(item -> stretches.unread().add(new Span(item.from(), item.to())));
        label(block.from(), colon, body, block);
        add(body, block, Part.ListHead.NONE);
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
                && !narrowing.has(block.from(), block.to(), Symbol.WHO, Symbol.WITH, Symbol.ALONE);
    }

    /** Skips a line that describes the request, except for a definition in brackets: segment name: loyal (3+ purchases). */
    private int meta(Block block, int index) {
        int open = block.from();
        while (open < block.to() && !chart.has(Symbol.OPEN, open)) {
            open++;
        }
        int from = open + 1 < block.to() && chart.tokens().get(open + 1).is("=") ? open + 2 : open + 1;
        int to = block.to() - 1;
        boolean defined =
                from < to && chart.has(Symbol.CLOSE, to) && (from > open + 1 || narrowing.hasNumber(from, to));
        stretches.ignore(block.from(), defined ? open : block.to());
        if (defined) {
            add(read(from, to), block, Part.ListHead.NONE);
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

    /** Whether the block begins with the name of one of several groups: group A: gold; second group - silver. */
    private boolean isGroup(List<Block> blocks, int index) {
        int to = nameEnd(blocks, index);
        int from = nameStart(blocks.get(index));
        boolean counted = to > from && (chart.has(Symbol.ORDINAL, from) || chart.has(Symbol.CARDINAL, from));
        return isNamedGroup(blocks, index)
                || (counted
                        && chart.at(from + 1).stream()
                                .anyMatch(node -> node.symbol() == Symbol.GROUP_NOUN && node.to() == to));
    }

    /** Whether the name of the group has a letter or a number: group A, segment 1. */
    private boolean isNamedGroup(List<Block> blocks, int index) {
        int to = nameEnd(blocks, index);
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
    private int nameEnd(List<Block> blocks, int index) {
        Block block = blocks.get(index);
        int colon = colon(block.from(), block.to());
        boolean dashed =
                colon < 0 && index + 1 < blocks.size() && blocks.get(index + 1).dash();
        return dashed ? block.to() : colon;
    }

    /** Reads one of several named groups, which are alternatives; returns the index of its last block. */
    private int group(List<Block> blocks, int index) {
        Block block = blocks.get(index);
        int end = nameEnd(blocks, index);
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
        Part part = new Part(read(body.from(), body.to()), joint, Part.ListHead.NONE, block.line());
        parts.add(part);
        groups.add(part);
        return dashed ? index + 1 : index;
    }

    /** Marks statements between and after named groups as unread unless they apply to all groups, because their group is unclear. */
    private void unreadBesideGroups() {
        for (int i = 0; i < parts.size(); i++) {
            List<Item> items = parts.get(i).items();
            boolean says = items.stream().anyMatch(item -> item.isMeant() || item.is(Kind.NOT) || item.is(Kind.EXCEPT));
            boolean beside = !groups.isEmpty() && i > parts.indexOf(groups.get(0)) && !groups.contains(parts.get(i));
            boolean last = i > parts.indexOf(groups.isEmpty() ? null : groups.get(groups.size() - 1));
            Block block = says && beside
                    ? new Block(items.get(0).from(), items.get(items.size() - 1).to(), false, false, false, false)
                    : null;
            boolean all = block != null
                    && last
                    && (isOfAll(block)
                            || chart.has(Symbol.BOTH, block.from())
                            || chart.has(Symbol.EVERY, block.from()));
            if (block != null && !all) {
                stretches.unread().add(new Span(block.from(), block.to()));
            }
        }
    }

    /** Marks a single named group as unread if other conditions stand alongside it, which may be another group. */
    private void unreadLoneGroup(List<Block> blocks) {
        boolean more = labelled == 1
                && parts.stream()
                                .filter(part -> part.items().stream().anyMatch(Item::isMeant))
                                .count()
                        > 1;
        IntStream.range(0, more ? blocks.size() : 0)
                .filter(i -> isNamedGroup(blocks, i))
                .mapToObj(blocks::get)
                .forEach(block -> stretches.unread().add(new Span(block.from(), block.to())));
    }

    /** Reads the words around the head of a list. */
    private void unreadHead(Block block, int colon) {
        int occasion = occasion(block.from(), headStart(block.from(), colon));
        stretches.ignore(block.from(), occasion);
        cover.items(occasion, colon).stream()
                .filter(item -> item.is(Kind.UNREAD) && !isAnyOf(block.from(), item.from()))
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

    /** Whether the block refers to one of several groups that are named by letters: only group B, those in A. */
    private boolean isPointer(Block block) {
        boolean names = false;
        for (int i = block.from(); i < block.to(); i++) {
            Token token = chart.tokens().get(i);
            names |= (isLetter(token) && letters.contains(token.text())) || chart.has(Symbol.GROUPS, i);
        }
        return letters.size() > 1 && names && colon(block.from(), block.to()) < 0;
    }

    private static boolean isLetter(Token token) {
        return token.isWord() && token.text().length() == 1 && token.capital();
    }

    /** Reads the conditions before the head of a list on its line, which the list narrows: gold members, excluded: the North. */
    private void narrowed(Block block, int colon) {
        int start = headStart(block.from(), colon);
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
            add(items, block, Part.ListHead.NONE);
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

    /** Returns the start of the words before the colon that make the list one of alternatives or of exclusions; -1 if there are none. */
    private int headStart(int from, int colon) {
        for (int i = from; i < colon; i++) {
            for (Node node : chart.at(i)) {
                boolean head = switch (node.symbol()) {
                    case ANY_OF, GROUPS, SUPPRESSION, NONE_FOLLOWING, EXCEPT, NOT, NO, WITHOUT -> true;
                    default -> false;
                };
                if (head && endsHead(node, headEnd(from, colon))) {
                    return i;
                }
            }
        }
        return -1;
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

    /** Whether a bare condition precedes the colon and only its negation follows: kids: no. */
    private boolean isDenied(int from, int colon, List<Item> body) {
        boolean no = body.stream().anyMatch(item -> item.is(Kind.NOT) || item.is(Kind.EXCEPT))
                && body.stream().allMatch(item -> item.is(Kind.NOT) || item.is(Kind.EXCEPT) || isFiller(item));
        return no && isBareCondition(from, colon);
    }

    private boolean isFiller(int from, int to) {
        return cover.items(from, to).stream().allMatch(item -> switch (item.kind()) {
            case PLACE, WITH, WHO, COMMA -> true;
            default -> isFiller(item);
        });
    }

    private static boolean isFiller(Item item) {
        return item.is(Kind.SILENT) && item.node() != null && item.node().symbol() != Symbol.REQUEST;
    }

    /** Whether the block excludes without naming whom, so that the list after it may be meant. */
    private boolean turnsNothing(Block block) {
        List<Item> items = cover.items(block.from(), block.to());
        return items.stream().anyMatch(item -> item.is(Kind.NOT) || item.is(Kind.EXCEPT))
                && items.stream().noneMatch(Item::isMeant)
                && listHead(block.from(), colon(block.from(), block.to()) < 0 ? block.to() : block.to() - 1)
                        == Part.ListHead.NONE;
    }

    /** Whether an unknown word heads a list after other conditions, and so may exclude the list: dealbreakers. */
    private boolean mayLeaveOut(int from, int colon) {
        boolean known = narrowing.has(
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
        return !known
                && listHead(from, colon) == Part.ListHead.NONE
                && parts.stream().anyMatch(part -> part.items().stream().anyMatch(Item::isMeant));
    }

    /** Whether the block is a greeting or a signature. */
    private boolean isAddress(List<Block> blocks, int index) {
        Block block = blocks.get(index);
        if (signed && labels.isName(block.from(), block.to())) {
            return true;
        }
        int colon = colon(block.from(), block.to());
        if (colon > 0 && listHead(block.from(), colon) != Part.ListHead.NONE) {
            return false;
        }
        if (labels.isGreeting(block.from(), block.to())) {
            return true;
        }
        boolean name = index > 0
                && index == blocks.size() - 1
                && block.to() - block.from() == 1
                && chart.has(Symbol.GIVEN_NAME, block.from())
                && chart.tokens().get(block.from()).capital();
        if (name) {
            return true;
        }
        boolean late = index >= blocks.size() - 4 && index > 0;
        if (late && labels.isSignature(block.from(), block.to())) {
            signed = true;
            return true;
        }
        return false;
    }

    private void ignoreUnread(Block block) {
        boolean unknown = cover.items(block.from(), block.to()).stream()
                .anyMatch(item -> item.is(Kind.UNREAD)
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

    /** Whether the items contain a time, which then belongs to a planned action: the boys want to ring people tomorrow. */
    private static boolean isTimeTold(List<Item> items) {
        return Stretches.holds(items, Kind.WINDOW);
    }

    private boolean isUnread(int from, int to) {
        return Stretches.holds(cover.items(from, to), Kind.UNREAD);
    }

    private int colon(List<Block> blocks, int index) {
        return colon(blocks.get(index).from(), blocks.get(index).to());
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
        boolean excludes = !read && narrowing.has(from, colon, Symbol.EXCEPT);
        if (excludes) {
            add(read(from, colon), block, Part.ListHead.NONE);
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
            add(items, block, Part.ListHead.NONE);
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
            add(read(from, colon), block, Part.ListHead.NONE);
        }
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

    private Part.ListHead listHead(int from, int to) {
        Part.ListHead head = Part.ListHead.NONE;
        int end = headEnd(from, to);
        for (int i = from; i < to; i++) {
            for (Node node : chart.at(i)) {
                boolean last = endsHead(node, end) && !isWithinMeant(from, to, i);
                switch (node.symbol()) {
                    case ANY_OF, GROUPS -> head = last ? Part.ListHead.ANY : head;
                    case SUPPRESSION -> head = last && !parts.isEmpty() ? Part.ListHead.NOT_ANY : head;
                    case NONE_FOLLOWING -> head = last ? Part.ListHead.NOT_ANY : head;
                    case EXCEPT -> head = last ? Part.ListHead.NOT_ANY : head;
                    case NOT, NO, WITHOUT -> head = last && isSilent(from, i) ? Part.ListHead.NOT_ANY : head;
                    default -> {}
                }
            }
        }
        List<Item> items = cover.items(from, to);
        items.stream()
                .filter(item -> item.is(Kind.NOT) && chart.has(Symbol.NOT_QUITE, item.to()))
                .forEach(item -> stretches.unread().add(new Span(item.from(), item.to() + 1)));
        boolean negates = items.stream().anyMatch(item -> item.is(Kind.NOT) && isFiller(item.to(), to))
                && items.stream().noneMatch(item -> item.isMeant() || item.is(Kind.UNREAD) || item.is(Kind.MODAL));
        return head == Part.ListHead.NONE && negates ? Part.ListHead.NOT_ANY : head;
    }

    /** Returns the end of the words before a list without a trailing courtesy: none of the following, please. */
    private int headEnd(int from, int to) {
        int end = to;
        while (end > from + 1 && (chart.has(Symbol.COURTESY, end - 1) || chart.has(Symbol.COMMA, end - 1))) {
            end--;
        }
        return end;
    }

    /** Whether the node ends the head of a list, apart from a noun for the listed members: any of these criteria. */
    private boolean endsHead(Node node, int end) {
        return node.to() == end || (node.to() + 1 == end && chart.has(Symbol.CRITERIA, node.to()));
    }

    /** Whether the token is inside an item that states something: opt out. */
    private boolean isWithinMeant(int from, int to, int index) {
        return cover.items(from, to).stream()
                .anyMatch(item -> item.isMeant() && item.from() < index && item.to() > index);
    }

    /** Whether the token is part of the words that form the head of a list. */
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
            if (isSeparated(blocks, index) && !isGroups(block.from(), colon)) {
                return separated(blocks, index, colon, head);
            }
            add(read(colon + 1, block.to()), block, head);
            boolean union = head == Part.ListHead.ANY
                    && block.line()
                            == blocks.get(Math.min(last + 1, blocks.size() - 1)).line();
            while (union
                    && last + 1 < blocks.size()
                    && isGroups(block.from(), colon)
                    && !blocks.get(last + 1).line()) {
                last++;
                if (isOfAll(blocks.get(last))) {
                    return last - 1;
                }
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
            boolean another =
                    blocks.get(last + 1).item() == blocks.get(index + 1).item();
            if (!first && (!another || isBehindList(blocks, index, last + 1))) {
                break;
            }
            last++;
            Block member = blocks.get(last);
            List<Item> items = read(member.from(), member.to());
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
        return apart || isOfAll(line) || asksAnew(line);
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
            List<Item> items = read(member.from(), member.to());
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
            boolean more = follows && isSeparated(blocks, last) && colon(blocks, last + 1) < 0;
            if (!more || isOfAll(blocks.get(last + 1)) || asksAnew(blocks.get(last + 1))) {
                return last;
            }
            member = blocks.get(++last);
        }
    }

    /** Whether the sentence after groups applies to all of them: nobody over 60, only with consent, all must have consent. */
    private boolean isOfAll(Block block) {
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
            stretches.names().closeDefinitions();
            return;
        }
        int first = 0;
        while (first < items.size() && items.get(first).is(Kind.SILENT)) {
            first++;
        }
        boolean or = first < items.size() && items.get(first).is(Kind.OR) && !parts.isEmpty();
        Part part = new Part(
                or ? items.subList(first + 1, items.size()) : items,
                or ? Part.Joint.OR : Part.Joint.AND,
                head,
                block.line());
        parts.add(part);
        stretches.names().recordDefiningPart(part);
    }
}
