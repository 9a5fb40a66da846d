package io.customersegment.prompt;

import io.customersegment.criteria.Condition;
import io.customersegment.criteria.Criteria;
import io.customersegment.criteria.CriteriaText;
import io.customersegment.prompt.Item.Kind;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Reads one prompt: covers each block, removes the remarks, recognizes labels and definitions, reads the clauses and joins the blocks. */
final class PromptReading {

    private final String prompt;
    private final Chart chart;
    private final List<Token> tokens;
    private final Narrowing narrowing;
    private final Stretches stretches;
    private final List<Part> parts;
    private final UnreadWords unread;
    private final List<Item> all = new ArrayList<>();
    private final Clauses clauses;
    private final Set<String> notes = new LinkedHashSet<>();
    private final Set<String> cars = new LinkedHashSet<>();
    private boolean said;

    /** Reads the prompt that the chart was built from. */
    PromptReading(String prompt, Chart chart, LocalDate day) {
        this.prompt = prompt;
        this.chart = chart;
        this.tokens = chart.tokens();
        this.clauses = new Clauses(chart, day);
        Cover cover = new Cover(chart, new Asides(chart));
        this.narrowing = new Narrowing(chart, cover);
        Stretches once = new Stretches(chart, cover, clauses, new GivenNames(chart, clauses));
        Blocks blocks = new Blocks(chart, cover, once);
        GivenNames names = once.names();
        this.stretches = names.isEmpty() ? once : new Stretches(chart, cover, clauses, names.known());
        this.parts = (names.isEmpty() ? blocks : new Blocks(chart, cover, stretches)).parts();
        this.unread = new UnreadWords(stretches.unread());
    }

    /** Returns the criteria of the prompt; more than one if it is ambiguous. */
    List<Criteria> criteria() {
        Arranging arranging = new Arranging(parts);
        Conjuncts conjuncts = new Conjuncts();
        boolean lastGiven = false;
        Groups groups = new Groups(chart, parts);
        groups.unresolvedAnnouncements().forEach(unread::add);
        new NestedSelections(chart, parts).found().forEach(unread::add);
        for (int i = 0; i < parts.size(); i++) {
            Part part = parts.get(i);
            Groups.Role role = groups.role(i);
            List<Item> items = new ArrayList<>(part.items().size());
            for (Item item : part.items()) {
                items.add(item.is(Kind.ARRANGEMENT) ? asCondition(item, arranging) : item);
            }
            arranging.add(part.items());
            all.addAll(part.items());
            List<Condition> readings = role == Groups.Role.NONE ? clause(items, part.head()) : group(items, role);
            if (readings.isEmpty()) {
                continue;
            }
            boolean given = LabelledBlocks.isGiven(chart, part.items());
            boolean another = given && lastGiven;
            if (given
                    && !another
                    && !conjuncts.isEmpty()
                    && parts.stream()
                                    .filter(one -> LabelledBlocks.isGiven(chart, one.items()))
                                    .count()
                            == 1) {
                unread.add(part.items().get(0));
            }
            lastGiven = given;
            if (another && !conjuncts.lastExcludes(readings)) {
                unread.add(part.items().get(0));
            }
            if (addsGroup(part) && role == Groups.Role.NONE && !conjuncts.isEmpty()) {
                conjuncts.addAmbiguous(readings);
                continue;
            }
            boolean or = part.joint() == Part.Joint.OR && role != Groups.Role.OF_ALL;
            if ((another || or) && !conjuncts.isEmpty()) {
                conjuncts.addAlternative(readings);
            } else {
                conjuncts.add(readings, part.line());
            }
        }
        arranging.unread().forEach(unread::add);
        new Subgroups(chart).demanded(parts).forEach(unread::add);
        said |= arranging.isAsked();
        List<Condition> readings = conjuncts.readings();
        stretches.named().forEach((span, name) -> {
            if (!readings.stream()
                    .allMatch(one -> Condition.all(List.of(one, name)).equals(one))) {
                unread.add(span);
            }
        });
        List<Criteria> criteria = new ArrayList<>(readings.size());
        for (Condition condition : readings) {
            Criteria one = new Criteria(condition, arranging.order(), arranging.size());
            if (!criteria.contains(one)) {
                criteria.add(one);
            }
        }
        return criteria;
    }

    /**
     * Whether the part begins with "and" or a similar word and a noun for customers, which may be added to those before, as in "also
     * seniors".
     */
    private static boolean addsGroup(Part part) {
        List<Item> items =
                part.items().stream().filter(item -> !item.is(Kind.SILENT)).toList();
        if (items.size() < 2 || !items.get(0).is(Kind.AND) || !items.get(1).is(Kind.CONDITION)) {
            return false;
        }
        WordedCondition first = items.get(1).said();
        boolean people = items.size() > 2 && items.get(2).is(Kind.PEOPLE);
        return first.frame() == WordedCondition.Frame.NOUN || (people && first.bare());
    }

    /** Returns an order as the condition that it states in addition to the order or instead of it, or the item itself if it states none. */
    private Item asCondition(Item item, Arranging arranging) {
        Condition condition = arranging.isCondition(item.arrangement())
                ? item.arrangement().condition()
                : item.arrangement().among();
        if (condition == null) {
            return item;
        }
        WordedCondition what = WordedCondition.of(condition, WordedCondition.Frame.ADJECTIVE, true, null);
        return new Item(
                Kind.CONDITION,
                item.from(),
                item.to(),
                new Node(Symbol.CONDITION, item.from(), item.to(), what, 0, "superlative"));
    }

    private List<Condition> clause(List<Item> items, Part.ListHead head) {
        if (head == Part.ListHead.NONE) {
            return clause(items);
        }
        List<List<Condition>> members = new ArrayList<>();
        List<Item> member = new ArrayList<>();
        for (Item item : items) {
            boolean between = item.is(Kind.COMMA) || item.is(Kind.OR) || item.is(Kind.AND) || item.is(Kind.SLASH);
            if (between) {
                addMember(members, member);
                member = new ArrayList<>();
            } else {
                member.add(item);
            }
        }
        addMember(members, member);
        if (members.isEmpty()) {
            return List.of();
        }
        List<Condition> any = Readings.combined(members, false);
        return head == Part.ListHead.ANY
                ? any
                : any.stream().map(Condition::not).toList();
    }

    /** Returns the readings of a list of groups, of one group, or of a condition that all groups must meet. */
    private List<Condition> group(List<Item> items, Groups.Role role) {
        if (role == Groups.Role.UNCLEAR) {
            unread.add(items.get(0));
        }
        if (role != Groups.Role.LIST) {
            return clause(items);
        }
        List<List<Condition>> members = new ArrayList<>();
        Groups.members(items).forEach(member -> addMember(members, member));
        return members.isEmpty() ? List.of() : Readings.combined(members, false);
    }

    private void addMember(List<List<Condition>> members, List<Item> member) {
        boolean narrowed = member.stream().filter(Item::isMeant).count() > 1;
        member.stream()
                .filter(item ->
                        item.is(Kind.EXCEPT) || (member.indexOf(item) == 0 && chart.has(Symbol.ALONE, item.from())))
                .forEach(unread::add);
        member.stream()
                .filter(item -> narrowed && item.is(Kind.CONDITION) && isOfSeveralMembers(item))
                .forEach(unread::add);
        List<Condition> readings = clause(member);
        if (!readings.isEmpty()) {
            members.add(readings);
        }
    }

    /**
     * Whether the text values may be separate members, so that it is unclear which of them a condition is about, as in "any of: gold,
     * silver in the North".
     */
    private boolean isOfSeveralMembers(Item item) {
        for (int i = item.from() + 1; i < item.to(); i++) {
            if (chart.has(Symbol.COMMA, i) || chart.has(Symbol.SEMICOLON, i)) {
                return item.said().frame() == WordedCondition.Frame.TEXTS;
            }
        }
        return false;
    }

    private List<Condition> clause(List<Item> items) {
        Clause clause = clauses.open();
        List<Condition> readings = clause.read(items);
        clause.unread().forEach(unread::add);
        clause.unknown().forEach(unread::addUnknown);
        notes.addAll(clause.notes());
        cars.addAll(clause.cars());
        said |= clause.saysSomething();
        return readings;
    }

    /** Whether the prompt contains any statement. */
    boolean saysSomething() {
        return said;
    }

    /** Returns the unread tokens, with neighbouring spans merged. */
    List<Span> unread() {
        return unread.merged();
    }

    /** Whether the unread words are unknown words that stand alone, without a number, a comparison, a negation or a name. */
    boolean isUnreadIgnorable() {
        return unread.isIgnorable(narrowing);
    }

    /** Whether the unread words contain a window or a number. */
    boolean isWindowUnread() {
        return unread.containsWindow(chart);
    }

    /** Whether the criteria contain a condition, an order or a size, and do not contradict themselves. */
    boolean saysConditions(Criteria criteria) {
        boolean all = criteria.condition().equals(Condition.everybody());
        return !criteria.condition().equals(Condition.nobody())
                && (!all || !criteria.order().keys().isEmpty() || criteria.size() != Criteria.UNLIMITED);
    }

    List<Span> ignored() {
        return stretches.ignored();
    }

    Set<String> notes() {
        return notes;
    }

    /** Returns the car models named as an interest. */
    Set<String> cars() {
        return cars;
    }

    String quote(Span span) {
        return prompt.substring(
                        tokens.get(span.from()).from(),
                        tokens.get(span.to() - 1).to())
                .strip();
    }

    /** Returns the pieces of the prompt with their meaning, in the order of the prompt. */
    List<Reading.Piece> pieces() {
        List<Reading.Piece> pieces = new ArrayList<>();
        for (Item item : all) {
            boolean meant = item.is(Kind.CONDITION) || item.is(Kind.ARRANGEMENT);
            String meaning = item.is(Kind.CONDITION)
                    ? CriteriaText.condition(item.said().condition())
                    : item.is(Kind.ARRANGEMENT)
                            ? CriteriaText.order(
                                    new io.customersegment.criteria.Order(
                                            item.arrangement().keys()),
                                    item.arrangement().size() == 0
                                            ? Criteria.UNLIMITED
                                            : item.arrangement().size())
                            : "";
            if (meant) {
                pieces.add(piece(item.from(), item.to(), Reading.Kind.MEANT, meaning));
            }
        }
        stretches.ignored().forEach(span -> pieces.add(piece(span.from(), span.to(), Reading.Kind.REMARK, "")));
        unread().forEach(span -> pieces.add(piece(span.from(), span.to(), Reading.Kind.UNREAD, "")));
        pieces.sort((a, b) -> Integer.compare(a.from(), b.from()));
        return pieces;
    }

    private Reading.Piece piece(int from, int to, Reading.Kind kind, String meaning) {
        return new Reading.Piece(tokens.get(from).from(), tokens.get(to - 1).to(), kind, meaning);
    }
}
