package io.customersegment.prompt;

import io.customersegment.catalogue.Column;
import io.customersegment.catalogue.Entry;
import io.customersegment.prompt.Item.Kind;
import io.customersegment.prompt.WordedCondition.Frame;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Finds items whose referent is ambiguous: numbers, sizes, times and text values that, by the words around them, may belong to a thing, to
 * an event or to people other than the customers.
 */
final class Attachments {

    private static final int ANYWHERE = -1;

    private final Chart chart;
    private final Reach reach;

    Attachments(Chart chart) {
        this.chart = chart;
        this.reach = new Reach(chart);
    }

    /** Returns the item, or the words around it, that may refer to something else; null if nothing indicates that. */
    @Nullable
    Item at(List<Item> items, int index) {
        Item item = items.get(index);
        return switch (item.kind()) {
            case SILENT ->
                isOfThing(items, index)
                                || isModifier(items, index)
                                || isSome(items, index)
                                || isAll(items, index)
                                || isTheirThing(items, index)
                                || isForTheirs(items, index)
                                || isRole(items, index)
                                || isShared(items, index)
                        ? item
                        : null;
            case PEOPLE -> relatives(items, index);
            case CONDITION -> condition(items, index);
            case WINDOW -> reach.isTimeOfBoth(items, index) || isOfBeing(items, index) ? item : null;
            case ARRANGEMENT -> isOther(items, index) || isLastOne(items, index) ? item : null;
            case WHO -> others(items, index);
            case ASIDE -> isOfEach(items, index) || isOfTheirNumber(item) ? item : null;
            default -> null;
        };
    }

    private @Nullable Item condition(List<Item> items, int index) {
        Item item = items.get(index);
        if (isOfEvent(items, index)) {
            return new Item(Kind.UNREAD, items.get(index - 2).from(), item.to(), null);
        }
        if (isCompound(items, index)) {
            return new Item(Kind.UNREAD, items.get(index - 1).from(), item.to(), null);
        }
        boolean doubted = isMisplaced(items, index)
                || isSubjectSender(items, index)
                || isEach(items, index)
                || isCount(items, index)
                || isTenure(items, index)
                || isLasting(items, index)
                || isSize(items, index)
                || isRelative(items, index)
                || isTheirs(item)
                || isSince(items, index)
                || isWithUs(items, index)
                || isToBe(items, index)
                || isOfVerb(items, index)
                || isParent(items, index)
                || isOffered(items, index)
                || isInOne(items, index)
                || isAroundEvent(items, index)
                || mayBePeople(items, index)
                || reach.isAmbiguous(items, index);
        return doubted ? item : null;
    }

    /** Whether a time alone belongs to a negated "be" whose other words are skipped: haven't been in during May. */
    private static boolean isOfBeing(List<Item> items, int index) {
        int not = index - 1;
        while (not >= 0 && (items.get(not).is(Kind.PLACE) || items.get(not).is(Kind.SILENT))) {
            not--;
        }
        Node node = not >= 0 && items.get(not).is(Kind.NOT) ? items.get(not).node() : null;
        return node != null && node.rule().endsWith(" be");
    }

    /** Whether an adjective, a text value or a number modifies a thing, not customers: a new car, the West showroom, more than 3 cars. */
    private boolean isOfThing(List<Item> items, int index) {
        Item item = items.get(index);
        int last = index - 1;
        boolean object = index > 1 && chart.tokens().get(items.get(last).from()).is("the");
        if (object) {
            last--;
        }
        boolean behind = last >= 0
                && isWordOfCatalogue(item)
                && items.get(last).is(Kind.CONDITION)
                && items.get(last + 1).from() == items.get(last).to()
                && items.get(index - 1).to() == item.from();
        if (!behind) {
            return false;
        }
        WordedCondition said = items.get(last).said();
        if (object) {
            return said.bare() && (said.frame() == Frame.ADJECTIVE || said.frame() == Frame.VERB);
        }
        boolean number = chart.has(Symbol.NAME, item.from()) && chart.has(Symbol.NUMBER, item.from() - 1);
        boolean text = said.frame() == Frame.TEXTS && !chart.has(Symbol.LABEL_NOUN, item.from());
        return number || text || (said.frame() == Frame.ADJECTIVE && said.bare());
    }

    /** Whether a thing of the customers is the subject instead of the customers: their car is worth 20k. */
    private boolean isTheirThing(List<Item> items, int index) {
        int next = index + 1;
        boolean theirs = isWordOfCatalogue(items.get(index))
                && isTheir(items.get(index).from() - 1)
                && next < items.size()
                && chart.tokens().get(items.get(next).from()).isFormOf("be");
        while (theirs && next < items.size() && items.get(next).is(Kind.SILENT)) {
            next++;
        }
        return theirs && next < items.size() && items.get(next).is(Kind.CONDITION);
    }

    /** Whether an action was for another party: bought for their company. */
    private boolean isForTheirs(List<Item> items, int index) {
        int from = items.get(index).from();
        return index > 2
                && isWordOfCatalogue(items.get(index))
                && isTheir(from - 1)
                && chart.tokens().get(from - 2).is("for")
                && items.get(index - 3).is(Kind.CONDITION)
                && items.get(index - 3).said().frame() == Frame.VERB;
    }

    /** Whether an action was for or as something that is not a customer: bought as a company, bought for the company. */
    private boolean isRole(List<Item> items, int index) {
        int place = index - 1;
        while (place > 0 && items.get(place).isFiller(chart)) {
            place--;
        }
        Token word = chart.tokens().get(items.get(Math.max(0, place)).from());
        return place > 0
                && isWordOfCatalogue(items.get(index))
                && word.is(WordGroup.FOR_AS)
                && items.get(place - 1).is(Kind.CONDITION)
                && items.get(place - 1).said().frame() == Frame.VERB;
    }

    /** Whether "and" joins a thing to a word that expresses no condition, so that the count may be of both: more than one kid and car. */
    private boolean isShared(List<Item> items, int index) {
        int and = index - 1;
        while (and > 0 && items.get(and).isFiller(chart)) {
            and--;
        }
        boolean joined = and > 0
                && isWordOfCatalogue(items.get(index))
                && chart.has(Symbol.NAME, items.get(index).from())
                && items.get(and).is(Kind.AND)
                && items.get(and - 1).is(Kind.CONDITION)
                && items.get(and - 1).said().frame() == Frame.THING;
        return joined && (index + 1 == items.size() || !isWho(items.get(index + 1)));
    }

    /** Whether a noun for a thing that customers have may mean the customers themselves: contacts in the North. */
    private boolean mayBePeople(List<Item> items, int index) {
        Item item = items.get(index);
        Item before = index == 0 ? null : items.get(index - 1);
        boolean had = before != null && (before.is(Kind.WITH) || before.is(Kind.NOT));
        return !had
                && item.said().bare()
                && item.said().frame() == Frame.THING
                && chart.at(item.from()).stream()
                        .anyMatch(node -> node.to() == item.to()
                                && (node.symbol() == Symbol.CUSTOMERS || node.symbol() == Symbol.PEOPLE));
    }

    /** Whether a size or a superlative applies to each text value of a column separately: top 20 in each region. */
    private boolean isOfEach(List<Item> items, int index) {
        Item item = items.get(index);
        boolean counted = index > 0
                && items.get(index - 1).is(Kind.CONDITION)
                && items.get(index - 1).said().frame() == Frame.THING
                && !items.get(index - 1).said().bare();
        return item.node() != null
                && (chart.has(Symbol.EACH, item.from()) || chart.has(Symbol.EACH, item.from() + 1))
                && (counted
                        || (item.node().rule().equals(IndifferenceRules.ALL_OF_IT)
                                && items.stream()
                                        .anyMatch(other -> other.is(Kind.ARRANGEMENT)
                                                || chart.has(Symbol.RANKING, other.from()))));
    }

    /** Whether a purpose contains a number that belongs to the customers: to congratulate on their 60th birthday. */
    private boolean isOfTheirNumber(Item aside) {
        for (int i = aside.from() + 1; i < aside.to(); i++) {
            boolean number = chart.has(Symbol.NUMBER, i) || chart.has(Symbol.ORDINAL, i);
            if (number && isTheir(i - 1)) {
                return true;
            }
        }
        return false;
    }

    /** Whether the parents are the customers' own, who are with them: with elderly parents. */
    private static boolean isParent(List<Item> items, int index) {
        WordedCondition said = items.get(index).said();
        boolean parent = said.frame() == Frame.NOUN
                && said.subject() != null
                && said.subject().is(Entry.Trait.AGED);
        int with = index - 1;
        while (with > 0 && (items.get(with).is(Kind.SILENT) || isAttribute(items.get(with)))) {
            with--;
        }
        return parent
                && with >= 0
                && items.get(with).is(Kind.WITH)
                && (with == 0
                        || items.get(with - 1).is(Kind.PEOPLE)
                        || items.get(with - 1).is(Kind.CONDITION));
    }

    /** Whether a thing is the object of a purpose, not something that customers have: to offer a second car, to invite to a test drive. */
    private boolean isOffered(List<Item> items, int index) {
        int aside = index - 1;
        while (aside > 0 && (items.get(aside).is(Kind.PLACE) || items.get(aside).is(Kind.SILENT))) {
            aside--;
        }
        if (aside < 0 || !items.get(aside).is(Kind.ASIDE)) {
            return false;
        }
        int verb = items.get(aside).to() - 1;
        if (chart.tokens().get(verb).is("them")) {
            verb--;
        }
        return (chart.has(Symbol.CONTACT, verb) || chart.has(Symbol.GIVING, verb))
                && items.get(index).said().frame() == Frame.THING;
    }

    /** Whether the count is over any one span of time, not only the last one: two services in one year. */
    private boolean isInOne(List<Item> items, int index) {
        Item item = items.get(index);
        if (item.said().amount() == null) {
            return false;
        }
        for (int i = item.from(); i + 2 < item.to(); i++) {
            Token number = chart.tokens().get(i + 1);
            boolean one = chart.has(Symbol.DURING, i) && number.is(WordGroup.ONE);
            if (one && chart.has(Symbol.UNIT, i + 2)) {
                return true;
            }
        }
        return false;
    }

    /** Whether the window is relative to an event named before: joined in 2019, last contact within a year of that. */
    private boolean isAroundEvent(List<Item> items, int index) {
        Item item = items.get(index);
        boolean within = false;
        for (int i = item.from(); i < item.to() && i + 1 < chart.tokens().size(); i++) {
            within |= chart.tokens().get(i).is("within");
            if (within && chart.has(Symbol.UNIT, i) && chart.tokens().get(i + 1).is("of")) {
                return true;
            }
        }
        return false;
    }

    private boolean isTheir(int index) {
        return index >= 0
                && index < chart.tokens().size()
                && chart.has(Symbol.OF_THEIRS, index)
                && chart.has(Symbol.FILLER, index)
                && !chart.tokens().get(index).is("them");
    }

    private static boolean isWordOfCatalogue(Item item) {
        return item.node() != null && item.node().symbol() == Symbol.SILENT;
    }

    /** Whether a word with no condition of its own modifies the next words or is their subject: company buyers, car age, company-bought. */
    private boolean isModifier(List<Item> items, int index) {
        Item item = items.get(index);
        Item next = index + 1 < items.size() ? items.get(index + 1) : null;
        if (next == null || next.from() != item.to()) {
            return false;
        }
        Token word = chart.tokens().get(item.from());
        boolean participle = item.node() != null
                && item.node().symbol() == Symbol.REQUEST
                && item.to() - item.from() == 1
                && word.text().endsWith("ed")
                && word.isInflected();
        boolean noun = next.is(Kind.PEOPLE)
                || (next.is(Kind.CONDITION) && next.said().frame() == Frame.NOUN)
                || (index == 0 && next.is(Kind.CONDITION) && next.said().frame() == Frame.VERB);
        boolean measure = isMeasure(next) && !chart.has(Symbol.LABEL_NOUN, item.from());
        return ((noun || measure) && isWordOfCatalogue(item)) || (participle && isWho(next));
    }

    /** Whether the item is a number that things have as well as customers: age, value. */
    private static boolean isMeasure(Item item) {
        Subject subject = item.is(Kind.CONDITION) ? item.said().subject() : null;
        return subject != null
                && item.said().frame() == Frame.THING
                && subject.number() != null
                && subject.date() == null;
    }

    /** Whether all the objects of a verb are meant, which no count can express: opened all emails. */
    private boolean isAll(List<Item> items, int index) {
        Item item = items.get(index);
        if (index == 0 || !(chart.has(Symbol.ALL, item.from()) || chart.has(Symbol.EACH, item.from()))) {
            return false;
        }
        boolean behind =
                items.get(index - 1).is(Kind.CONDITION) && items.get(index - 1).to() == item.from();
        boolean of = index > 1
                && chart.tokens().get(item.from() - 1).is("of")
                && items.get(index - 2).is(Kind.CONDITION)
                && items.get(index - 2).said().frame() != Frame.TEXTS;
        boolean each = index > 1
                && chart.has(Symbol.EACH, item.from())
                && chart.tokens().get(item.from() - 1).is("for")
                && items.get(index - 2).is(Kind.CONDITION)
                && !items.get(index - 2).said().bare();
        boolean had = chart.tokens().get(item.from() - 1).isFormOf("have") && chart.has(Symbol.THEM, item.to() - 1);
        return (behind && items.get(index - 1).said().frame() == Frame.VERB) || of || each || had;
    }

    /** Whether only some of the customers are the subject: some have kids. */
    private boolean isSome(List<Item> items, int index) {
        Item item = items.get(index);
        if (!chart.tokens().get(item.from()).is("some") || index + 1 == items.size()) {
            return false;
        }
        Item next = items.get(index + 1);
        Token word = chart.tokens().get(next.from());
        return next.is(Kind.WITH)
                || chart.has(Symbol.PLACE, next.from())
                || next.is(Kind.MODAL)
                || next.is(Kind.NOT)
                || word.isFormOf("be");
    }

    /** Returns the words of a relative clause not about customers, or null: whose showroom is in the North, kids who own a Camry. */
    private @Nullable Item others(List<Item> items, int index) {
        Item who = items.get(index);
        boolean whom = chart.tokens().get(who.from()).is("whom")
                && (who.from() == 0 || !chart.has(Symbol.PLACE, who.from() - 1))
                && index + 1 < items.size()
                && items.subList(index + 1, items.size()).stream()
                        .dropWhile(item -> item.is(Kind.SILENT))
                        .limit(1)
                        .anyMatch(item -> item.is(Kind.CONDITION) && item.said().frame() == Frame.THING);
        if (whom) {
            return new Item(Kind.UNREAD, who.from(), items.get(index + 1).to(), null);
        }
        if (chart.tokens().get(who.from()).is("whose") && index + 1 < items.size()) {
            Item owned = items.get(index + 1);
            boolean others = (isWordOfCatalogue(owned) && !isObject(items, index + 1))
                    || (owned.is(Kind.PEOPLE) && (names(items, index + 2) || isOfAPerson(items, index + 1)))
                    || (isKin(owned) && isSubject(items, index + 1));
            return others ? new Item(Kind.UNREAD, who.from(), owned.to(), null) : null;
        }
        if (index == 0 || !items.get(index - 1).is(Kind.CONDITION)) {
            return null;
        }
        Item before = items.get(index - 1);
        boolean others = before.said().bare()
                && before.said().frame() == Frame.THING
                && chart.tokens().get(who.from()).is("who")
                && items.subList(0, index - 1).stream().allMatch(item -> item.is(Kind.SILENT));
        return others ? new Item(Kind.UNREAD, before.from(), who.to(), null) : null;
    }

    /** Whether the item names people or things that have an age of their own: parents, kids. */
    private static boolean isKin(Item item) {
        if (!item.is(Kind.CONDITION) || !item.said().bare()) {
            return false;
        }
        Subject subject = item.said().subject();
        return item.said().frame() == Frame.NOUN || (subject != null && subject.is(Entry.Trait.AGED));
    }

    /** Whether the adjective of a "whose" clause expresses a number that only a person can have: whose household is young. */
    private boolean isOfAPerson(List<Item> items, int index) {
        Item last = items.get(items.size() - 1);
        Item what = items.subList(index, items.size()).stream()
                .filter(item -> item.is(Kind.CONDITION))
                .findFirst()
                .orElse(last);
        return chart.has(Symbol.NAME, items.get(index).from())
                && what.is(Kind.CONDITION)
                && what.said().frame() == Frame.ADJECTIVE
                && what.said().condition().columns().stream().allMatch(Column::numeric);
    }

    /** Whether the item is the subject of a condition directly after it. */
    private static boolean isSubject(List<Item> items, int index) {
        return items.subList(index + 1, items.size()).stream()
                .dropWhile(item -> switch (item.kind()) {
                    case SILENT, NOT, PLACE, AND, BUT -> true; // "also" is a word for "and", "still" one for "but"
                    default -> false;
                })
                .findFirst()
                .filter(item -> item.is(Kind.CONDITION))
                .isPresent();
    }

    /** Whether the word is the object of the next condition: whose car we serviced. */
    private boolean isObject(List<Item> items, int index) {
        Entry next = items.subList(index, items.size()).stream()
                .filter(item -> item.is(Kind.CONDITION))
                .findFirst()
                .map(item -> item.said().subject())
                .map(Subject::entry)
                .orElse(null);
        return next != null
                && chart.at(items.get(index).from()).stream()
                        .anyMatch(node -> node.symbol() == Symbol.CONTEXT && next.equals(node.value()));
    }

    /** Whether the next item that is not silent is a noun for customers. */
    private static boolean names(List<Item> items, int from) {
        for (Item item : items.subList(from, items.size())) {
            if (!item.is(Kind.SILENT)) {
                return item.is(Kind.CONDITION) && item.said().frame() == Frame.NOUN;
            }
        }
        return false;
    }

    /** Whether the sender of the prompt is the subject: I bought a Camry. */
    private boolean isSubjectSender(List<Item> items, int index) {
        WordedCondition said = items.get(index).said();
        boolean done = said.frame() == Frame.VERB || said.frame() == Frame.THING || said.frame() == Frame.UNNAMED;
        if (!done || index == 0) {
            return false;
        }
        for (int i = items.get(index).from(); i < items.get(index).to(); i++) {
            if (chart.tokens().get(i).is("them")) {
                return false;
            }
        }
        boolean asker = false;
        for (int i = 0; i < index; i++) {
            Item before = items.get(i);
            boolean am = chart.tokens().get(before.from()).isFormOf("be");
            boolean one = before.is(Kind.SILENT)
                    && before.node() != null
                    && before.node().symbol() == Symbol.ASKER
                    && !chart.tokens().get(before.from()).is(WordGroup.US);
            asker |= one;
            if (!one && !am) {
                return false;
            }
        }
        return asker;
    }

    /** Whether the text values of a column are meant one by one: of each tier. */
    private boolean isEach(List<Item> items, int index) {
        Item item = items.get(index);
        WordedCondition said = item.said();
        boolean text = said.bare()
                && said.subject() != null
                && said.subject().entry() != null
                && said.subject().entry().text() != null
                && said.frame() != Frame.TEXTS;
        boolean each = item.from() > 0 && chart.has(Symbol.EACH, item.from() - 1);
        Node behind = index == 0 ? null : items.get(index - 1).node();
        boolean sorts = behind != null && behind.symbol() == Symbol.SORT;
        return text && (each || sorts);
    }

    /**
     * Whether the condition cannot be meant in its position: a number without a name behind a thing that has numbers of its own, a thing
     * that money was spent on, the object or the purpose of an action (drove a car on a test drive, a service contract), or the object of
     * an interest.
     */
    private boolean isMisplaced(List<Item> items, int index) {
        Item item = items.get(index);
        int last = index - 1;
        while (last >= 0 && (items.get(last).is(Kind.SILENT) || items.get(last).is(Kind.PLACE))) {
            last--;
        }
        if (last < 0 || !items.get(last).is(Kind.CONDITION)) {
            return false;
        }
        WordedCondition before = items.get(last).said();
        WordedCondition what = item.said();
        boolean aged = before.subject() != null
                && before.subject().part() == Entry.Part.WHAT
                && before.subject().is(Entry.Trait.AGED);
        boolean counts = before.subject() != null
                && before.subject().part() != Entry.Part.WHO
                && before.subject().number() != null
                && (before.bare() || aged);
        boolean ofAge = what.frame() == Frame.UNNAMED
                || (aged && what.subject() != null && what.subject().is(Entry.Trait.UNNAMED));
        boolean unnamed = ofAge && counts;
        boolean ofThing = last == index - 1
                && (before.frame() == Frame.ADJECTIVE || isAdjective(items.get(last)))
                && before.bare()
                && what.frame() == Frame.THING
                && what.bare();
        boolean on = items.get(index - 1).is(Kind.PLACE)
                && chart.tokens().get(items.get(index - 1).from()).is("on")
                && !before.bare()
                && what.frame() == Frame.THING;
        boolean done = what.frame() == Frame.THING && isOfAnother(before, what);
        List<Item> between = items.subList(last + 1, index);
        boolean object = done
                && between.stream().allMatch(other -> other.isFiller(chart))
                && before.bare()
                && (before.frame() == Frame.THING || before.frame() == Frame.VERB)
                && chart.has(Symbol.NAME, item.from())
                && !isVerb(item);
        boolean purpose = done
                && (isPurpose(item.from())
                        || isPurpose(item.from() - 1)
                        || between.stream().anyMatch(one -> one.is(Kind.PLACE)))
                && what.subject() != null
                && what.subject().number() != null
                && isDone(before);
        boolean wished = before.isSilent() && before.cars().isEmpty() && isDone(what);
        boolean lone =
                last == index - 1 && chart.has(Symbol.SINGLE, items.get(last).from()) && isDone(what);
        return lone || unnamed || on || wished || ofThing || object || purpose;
    }

    /** Whether the two are about different things, so that the second may be the object or the purpose of the first. */
    private static boolean isOfAnother(WordedCondition before, WordedCondition what) {
        Subject first = before.subject();
        Subject second = what.subject();
        return first != null
                && second != null
                && first.column() == null
                && second.column() == null
                && (first.number() == null || !Objects.equals(first.number(), second.number()));
    }

    private boolean isPurpose(int token) {
        return chart.tokens().get(token).is(WordGroup.PURPOSE);
    }

    /** Whether the words can be an adjective: single. */
    private boolean isAdjective(Item item) {
        return chart.at(item.from()).stream()
                .anyMatch(node -> node.to() == item.to()
                        && node.value() instanceof WordedCondition said
                        && said.frame() == Frame.ADJECTIVE);
    }

    /** Whether a number without a unit stands before people it may count, so that it need not be an age: at least 20 gold members. */
    private boolean isCount(List<Item> items, int index) {
        Item item = items.get(index);
        boolean unnamed = item.node() != null && item.node().rule().equals(ConditionRules.UNNAMED);
        boolean plain = chart.has(Symbol.NUMBER, item.to() - 1)
                && chart.tokens().get(item.to() - 1).suffix().isEmpty();
        boolean behindNoun = index > 0
                && (items.get(index - 1).is(Kind.CONDITION)
                        || items.get(index - 1).is(Kind.PEOPLE));
        if (!unnamed || !plain || behindNoun || index + 1 == items.size()) {
            return false;
        }
        return isWho(items.get(index + 1));
    }

    /** Whether the item is a noun for customers or an attribute of one. */
    private boolean isWho(Item item) {
        return item.is(Kind.PEOPLE)
                || (item.is(Kind.CONDITION)
                        && !chart.has(Symbol.PLACE, item.from())
                        && switch (item.said().frame()) {
                            case NOUN, ADJECTIVE, TEXTS -> true;
                            default -> false;
                        });
    }

    /** Whether years that look like an age are the duration of the state after them: 20 years with us. */
    private boolean isTenure(List<Item> items, int index) {
        Item item = items.get(index);
        return item.said().frame() == Frame.UNNAMED
                && chart.has(Symbol.UNIT, item.to() - 1)
                && chart.at(item.to()).stream()
                        .anyMatch(node -> node.value() instanceof Subject subject && subject.is(Entry.Trait.LASTING));
    }

    /** Whether years without "old" are a duration, not an age: gold members for 30 years, 20-year customers. */
    private boolean isLasting(List<Item> items, int index) {
        Item item = items.get(index);
        boolean years = item.said().frame() == Frame.UNNAMED && chart.has(Symbol.UNIT, item.to() - 1);
        int next = index + 1;
        while (next < items.size()
                && items.get(next).is(Kind.SILENT)
                && chart.tokens().get(items.get(next).from()).is(WordGroup.ARTICLE)) {
            next++;
        }
        boolean people = next < items.size() && items.get(next).is(Kind.PEOPLE);
        return years
                && (people
                        || (item.from() > 0
                                && chart.tokens().get(item.from() - 1).is("for")));
    }

    /** Whether a number without a name may be the size of the list: a list of at most 30, up to 30 of them, we can't take more than 60. */
    private boolean isSize(List<Item> items, int index) {
        Item item = items.get(index);
        boolean unnamed = item.node() != null && item.node().rule().equals(ConditionRules.UNNAMED);
        if (!unnamed || chart.tokens().get(item.to() - 1).suffix().equals("s")) {
            return false;
        }
        Item next = index + 1 < items.size() ? items.get(index + 1) : null;
        boolean of = next != null
                && next.is(Kind.SILENT)
                && next.from() == item.to()
                && chart.tokens().get(next.from()).is("of");
        boolean thing = next != null
                && next.is(Kind.CONDITION)
                && next.from() == item.to()
                && next.said().bare()
                && next.said().frame() == Frame.THING
                && chart.has(Symbol.NUMBER, item.to() - 1);
        boolean counted =
                next != null && isWho(next) && chart.tokens().get(item.to() - 1).is(WordGroup.MORE_OR_FEWER);
        boolean list = false;
        boolean not = false;
        int first = index - 1;
        while (first >= 0
                && (items.get(first).is(Kind.SILENT)
                        || items.get(first).is(Kind.NOT)
                        || items.get(first).is(Kind.MODAL)
                        || items.get(first).is(Kind.PLACE))) {
            not |= items.get(first).is(Kind.NOT);
            for (int i = items.get(first).from(); i < items.get(first).to(); i++) {
                list |= chart.has(Symbol.LABEL_NOUN, i) && (i > 0 || i + 1 < item.from());
            }
            first--;
        }
        int start = first + 1 < index ? items.get(first + 1).from() : item.from();
        boolean ours = not && (chart.has(Symbol.ASKER, start) || chart.has(Symbol.THIS_THING, start));
        return of || thing || counted || list || ours;
    }

    /** Whether "with us" and its time may belong to an action or a thing before it: a lease with us since 2020. */
    private boolean isWithUs(List<Item> items, int index) {
        if (!isTenureBehind(Symbol.WITH, items, index)) {
            return false;
        }
        WordedCondition before = items.get(index - 1).said();
        Column number = before.subject() == null ? null : before.subject().number();
        boolean sum = number != null && !number.whole();
        return before.frame() == Frame.VERB || (before.frame() == Frame.THING && (before.bare() || sum));
    }

    /** Whether the time of a noun for customers may belong to the text value or the thing before the noun: gold members since 2020. */
    private boolean isSince(List<Item> items, int index) {
        if (!isTenureBehind(Symbol.CUSTOMERS, items, index)) {
            return false;
        }
        WordedCondition before = items.get(index - 1).said();
        return before.bare() && (before.frame() == Frame.TEXTS || before.frame() == Frame.THING);
    }

    /** Whether the item states how long they have been customers, opens with the symbol, and directly follows another condition. */
    private boolean isTenureBehind(Symbol opening, List<Item> items, int index) {
        Item item = items.get(index);
        Subject subject = item.said().subject();
        return index > 0
                && subject != null
                && subject.is(Entry.Trait.LASTING)
                && chart.has(opening, item.from())
                && items.get(index - 1).is(Kind.CONDITION);
    }

    /** Whether a noun for people follows another and "of", so that it names their relatives, not the customers: parents of seniors. */
    private boolean isRelative(List<Item> items, int index) {
        Item item = items.get(index);
        boolean of = item.from() > 0 && chart.tokens().get(item.from() - 1).is("of");
        if (!of || index == 0 || item.said().frame() != Frame.NOUN) {
            return false;
        }
        int last = items.get(index - 1).is(Kind.CONDITION) ? index - 1 : index - 2;
        return last >= 0
                && items.get(last).is(Kind.CONDITION)
                && items.get(last).said().frame() == Frame.NOUN;
    }

    /** Whether the noun names relatives of the customers, or the verb form is not a verb: live with their parents, their own car. */
    private boolean isTheirs(Item item) {
        WordedCondition said = item.said();
        boolean people = said.frame() == Frame.NOUN && said.bare();
        boolean of = people && item.to() - item.from() > 1 && isTheir(item.to() - 2);
        return of || ((people || said.frame() == Frame.VERB) && isTheir(item.from() - 1));
    }

    /** Returns the words for relatives of the customers, or null: children of our customers. */
    private @Nullable Item relatives(List<Item> items, int index) {
        int last = index - 1;
        while (last >= 0
                && (items.get(last).is(Kind.SILENT)
                        || items.get(last).is(Kind.PLACE)
                        || isAttribute(items.get(last)))) {
            last--;
        }
        if (last < 0 || !items.get(last).is(Kind.CONDITION)) {
            return null;
        }
        int end = items.get(last).to();
        boolean of =
                chart.tokens().get(end - 1).is("of") || chart.tokens().get(end).is("of");
        WordedCondition said = items.get(last).said();
        boolean aged = said.subject() != null && said.subject().is(Entry.Trait.AGED);
        return of && said.bare() && (said.frame() == Frame.NOUN || aged)
                ? new Item(Kind.UNREAD, items.get(last).from(), items.get(index).to(), null)
                : null;
    }

    private static boolean isAttribute(Item item) {
        return item.is(Kind.CONDITION)
                && (item.said().frame() == Frame.TEXTS || item.said().frame() == Frame.ADJECTIVE);
    }

    /**
     * Whether a verb is an infinitive with "to", so that it has not happened, or a thing after "to" or "from" belongs to the action before
     * it: the first 10 to buy, consented to a test drive, picked up their car from service.
     */
    private boolean isToBe(List<Item> items, int index) {
        WordedCondition said = items.get(index).said();
        int to = items.get(index).from() - 1;
        while (to > 0 && chart.tokens().get(to).is(WordGroup.ARTICLE)) {
            to--;
        }
        boolean from = to > 0 && chart.tokens().get(to).is("from");
        boolean linked = to > 0 && (from || chart.tokens().get(to).is("to"));
        if (index == 0
                || !linked
                || !(items.get(index - 1).is(Kind.SILENT)
                        || items.get(index - 1).is(Kind.PLACE))) {
            return false;
        }
        int last = index - 1;
        while (last >= 0 && (items.get(last).is(Kind.SILENT) || items.get(last).is(Kind.PLACE))) {
            last--;
        }
        Frame done = last >= 0 && items.get(last).is(Kind.CONDITION)
                ? items.get(last).said().frame()
                : Frame.NOUN;
        boolean takes = done == Frame.VERB || done == Frame.ADJECTIVE || (from && done == Frame.THING);
        return (said.frame() == Frame.VERB && !from && to == items.get(index).from() - 1)
                || (said.frame() == Frame.THING && takes);
    }

    /** Whether the item directly follows a verb without an object, so that it is the verb's object or manner: bought a lease. */
    private boolean isOfVerb(List<Item> items, int index) {
        int last = index - 1;
        while (last > 0
                && items.get(last).is(Kind.SILENT)
                && chart.tokens().get(items.get(last).from()).is(WordGroup.ARTICLE)) {
            last--;
        }
        Item before = last < 0 ? null : items.get(last);
        return before != null
                && before.is(Kind.CONDITION)
                && (before.said().frame() == Frame.VERB
                        || chart.tokens().get(before.from()).text().endsWith("ed"))
                && before.said().bare()
                && before.to() - before.from() == 1
                && (items.get(index).said().frame() == Frame.THING || isManner(items, index));
    }

    /** Whether an adjective directly after a verb states how it was done, because no noun follows: bought new. */
    private static boolean isManner(List<Item> items, int index) {
        return items.get(index).said().frame() == Frame.ADJECTIVE
                && items.get(index).said().bare()
                && items.get(index - 1).is(Kind.CONDITION)
                && items.get(index - 1).said().frame() != Frame.ADJECTIVE
                && (index + 1 == items.size() || !items.get(index + 1).is(Kind.PEOPLE));
    }

    /** Whether the item ends with a plural name of something that has text values: the two higher income bands. */
    private boolean endsWithName(Item item) {
        int last = item.to() - 1;
        if (!chart.tokens().get(last).text().endsWith("s") || chart.has(Symbol.CUSTOMERS, last)) {
            return false;
        }
        for (int i = item.from(); i < item.to(); i++) {
            if (namesTexts(i, item.to())) {
                return true;
            }
        }
        return false;
    }

    /** Whether the name of something that has text values starts at {@code from} and ends at {@code to}, or anywhere. */
    private boolean namesTexts(int from, int to) {
        return chart.at(from).stream()
                .anyMatch(node -> node.symbol() == Symbol.NAME
                        && (node.to() == to || to == ANYWHERE)
                        && node.value() instanceof Subject subject
                        && subject.text() != null);
    }

    /** Whether a size counts something other than customers: limit 50 purchases, one tier below gold. */
    private boolean isOther(List<Item> items, int index) {
        Item item = items.get(index);
        boolean counts = item.arrangement().size() > 0
                && index + 1 < items.size()
                && items.get(index + 1).is(Kind.CONDITION);
        if (!counts) {
            return false;
        }
        Item next = items.get(index + 1);
        boolean named = next.said().frame() == Frame.TEXTS && (namesTexts(next.from(), ANYWHERE) || endsWithName(next));
        boolean timed = next.said().amount() == null && next.from() == item.to();
        return named || (next.said().frame() == Frame.THING && (next.said().bare() || timed));
    }

    /** Whether "last" belongs to the object of an action or to a day, not to an order: leased their last car, ends latest on 31 March. */
    private boolean isLastOne(List<Item> items, int index) {
        Item item = items.get(index);
        boolean latest = item.node() != null && item.node().rule().equals(ArrangementRules.DONE_LATEST);
        Item next = index + 1 < items.size() ? items.get(index + 1) : null;
        return latest && next != null && next.from() == item.to() && (next.is(Kind.WINDOW) || isWordOfCatalogue(next));
    }

    /**
     * Whether the item and the one before it form a compound: two adjacent text values of one column, a range from one value to another, or
     * two things that name a third: in the North-West, from North to West, credit risk.
     */
    private boolean isCompound(List<Item> items, int index) {
        int last = index - 1;
        boolean to = false;
        while (last >= 0 && items.get(last).is(Kind.SILENT)) {
            to |= chart.tokens().get(items.get(last).from()).is("to");
            last--;
        }
        boolean beside = last == index - 1 || to;
        boolean had = chart.tokens().get(items.get(index).from()).isFormOf("have");
        if (!beside
                || had
                || isVerb(items.get(index))
                || last < 0
                || !items.get(last).is(Kind.CONDITION)) {
            return false;
        }
        WordedCondition before = items.get(last).said();
        WordedCondition what = items.get(index).said();
        boolean things =
                last == index - 1 && before.bare() && before.frame() == Frame.THING && what.frame() == Frame.THING;
        boolean texts = before.frame() == Frame.TEXTS && what.frame() == Frame.TEXTS;
        return things
                || ((to || texts)
                        && before.condition().columns().equals(what.condition().columns()));
    }

    /** Whether the item begins with a verb in the past tense, whose subject is the customers: no kids opened mail. */
    private boolean isVerb(Item item) {
        Token first = chart.tokens().get(item.from());
        return first.text().endsWith("ed") && first.isInflected() && item.said().frame() == Frame.THING;
    }

    /** Whether the window is relative to another event, which the data does not keep: bought within a week of asking for a quote. */
    private boolean isOfEvent(List<Item> items, int index) {
        if (index < 2
                || (!items.get(index - 1).is(Kind.SILENT)
                        && !items.get(index - 1).is(Kind.PLACE))
                || !items.get(index - 2).is(Kind.CONDITION)) {
            return false;
        }
        boolean of = chart.tokens().get(items.get(index).from() - 1).is("of");
        return of && chart.has(Symbol.UNIT, items.get(index - 2).to() - 1);
    }

    private static boolean isDone(WordedCondition said) {
        return said.frame() == Frame.VERB || said.frame() == Frame.THING || said.frame() == Frame.ADJECTIVE;
    }
}
