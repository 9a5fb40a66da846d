package io.customersegment.prompt;

import io.customersegment.catalogue.Entry;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The reading of one prompt so far: the slots that are finished, the mention under way and the index reached. */
final class Draft {

    private final Words words;
    private final List<Slot> slots = new ArrayList<>();
    private Mention mention = new Mention(0);
    private int at;

    /** A reading of these words, of which none has been read. */
    Draft(Words words) {
        this.words = words;
    }

    /** The words that are read. */
    Words words() {
        return words;
    }

    /** What is finished, in the order of the prompt. */
    List<Slot> slots() {
        return slots;
    }

    /** The mention under way, maybe empty. */
    Mention mention() {
        return mention;
    }

    /** The index of the next word. */
    int at() {
        return at;
    }

    /** Goes on to the index with the mention under way, which reaches so far. */
    void extend(int index) {
        mention.reach(index);
        at = index;
    }

    /** Goes on to the index. */
    void skip(int index) {
        at = index;
        if (mention.isEmpty()) {
            mention = new Mention(index);
        }
    }

    /** Ends the mention under way and adds a slot that reaches to the index. */
    void add(Slot slot, int index) {
        close();
        slots.add(slot);
        at = index;
        mention = new Mention(index);
    }

    /** Adds a slot that reaches to the index beside the mention under way. */
    void addBeside(Slot slot, int index) {
        slots.add(slot);
        at = index;
    }

    /** Throws the mention under way away, for a slot that takes it up. */
    void replace(Slot slot, int index) {
        slots.add(slot);
        at = index;
        mention = new Mention(index);
    }

    /** Takes the mention of a finished slot up again; the slots from there on are dropped. */
    void reopen(int slot) {
        mention = ((Slot.Said) slots.get(slot)).mention();
        while (slots.size() > slot) {
            slots.remove(slots.size() - 1);
        }
    }

    /** Ends the mention under way: what accompanies it must suit it. */
    void close() {
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
            if (mention.isOnlyPeople()) {
                slots.add(new Slot.People(mention.from(), mention.to(), entry));
            } else if (entry != null) {
                slots.add(new Slot.Said(mention));
            } else if (!alone) {
                slots.add(new Slot.Unread(mention.from(), mention.to()));
            }
        }
        mention = new Mention(at);
    }

    /** The slot so many before the end, or null. */
    @Nullable
    Slot last(int back) {
        int index = slots.size() - 1 - back;
        return index < 0 ? null : slots.get(index);
    }

    /** Whether a word that may stand beside the entry follows at the index, past articles. */
    boolean isBeside(int index, Entry entry) {
        return besideEnd(words.pastArticles(index), entry) > 0;
    }

    /** The index after a word that may stand beside the entry, or -1. */
    int besideEnd(int index, Entry entry) {
        return words.besideEnd(index, entry);
    }

    /** The thing named at the index that a number or a date can be said of, or null. */
    @Nullable
    Entry nameAt(int index, boolean people) {
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
}
