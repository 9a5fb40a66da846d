package io.customersegment.prompt;

import io.customersegment.catalogue.Column;
import io.customersegment.catalogue.Entry;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads the names of entries and the texts that they can be: gold or platinum members, silver and above, Camry owners. */
final class Naming {

    private final Words words;
    private final List<Slot> slots;
    private final int at;
    private Mention mention;

    Naming(Words words, List<Slot> slots, int at) {
        this.words = words;
        this.slots = slots;
        this.at = at;
        this.mention = new Mention(at);
    }

    /**
     * What a phrase names.
     *
     * @param fresh whether something new is spoken of
     * @param end the index after it
     */
    record Named(boolean fresh, int end, Consumer<Mention> change) {
        void applyTo(Mention mention) {
            change.accept(mention);
        }
    }

    /** What the phrase names after what was said before in the mention, or null if it names nothing. */
    @Nullable
    Named at(Vocabulary.Match match, Mention current) {
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

    /** The mention that {@link #rangeOfTexts} found. */
    Mention mention() {
        return mention;
    }

    /** The index after texts that are meant by their order, such as silver and above, or the index itself. */
    int rangeOfTexts(Amounts amounts) {
        Amounts.Match before = amounts.before(at);
        boolean compared = before != null && !words.is(at, "from") && !words.is(at, "only") && !words.is(at, "just");
        int i = before != null && compared ? words.pastArticles(before.end()) : at;
        Lexeme.Value value = ordered(i);
        if (value == null) {
            return at;
        }
        int end = endOf(value, i);
        Entry entry = value.entry();
        int past = end;
        while (besideEnd(past, entry) > past) {
            past = besideEnd(past, entry);
        }
        Amounts.Match after = amounts.after(past);
        Amounts.Sense sense = after != null ? after.sense() : before != null && compared ? before.sense() : null;
        Column column = entry.text();
        if (sense == null || column == null) {
            return at;
        }
        List<String> all = column.values();
        int index = all.indexOf(value.texts().get(0));
        List<String> texts = switch (sense) {
            case AT_LEAST -> all.subList(index, all.size());
            case ABOVE -> all.subList(index + 1, all.size());
            case BELOW -> all.subList(0, index);
            case AT_MOST -> all.subList(0, index + 1);
            case EXACTLY, BARE -> List.of(value.texts().get(0));
            case OTHER -> List.of();
        };
        if (texts.isEmpty()) {
            return at;
        }
        mention = new Mention(at);
        mention.value(entry, texts);
        int to = after != null ? after.end() : past;
        while (besideEnd(to, entry) > to) {
            to = besideEnd(to, entry);
        }
        mention.reach(to);
        return to;
    }

    private Lexeme.@Nullable Value ordered(int index) {
        for (Vocabulary.Match match : words.matches(index)) {
            for (Lexeme lexeme : match.lexemes()) {
                if (lexeme instanceof Lexeme.Value value
                        && value.texts().size() == 1
                        && value.entry().is(Entry.Trait.ORDERED)
                        && !value.entry().is(Entry.Trait.VALUES_NEED_NAME)) {
                    return value;
                }
            }
        }
        return null;
    }

    private int endOf(Lexeme.Value value, int index) {
        for (Vocabulary.Match match : words.matches(index)) {
            if (match.lexemes().contains(value)) {
                return match.end();
            }
        }
        return index;
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
            while (besideEnd(i, entry) > i || people(i) > i) {
                i = Math.max(besideEnd(i, entry), people(i));
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
                    i = Math.max(i, Math.max(passable(i), besideEnd(i, entry)));
                }
            }
            Lexeme.Value next = value(entry, i);
            if (next == null) {
                return end;
            }
            texts.addAll(next.texts());
            end = endOf(next, i);
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
        int i = Math.max(words.after(Role.ARTICLE, index), people(index));
        for (String preposition : List.of("in", "from", "at", "also")) {
            i = words.is(i, preposition) ? i + 1 : i;
        }
        return i;
    }

    private int people(int index) {
        for (Vocabulary.Match match : words.matches(index)) {
            for (Lexeme lexeme : match.lexemes()) {
                boolean plain = lexeme instanceof Lexeme.Plain known && known.kind() == Lexeme.Kind.PEOPLE;
                if (plain || (lexeme instanceof Lexeme.Function function && function.role() == Role.SOMEBODY)) {
                    return match.end();
                }
            }
        }
        return index;
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

    private int besideEnd(int index, Entry entry) {
        for (Vocabulary.Match match : words.matches(index)) {
            if (match.lexemes().contains(new Lexeme.Beside(entry))) {
                return match.end();
            }
        }
        return -1;
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
        Slot last = slots.isEmpty() ? null : slots.get(slots.size() - 1);
        Slot before = last instanceof Slot.Silence && slots.size() > 1 ? slots.get(slots.size() - 2) : last;
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
            int beside = besideEnd(i, entry);
            if (beside < 0) {
                return false;
            }
            i = beside;
        }
        return false;
    }
}
