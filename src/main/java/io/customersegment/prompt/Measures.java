package io.customersegment.prompt;

import io.customersegment.catalogue.Entry;
import io.customersegment.prompt.Amounts.Amount;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Decides what a number or a stretch of time in a prompt is said of. */
final class Measures {

    private final Draft draft;
    private final Words words;
    private final Amounts amounts;
    private final Times times;
    private final Glosses glosses;
    private final Implied implied;
    private final @Nullable Entry unnamed;

    /** Measures of this draft. */
    Measures(Draft draft, Amounts amounts, Times times, Implied implied) {
        this.draft = draft;
        this.words = draft.words();
        this.amounts = amounts;
        this.times = times;
        this.implied = implied;
        this.glosses = new Glosses(draft, implied);
        this.unnamed = implied.unnamed();
    }

    /** Reads a number or a stretch of time, if one is there. */
    boolean read() {
        if (qualified()) {
            return true;
        }
        int at = draft.at();
        Amount amount = amounts.at(at);
        Window window = times.at(at);
        int name = words.nameEnd(at);
        if (amount != null && words.is(amount.end() - 1, "single")) {
            int named = words.nameEnd(amount.end() - 1);
            amount = named > amount.end() || nextNumbered(amount.end()) == null ? null : amount;
        }
        if (window != null && (amount == null || isTime(window, amount)) && window.end() > name) {
            return dated(window);
        }
        if (amount == null || amount.end() < name || (amount.end() == name && !isCounted(amount))) {
            return window != null && amount == null && window.end() >= name && dated(window);
        }
        return counted(amount);
    }

    /** A comparison behind what is counted: five times or more, 40 years old or older, one car only. */
    private boolean qualified() {
        Mention mention = draft.mention();
        Amount amount = mention.amount();
        if (amount == null || !amount.bare()) {
            return false;
        }
        int at = draft.at();
        Amounts.Match after = amounts.after(at);
        if (after != null) {
            mention.count(amount.as(after.sense(), after.end()), at);
            draft.extend(after.end());
            return true;
        }
        if (words.isAny(at, "or", "and")) {
            for (Vocabulary.Match match : words.matches(at + 1)) {
                for (Lexeme lexeme : match.lexemes()) {
                    if (lexeme instanceof Lexeme.Comparative comparative && mention.mayBe(comparative.entry())) {
                        Amounts.Sense sense = comparative.more() ? Amounts.Sense.AT_LEAST : Amounts.Sense.AT_MOST;
                        mention.count(amount.as(sense, match.end()), at);
                        draft.extend(match.end());
                        return true;
                    }
                }
            }
        }
        return false;
    }

    private boolean isTime(Window window, Amount amount) {
        if (window.end() < amount.end()) {
            return false;
        }
        Entry entry = draft.mention().entry();
        boolean old = words.isAny(window.end() - 1, "old", "older") || words.is(amount.end() + 1, "old");
        if (old && (entry == null || entry.date() == null)) {
            return false;
        }
        return window.end() > amount.end() || entry == null || entry.date() != null;
    }

    /** Whether what follows the number is counted by it: "65+ visits", unlike "65+" alone, which may be a text. */
    private boolean isCounted(Amount amount) {
        Mention mention = draft.mention();
        return nextNumbered(amount.end()) != null
                || (mention.takesAmount() && !Objects.equals(mention.entry(), unnamed));
    }

    private boolean dated(Window window) {
        int at = draft.at();
        Mention mention = draft.mention();
        Entry entry = mention.entry();
        if (mention.hasWindow() && mention.takesMoreWindows(window)) {
            mention.dateToo(window, at, false);
            draft.extend(window.end());
            return true;
        }
        if (mention.isEmpty() && another(window)) {
            return true;
        }
        Mention target = mention.takesWindow() ? mention : null;
        boolean open = entry == null || (entry.number() == null && entry.countedOver() == null);
        if (target == null && (mention.isEmpty() || (entry != null && open && !mention.hasWindow()))) {
            Mention earlier = lastDated();
            Mention later = mention.isEmpty() ? laterDated(window.end()) : null;
            target = later != null && (earlier == null || window.kind() != Window.Kind.NAMED) ? later : earlier;
        }
        Entry since = implied.since();
        if (target == null && since != null && mention.isEmpty() && afterPeople() && window.lasting() != null) {
            mention.name(List.of(since), Entry.Part.DOES);
            target = mention;
        }
        if (target == null) {
            if (mention.hasWindow()) {
                draft.close();
            }
            target = draft.mention();
        }
        target.date(window, at);
        target.reach(window.end());
        if (target.equals(draft.mention())) {
            draft.extend(window.end());
        } else {
            draft.addBeside(new Slot.Silence(at, window.end()), window.end());
            draft.skip(window.end());
        }
        return true;
    }

    /** A second stretch of time of what was said just before: in 2021 or 2023, after 2020 but before 2023. */
    private boolean another(Window window) {
        if (!(draft.last(0) instanceof Slot.Joint joint) || !(draft.last(1) instanceof Slot.Said said)) {
            return false;
        }
        boolean or = joint.role() == Role.OR;
        boolean joins = or || joint.role() == Role.AND || joint.role() == Role.BUT || joint.role() == Role.COMMA;
        Entry next = draft.nameAt(words.pastArticles(window.end()), true);
        if (!joins || !said.mention().takesMoreWindows(window) || (next != null && next.date() != null)) {
            return false;
        }
        int at = draft.at();
        draft.reopen(draft.slots().size() - 2);
        draft.mention().dateToo(window, at, or);
        draft.extend(window.end());
        return true;
    }

    /** The mention that a stretch of time before it belongs to: this one, once it has its name. */
    private @Nullable Mention laterDated(int index) {
        int i = index;
        for (int steps = 0; steps < 4 && i < words.size(); steps++) {
            Entry entry = draft.nameAt(i, true);
            if (entry != null) {
                return entry.date() != null || entry.countedOver() != null ? draft.mention() : null;
            }
            List<Vocabulary.Match> matches = words.matches(i);
            if (matches.isEmpty() || words.joint(i) != null) {
                return null;
            }
            i = matches.get(0).end();
        }
        return null;
    }

    /** The last mention before this one that can take a stretch of time, not across the end of its clause. */
    private @Nullable Mention lastDated() {
        List<Slot> slots = draft.slots();
        for (int i = slots.size() - 1; i >= 0; i--) {
            Slot slot = slots.get(i);
            if (slot instanceof Slot.Said said) {
                Entry entry = said.mention().entry();
                if (said.mention().takesWindow()) {
                    return said.mention();
                }
                if (entry != null && (entry.date() != null || entry.number() != null || entry.countedOver() != null)) {
                    return null;
                }
            } else if (slot instanceof Slot.Unread || (slot instanceof Slot.Joint joint && endsClause(joint.role()))) {
                return null;
            }
        }
        return null;
    }

    private static boolean endsClause(Role role) {
        return role != Role.COMMA && role != Role.WHO && role != Role.WITH && role != Role.OPEN;
    }

    private boolean afterPeople() {
        List<Slot> slots = draft.slots();
        for (int i = slots.size() - 1; i >= 0; i--) {
            Slot slot = slots.get(i);
            if (slot instanceof Slot.People) {
                return true;
            }
            boolean passes =
                    slot instanceof Slot.Silence || (slot instanceof Slot.Joint joint && !endsClause(joint.role()));
            if (!passes) {
                return false;
            }
        }
        return false;
    }

    private boolean counted(Amount amount) {
        int at = draft.at();
        Mention mention = draft.mention();
        Entry of = amount.of();
        Entry entry = mention.entry();
        Entry next = nextNumbered(amount.end());
        boolean unit = entry != null && draft.isBeside(amount.end(), entry);
        Entry named = null;
        if (entry != null && isVague(entry, mention)) {
            draft.add(new Slot.Unread(at, amount.end()), amount.end());
            return true;
        }
        if (of != null) {
            named = mention.takesAmount() && mention.mayBe(of) ? null : of;
        } else if (amount.person() && unnamed != null) {
            named = mention.takesAmount() && unnamed.equals(entry) ? null : unnamed;
        } else if (next != null && !unit && !next.equals(entry)) {
            if (entry != null) {
                draft.close();
            }
        } else if (!mention.takesAmount() && !((unit || words.is(at - 1, "of")) && mention.takesAmountOf())) {
            named = heir(amount);
            if (named == null) {
                draft.add(new Slot.Unread(at, amount.end()), amount.end());
                return true;
            }
        }
        if (named != null) {
            draft.close();
            draft.mention().name(List.of(named), Entry.Part.WHICH);
        }
        draft.mention().count(isOnly(amount) ? amount.as(Amounts.Sense.EXACTLY, amount.end()) : amount, at);
        draft.extend(amount.end());
        return true;
    }

    /** Whether no more than the bare number is meant, by a word before the verb: who only ever bought one car. */
    private boolean isOnly(Amount amount) {
        int i = draft.mention().from() - 1;
        while (words.isAny(i, "ever", "have", "has")) {
            i--;
        }
        return amount.bare() && words.is(i, "only") && draft.mention().part() != Entry.Part.WHO;
    }

    /** Whether "over" or "under" behind a thing could be about the thing itself: kids under ten. */
    private boolean isVague(Entry entry, Mention mention) {
        return mention.part() == Entry.Part.WHAT
                && !mention.hasAmount()
                && !entry.is(Entry.Trait.AT_LEAST)
                && !entry.means().isEmpty()
                && entry.number() != null
                && entry.number().whole()
                && words.isAny(draft.at(), "over", "under", "above", "below");
    }

    /** What a number speaks of that names nothing: what the words before it spoke of, else what the catalogue says. */
    private @Nullable Entry heir(Amount amount) {
        boolean people = words.describesPeople(amount.end());
        boolean unit = unnamed != null && draft.isBeside(amount.end(), unnamed) && !people;
        Entry spoken = unit ? null : spokenOf(people ? amount.end() : -1);
        if (spoken != null) {
            return spoken;
        }
        Entry explained = glosses.explained(amount);
        if (explained != null) {
            return explained;
        }
        if (glosses.isDoubtful(amount)) {
            return null;
        }
        boolean time = words.isAny(amount.end(), "days", "weeks", "months", "quarters", "years", "year")
                && !words.isAny(amount.end() + 1, "old", "olds", "of");
        if (time) {
            return null;
        }
        Entry with = people ? countedWith(amount.end()) : null;
        if (with != null) {
            return with;
        }
        boolean otherUnit =
                words.hasUnit(words.pastArticles(amount.end())) || words.isAny(amount.end() - 1, "times", "time");
        boolean aged = people ? words.isAny(draft.at(), "over", "under", "between", "from") : !otherUnit;
        return implied.fitsUnnamed(amount.first()) && (unit || (!amount.bare() && aged)) ? unnamed : null;
    }

    /** What is counted in those at the index, where the customers have them: households with three people. */
    private @Nullable Entry countedWith(int people) {
        if (!(draft.last(0) instanceof Slot.Joint joint) || joint.role() != Role.WITH) {
            return null;
        }
        for (Vocabulary.Match match : words.matches(people)) {
            for (Lexeme lexeme : match.lexemes()) {
                if (lexeme instanceof Lexeme.Beside beside
                        && beside.entry().number() != null
                        && !beside.entry().equals(unnamed)) {
                    return beside.entry();
                }
            }
        }
        return null;
    }

    private @Nullable Entry spokenOf(int people) {
        Slot last = draft.last(0);
        Slot before = draft.last(1);
        if (people >= 0) {
            for (Slot slot : draft.slots()) {
                if (slot instanceof Slot.People group && group.also() != null && draft.isBeside(people, group.also())) {
                    return group.also();
                }
            }
        }
        if (!(last instanceof Slot.Joint joint)) {
            return null;
        }
        Role role = joint.role();
        if (role == Role.NOT) {
            before = draft.last(2);
        } else if (role != Role.OR && role != Role.AND && role != Role.BUT) {
            return null;
        }
        return before instanceof Slot.Said said
                        && said.mention().hasAmount()
                        && said.mention().entry() != null
                ? said.mention().entry()
                : null;
    }

    /** What is counted after the number: the first name of something countable, past words that may stand beside it. */
    private @Nullable Entry nextNumbered(int index) {
        int i = words.pastArticles(index);
        for (int steps = 0; steps < 3 && i < words.size(); steps++) {
            Entry entry = draft.nameAt(i, false);
            if (entry != null) {
                return entry.number() != null ? entry : null;
            }
            List<Vocabulary.Match> matches = words.matches(i);
            boolean passes = false;
            for (Vocabulary.Match match : matches) {
                for (Lexeme lexeme : match.lexemes()) {
                    passes |= lexeme instanceof Lexeme.Beside;
                }
            }
            if (!passes || words.joint(i) != null) {
                return null;
            }
            i = words.pastArticles(matches.get(0).end());
        }
        return null;
    }
}
