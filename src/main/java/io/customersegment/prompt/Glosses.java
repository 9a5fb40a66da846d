package io.customersegment.prompt;

import io.customersegment.catalogue.Entry;
import io.customersegment.prompt.Amounts.Amount;
import org.jspecify.annotations.Nullable;

/** Finds what a number explains that names nothing itself: large families (5 or more at home), frequent buyers, i.e. at least 3. */
final class Glosses {

    private final Draft draft;
    private final Words words;
    private final Implied implied;

    /** Glosses in this draft. */
    Glosses(Draft draft, Implied implied) {
        this.draft = draft;
        this.words = draft.words();
        this.implied = implied;
    }

    /** What was said just before, where the number explains it: large families (5 or more at home), VIPs (over 100k). */
    @Nullable
    Entry explained(Amount amount) {
        Entry before = gloss();
        Entry counting = before == null ? null : implied.counting(before);
        if (before == null || counting == null) {
            return null;
        }
        boolean unit = draft.isBeside(amount.end(), counting) || draft.isBeside(amount.end(), before);
        return unit || isMeaning() || (isAlone(amount) && !implied.fitsUnnamed(amount.first())) ? counting : null;
    }

    /** Whether a number that explains could be of what stands before it as well as of what names nothing. */
    boolean isDoubtful(Amount amount) {
        Entry before = gloss();
        boolean counts = before != null && before.number() != null && before.is(Entry.Trait.AT_LEAST);
        return isMeaning() || (counts && isAlone(amount));
    }

    private boolean isAlone(Amount amount) {
        return words.has(Role.OPEN, draft.at() - 1) && words.has(Role.CLOSE, amount.end());
    }

    private boolean isMeaning() {
        return draft.last(0) instanceof Slot.Silence silence && words.has(Role.MEANING, silence.from());
    }

    /** What was said just before and may be explained here, or null. */
    private @Nullable Entry gloss() {
        boolean meaning = isMeaning();
        int back = 1;
        boolean pauses = draft.last(meaning ? back++ : 0) instanceof Slot.Joint joint
                && (joint.role() == Role.OPEN || joint.role() == Role.STOP || joint.role() == Role.COMMA);
        back = meaning && !pauses ? 1 : back;
        Slot before = draft.last(back) instanceof Slot.People ? draft.last(back + 1) : draft.last(back);
        return (pauses || meaning)
                        && before instanceof Slot.Said said
                        && (meaning || !said.mention().hasAmount())
                ? said.mention().entry()
                : null;
    }
}
