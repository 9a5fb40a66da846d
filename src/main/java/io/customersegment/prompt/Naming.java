package io.customersegment.prompt;

import io.customersegment.catalogue.Entry;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads the names of entries and the texts that they can be: gold or platinum members, silver and above, Camry owners. */
final class Naming {

    private final Draft draft;
    private final Words words;
    private final TextRanges ranges;
    private final Times times;

    /** Names in this draft. */
    Naming(Draft draft, Amounts amounts, Times times) {
        this.draft = draft;
        this.words = draft.words();
        this.ranges = new TextRanges(words, amounts);
        this.times = times;
    }

    /**
     * What a phrase names.
     *
     * @param fresh whether something new is spoken of
     * @param end the index after it
     */
    private record Named(boolean fresh, int end, Consumer<Mention> change) {}

    /** Reads a name, a text or a word beside one, if one is there. */
    boolean read() {
        int at = draft.at();
        Mention ranged = ranges.at(at);
        if (ranged != null) {
            draft.add(new Slot.Said(ranged), ranged.to());
            return true;
        }
        if (literal(at)) {
            return true;
        }
        Entry current = draft.mention().entry();
        int beside = current == null ? -1 : words.besideEnd(at, current);
        int plain = words.plainEnd(at);
        if (beside > 0 && beside >= plain && beside >= words.nameEnd(at)) {
            draft.extend(beside);
            return true;
        }
        if (latest(at)) {
            return true;
        }
        for (Vocabulary.Match match : words.matches(at)) {
            if (match.end() < plain) {
                return false;
            }
            boolean lasting = words.isAny(match.end() - 1, "for", "since");
            Named named = lasting
                            && match.end() - 1 > at
                            && times.at(match.end() - 1) == null
                            && times.at(match.end()) == null
                    ? null
                    : named(match, draft.mention());
            if (named != null) {
                if (named.fresh()) {
                    draft.close();
                }
                named.change().accept(draft.mention());
                draft.extend(endBeforeTime(named.end()));
                return true;
            }
            if (accompanied(at, match)) {
                return true;
            }
        }
        return false;
    }

    /** A text just as the column holds it, of the entry that was named before: any tier except none. */
    private boolean literal(int at) {
        Slot last = draft.last(0);
        boolean negated = last instanceof Slot.Joint joint && (joint.role() == Role.EXCEPT || joint.role() == Role.NOT);
        Mention named = draft.mention().entry() != null
                ? draft.mention()
                : negated && draft.last(1) instanceof Slot.Said said ? said.mention() : null;
        Entry entry = named == null || !named.awaitsText() ? null : named.entry();
        String text = words.stem(at);
        if (entry == null || entry.text() == null || !entry.text().values().contains(text)) {
            return false;
        }
        if (named != draft.mention()) {
            draft.mention().name(List.of(entry), Entry.Part.WHICH);
        }
        draft.mention().value(entry, List.of(text));
        draft.extend(at + 1);
        return true;
    }

    /** A phrase that ends with "since" or "for" leaves that word to the time it starts. */
    private int endBeforeTime(int end) {
        boolean starts = end - 1 > draft.at() && words.isAny(end - 1, "since", "for");
        return starts && times.at(end - 1) != null ? end - 1 : end;
    }

    /** The last purchase: only its date is meant. */
    private boolean latest(int at) {
        boolean most = words.is(at, "most") && words.is(at + 1, "recent");
        if (!most && !words.isAny(at, "last", "latest", "recent")) {
            return false;
        }
        int after = most ? at + 2 : at + 1;
        Entry next = draft.nameAt(words.pastArticles(after), false);
        if (next == null || next.date() == null) {
            return false;
        }
        if (draft.mention().entry() != null) {
            draft.close();
        }
        draft.mention().onlyDate();
        draft.extend(after);
        return true;
    }

    /** A word that stands beside something named later, or just before a relative pronoun: a lease that ends. */
    private boolean accompanied(int at, Vocabulary.Match match) {
        boolean beside = match.lexemes().stream().anyMatch(Lexeme.Beside.class::isInstance);
        boolean harmless = match.lexemes().stream()
                .anyMatch(lexeme -> lexeme instanceof Lexeme.Function || lexeme instanceof Lexeme.Plain);
        if (!beside || harmless) {
            return false;
        }
        int earlier = reopenable(match);
        if (earlier >= 0) {
            draft.reopen(earlier);
        } else {
            if (draft.mention().entry() != null) {
                draft.close();
            }
            draft.mention().accompany(at, match.end());
        }
        draft.extend(match.end());
        return true;
    }

    private int reopenable(Vocabulary.Match match) {
        List<Slot> slots = draft.slots();
        int last = slots.size() - 1;
        while (last >= 0
                && (slots.get(last) instanceof Slot.Silence
                        || (slots.get(last) instanceof Slot.Joint joint && joint.role() == Role.WHO))) {
            last--;
        }
        if (last < 0 || !draft.mention().isEmpty() || !(slots.get(last) instanceof Slot.Said said)) {
            return -1;
        }
        Entry entry = said.mention().entry();
        boolean suits = entry != null
                && said.mention().part() != Entry.Part.WHO
                && match.lexemes().contains(new Lexeme.Beside(entry));
        return suits ? last : -1;
    }

    /** What the phrase names after what was said before in the mention, or null if it names nothing. */
    private @Nullable Named named(Vocabulary.Match match, Mention current) {
        int at = draft.at();
        for (Lexeme lexeme : match.lexemes()) {
            if (lexeme instanceof Lexeme.Value value && suits(value, match.end(), current)) {
                return texts(value, match.end(), current);
            }
        }
        List<Entry> entries = new ArrayList<>();
        Entry.Part part = Entry.Part.WHAT;
        for (Lexeme lexeme : match.lexemes()) {
            if (lexeme instanceof Lexeme.DateName name) {
                return new Named(current.entry() != null, match.end(), mentioned -> {
                    mentioned.name(List.of(name.entry()), Entry.Part.WHAT);
                    mentioned.onlyDate();
                });
            }
            if (lexeme instanceof Lexeme.Name name) {
                part = entries.isEmpty() ? name.part() : part;
                entries.add(name.entry());
            }
        }
        if (entries.isEmpty()) {
            return null;
        }
        Entry.Part as = part;
        boolean same = current.entry() != null && entries.stream().anyMatch(current::mayBe);
        boolean any = at > 0 && words.has(Role.ANY, at - 1) && !words.has(Role.WITHOUT, at - 2);
        return new Named(current.entry() != null && !same, match.end(), mentioned -> {
            if (!same) {
                mentioned.name(entries, as);
            }
            if (any) {
                mentioned.anyValue();
            }
            if (match.lexemes().contains(new Lexeme.Plain(Lexeme.Kind.PEOPLE))) {
                mentioned.alsoPeople();
            }
        });
    }

    private Named texts(Lexeme.Value first, int firstEnd, Mention current) {
        Set<String> texts = new LinkedHashSet<>(first.texts());
        int end = listed(first.entry(), firstEnd, texts);
        Entry open = current.entry();
        boolean belongs = open != null
                && (current.mayBe(first.entry())
                        || (open.takes() != null
                                && open.takes().equals(first.entry().text())));
        boolean fresh = !belongs && !(current.isEmpty() || open == null);
        return new Named(
                fresh || (open == null && (current.hasAmount() || current.hasWindow())),
                end,
                mentioned -> mentioned.value(first.entry(), List.copyOf(texts)));
    }

    /** Follows a list of texts of one entry: North, East or in the West. */
    private int listed(Entry entry, int from, Set<String> texts) {
        int end = from;
        while (true) {
            int i = end;
            while (words.besideEnd(i, entry) > i || words.peopleEnd(i) > i) {
                i = Math.max(words.besideEnd(i, entry), words.peopleEnd(i));
            }
            int joined = joined(i);
            if (joined == i) {
                return end;
            }
            i = joined;
            int passed = -1;
            while (passed != i) {
                passed = i;
                if (value(entry, i) == null) {
                    i = Math.max(i, Math.max(passable(i), words.besideEnd(i, entry)));
                }
            }
            Lexeme.Value next = value(entry, i);
            if (next == null) {
                return end;
            }
            texts.addAll(next.texts());
            end = words.endOf(next, i);
        }
    }

    private int joined(int index) {
        int i = index;
        if (words.has(Role.COMMA, i)) {
            i = words.after(Role.COMMA, i);
        }
        for (Role role : List.of(Role.AND, Role.OR, Role.NOR)) {
            if (words.has(role, i)) {
                return words.after(role, i);
            }
        }
        return i;
    }

    private int passable(int index) {
        int i = Math.max(words.after(Role.ARTICLE, index), words.peopleEnd(index));
        for (String preposition : List.of("in", "from", "at", "also")) {
            i = words.is(i, preposition) ? i + 1 : i;
        }
        return i;
    }

    private Lexeme.@Nullable Value value(Entry entry, int index) {
        for (Vocabulary.Match match : words.matches(index)) {
            for (Lexeme lexeme : match.lexemes()) {
                if (lexeme instanceof Lexeme.Value value && value.entry().equals(entry)) {
                    return value;
                }
            }
        }
        return null;
    }

    private boolean suits(Lexeme.Value value, int end, Mention current) {
        Entry entry = value.entry();
        if (!entry.is(Entry.Trait.VALUES_NEED_NAME) || current.mayBe(entry)) {
            return true;
        }
        Entry open = current.entry();
        if (open != null && open.takes() != null && open.takes().equals(entry.text())) {
            return true;
        }
        Slot last = draft.last(0);
        Slot before = last instanceof Slot.Silence ? draft.last(1) : last;
        boolean had = before instanceof Slot.Joint joint && (joint.role() == Role.WITH || joint.role() == Role.WITHOUT);
        return (had && entry.is(Entry.Trait.HAD)) || nameFollows(entry, listed(entry, end, new LinkedHashSet<>()));
    }

    private boolean nameFollows(Entry entry, int index) {
        int i = index;
        for (int steps = 0; steps < 3; steps++) {
            for (Vocabulary.Match match : words.matches(i)) {
                for (Lexeme lexeme : match.lexemes()) {
                    if (lexeme instanceof Lexeme.Name name && name.entry().equals(entry)) {
                        return true;
                    }
                }
            }
            int beside = words.besideEnd(i, entry);
            if (beside < 0) {
                return false;
            }
            i = beside;
        }
        return false;
    }
}
