package io.customersegment.prompt;

import io.customersegment.criteria.Condition;
import io.customersegment.prompt.Element.Item;
import io.customersegment.prompt.Element.Kind;
import io.customersegment.prompt.Element.Mark;
import io.customersegment.prompt.Phrase.Part;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Builds the condition of a prompt. From the tightest to the weakest: two values of one column joined by a word; words that stand
 * side by side and "and"; "or"; a comma or "but"; a comma with "or"; "except", which takes away from all of it. A noun stands
 * outside the alternatives of its clause.
 */
final class Logic {

    private final List<Element> elements;
    private final List<Condition> excluded = new ArrayList<>();
    private boolean excluding;
    private int at;

    private Logic(List<Element> elements) {
        this.elements = elements;
    }

    /** What the elements say together; everybody if they say nothing. */
    static Condition of(List<Element> elements) {
        Logic logic = new Logic(elements);
        List<Condition> conditions = new ArrayList<>();
        while (logic.at < elements.size()) {
            int before = logic.at;
            conditions.add(logic.alternatives().condition());
            if (logic.at == before) {
                logic.at++;
            }
        }
        logic.excluded.forEach(condition -> conditions.add(Condition.not(condition)));
        return Condition.all(conditions);
    }

    /** Parts joined by a comma with "or". */
    private Phrase alternatives() {
        int before = at;
        Phrase left = sequence();
        boolean simple = !spansComma(before, at);
        while (commaOr() > at) {
            at = commaOr();
            Phrase right = sequence();
            left = simple ? either(left, right) : whole(left, right);
        }
        return left;
    }

    private boolean spansComma(int from, int to) {
        for (int i = from; i < to; i++) {
            if (is(i, Role.COMMA) || is(i, Role.STOP)) {
                return true;
            }
        }
        return false;
    }

    private int commaOr() {
        int i = at;
        while (is(i, Role.COMMA) || is(i, Role.STOP)) {
            i++;
        }
        return is(i, Role.OR) ? i + 1 : at;
    }

    /** Parts joined by a comma, "but" or the end of a sentence, all of which hold. */
    private Phrase sequence() {
        Phrase left = options();
        while (at < elements.size() && !is(at, Role.CLOSE)) {
            if (is(at, Role.EXCEPT)) {
                exclude();
            } else if (commaOr() > at) {
                return left;
            } else if (is(at, Role.COMMA) || is(at, Role.STOP) || is(at, Role.BUT) || is(at, Role.AND)) {
                at++;
            } else {
                int before = at;
                Phrase right = options();
                List<Part> parts = new ArrayList<>(left.parts());
                parts.addAll(right.parts());
                int head = left.isEmpty() && right.isHeaded() ? right.head() : left.head();
                left = Phrase.of(parts, head, left.isEmpty() ? right.clause() : left.clause());
                if (at == before) {
                    return left;
                }
            }
        }
        return left;
    }

    /** Parts joined by "or". */
    private Phrase options() {
        Phrase left = joint();
        while (is(at, Role.OR) || (is(at, Role.COMMA) && listsOptions(left))) {
            at++;
            at = is(at, Role.OR) ? at + 1 : at;
            Phrase right = joint();
            left = either(left, right);
        }
        return left;
    }

    /** Whether the comma stands in a list whose last comma is an "or": A, B or C. */
    private boolean listsOptions(Phrase left) {
        if (left.isEmpty()) {
            return false;
        }
        Kind kind = left.last().kind();
        boolean adjective = kind != Kind.NOUN && kind != Kind.VERB;
        if (adjective && left.isHeaded() && left.clause() < 0) {
            return false;
        }
        int i = at;
        boolean any = false;
        while (is(i, Role.COMMA)) {
            i = is(i + 1, Role.OR) ? i + 2 : i + 1;
            any |= is(i - 1, Role.OR);
            if (!(item(i) instanceof Item item) || !item.kind().isLike(kind)) {
                return false;
            }
            i++;
        }
        return any
                || (is(i, Role.OR)
                        && item(i + 1) instanceof Item last
                        && last.kind().isLike(kind));
    }

    private @Nullable Element item(int index) {
        return index < elements.size() ? elements.get(index) : null;
    }

    /** Parts that stand side by side or are joined by "and". */
    private Phrase joint() {
        Phrase phrase = new Phrase();
        boolean and = false;
        while (at < elements.size()) {
            Element element = elements.get(at);
            if (element instanceof Item item) {
                at++;
                boolean spread = and && !phrase.isEmpty() && phrase.last().without() && item.kind() == Kind.THING;
                Part part = new Part(item.condition(), item.kind(), false, false);
                add(phrase, spread ? new Part(Condition.not(item.condition()), item.kind(), true, true) : part, and);
                and = false;
                continue;
            }
            Role role = ((Mark) element).role();
            if (role == Role.AND && excluding && phrase.clause() < 0 && !phrase.isEmpty()) {
                return phrase;
            }
            switch (role) {
                case SOMEBODY -> phrase.people();
                case WHO, WITH -> {
                    phrase.clauseStarts();
                    and = false;
                }
                case AND -> and = true;
                case NOT, WITHOUT, NEITHER, NOR -> {
                    Part negated = negated(role == Role.WITHOUT);
                    if (negated != null) {
                        phrase.add(negated);
                    }
                    and = false;
                    continue;
                }
                case EITHER -> {
                    at++;
                    Phrase inner = options();
                    phrase.clauseStarts();
                    if (!inner.isEmpty()) {
                        phrase.add(new Part(inner.condition(), inner.last().kind(), false, false));
                    }
                    continue;
                }
                case OPEN -> {
                    at++;
                    group(phrase);
                    continue;
                }
                default -> {
                    return phrase;
                }
            }
            at++;
        }
        return phrase;
    }

    private void group(Phrase phrase) {
        Phrase inner = alternatives();
        at = is(at, Role.CLOSE) ? at + 1 : at;
        if (!inner.isEmpty()) {
            phrase.add(new Part(inner.condition(), Kind.OTHER, false, false));
        }
    }

    /** "And" between values of one column that exclude each other gives alternatives: gold and platinum members. */
    private static void add(Phrase phrase, Part part, boolean and) {
        if (and && !phrase.isEmpty() && part.kind() != Kind.VERB && sameColumn(phrase.last(), part)) {
            Condition both = Condition.all(List.of(phrase.last().condition(), part.condition()));
            if (both.equals(Condition.nobody())) {
                Condition either = Condition.any(List.of(phrase.last().condition(), part.condition()));
                phrase.parts().set(phrase.size() - 1, new Part(either, part.kind(), false, false));
                return;
            }
        }
        phrase.add(part);
    }

    /** What is not; null if nothing follows. */
    private @Nullable Part negated(boolean without) {
        at++;
        while (at < elements.size()) {
            Element element = elements.get(at);
            if (element instanceof Item item) {
                at++;
                return new Part(Condition.not(item.condition()), item.kind(), true, without);
            }
            Role role = ((Mark) element).role();
            switch (role) {
                case SOMEBODY, WHO, WITH, EITHER -> at++;
                case NOT, WITHOUT, NEITHER -> {
                    Part twice = negated(without);
                    return twice == null
                            ? null
                            : new Part(Condition.not(twice.condition()), twice.kind(), false, false);
                }
                case OPEN -> {
                    at++;
                    Phrase inner = new Phrase();
                    group(inner);
                    return inner.isEmpty() ? null : inner.last().negated();
                }
                default -> {
                    return null;
                }
            }
        }
        return null;
    }

    /** What is taken away; "and" between nouns lists what is. */
    private void exclude() {
        excluding = true;
        List<Condition> alternatives = new ArrayList<>();
        boolean more = true;
        while (more) {
            at++;
            Phrase phrase = joint();
            boolean nouns = phrase.parts().stream().allMatch(part -> part.kind() == Kind.NOUN);
            if (!phrase.isEmpty()) {
                alternatives.add(phrase.condition());
            }
            Element next = item(at + 1);
            boolean listed = next instanceof Item item && item.kind() != Kind.VERB;
            boolean restarts =
                    next instanceof Mark mark && (mark.role() == Role.SOMEBODY || mark.role() == Role.WITHOUT);
            more = (is(at, Role.OR) && next != null && !(next instanceof Mark who && who.role() == Role.WHO))
                    || ((is(at, Role.AND) || is(at, Role.NOR)) && (listed || restarts))
                    || (is(at, Role.COMMA)
                            && nouns
                            && next instanceof Item noun
                            && noun.kind() == Kind.NOUN
                            && listGoesOn(at + 2));
        }
        excluding = false;
        excluded.add(Condition.any(alternatives));
    }

    private boolean listGoesOn(int index) {
        return is(index, Role.AND) || is(index, Role.OR) || (is(index, Role.COMMA) && item(index + 1) instanceof Item);
    }

    /** The two as alternatives; what stands before the part that the second is parallel to stays outside. */
    private static Phrase either(Phrase left, Phrase right) {
        if (right.isEmpty() || left.isEmpty()) {
            return right.isEmpty() ? left : right;
        }
        Part first = right.parts().get(0);
        boolean noun = right.isHeaded() && first.kind() == Kind.NOUN;
        boolean anew = right.startsAsClause()
                || (right.isHeaded() && !(noun && left.last().kind() == Kind.NOUN));
        if (left.last().spreads() && !first.spreads() && !anew) {
            List<Part> parts = new ArrayList<>(left.parts());
            parts.add(first.negated());
            parts.addAll(right.parts().subList(1, right.size()));
            return Phrase.of(parts, left.head(), left.clause());
        }
        if (sameColumn(left.last(), first)
                && !right.startsWithPeople()
                && !left.last().spreads()) {
            return tied(left, right);
        }
        if (!left.isHeaded()
                && left.clause() < 0
                && right.isHeaded()
                && first.kind() == Kind.OTHER
                && left.last().kind() == Kind.OTHER) {
            return adjectives(left, right);
        }
        int from = parallel(left, first, right.isHeaded());
        List<Part> parts = new ArrayList<>(left.parts().subList(0, from));
        Condition either =
                Condition.any(List.of(Phrase.conditionOf(left.parts().subList(from, left.size())), right.condition()));
        parts.add(new Part(either, left.parts().get(from).kind(), false, false));
        return Phrase.of(
                parts,
                Math.min(left.head(), from == 0 && right.isHeaded() ? 1 : from),
                left.clause() > from ? -1 : left.clause());
    }

    /** Two values of one column: gold or platinum. */
    private static Phrase tied(Phrase left, Phrase right) {
        List<Part> parts = new ArrayList<>(left.parts().subList(0, left.size() - 1));
        Part first = right.parts().get(0);
        Condition either = Condition.any(List.of(left.last().condition(), first.condition()));
        parts.add(new Part(either, first.kind(), false, false));
        parts.addAll(right.parts().subList(1, right.size()));
        int head = left.isHeaded() ? left.head() : left.size() - 1 + right.head();
        int clause = right.clause() > 0 ? left.size() - 1 + right.clause() : left.clause();
        return Phrase.of(parts, head, clause);
    }

    /** Adjectives of one noun: loyal or wealthy customers in the West. */
    private static Phrase adjectives(Phrase left, Phrase right) {
        int count = 0;
        while (count < right.head() && right.parts().get(count).kind() == Kind.OTHER) {
            count++;
        }
        List<Part> parts = new ArrayList<>();
        Condition either = Condition.any(
                List.of(left.condition(), Phrase.conditionOf(right.parts().subList(0, count))));
        parts.add(new Part(either, Kind.OTHER, false, false));
        parts.addAll(right.parts().subList(count, right.size()));
        return Phrase.of(parts, right.head() - count + 1, right.clause() < 0 ? -1 : right.clause() - count + 1);
    }

    private static Phrase whole(Phrase left, Phrase right) {
        Condition either = Condition.any(List.of(left.condition(), right.condition()));
        return Phrase.of(List.of(new Part(either, Kind.NOUN, false, false)), 1, -1);
    }

    /** The index in the left phrase of what the first part of the right one is parallel to. */
    private static int parallel(Phrase left, Part first, boolean headed) {
        int clause = left.clause();
        if (first.kind() == Kind.NOUN || headed) {
            return clause >= 0
                            && first.kind() == Kind.NOUN
                            && left.parts().get(clause).kind() == Kind.NOUN
                    ? clause
                    : 0;
        }
        if (clause >= 0) {
            return clause;
        }
        if (first.kind() == Kind.VERB) {
            int i = left.size();
            while (i > 0 && left.parts().get(i - 1).kind() == Kind.VERB) {
                i--;
            }
            return i < left.size() ? i : 0;
        }
        return left.head() < left.size() ? left.head() : 0;
    }

    private static boolean sameColumn(Part left, Part right) {
        return left.condition() instanceof Condition.Test a
                && right.condition() instanceof Condition.Test b
                && a.column().equals(b.column());
    }

    private boolean is(int index, Role role) {
        return index < elements.size() && elements.get(index) instanceof Mark mark && mark.role() == role;
    }
}
