package io.customersegment.prompt;

import io.customersegment.catalogue.Column;
import io.customersegment.catalogue.Entry;
import io.customersegment.criteria.Condition;
import io.customersegment.prompt.Item.Kind;
import io.customersegment.prompt.Said.Frame;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the items of one clause: what stands beside what, which words negate, join or refer back, and what cannot be meant where it
 * stands. How far negations reach is decided by {@link Scopes}, what joints bind by {@link Joints}.
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

    /** The readings of the items; none if nothing is said. */
    List<Condition> read(List<Item> items) {
        return read(items, 0);
    }

    /** Whether anything was said, if only what the request says already. */
    boolean saysSomething() {
        return said;
    }

    /** Items that cannot be read where they stand. */
    List<Item> unread() {
        return unread;
    }

    /** Those of them that are words which nothing explains, and that no negation or "or" speaks of. */
    List<Item> unknown() {
        return unknown;
    }

    /** What is only approximated. */
    List<String> notes() {
        return notes;
    }

    /** The car models that an interest was named in. */
    Set<String> cars() {
        return cars;
    }

    private List<Condition> read(List<Item> items, int depth) {
        List<Operand> operands = operands(items, depth);
        if (operands.isEmpty()) {
            return List.of();
        }
        return Joints.evaluate(Scopes.exceptions(Scopes.negations(operands)));
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
        boolean listed = false;
        Item modal = null;
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
                    operand = operand(item, negated || except, joint, marker);
                }
                case WINDOW -> operand = ellipsis(item, operands, joint, marker, negated || except);
                case PRO_VERB -> operand = repeated(item, operands, joint, marker);
                case AMOUNT -> operand = apposed(item, operands, joint, marker, negated || except);
                case OPEN -> {
                    int close = close(items, i);
                    List<Condition> inner = depth >= DEEPEST ? List.of() : read(items.subList(i + 1, close), depth + 1);
                    if (depth >= DEEPEST) {
                        unread.add(item);
                    }
                    operand = inner.isEmpty() ? null : new Operand(inner, null, false, joint, marker, null, i);
                    i = close;
                }
                case PEOPLE -> {
                    modal = null;
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
                    joint = negated ? joint : joint == Operand.Joint.COMMA ? Operand.Joint.COMMA : Operand.Joint.AND;
                }
                case OR -> joint = joint == Operand.Joint.COMMA ? Operand.Joint.COMMA_OR : Operand.Joint.OR;
                case NOR -> {
                    if (operands.stream().noneMatch(operand0 -> operand0.negated)) {
                        unread.add(item);
                    }
                    joint = Operand.Joint.AND;
                    negated = true;
                }
                case BUT, COMMA, SLASH -> {
                    if (except) {
                        unread.add(item);
                    }
                    if (item.is(Kind.BUT) && isBare(items, i)) {
                        except = true;
                    }
                    if (negated) {
                        unread.add(item);
                    }
                    listed = item.is(Kind.COMMA);
                    joint = joint == Operand.Joint.OR || joint == Operand.Joint.COMMA_OR ? joint : Operand.Joint.COMMA;
                }
                case ASIDE -> {
                    if (negated) {
                        unread.add(item);
                    }
                }
                case WHO, WITH, PLACE -> {
                    marker = item.kind();
                    modal = item.is(Kind.WHO) ? null : modal;
                }
                case SILENT -> {
                    boolean asks = item.node() != null
                            && (item.node().symbol() == Symbol.REQUEST
                                    || item.node().symbol() == Symbol.ASKER);
                    modal = asks ? null : modal;
                }
                case NOT -> {
                    verbal = item.node() != null && item.node().symbol() == Symbol.NOT;
                    negated = true;
                }
                case EXCEPT -> except = true;
                case EITHER -> either = true;
                case MODAL -> modal = item;
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
                operand.listed = listed && !and;
                operand.generic = people;
                operand.head = people || operand.frame == Frame.NOUN;
                operands.add(operand);
                joint = Operand.Joint.NONE;
                marker = null;
                people = false;
                negated = false;
                except = false;
                either = false;
                and = false;
                listed = false;
                modal = null;
            }
        }
        if (except && !operands.isEmpty() && isPassive(items)) {
            int first = operands.size() - 1;
            while (first > 0 && operands.get(first).joint != Operand.Joint.COMMA) {
                first--;
            }
            operands.get(first).except = true;
            for (Operand excluded : operands.subList(first, operands.size())) {
                excluded.head |= excluded.joint == Operand.Joint.AND;
            }
            except = false;
        }
        boolean dangling = negated || except || joint == Operand.Joint.OR || joint == Operand.Joint.COMMA_OR;
        if (dangling && (!operands.isEmpty() || isDenial(items))) {
            Item last = items.stream()
                    .filter(item -> item.is(Kind.NOT) || item.is(Kind.EXCEPT) || item.is(Kind.OR))
                    .reduce((a, b) -> b)
                    .orElse(items.get(items.size() - 1));
            unread.add(last);
        }
        return operands;
    }

    /** Whether the clause is no more than a "no" to what was said before it. */
    private static boolean isDenial(List<Item> items) {
        return items.stream().allMatch(item -> item.is(Kind.NOT) || item.is(Kind.EXCEPT) || isCourtesy(item));
    }

    private static boolean isCourtesy(Item item) {
        return item.is(Kind.SILENT) && item.node() != null && item.node().symbol() == Symbol.COURTESY;
    }

    /** Whether "but" means "except": every member but those in the West. */
    private boolean isBare(List<Item> items, int index) {
        boolean those = index + 1 < items.size() && items.get(index + 1).is(Kind.PEOPLE);
        boolean all = false;
        for (int i = items.get(0).from(); i < items.get(index).from(); i++) {
            String word = chart.tokens().get(i).text();
            all |= word.equals("every") || word.equals("all") || word.startsWith("every") || word.equals("any");
        }
        return those && all;
    }

    /** Whether "except" ends the clause behind a form of "be": customers in the North must be excluded. */
    private boolean isPassive(List<Item> items) {
        for (int i = items.size() - 1; i > 0; i--) {
            if (items.get(i).is(Kind.EXCEPT)) {
                Item before = items.get(i - 1);
                return before.is(Kind.SILENT)
                        && chart.tokens().get(before.to() - 1).lemma().equals("be");
            }
            if (!items.get(i).is(Kind.SILENT)) {
                return false;
            }
        }
        return false;
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

    private @Nullable Operand operand(Item item, boolean negated, Operand.Joint joint, @Nullable Kind marker) {
        Said what = item.said();
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
        return new Operand(
                List.of(what.condition()), what.frame(), what.bare(), joint, marker, what.subject(), item.from());
    }

    /** A window whose subject was named before: engaged in the last 180 days but not in the last 30. */
    private @Nullable Operand ellipsis(
            Item item, List<Operand> operands, Operand.Joint joint, @Nullable Kind marker, boolean negated) {
        boolean ofNumber = joint == Operand.Joint.OR
                && item.from() > 1
                && chart.tokens().get(item.from() - 2).isNumber();
        for (int i = ofNumber ? -1 : operands.size() - 1; i >= 0; i--) {
            Subject subject = operands.get(i).subject;
            if (subject != null && subject.date() != null) {
                Said dated = Statements.dated(subject, item.window(), day);
                if (dated == null || (dated.onlyNegated() && !negated)) {
                    break;
                }
                boolean ofNegated = joint == Operand.Joint.COMMA
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

    /** What was named before, at all: or never did. */
    private @Nullable Operand repeated(Item item, List<Operand> operands, Operand.Joint joint, @Nullable Kind marker) {
        for (int i = operands.size() - 1; i >= 0; i--) {
            Subject subject = operands.get(i).subject;
            if (subject == null || subject.entry() == null) {
                continue;
            }
            Column date = operands.get(i).isDated() ? operands.get(i).column() : null;
            Said bare = Statements.bare(subject, day);
            Condition condition = date != null ? Statements.known(date) : bare == null ? null : bare.condition();
            if (condition != null) {
                return new Operand(List.of(condition), Frame.VERB, false, joint, marker, subject, item.from());
            }
        }
        unread.add(item);
        return null;
    }

    /** A comparison whose subject was named directly before: at risk, over 0.8. */
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
            Said counted = Statements.counted(subject, item.amount());
            Condition before = last.readings.get(0);
            boolean narrows = counted != null
                    && (counted.condition().equals(before)
                            || !Condition.all(List.of(before, counted.condition()))
                                    .equals(before));
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
        unread.add(item);
        return null;
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
}
