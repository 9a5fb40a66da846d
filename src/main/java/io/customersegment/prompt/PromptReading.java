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

/** Reads one prompt: covers each block, removes the remarks, recognises labels and definitions, reads the clauses and joins the blocks. */
final class PromptReading {

    private final String prompt;
    private final Chart chart;
    private final List<Token> tokens;
    private final LocalDate day;
    private final Narrowing narrowing;
    private final Stretches stretches;
    private final List<Part> parts;
    private final List<Span> unread;
    private final List<Span> unknown = new ArrayList<>();
    private final List<Item> all = new ArrayList<>();
    private final Set<String> notes = new LinkedHashSet<>();
    private final Set<String> cars = new LinkedHashSet<>();
    private boolean said;

    /** Reads the prompt that the chart was built from. */
    PromptReading(String prompt, Chart chart, LocalDate day) {
        this.prompt = prompt;
        this.chart = chart;
        this.tokens = chart.tokens();
        this.day = day;
        Cover cover = new Cover(chart, new Asides(chart));
        this.narrowing = new Narrowing(chart, cover);
        Stretches once = new Stretches(chart, cover, day, new GivenNames(chart, day));
        Blocks blocks = new Blocks(chart, cover, once);
        GivenNames names = once.names();
        this.stretches = names.isEmpty() ? once : new Stretches(chart, cover, day, names.known());
        this.parts = (names.isEmpty() ? blocks : new Blocks(chart, cover, stretches)).parts();
        this.unread = new ArrayList<>(stretches.unread());
    }

    /** Returns the criteria of the prompt; more than one if it is ambiguous. */
    List<Criteria> criteria() {
        Arranging arranging = new Arranging(parts);
        List<List<Condition>> alternatives = new ArrayList<>();
        List<List<Condition>> conjuncts = new ArrayList<>();
        boolean lastGiven = false;
        Groups groups = new Groups(chart, parts);
        unread.addAll(groups.unresolvedAnnouncements());
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
            boolean given = Blocks.isGiven(chart, part.items());
            boolean another = given && lastGiven;
            if (given
                    && !another
                    && !conjuncts.isEmpty()
                    && parts.stream()
                                    .filter(one -> Blocks.isGiven(chart, one.items()))
                                    .count()
                            == 1) {
                unread.add(
                        new Span(part.items().get(0).from(), part.items().get(0).to()));
            }
            lastGiven = given;
            if (another && !excludes(conjuncts.get(conjuncts.size() - 1), readings)) {
                unread.add(
                        new Span(part.items().get(0).from(), part.items().get(0).to()));
            }
            if (addsGroup(part) && role == Groups.Role.NONE && !conjuncts.isEmpty()) {
                int last = conjuncts.size() - 1;
                List<Condition> both =
                        new ArrayList<>(Readings.combined(List.of(conjuncts.get(last), readings), false));
                both.addAll(Readings.combined(List.of(conjuncts.get(last), readings), true));
                conjuncts.set(last, Readings.limited(both));
                continue;
            }
            boolean or = part.joint() == Part.Joint.OR && role != Groups.Role.OF_ALL;
            if ((another || or) && !conjuncts.isEmpty()) {
                int last = conjuncts.size() - 1;
                conjuncts.set(last, Readings.combined(List.of(conjuncts.get(last), readings), false));
            } else {
                join(conjuncts, readings, part.line());
            }
        }
        alternatives.addAll(conjuncts);
        arranging.unread().forEach(item -> unread.add(new Span(item.from(), item.to())));
        said |= arranging.isAsked();
        List<Condition> readings = Readings.juxtaposed(Readings.combined(alternatives, true), alternatives);
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

    /** Whether the two exclude each other. */
    private static boolean excludes(List<Condition> one, List<Condition> other) {
        return Readings.combined(List.of(one, other), true).equals(List.of(Condition.nobody()));
    }

    /** Adds the readings of a block; lines that only name text values of one column that exclude each other are alternatives. */
    private static void join(List<List<Condition>> conjuncts, List<Condition> readings, boolean line) {
        if (!conjuncts.isEmpty() && readings.size() == 1) {
            List<Condition> last = conjuncts.get(conjuncts.size() - 1);
            boolean tests = last.size() == 1
                    && last.get(0) instanceof Condition.Test a
                    && readings.get(0) instanceof Condition.Test b
                    && a.column().equals(b.column())
                    && Condition.all(List.of(a, b)).equals(Condition.nobody());
            if (tests) {
                List<Condition> union = Readings.combined(List.of(last, readings), false);
                List<Condition> both = new ArrayList<>(union);
                if (!line) {
                    both.add(Condition.nobody());
                }
                conjuncts.set(conjuncts.size() - 1, both);
                return;
            }
        }
        conjuncts.add(readings);
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
            unread.add(new Span(items.get(0).from(), items.get(0).to()));
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
                .forEach(item -> unread.add(new Span(item.from(), item.to())));
        member.stream()
                .filter(item -> narrowed && item.is(Kind.CONDITION) && isOfSeveralMembers(item))
                .forEach(item -> unread.add(new Span(item.from(), item.to())));
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
        Clause clause = new Clause(chart, day);
        List<Condition> readings = clause.read(items);
        clause.unread().forEach(item -> unread.add(new Span(item.from(), item.to())));
        clause.unknown().forEach(item -> unknown.add(new Span(item.from(), item.to())));
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
        List<Span> sorted = new ArrayList<>(unread);
        sorted.sort((a, b) -> Integer.compare(a.from(), b.from()));
        List<Span> merged = new ArrayList<>();
        for (Span span : sorted) {
            Span last = merged.isEmpty() ? null : merged.get(merged.size() - 1);
            if (last != null && span.from() <= last.to() + 1) {
                merged.set(merged.size() - 1, new Span(last.from(), Math.max(last.to(), span.to())));
            } else {
                merged.add(span);
            }
        }
        return merged;
    }

    /** Whether the unread words are unknown words that stand alone, without a number, a comparison, a negation or a name. */
    boolean isUnreadIgnorable() {
        return unread.stream()
                .allMatch(span -> unknown.contains(span) && !narrowing.isOfDomain(span.from(), span.to(), false));
    }

    /** Whether the unread words contain a window or a number. */
    boolean isWindowUnread() {
        return unread.stream().anyMatch(span -> {
            for (int i = span.from(); i < span.to(); i++) {
                if (chart.has(Symbol.WINDOW, i) || chart.has(Symbol.DIGITS, i)) {
                    return true;
                }
            }
            return false;
        });
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
