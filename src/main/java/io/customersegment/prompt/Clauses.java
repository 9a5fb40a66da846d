package io.customersegment.prompt;

import io.customersegment.catalogue.Entry;
import io.customersegment.prompt.Amounts.Amount;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the words of one prompt from left to right and gathers what is said: each thing spoken of with its numbers, texts and
 * stretch of time, and between them the words that join, negate or start a clause.
 */
final class Clauses {

    private static final Set<Role> JOINTS = Set.of(
            Role.AND,
            Role.OR,
            Role.NOR,
            Role.BUT,
            Role.NOT,
            Role.NEITHER,
            Role.WITHOUT,
            Role.EXCEPT,
            Role.WHO,
            Role.WITH,
            Role.EITHER,
            Role.COMMA,
            Role.STOP,
            Role.OPEN,
            Role.CLOSE);
    private static final Set<Role> SILENT = Set.of(Role.ARTICLE, Role.FILLER, Role.BOTH, Role.ANY);

    private final Words words;
    private final Amounts amounts;
    private final Times times;
    private final Purposes purposes;
    private final Arrangement arrangement;
    private final @Nullable Entry unnamed;
    private final @Nullable Entry since;
    private final List<Slot> slots = new ArrayList<>();
    private Mention mention = new Mention(0);
    private int at;

    Clauses(
            Words words,
            Amounts amounts,
            Times times,
            Arrangement arrangement,
            @Nullable Entry unnamed,
            @Nullable Entry since) {
        this.words = words;
        this.amounts = amounts;
        this.times = times;
        this.purposes = new Purposes(words, times);
        this.arrangement = arrangement;
        this.unnamed = unnamed;
        this.since = since;
    }

    /** The slots of the prompt, in its order. */
    List<Slot> read() {
        while (at < words.size()) {
            int silence = mention.entry() == null || mention.hasAmount() || mention.hasWindow() || !words.is(at, "to")
                    ? purposes.after(at, slots.isEmpty() && mention.isEmpty())
                    : purposes.after(at, false);
            if (silence > at) {
                close();
                slots.add(new Slot.Silence(at, silence));
                at = silence;
            } else if (!arranged() && !measured() && !named() && !function()) {
                close();
                slots.add(new Slot.Unread(at, at + 1));
                at++;
            }
        }
        close();
        return slots;
    }

    private boolean arranged() {
        boolean counts = mention.takesAmount();
        Arrangement.Step step = arrangement.step(at, counts, mention.entry());
        if (step == null) {
            return false;
        }
        if (step.ofMention()) {
            at = step.end();
            slots.add(new Slot.Arranged(mention.from(), at, step.meaning()));
            mention = new Mention(at);
            return true;
        }
        close();
        slots.add(
                step.superlative() == null
                        ? new Slot.Arranged(at, step.end(), step.meaning())
                        : new Slot.Ranked(step.superlative(), at, step.end()));
        at = step.end();
        return true;
    }

    /** A number or a stretch of time. */
    private boolean measured() {
        Amount amount = amounts.at(at);
        Window window = times.at(at);
        int name = longestName();
        if (window != null && (amount == null || isTime(window, amount)) && window.end() > name) {
            return dated(window);
        }
        if (amount == null || amount.end() < name || (amount.end() == name && !isCounted(amount))) {
            return window != null && amount == null && window.end() >= name && dated(window);
        }
        return counted(amount);
    }

    private boolean isTime(Window window, Amount amount) {
        if (window.end() < amount.end()) {
            return false;
        }
        Entry entry = mention.entry();
        boolean old = words.is(window.end() - 1, "old");
        if (old && (entry == null || entry.date() == null)) {
            return false;
        }
        return window.end() > amount.end() || entry == null || entry.date() != null;
    }

    /** Whether what follows the number is counted by it: "65+ visits", unlike "65+" alone, which may be a text. */
    private boolean isCounted(Amount amount) {
        return nextNumbered(amount.end()) != null
                || (mention.takesAmount() && !Objects.equals(mention.entry(), unnamed));
    }

    private int longestName() {
        for (Vocabulary.Match match : words.matches(at)) {
            for (Lexeme lexeme : match.lexemes()) {
                if (lexeme instanceof Lexeme.Name
                        || lexeme instanceof Lexeme.Value
                        || lexeme instanceof Lexeme.DateName) {
                    return match.end();
                }
            }
        }
        return at;
    }

    private boolean dated(Window window) {
        Mention target = mention.takesWindow() ? mention : null;
        if (target == null && (mention.isEmpty() || (mention.entry() != null && !mention.hasWindow()))) {
            Mention earlier = mention.isEmpty()
                            || mention.entry() == null
                            || mention.entry().carries() == null
                    ? lastDated()
                    : null;
            Mention later = mention.isEmpty() ? laterDated(window.end()) : null;
            target = later != null && (earlier == null || window.kind() != Window.Kind.NAMED) ? later : earlier;
        }
        if (target == null && since != null && afterPeople() && window.lasting() != null) {
            mention.name(List.of(since), Entry.Part.DOES);
            target = mention;
        }
        if (target == null) {
            if (mention.hasWindow()) {
                close();
            }
            target = mention;
        }
        target.date(window, at);
        target.reach(window.end());
        if (target != mention) {
            slots.add(new Slot.Silence(at, window.end()));
        }
        at = window.end();
        return true;
    }

    /** The mention that a stretch of time before it belongs to: this one, once it has its name. */
    private @Nullable Mention laterDated(int index) {
        int i = index;
        for (int steps = 0; steps < 4 && i < words.size(); steps++) {
            Entry entry = nameAt(i, true);
            if (entry != null) {
                return entry.date() != null || entry.carries() != null ? mention : null;
            }
            List<Vocabulary.Match> matches = words.matches(i);
            if (matches.isEmpty() || joint(i) != null) {
                return null;
            }
            i = matches.get(0).end();
        }
        return null;
    }

    /** The last mention before this one that can take a stretch of time, not across the end of its clause. */
    private @Nullable Mention lastDated() {
        for (int i = slots.size() - 1; i >= 0; i--) {
            Slot slot = slots.get(i);
            if (slot instanceof Slot.Said said) {
                Entry entry = said.mention().entry();
                if (said.mention().takesWindow()) {
                    return said.mention();
                }
                if (entry != null && (entry.date() != null || entry.number() != null || entry.carries() != null)) {
                    return null;
                }
            } else if (slot instanceof Slot.Unread || (slot instanceof Slot.Joint joint && endsClause(joint.role()))) {
                return null;
            }
        }
        return null;
    }

    private static boolean endsClause(Role role) {
        return role != Role.COMMA && role != Role.WHO && role != Role.WITH;
    }

    private boolean afterPeople() {
        for (int i = slots.size() - 1; i >= 0; i--) {
            if (slots.get(i) instanceof Slot.People) {
                return true;
            }
            if (!(slots.get(i) instanceof Slot.Silence
                    || (slots.get(i) instanceof Slot.Joint joint && !endsClause(joint.role())))) {
                return false;
            }
        }
        return false;
    }

    private boolean counted(Amount amount) {
        Entry of = amount.of();
        Entry next = nextNumbered(amount.end());
        boolean unit = mention.entry() != null && isBeside(amount.end(), mention.entry());
        if (of != null) {
            close();
            mention.name(List.of(of), Entry.Part.WHICH);
        } else if (amount.person() && unnamed != null) {
            if (!mention.takesAmount() || !Objects.equals(mention.entry(), unnamed)) {
                close();
                mention.name(List.of(unnamed), Entry.Part.WHICH);
            }
        } else if (next != null && !unit && !next.equals(mention.entry())) {
            if (mention.entry() != null) {
                close();
            }
        } else if (!mention.takesAmount()) {
            close();
            Entry heir = heir(amount);
            if (heir == null) {
                slots.add(new Slot.Unread(at, amount.end()));
                at = amount.end();
                mention = new Mention(at);
                return true;
            }
            mention.name(List.of(heir), Entry.Part.WHICH);
        }
        mention.count(amount, at);
        mention.reach(amount.end());
        at = amount.end();
        return true;
    }

    /** What a number speaks of that names nothing: what the words before it spoke of, else what the catalogue says. */
    private @Nullable Entry heir(Amount amount) {
        boolean unit = unnamed != null && isBeside(amount.end(), unnamed) && !words.has(Role.SOMEBODY, amount.end());
        Slot last = slots.isEmpty() ? null : slots.get(slots.size() - 1);
        Slot before = slots.size() < 2 ? null : slots.get(slots.size() - 2);
        boolean joined = last instanceof Slot.Joint joint
                && (joint.role() == Role.OR
                        || joint.role() == Role.AND
                        || joint.role() == Role.BUT
                        || joint.role() == Role.NOT);
        if (joined && !unit) {
            if (last instanceof Slot.Joint joint && joint.role() == Role.NOT && slots.size() > 2) {
                before = slots.get(slots.size() - 3);
            }
            if (before instanceof Slot.Said said
                    && said.mention().entry() != null
                    && said.mention().hasAmount()
                    && said.mention().entry().number() != null) {
                return said.mention().entry();
            }
        }
        return !amount.bare() || unit ? unnamed : null;
    }

    /** What is counted after the number: the first name of something countable, past words that may stand beside it. */
    private @Nullable Entry nextNumbered(int index) {
        int i = words.pastArticles(index);
        for (int steps = 0; steps < 3 && i < words.size(); steps++) {
            Entry entry = nameAt(i);
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
            if (!passes || joint(i) != null) {
                return null;
            }
            i = words.pastArticles(matches.get(0).end());
        }
        return null;
    }

    private @Nullable Entry nameAt(int index) {
        return nameAt(index, false);
    }

    private @Nullable Entry nameAt(int index, boolean people) {
        for (Vocabulary.Match match : words.matches(index)) {
            Entry found = null;
            for (Lexeme lexeme : match.lexemes()) {
                if (lexeme instanceof Lexeme.Name name && (people || name.part() != Entry.Part.WHO)) {
                    found = found == null || found.number() == null ? name.entry() : found;
                } else if (lexeme instanceof Lexeme.DateName name) {
                    return name.entry();
                }
            }
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private boolean isBeside(int index, Entry entry) {
        return besideEnd(words.pastArticles(index), entry) > 0;
    }

    private int besideEnd(int index, Entry entry) {
        for (Vocabulary.Match match : words.matches(index)) {
            if (match.lexemes().contains(new Lexeme.Beside(entry))) {
                return match.end();
            }
        }
        return -1;
    }

    /** A name, a text, or a word beside one. */
    private boolean named() {
        Naming naming = new Naming(words, slots, at);
        int ranged = naming.rangeOfTexts(amounts);
        if (ranged > at) {
            close();
            mention = naming.mention();
            slots.add(new Slot.Said(mention));
            mention = new Mention(ranged);
            at = ranged;
            return true;
        }
        Entry current = mention.entry();
        int beside = current == null ? -1 : besideEnd(at, current);
        int longest = longestFunction();
        if (beside > 0 && beside >= longest && beside >= longestName()) {
            mention.reach(beside);
            at = beside;
            return true;
        }
        if (words.isAny(at, "last", "latest", "recent") || (words.is(at, "most") && words.is(at + 1, "recent"))) {
            int after = words.is(at, "most") ? at + 2 : at + 1;
            Entry next = nameAt(words.pastArticles(after));
            if (next != null && next.date() != null) {
                if (mention.entry() != null) {
                    close();
                }
                mention.onlyDate();
                mention.reach(after);
                at = after;
                return true;
            }
        }
        for (Vocabulary.Match match : words.matches(at)) {
            if (match.end() < longest) {
                return false;
            }
            Naming.Named named = naming.at(match, mention);
            if (named != null) {
                if (named.fresh()) {
                    close();
                }
                named.applyTo(mention);
                mention.reach(named.end());
                at = named.end();
                return true;
            }
        }
        return accompanied(longest);
    }

    /** A word that stands beside something named later. */
    private boolean accompanied(int longest) {
        for (Vocabulary.Match match : words.matches(at)) {
            if (match.end() < longest) {
                return false;
            }
            boolean beside = match.lexemes().stream().anyMatch(Lexeme.Beside.class::isInstance);
            boolean harmless = match.lexemes().stream()
                    .anyMatch(lexeme -> lexeme instanceof Lexeme.Function || lexeme instanceof Lexeme.Plain);
            if (beside && !harmless) {
                Mention earlier = reopened(match);
                if (earlier != null) {
                    earlier.reach(match.end());
                    mention = earlier;
                } else {
                    if (mention.entry() != null) {
                        close();
                    }
                    mention.accompany(at, match.end());
                    mention.reach(match.end());
                }
                at = match.end();
                return true;
            }
        }
        return false;
    }

    /** The mention just before, if only a relative pronoun lies between: a lease that ends. */
    private @Nullable Mention reopened(Vocabulary.Match match) {
        int last = slots.size() - 1;
        while (last >= 0
                && (slots.get(last) instanceof Slot.Silence
                        || (slots.get(last) instanceof Slot.Joint joint && joint.role() == Role.WHO))) {
            last--;
        }
        if (last < 0
                || !mention.isEmpty()
                || !(slots.get(last) instanceof Slot.Said said)
                || said.mention().entry() == null) {
            return null;
        }
        boolean suits =
                match.lexemes().contains(new Lexeme.Beside(said.mention().entry()));
        if (!suits || said.mention().part() == Entry.Part.WHO) {
            return null;
        }
        while (slots.size() > last) {
            slots.remove(slots.size() - 1);
        }
        return said.mention();
    }

    private int longestFunction() {
        for (Vocabulary.Match match : words.matches(at)) {
            for (Lexeme lexeme : match.lexemes()) {
                if (lexeme instanceof Lexeme.Function || lexeme instanceof Lexeme.Plain) {
                    return match.end();
                }
            }
        }
        return at;
    }

    private @Nullable Role joint(int index) {
        for (Vocabulary.Match match : words.matches(index)) {
            for (Lexeme lexeme : match.lexemes()) {
                if (lexeme instanceof Lexeme.Function function && JOINTS.contains(function.role())) {
                    return function.role();
                }
            }
        }
        return null;
    }

    /** A word of plain language. */
    private boolean function() {
        for (Vocabulary.Match match : words.matches(at)) {
            Role joint = null;
            boolean people = false;
            boolean silent = false;
            for (Lexeme lexeme : match.lexemes()) {
                if (lexeme instanceof Lexeme.Function function) {
                    joint = JOINTS.contains(function.role()) ? function.role() : joint;
                    people |= function.role() == Role.SOMEBODY;
                    silent |= SILENT.contains(function.role());
                } else if (lexeme instanceof Lexeme.Plain plain) {
                    people |= plain.kind() == Lexeme.Kind.PEOPLE;
                    silent |= plain.kind() == Lexeme.Kind.SILENT;
                    silent |= plain.kind() == Lexeme.Kind.CONTACT && onlyIntroduced();
                }
            }
            if (joint != null) {
                joined(joint, match.end());
            } else if (people) {
                close();
                slots.add(new Slot.People(at, match.end()));
                at = match.end();
                mention = new Mention(at);
            } else if (silent) {
                silenced(match.end());
            } else {
                continue;
            }
            return true;
        }
        return false;
    }

    /** Whether nothing has been said yet: what is done with the customers says nothing about them. */
    private boolean onlyIntroduced() {
        return mention.isEmpty()
                && slots.stream().allMatch(slot -> slot instanceof Slot.Silence || slot instanceof Slot.Joint);
    }

    private void joined(Role joint, int end) {
        Entry current = mention.entry();
        if (joint == Role.NOT && current != null && isBeside(end, current) && mention.part() != Entry.Part.WHO) {
            mention.negate();
            mention.reach(end);
            at = end;
            return;
        }
        if (joint == Role.NOT && words.isAny(end, "only", "just")) {
            close();
            slots.add(new Slot.Unread(at, end + 1));
            at = end + 1;
            mention = new Mention(at);
            return;
        }
        boolean pending = mention.isDateOnly() && current == null;
        if (joint == Role.STOP
                && words.is(at, ":")
                && current != null
                && !mention.hasAmount()
                && !mention.hasWindow()
                && (amounts.at(end) != null || times.at(end) != null)) {
            mention.reach(end);
            at = end;
            return;
        }
        if (!pending) {
            close();
        }
        slots.add(new Slot.Joint(joint, at, end));
        at = end;
        if (!pending) {
            mention = new Mention(at);
        }
    }

    private void silenced(int end) {
        if (mention.isEmpty()) {
            slots.add(new Slot.Silence(at, end));
            mention = new Mention(end);
        } else {
            mention.reach(end);
        }
        at = end;
    }

    /** Ends the mention under way: what accompanies it must suit it. */
    private void close() {
        if (!mention.isEmpty()) {
            Entry entry = mention.entry();
            for (Mention.Piece piece : mention.accompaniment()) {
                if (entry == null || besideEnd(piece.from(), entry) < 0) {
                    slots.add(new Slot.Unread(piece.from(), piece.to()));
                }
            }
            boolean alone = !mention.hasWindow()
                    && !mention.hasAmount()
                    && !mention.accompaniment().isEmpty();
            if (entry != null || alone) {
                if (mention.isOnlyPeople()) {
                    slots.add(new Slot.People(mention.from(), mention.to()));
                } else if (entry != null) {
                    slots.add(new Slot.Said(mention));
                }
            } else {
                slots.add(new Slot.Unread(mention.from(), mention.to()));
            }
        }
        mention = new Mention(at);
    }
}
