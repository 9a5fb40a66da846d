package io.customersegment.prompt;

import io.customersegment.catalogue.Column;
import io.customersegment.criteria.Condition;
import io.customersegment.prompt.Item.Kind;
import io.customersegment.prompt.WordedCondition.Frame;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the items of one clause: their neighbours, the words that negate, join or refer back, and the items that cannot be meant in their
 * position. {@link Scopes} decides how far negations reach, {@link Exclusions} how far "except" reaches, {@link Joints} what
 * conjunctions bind.
 *
 * <p>Longer than 300 lines because one pass over the items keeps the words that wait for their condition: a joint, a negation, a modal
 * verb, a time. Each kind of item reads or changes several of them, so that its steps cannot be understood apart from the others.
 */
final class Clause {

    private static final int DEEPEST = 12;

    private final List<Item> unread = new ArrayList<>();
    private final List<Item> unknown = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private final Set<String> cars = new LinkedHashSet<>();
    private final Chart chart;
    private final Doubts doubts;
    private final Ellipses ellipses;
    private final Denials denials;
    private final ExclusionWords exclusionWords;
    private final SharedConditions sharedConditions;
    private final LocalDate day;
    private boolean said;

    /** Use {@link Clauses#open}. */
    Clause(Clauses clauses) {
        this.chart = clauses.chart;
        this.doubts = clauses.doubts;
        this.ellipses = clauses.ellipses;
        this.denials = clauses.denials;
        this.exclusionWords = clauses.exclusionWords;
        this.sharedConditions = clauses.sharedConditions;
        this.day = clauses.day;
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
        int tail = depth < DEEPEST ? sharedConditions.comma(items) : -1;
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
                Exclusions.applied(Scopes.negations(SharedWindows.applySharedWindows(withOwnTimes(operands), day))));
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

    private List<Operand> operands(List<Item> items, int depth) {
        List<Operand> operands = new ArrayList<>();
        Operand.Joint joint = Operand.Joint.NONE;
        Kind marker = null;
        boolean people = false;
        String whom = null;
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
        boolean ofAll = false;
        Item modal = null;
        Item ahead = null;
        Item negation = null;
        for (int i = 0; i < items.size(); i++) {
            int at = i;
            Item item = items.get(at);
            Operand operand = null;
            Item doubted = doubts.at(items, at);
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
                    if (ClosingTimes.isOfAll(chart, items, i)) {
                        unread.addAll(ClosingTimes.apply(operands, item.window(), day) ? List.of() : List.of(item));
                        either = false;
                        continue;
                    }
                    boolean leads = ahead == null
                            && !negated
                            && !except
                            && operands.stream().noneMatch(Operand::hasTime);
                    ahead = leads ? item : ahead;
                    operand = leads
                            ? null
                            : orUnread(ellipses.ofWindow(item, operands, joint, marker, negated || except), item);
                }
                case REFERENCE -> {
                    operand = orUnread(ellipses.ofReference(item, items.subList(0, i), operands, joint, marker), item);
                    said |= operand != null;
                    boolean sliced = i > 0 && items.get(i - 1).is(Kind.SLASH);
                    if (sliced || (negated && operand != null && operand.isDated())) {
                        unread.add(item);
                    }
                }
                case PRO_VERB -> {
                    if (isBehindOrder(items, i)) {
                        unread.add(item);
                    } else {
                        operand = orUnread(ellipses.ofProVerb(item, operands, joint, marker), item);
                    }
                }
                case AMOUNT ->
                    operand = orUnread(ellipses.ofAmount(item, operands, joint, marker, negated || except), item);
                case OPEN -> {
                    int close = Brackets.close(items, i);
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
                        whom = chart.tokens().get(item.to() - 1).lemma();
                        boolean unwanted = negated && exclusionWords.isUnwanted(items, i);
                        except |= unwanted;
                        negated &= !unwanted;
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
                    if (except && !operands.isEmpty() && exclusionWords.isPassive(items.subList(0, i))) {
                        excludeLast(operands, items.subList(0, i));
                        except = false;
                    }
                    if (except) {
                        unread.add(item);
                    }
                    if (item.is(Kind.BUT) && exclusionWords.isBare(items, i, operands.isEmpty())) {
                        except = true;
                        ofAll = true;
                        whom = null;
                    } else if (exclusionWords.isButThem(items, i)
                            || (item.is(Kind.BUT) && people && operands.isEmpty())) {
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
                    if (sharedConditions.isEachCase(items, i)) {
                        unread.add(item);
                    }
                    boolean asks = item.node() != null
                            && (item.node().symbol() == Symbol.REQUEST
                                    || item.node().symbol() == Symbol.ASKER);
                    modal = asks ? null : modal;
                    requested |= asks
                            && (chart.hasAny(item.from(), item.to(), Symbol.WANT)
                                    || (isExcluded(operands) && exclusionWords.isFromList(item)));
                }
                case NOT -> {
                    if (negated && i > 0 && Denials.isOfPeople(items, i)) {
                        unread.add(item);
                    }
                    verbal = item.node() != null && item.node().symbol() == Symbol.NOT;
                    boolean or = joint == Operand.Joint.OR || joint == Operand.Joint.COMMA_OR;
                    if (or && denials.isNeverAlone(items, i) && SharedWindows.orNever(operands)) {
                        joint = Operand.Joint.NONE;
                        continue;
                    }
                    negation = item;
                    negated = true;
                }
                case EXCEPT -> {
                    except = true;
                    ofAll = exclusionWords.isOfAll(item) || people;
                    whom = null;
                }
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
                if (negation != null) {
                    operand.nobody = denials.isOfNobody(negation);
                    operand.doNot = denials.isOfDo(negation);
                }
                operand.finite = denials.hasVerb(items, at);
                operand.baseVerb = denials.hasBaseVerb(items, at);
                operand.verbal = verbal;
                operand.except = except;
                operand.ofAll = ofAll;
                operand.either = either;
                operand.and = and;
                operand.nor = nor;
                operand.barred = barred;
                boolean from = operand.marker == Kind.PLACE && operand.frame == Frame.NOUN;
                operand.requested = !operands.isEmpty() && (requested || (from && isExcluded(operands)));
                operand.listed = listed && !and;
                operand.precondition = given;
                operand.generic = people;
                operand.whom = whom;
                operand.head =
                        people || operand.frame == Frame.NOUN || (item.is(Kind.CONDITION) && isNominal(items, i));
                operands.add(operand);
                joint = Operand.Joint.NONE;
                marker = null;
                people = false;
                whom = null;
                negated = false;
                except = false;
                either = false;
                and = false;
                nor = false;
                barred = false;
                ofAll = false;
                requested = false;
                listed = false;
                given = false;
                modal = null;
            }
        }
        if (except && !operands.isEmpty() && exclusionWords.isPassive(items)) {
            if (exclusionWords.isOwnClause(items)) {
                items.stream().filter(item -> item.is(Kind.EXCEPT)).forEach(unread::add);
            }
            excludeLast(operands, items);
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
        if (negated && denials.isRepeated(items, negation, operands)) {
            negated = false;
        }
        boolean dangling = negated || except || joint == Operand.Joint.OR || joint == Operand.Joint.COMMA_OR;
        boolean nobody = except && items.stream().noneMatch(item -> item.is(Kind.UNREAD));
        boolean says = !operands.isEmpty() || said || nobody;
        if (dangling && (says || Denials.isDenial(items) || Denials.isNegatedRelative(items))) {
            Item last = items.stream()
                    .filter(item -> item.is(Kind.NOT) || item.is(Kind.EXCEPT) || item.is(Kind.OR))
                    .reduce((a, b) -> b)
                    .orElse(items.get(items.size() - 1));
            unread.add(last);
        }
        return operands;
    }

    /** Excludes the operands after the last comma, and notes listed text values as unread. */
    private void excludeLast(List<Operand> operands, List<Item> items) {
        Item list = exclusionWords.exceptLast(operands, items);
        if (list != null) {
            unread.add(list);
        }
    }

    /** Whether an adjective is used as a noun: the wealthy. */
    private boolean isNominal(List<Item> items, int index) {
        Item item = items.get(index);
        boolean adjective = item.said().frame() == Frame.ADJECTIVE
                && item.from() > 0
                && chart.tokens().get(item.from() - 1).is("the");
        Item next = Neighbours.next(items, index);
        return adjective && (next == null || !(next.is(Kind.PEOPLE) || next.is(Kind.CONDITION)));
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
        Condition condition = not == null ? what.condition() : denials.denied(what, not, item.to());
        boolean bare = what.bare() || (not != null && what.denied() != null);
        Operand operand =
                new Operand(List.of(condition), what.frame(), bare, joint, marker, what.subject(), item.from());
        operand.placed = chart.has(Symbol.PLACE, item.from());
        Window closing = ClosingTimes.setOff(chart, item);
        operand.window = closing == null ? what.window() : closing;
        operand.setOff = closing != null;
        boolean commas = chart.hasAny(item.from(), item.to(), Symbol.COMMA);
        boolean joints = chart.hasAny(item.from(), item.to(), Symbol.AND, Symbol.OR);
        operand.several = what.frame() == Frame.TEXTS && (commas || joints);
        operand.series = operand.several && !joints;
        operand.participle = ExclusionWords.isParticiple(chart.tokens().get(item.from()))
                || ExclusionWords.isParticiple(chart.tokens().get(item.to() - 1));
        operand.timedBefore = operand.window != null && SharedWindows.leads(chart, item);
        operand.amount = what.amount();
        return operand;
    }

    /** Whether an operand before is excluded, so that "from" names those who remain: drop the seniors from the prospects. */
    private static boolean isExcluded(List<Operand> operands) {
        return operands.stream().anyMatch(operand -> operand.except);
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

    /** Returns the operand, and notes the item as unread if there is none. */
    private @Nullable Operand orUnread(@Nullable Operand operand, Item item) {
        if (operand == null) {
            unread.add(item);
        }
        return operand;
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
