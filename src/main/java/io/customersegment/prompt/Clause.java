package io.customersegment.prompt;

import io.customersegment.catalogue.Column;
import io.customersegment.catalogue.Entry;
import io.customersegment.criteria.Condition;
import io.customersegment.prompt.Item.Kind;
import io.customersegment.prompt.WordedCondition.Frame;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads the items of one clause: their neighbours, the words that negate, join or refer back, and the items that cannot be meant in their
 * position. {@link Scopes} decides how far negations reach, {@link Joints} what conjunctions bind.
 */
final class Clause {

    private static final int DEEPEST = 12;

    private final List<Item> unread = new ArrayList<>();
    private final List<Item> unknown = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private final Set<String> cars = new LinkedHashSet<>();
    private final Chart chart;
    private final Doubts doubts;
    private final LocalDate day;
    private boolean said;

    Clause(Chart chart, LocalDate day) {
        this.chart = chart;
        this.doubts = new Doubts(chart);
        this.day = day;
    }

    /** Returns the readings of the items; empty if they state nothing. */
    List<Condition> read(List<Item> items) {
        return read(items, 0);
    }

    /** Whether the clause states anything, even if only what the request already states. */
    boolean saysSomething() {
        return said;
    }

    /** The items that cannot be read in their position. */
    List<Item> unread() {
        return unread;
    }

    /** The unread items that are unknown words and belong to no negation and no "or". */
    List<Item> unknown() {
        return unknown;
    }

    /** Notes on conditions that are only approximated. */
    List<String> notes() {
        return notes;
    }

    /** The car models in which an interest was stated. */
    Set<String> cars() {
        return cars;
    }

    private List<Condition> read(List<Item> items, int depth) {
        int tail = depth < DEEPEST ? tail(items) : -1;
        if (tail > 0) {
            List<List<Condition>> both = new ArrayList<>();
            List<Condition> before = new ArrayList<>(read(items.subList(0, tail), depth + 1));
            if (before.size() > 1) {
                before.removeIf(Condition.nobody()::equals);
            }
            both.add(before);
            both.add(read(items.subList(tail + 1, items.size()), depth + 1));
            both.removeIf(List::isEmpty);
            return Readings.combined(both, true);
        }
        List<Operand> operands = operands(items, depth);
        if (operands.isEmpty()) {
            return List.of();
        }
        if (operands.stream().anyMatch(operand -> operand.precondition) && Joints.isUnclearFor(operands)) {
            items.stream().filter(item -> item.is(Kind.MEANING)).forEach(unread::add);
        }
        return Joints.evaluate(
                Scopes.exceptions(Scopes.negations(SharedWindows.applySharedWindows(withOwnTimes(operands), day))));
    }

    /**
     * Returns the operands where a bare word that implies a time, followed by an explicit time, has a second reading in which it states
     * nothing: new customers, joined 2024. Both readings are kept.
     */
    private static List<Operand> withOwnTimes(List<Operand> operands) {
        List<Operand> result = new ArrayList<>(operands);
        for (int i = 0; i + 1 < operands.size(); i++) {
            Operand word = operands.get(i);
            Operand next = operands.get(i + 1);
            Column column = word.column();
            boolean own = column != null
                    && column.type() == Column.Type.DATE
                    && word.bare
                    && next.isDated()
                    && column.equals(next.column())
                    && next.joint == Operand.Joint.COMMA
                    && !word.negated
                    && !next.negated
                    && !word.except
                    && !next.except;
            if (own) {
                List<Condition> readings = new ArrayList<>(word.readings);
                readings.add(Condition.everybody());
                result.set(i, word.with(readings));
            }
        }
        return result;
    }

    /**
     * Returns the comma after which a condition applies to everything named before it, or to each of the cases; -1 if there is none: gold
     * in the North and silver in the West, both with consent.
     */
    private int tail(List<Item> items) {
        int depth = 0;
        int last = -1;
        for (int i = 0; i < items.size(); i++) {
            Item item = items.get(i);
            boolean each = last > 0
                    && item.is(Kind.SILENT)
                    && chart.has(Symbol.EACH_CASE, item.from())
                    && (items.subList(last, i).stream().allMatch(Clause::isOpening)
                            || items.subList(i + 1, items.size()).stream().allMatch(Clause::isClosing));
            if (each) {
                return last;
            }
            depth += item.is(Kind.OPEN) ? 1 : item.is(Kind.CLOSE) ? -1 : 0;
            boolean ends = item.is(Kind.COMMA) && depth == 0;
            last = ends ? i : last;
            boolean all = ends && i > 0 && i + 2 < items.size() && isOfAll(items.get(i + 1), items.get(i + 2));
            if (all && items.subList(0, i).stream().anyMatch(Item::isMeant)) {
                return i;
            }
        }
        return -1;
    }

    /** Whether the item only introduces the items after it. */
    private static boolean isOpening(Item item) {
        return switch (item.kind()) {
            case COMMA, AND, BUT, SILENT -> true;
            default -> false;
        };
    }

    /** Whether the item stands for all before it, and the next one begins what they have, where they are or who they are. */
    private boolean isOfAll(Item all, Item next) {
        boolean each = (all.is(Kind.SILENT) || all.is(Kind.EITHER))
                && (chart.has(Symbol.ALL, all.from())
                        || chart.has(Symbol.EVERY, all.from())
                        || chart.has(Symbol.BOTH, all.from()));
        boolean goesOn = chart.has(Symbol.WITH, next.from())
                || chart.has(Symbol.PLACE, next.from())
                || chart.has(Symbol.WITHOUT, next.from())
                || next.is(Kind.WHO)
                || next.is(Kind.NOT);
        return each && goesOn;
    }

    private List<Operand> operands(List<Item> items, int depth) {
        List<Operand> operands = new ArrayList<>();
        Operand.Joint joint = Operand.Joint.NONE;
        Kind marker = null;
        boolean people = false;
        boolean negated = false;
        boolean verbal = false;
        boolean except = false;
        boolean either = false;
        boolean and = false;
        boolean requested = false;
        boolean listed = false;
        boolean given = false;
        boolean nor = false;
        boolean barred = false;
        Item modal = null;
        Item ahead = null;
        Item negation = null;
        for (int i = 0; i < items.size(); i++) {
            Item item = items.get(i);
            Operand operand = null;
            Item doubted = doubts.at(items, i);
            if (doubted != null) {
                unread.add(doubted);
            }
            switch (item.kind()) {
                case CONDITION -> {
                    if (modal != null) {
                        unread.add(new Item(Kind.UNREAD, modal.from(), item.to(), null));
                    }
                    Item not = negated && !except ? negation : null;
                    operand = operand(item, negated || except, not, joint, marker);
                    if (ahead != null && operand != null) {
                        Operand timed = SharedWindows.timed(operand, negated, ahead.window(), day);
                        operand = timed == null ? operand : timed;
                        unread.addAll(timed == null ? List.of(ahead) : List.of());
                        ahead = null;
                    }
                }
                case WINDOW -> {
                    boolean leads = ahead == null
                            && !negated
                            && !except
                            && operands.stream().noneMatch(Operand::hasTime);
                    ahead = leads ? item : ahead;
                    operand = leads ? null : ellipsis(item, operands, joint, marker, negated || except);
                }
                case REFERENCE -> {
                    operand = referred(item, items.subList(0, i), operands, joint, marker);
                    boolean sliced = i > 0 && items.get(i - 1).is(Kind.SLASH);
                    if (sliced || (negated && operand != null && operand.isDated())) {
                        unread.add(item);
                    }
                }
                case PRO_VERB -> {
                    if (isBehindOrder(items, i)) {
                        unread.add(item);
                    } else {
                        operand = repeated(item, operands, joint, marker);
                    }
                }
                case AMOUNT -> operand = apposed(item, operands, joint, marker, negated || except);
                case OPEN -> {
                    int close = close(items, i);
                    int from = i + 1;
                    if (Brackets.isJoined(items, i, close)) {
                        from++;
                        joint = items.get(i + 1).is(Kind.OR) ? Operand.Joint.OR : Operand.Joint.AND;
                        and = joint == Operand.Joint.AND;
                        if (Brackets.isAfterthought(items, i, close)) {
                            i++;
                            continue;
                        }
                        boolean one = items.subList(i + 2, close).stream()
                                        .filter(Item::isMeant)
                                        .count()
                                == 1;
                        if (Brackets.isNarrowed(items, close) || (one && operands.size() > 1)) {
                            unread.add(items.get(i + 1));
                        }
                    }
                    List<Item> within = new ArrayList<>(items.subList(from, close));
                    Item takesIn = Brackets.takesIn(chart, within);
                    within.remove(takesIn);
                    List<Condition> inner = depth >= DEEPEST ? List.of() : read(within, depth + 1);
                    if (depth >= DEEPEST) {
                        unread.add(item);
                    }
                    if (takesIn != null) {
                        unread.addAll(SharedWindows.includeNever(operands, inner) ? List.of() : List.of(takesIn));
                        i = close;
                        continue;
                    }
                    if (Brackets.isContradicted(items, i, inner, operands)) {
                        unread.add(items.get(Math.min(i + 1, items.size() - 1)));
                    }
                    operand = inner.isEmpty() ? null : new Operand(inner, null, false, joint, marker, null, i);
                    i = close;
                }
                case PEOPLE -> {
                    modal = null;
                    negation = null;
                    Operand last = operands.isEmpty() ? null : operands.get(operands.size() - 1);
                    boolean behind = joint == Operand.Joint.NONE
                            && marker == null
                            && !negated
                            && !except
                            && last != null
                            && (last.frame == Frame.TEXTS
                                    || last.frame == Frame.ADJECTIVE
                                    || last.frame == Frame.UNNAMED)
                            && !people
                            && i > 0
                            && items.get(i - 1).is(Kind.CONDITION);
                    if (behind && last != null) {
                        last.head = true;
                    } else {
                        people = true;
                    }
                }
                case AND -> {
                    and = true;
                    Operand.Joint joined = joint == Operand.Joint.COMMA || goesOnOfAll(item.to())
                            ? Operand.Joint.COMMA
                            : Operand.Joint.AND;
                    joint = negated ? joint : joined;
                }
                case OR -> {
                    barred = item.node() != null && item.node().rule().equals("|") && !isFormal();
                    joint = joint == Operand.Joint.COMMA ? Operand.Joint.COMMA_OR : Operand.Joint.OR;
                }
                case NOR -> {
                    if (operands.stream().noneMatch(operand0 -> operand0.negated)) {
                        unread.add(item);
                    }
                    joint = Operand.Joint.AND;
                    nor = true;
                    negated = true;
                }
                case BUT, COMMA, SLASH -> {
                    if (except && !operands.isEmpty() && isPassive(items.subList(0, i))) {
                        exceptLast(operands, items.subList(0, i));
                        except = false;
                    }
                    if (except) {
                        unread.add(item);
                    }
                    if (item.is(Kind.BUT) && isBare(items, i, operands.isEmpty())) {
                        except = true;
                    } else if (isButThem(items, i) || (item.is(Kind.BUT) && people && operands.isEmpty())) {
                        unread.add(item);
                    }
                    if (negated) {
                        unread.add(item);
                    }
                    listed = item.is(Kind.COMMA);
                    joint = joint == Operand.Joint.OR || joint == Operand.Joint.COMMA_OR ? joint : Operand.Joint.COMMA;
                }
                case ASIDE -> {
                    boolean or = i + 1 < items.size() && items.get(i + 1).is(Kind.OR);
                    if (negated || or) {
                        unread.add(item);
                    }
                }
                case WHO, WITH, PLACE -> {
                    marker = item.kind();
                    negation = item.is(Kind.WHO) ? null : negation;
                    modal = item.is(Kind.WHO) ? null : modal;
                }
                case SILENT -> {
                    boolean each = chart.has(Symbol.EACH_CASE, item.from())
                            && items.stream().anyMatch(other -> other.is(Kind.OR) || other.is(Kind.AND))
                            && !items.subList(0, i).stream().allMatch(Clause::isOpening);
                    if (each) {
                        unread.add(item);
                    }
                    boolean asks = item.node() != null
                            && (item.node().symbol() == Symbol.REQUEST
                                    || item.node().symbol() == Symbol.ASKER);
                    modal = asks ? null : modal;
                    requested |=
                            asks && IntStream.range(item.from(), item.to()).anyMatch(at -> chart.has(Symbol.WANT, at));
                }
                case NOT -> {
                    if (negated && i > 0 && isOfPeople(items, i)) {
                        unread.add(item);
                    }
                    verbal = item.node() != null && item.node().symbol() == Symbol.NOT;
                    boolean or = joint == Operand.Joint.OR || joint == Operand.Joint.COMMA_OR;
                    if (or && isNeverAlone(items, i) && SharedWindows.orNever(operands)) {
                        joint = Operand.Joint.NONE;
                        continue;
                    }
                    negation = item;
                    negated = true;
                }
                case EXCEPT -> except = true;
                case EITHER -> either = true;
                case MODAL -> modal = item;
                case MEANING -> given = chart.tokens().get(item.from()).is("if");
                case UNREAD -> {
                    unread.add(item);
                    if (!negated
                            && !except
                            && joint != Operand.Joint.OR
                            && joint != Operand.Joint.COMMA_OR
                            && !isBeforeOr(items, i)) {
                        unknown.add(item);
                    }
                }
                default -> {}
            }
            if (operand != null) {
                operand.negated = negated;
                operand.verbal = verbal;
                operand.except = except;
                operand.either = either;
                operand.and = and;
                operand.nor = nor;
                operand.barred = barred;
                operand.requested = requested && !operands.isEmpty();
                operand.listed = listed && !and;
                operand.precondition = given;
                operand.generic = people;
                operand.head =
                        people || operand.frame == Frame.NOUN || (item.is(Kind.CONDITION) && isNominal(items, i));
                operands.add(operand);
                joint = Operand.Joint.NONE;
                marker = null;
                people = false;
                negated = false;
                except = false;
                either = false;
                and = false;
                nor = false;
                barred = false;
                requested = false;
                listed = false;
                given = false;
                modal = null;
            }
        }
        if (except && !operands.isEmpty() && isPassive(items)) {
            if (isOwnClause(items)) {
                items.stream().filter(item -> item.is(Kind.EXCEPT)).forEach(unread::add);
            }
            exceptLast(operands, items);
            except = false;
        }
        if (ahead != null) {
            unread.add(ahead);
        }
        if (and && !operands.isEmpty()) {
            items.stream()
                    .filter(item -> item.is(Kind.AND))
                    .reduce((a, b) -> b)
                    .filter(item -> chart.tokens().get(item.from()).is("+"))
                    .ifPresent(unread::add);
        }
        if (negated && isRepeated(items, negation, operands)) {
            negated = false;
        }
        boolean dangling = negated || except || joint == Operand.Joint.OR || joint == Operand.Joint.COMMA_OR;
        boolean nobody = except && items.stream().noneMatch(item -> item.is(Kind.UNREAD));
        boolean says = !operands.isEmpty() || said || nobody;
        if (dangling && (says || isDenial(items) || isNegatedRelative(items))) {
            Item last = items.stream()
                    .filter(item -> item.is(Kind.NOT) || item.is(Kind.EXCEPT) || item.is(Kind.OR))
                    .reduce((a, b) -> b)
                    .orElse(items.get(items.size() - 1));
            unread.add(last);
        }
        return operands;
    }

    /** Whether the negation only repeats that of the condition directly before it: no come to workshop never. */
    private boolean isRepeated(List<Item> items, @Nullable Item negation, List<Operand> operands) {
        int index = negation == null ? 0 : items.indexOf(negation);
        return negation != null
                && index > 0
                && !operands.isEmpty()
                && items.subList(index + 1, items.size()).stream().allMatch(Clause::isClosing)
                && items.get(index - 1).is(Kind.CONDITION)
                && operands.get(operands.size() - 1).negated
                && chart.has(Symbol.NEVER, negation.from());
    }

    /** Excludes the operands after the last comma: gold, seniors left out. Listed text values are ambiguous: gold, silver left out. */
    private void exceptLast(List<Operand> operands, List<Item> items) {
        Item last = items.stream()
                .filter(item -> item.is(Kind.CONDITION))
                .reduce((a, b) -> b)
                .orElseThrow();
        boolean list = IntStream.range(last.from(), last.to()).anyMatch(i -> chart.has(Symbol.COMMA, i))
                && IntStream.range(last.from(), last.to())
                        .noneMatch(i -> chart.has(Symbol.AND, i) || chart.has(Symbol.OR, i));
        if (list) {
            unread.add(last);
        }
        int first = operands.size() - 1;
        while (first > 0 && operands.get(first).joint != Operand.Joint.COMMA) {
            first--;
        }
        operands.get(first).except = true;
        for (Operand excluded : operands.subList(first, operands.size())) {
            excluded.head |= excluded.joint == Operand.Joint.AND;
        }
    }

    /** Whether an adjective is used as a noun: the wealthy. */
    private boolean isNominal(List<Item> items, int index) {
        Item item = items.get(index);
        boolean adjective = item.said().frame() == Frame.ADJECTIVE
                && item.from() > 0
                && chart.tokens().get(item.from() - 1).is("the");
        Item next = index + 1 < items.size() ? items.get(index + 1) : null;
        return adjective && (next == null || !(next.is(Kind.PEOPLE) || next.is(Kind.CONDITION)));
    }

    /** Whether the clause is only a "no" to the text before it. */
    private static boolean isDenial(List<Item> items) {
        return items.stream().allMatch(item -> item.is(Kind.NOT) || item.is(Kind.EXCEPT) || isCourtesy(item));
    }

    /** Whether the item states nothing at the end of a clause: thanks, an exclamation mark. */
    private static boolean isClosing(Item item) {
        boolean sign =
                item.is(Kind.SILENT) && (item.node() == null || item.node().symbol() == Symbol.SIGN_OFF);
        return sign || isCourtesy(item);
    }

    /** Whether the clause negates something about customers that cannot be read: those who aren't in it; who has not? */
    private static boolean isNegatedRelative(List<Item> items) {
        boolean people = false;
        boolean relative = false;
        for (int i = 0; i < items.size(); i++) {
            Item item = items.get(i);
            people |= item.is(Kind.PEOPLE);
            boolean last = items.subList(i + 1, items.size()).stream().allMatch(Clause::isClosing);
            if (item.is(Kind.NOT) && (relative || (people && last))) {
                return true;
            }
            relative |= item.is(Kind.WHO) && people;
            people |= item.is(Kind.WHO) || item.is(Kind.WITH);
        }
        return false;
    }

    private static boolean isCourtesy(Item item) {
        return item.is(Kind.SILENT) && item.node() != null && item.node().symbol() == Symbol.COURTESY;
    }

    /** Whether "but" means "except": every member but those in the West, all customers but seniors. */
    private boolean isBare(List<Item> items, int index, boolean first) {
        boolean those = (index + 1 < items.size() && items.get(index + 1).is(Kind.PEOPLE))
                || isButThem(items, index)
                || (first && items.subList(0, index).stream().anyMatch(item -> item.is(Kind.PEOPLE)));
        boolean all = false;
        for (int i = items.get(0).from(); i < items.get(index).from(); i++) {
            all |= chart.tokens().get(i).is(WordGroup.EVERY);
        }
        return those && all;
    }

    /** Whether a noun for customers directly follows "but", which may then mean "and" or "except": gold members but seniors. */
    private boolean isButThem(List<Item> items, int index) {
        int behind = index + 1;
        while (behind < items.size()
                && items.get(behind).is(Kind.SILENT)
                && chart.has(Symbol.DETERMINER, items.get(behind).from())) {
            behind++;
        }
        if (!chart.tokens().get(items.get(index).from()).is("but") || behind >= items.size()) {
            return false;
        }
        Item next = items.get(behind);
        return next.is(Kind.CONDITION) && next.said().bare() && next.said().frame() == Frame.NOUN;
    }

    /** Whether "except" ends the clause as a participle or after a form of "be": platinum left out, seniors should be excluded. */
    private boolean isPassive(List<Item> items) {
        for (int i = items.size() - 1; i > 0; i--) {
            if (items.get(i).is(Kind.EXCEPT)) {
                Item before = items.get(i - 1);
                boolean be = before.is(Kind.SILENT)
                        && chart.tokens().get(before.to() - 1).isFormOf("be");
                return be
                        || chart.has(Symbol.LEFT_OUT, items.get(i).from())
                        || isParticiple(chart.tokens().get(items.get(i).from()));
            }
            if (!items.get(i).is(Kind.SILENT)) {
                return false;
            }
        }
        return false;
    }

    /**
     * Whether the excluded customers stand in a subordinate clause, so that it is unclear how many of the operands are excluded: with
     * parents left out, so that the West is left out, whose lease was dropped.
     */
    private boolean isOwnClause(List<Item> items) {
        Item except = items.get(0);
        Item before = except;
        Item opens = null;
        for (int i = 0; i < items.size(); i++) {
            Item item = items.get(i);
            if (item.is(Kind.EXCEPT) && i > 0) {
                before = items.get(i - 1);
                except = item;
            }
            boolean comma = item.is(Kind.COMMA) || item.is(Kind.BUT);
            opens = comma ? null : item.is(Kind.WITH) || item.is(Kind.WHO) ? item : opens;
        }
        boolean be = chart.tokens().get(before.to() - 1).isFormOf("be");
        boolean people = opens != null && (chart.tokens().get(opens.from()).is("who") || opens.is(Kind.WITH));
        return opens != null && opens.from() < except.from() && !(be && people);
    }

    private static boolean isParticiple(Token token) {
        return token.text().endsWith("ed")
                || token.text().endsWith("en")
                || !token.text().startsWith(token.lemma());
    }

    private static boolean isBeforeOr(List<Item> items, int index) {
        int next = index + 1;
        while (next < items.size()
                && (items.get(next).is(Kind.SILENT)
                        || items.get(next).is(Kind.UNREAD)
                        || items.get(next).is(Kind.PEOPLE))) {
            next++;
        }
        return next < items.size() && items.get(next).is(Kind.OR);
    }

    private @Nullable Operand operand(
            Item item, boolean negated, @Nullable Item not, Operand.Joint joint, @Nullable Kind marker) {
        WordedCondition what = item.said();
        said = true;
        cars.addAll(what.cars());
        if (what.note() != null && !notes.contains(what.note())) {
            notes.add(what.note());
        }
        if (what.onlyNegated() && !negated) {
            unread.add(item);
            return null;
        }
        if (what.isSilent()) {
            if (negated) {
                unread.add(item);
            }
            return null;
        }
        Condition condition = not == null ? what.condition() : denied(what, not, item.to());
        boolean bare = what.bare() || (not != null && what.denied() != null);
        Operand operand =
                new Operand(List.of(condition), what.frame(), bare, joint, marker, what.subject(), item.from());
        operand.placed = chart.has(Symbol.PLACE, item.from());
        operand.window = what.window();
        operand.timedBefore = operand.window != null && SharedWindows.leads(chart, item);
        operand.amount = what.amount();
        return operand;
    }

    /**
     * Returns the condition that a negated verb denies: "not once" denies that it ever happened, and so do "never", "yet" and "once" where
     * the bare word covers only some days.
     */
    private Condition denied(WordedCondition what, Item not, int behind) {
        Subject subject = what.subject();
        Amount amount = what.amount();
        boolean once = amount != null && amount.frequency() && amount.single() == 1;
        boolean never = chart.has(Symbol.NEVER, not.from())
                || chart.has(Symbol.SO_FAR, behind)
                || (once && what.window() == null);
        if ((what.bare() || once) && subject != null && never && isSpan(subject)) {
            WordedCondition ever = Statements.dated(subject, Window.of(Window.Kind.ALL_TIME), day);
            return ever == null ? what.condition() : ever.condition();
        }
        return what.denied() == null ? what.condition() : what.denied();
    }

    private static boolean isSpan(Subject subject) {
        Entry entry = subject.entry();
        if (entry == null || entry.date() == null) {
            return false;
        }
        return entry.number() == null || (entry.countedOver() != null && !entry.is(Entry.Trait.NEVER_IN_SPAN));
    }

    /** Returns the operand of a window whose subject was named before, or null: engaged in the last 180 days but not in the last 30. */
    private @Nullable Operand ellipsis(
            Item item, List<Operand> operands, Operand.Joint joint, @Nullable Kind marker, boolean negated) {
        boolean ofNumber = joint == Operand.Joint.OR
                && item.from() > 1
                && chart.tokens().get(item.from() - 2).isNumber();
        boolean ofMonth = item.from() > 1
                && chart.has(Symbol.MONTH, item.from() - 2)
                && !item.window().yearless();
        for (int i = ofNumber || ofMonth ? -1 : operands.size() - 1; i >= 0; i--) {
            Subject subject = operands.get(i).subject;
            if (subject != null && subject.date() != null) {
                WordedCondition dated = Statements.dated(subject, item.window(), day);
                if (dated == null || (dated.onlyNegated() && !negated)) {
                    break;
                }
                boolean ofNegated = (joint == Operand.Joint.COMMA || joint == Operand.Joint.AND)
                        && operands.get(i).negated
                        && !negated
                        && !chart.tokens().get(item.from() - 1).is("but");
                boolean joins = (joint != Operand.Joint.NONE || negated) && !ofNegated;
                if (!joins) {
                    break;
                }
                return new Operand(List.of(dated.condition()), Frame.VERB, false, joint, marker, subject, item.from());
            }
        }
        unread.add(item);
        return null;
    }

    /** Whether "never" is alone in its clause, so that it denies the condition named before: bought before 2020 or never. */
    private boolean isNeverAlone(List<Item> items, int index) {
        Item next = index + 1 < items.size() ? items.get(index + 1) : null;
        return chart.has(Symbol.NEVER, items.get(index).from())
                && (next == null || next.is(Kind.COMMA) || next.is(Kind.CLOSE) || next.is(Kind.BUT) || isClosing(next));
    }

    /** Whether the negation is in a relative clause about people: not those who never bought. */
    private static boolean isOfPeople(List<Item> items, int index) {
        return items.get(index - 1).is(Kind.WHO)
                && items.subList(0, index).stream().anyMatch(item -> item.is(Kind.PEOPLE));
    }

    /** Whether an order was named last, so that the pro-verb may refer to its sort key. */
    private static boolean isBehindOrder(List<Item> items, int index) {
        for (int i = index - 1; i >= 0; i--) {
            if (items.get(i).is(Kind.ARRANGEMENT) || items.get(i).is(Kind.CONDITION)) {
                return items.get(i).is(Kind.ARRANGEMENT);
            }
        }
        return false;
    }

    /** Returns the operand of a number or a time whose subject was named or sorted by before; null unless exactly one subject fits. */
    private @Nullable Operand referred(
            Item item, List<Item> before, List<Operand> operands, Operand.Joint joint, @Nullable Kind marker) {
        List<Reference> references = chart.at(item.from()).stream()
                .filter(node -> node.to() == item.to() && node.value() instanceof Reference)
                .map(node -> (Reference) node.value())
                .toList();
        Set<Entry> named = new LinkedHashSet<>();
        for (Operand operand : operands) {
            if (operand.subject != null && operand.subject.entry() != null) {
                named.add(operand.subject.entry());
            }
        }
        for (Item sorted : before) {
            if (sorted.is(Kind.ARRANGEMENT)) {
                sorted.arrangement()
                        .keys()
                        .forEach(key -> references.stream()
                                .filter(reference ->
                                        key.column().equals(reference.entry().number()))
                                .forEach(reference -> named.add(reference.entry())));
            }
        }
        List<Reference> meant = references.stream()
                .filter(reference -> named.contains(reference.entry()))
                .toList();
        Reference one = meant.size() == 1 ? meant.get(0) : null;
        WordedCondition what = one == null ? null : said(one);
        if (what == null || one == null) {
            unread.add(item);
            return null;
        }
        Operand.Joint comma = joint == Operand.Joint.NONE ? Operand.Joint.COMMA : joint;
        Subject subject = new Subject(one.entry(), Entry.Part.WHAT, null, false);
        Frame frame = one.amount() == null ? Frame.VERB : Frame.THING;
        said = true;
        return new Operand(List.of(what.condition()), frame, false, comma, marker, subject, item.from());
    }

    private @Nullable WordedCondition said(Reference reference) {
        Subject subject = new Subject(reference.entry(), Entry.Part.WHAT, null, false);
        Amount amount = reference.amount();
        Window window = reference.window();
        if (amount == null) {
            return window == null ? null : Statements.dated(subject, window, day);
        }
        return window == null
                ? Statements.counted(subject, amount)
                : Statements.countedWithin(subject, amount, window, day);
    }

    /** Returns an operand for the subject named last, without its number and time; null if there is none: or never did. */
    private @Nullable Operand repeated(Item item, List<Operand> operands, Operand.Joint joint, @Nullable Kind marker) {
        for (int i = operands.size() - 1; i >= 0; i--) {
            Subject subject = operands.get(i).subject;
            if (subject == null || subject.entry() == null) {
                continue;
            }
            Column date = operands.get(i).isDated() ? operands.get(i).column() : null;
            WordedCondition bare = Statements.bare(subject, day);
            Condition condition = date != null ? Statements.known(date) : bare == null ? null : bare.condition();
            if (condition != null) {
                return new Operand(List.of(condition), Frame.VERB, false, joint, marker, subject, item.from());
            }
        }
        unread.add(item);
        return null;
    }

    /** Returns the operand of a comparison whose subject was named directly before, or null: at risk, over 0.8. */
    private @Nullable Operand apposed(
            Item item, List<Operand> operands, Operand.Joint joint, @Nullable Kind marker, boolean negated) {
        Operand last = operands.isEmpty() ? null : operands.get(operands.size() - 1);
        Column column = last == null ? null : last.column();
        if (last != null
                && column != null
                && !(last.subject != null
                        && last.subject.is(Entry.Trait.AGED)
                        && ConditionRules.compares(item.amount()))
                && column.numeric()
                && column.type() != Column.Type.DATE
                && !negated
                && (joint == Operand.Joint.NONE || joint == Operand.Joint.COMMA || joint == Operand.Joint.AND)) {
            Subject subject =
                    new Subject(last.subject == null ? null : last.subject.entry(), Entry.Part.WHAT, column, false);
            WordedCondition counted = Statements.counted(subject, item.amount());
            Condition before = last.readings.get(0);
            boolean narrows = counted != null
                    && (counted.condition().equals(before)
                            || !Condition.all(List.of(before, counted.condition()))
                                    .equals(before));
            boolean measured = last.bare && last.frame == Frame.THING && column.type() == Column.Type.DECIMAL;
            if (counted != null
                    && measured
                    && !counted.condition().equals(Condition.all(List.of(before, counted.condition())))) {
                return joint == Operand.Joint.AND ? unread(item) : replaceBareOperand(operands, counted, subject);
            }
            if (counted != null && narrows) {
                return new Operand(
                        List.of(counted.condition()),
                        Frame.COLUMN,
                        false,
                        Operand.Joint.COMMA,
                        marker,
                        subject,
                        item.from());
            }
        }
        return unread(item);
    }

    private @Nullable Operand unread(Item item) {
        unread.add(item);
        return null;
    }

    /** Replaces the bare operand directly before, whose own meaning no longer applies, by the amount: a risk that lies above 0.2. */
    private static Operand replaceBareOperand(List<Operand> operands, WordedCondition counted, Subject subject) {
        Operand named = operands.remove(operands.size() - 1);
        return new Operand(
                List.of(counted.condition()), Frame.COLUMN, false, named.joint, named.marker, subject, named.from);
    }

    private static int close(List<Item> items, int open) {
        int depth = 0;
        for (int i = open; i < items.size(); i++) {
            if (items.get(i).is(Kind.OPEN)) {
                depth++;
            } else if (items.get(i).is(Kind.CLOSE) && --depth == 0) {
                return i;
            }
        }
        return items.size();
    }

    /** Whether the words at the token refer to all customers named before, however they were joined: and they have to be. */
    private boolean goesOnOfAll(int index) {
        return chart.at(index).stream()
                .anyMatch(
                        node -> node.symbol() == Symbol.OF_THEIRS && node.rule().equals("they"));
    }

    /** Whether the prompt joins conditions by signs, where a bar is an "or" and not a separator. */
    private boolean isFormal() {
        return chart.tokens().stream().anyMatch(token -> token.is("&"));
    }
}
