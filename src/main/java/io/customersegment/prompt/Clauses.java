package io.customersegment.prompt;

import io.customersegment.catalogue.Entry;
import java.util.List;
import java.util.Set;

/**
 * Reads the words of one prompt from left to right and gathers what is said: each thing spoken of with its numbers, texts and
 * stretch of time, and between them the words that join, negate or start a clause.
 */
final class Clauses {

    private static final Set<Role> SILENT = Set.of(Role.ARTICLE, Role.FILLER, Role.REQUEST, Role.BOTH, Role.ANY);

    private static final int LONGEST_EXPLAINED = 5;

    private final Words words;
    private final Draft draft;
    private final Measures measures;
    private final Naming naming;
    private final Purposes purposes;
    private final Arrangement arrangement;
    private final Amounts amounts;
    private final Times times;
    private int brackets;

    Clauses(
            Draft draft,
            Measures measures,
            Naming naming,
            Purposes purposes,
            Arrangement arrangement,
            Amounts amounts,
            Times times) {
        this.words = draft.words();
        this.draft = draft;
        this.measures = measures;
        this.naming = naming;
        this.purposes = purposes;
        this.arrangement = arrangement;
        this.amounts = amounts;
        this.times = times;
    }

    /** The slots of the prompt, in its order. */
    List<Slot> read() {
        while (draft.at() < words.size()) {
            int at = draft.at();
            Mention mention = draft.mention();
            int silence = purposes.after(at, mention.isEmpty() && nothingSaid());
            silence = silence == at && namesPeople() ? purposes.wish(at) : silence;
            if (silence > at) {
                draft.add(new Slot.Silence(at, silence), silence);
            } else if (!arranged() && !measures.read() && !naming.read() && !function()) {
                draft.add(new Slot.Unread(at, at + 1), at + 1);
            }
        }
        draft.close();
        return draft.slots();
    }

    private boolean nothingSaid() {
        return draft.slots().stream()
                .allMatch(slot ->
                        slot instanceof Slot.Silence || (slot instanceof Slot.Joint joint && isPause(joint.role())));
    }

    /** Whether the words just before are customers, and not something they did or have. */
    private boolean namesPeople() {
        Mention mention = draft.mention();
        Slot last = draft.last(0);
        return mention.isEmpty()
                ? last instanceof Slot.Arranged || last instanceof Slot.Ranked || last instanceof Slot.People
                : (mention.part() == Entry.Part.WHO || mention.part() == Entry.Part.WHICH) && !mention.hasWindow();
    }

    private boolean arranged() {
        int at = draft.at();
        Mention mention = draft.mention();
        boolean ranked = mention.isEmpty() && draft.last(0) instanceof Slot.Ranked;
        Arrangement.Step step = arrangement.step(at, mention.takesAmount(), ranked, mention.entry());
        if (step == null) {
            return false;
        }
        if (step.ofMention()) {
            draft.replace(new Slot.Arranged(mention.from(), step.end(), step.meaning()), step.end());
            return true;
        }
        draft.add(
                step.superlative() == null
                        ? new Slot.Arranged(at, step.end(), step.meaning())
                        : new Slot.Ranked(step.superlative(), at, step.end()),
                step.end());
        return true;
    }

    /** A word of plain language. */
    private boolean function() {
        if (words.is(draft.at(), "=") && draft.mention().awaitsText()) {
            draft.extend(draft.at() + 1);
            return true;
        }
        for (Vocabulary.Match match : words.matches(draft.at())) {
            Role joint = null;
            boolean people = false;
            boolean silent = false;
            boolean explains = false;
            for (Lexeme lexeme : match.lexemes()) {
                if (lexeme instanceof Lexeme.Function function) {
                    joint = function.role().joins() ? function.role() : joint;
                    people |= function.role() == Role.SOMEBODY;
                    silent |= SILENT.contains(function.role());
                    explains |= function.role() == Role.MEANING;
                } else if (lexeme instanceof Lexeme.Plain plain) {
                    people |= plain.kind() == Lexeme.Kind.PEOPLE;
                    silent |= plain.kind() == Lexeme.Kind.SILENT;
                    silent |= plain.kind() == Lexeme.Kind.CONTACT && onlyIntroduced();
                }
            }
            if (explains) {
                draft.close();
                explained();
                draft.add(new Slot.Silence(draft.at(), match.end()), match.end());
            } else if (joint != null) {
                joined(joint, match.end());
            } else if (people) {
                draft.add(new Slot.People(draft.at(), match.end(), null), match.end());
            } else if (silent && wishes(match)) {
                draft.add(new Slot.Unread(draft.at(), match.end()), match.end());
            } else if (silent) {
                silenced(match.end());
            } else {
                continue;
            }
            return true;
        }
        return false;
    }

    /** What is explained by the words that follow need not be understood itself: heavy users, meaning more than 50 visits. */
    private void explained() {
        List<Slot> slots = draft.slots();
        int from = slots.size();
        while (from > 0
                && !(slots.get(from - 1) instanceof Slot.Joint joint
                        && (from < slots.size() || !isPause(joint.role())))) {
            from--;
        }
        boolean few = from < slots.size() && draft.at() - slots.get(from).from() <= LONGEST_EXPLAINED;
        for (int i = from; few && i < slots.size(); i++) {
            if (slots.get(i) instanceof Slot.Unread unread) {
                slots.set(i, new Slot.Silence(unread.from(), unread.to()));
            }
        }
    }

    private static boolean isPause(Role role) {
        return role == Role.COMMA || role == Role.STOP || role == Role.OPEN;
    }

    /** Whether the customers do what a request does elsewhere: those who want a quote have not asked for one. */
    private boolean wishes(Vocabulary.Match match) {
        if (!draft.mention().isEmpty() || !match.lexemes().contains(new Lexeme.Function(Role.REQUEST))) {
            return false;
        }
        List<Slot> slots = draft.slots();
        for (int i = slots.size() - 1; i >= 0; i--) {
            Slot slot = slots.get(i);
            if (slot instanceof Slot.Joint joint) {
                return joint.role() == Role.WHO;
            }
            boolean asked = slot instanceof Slot.Silence && words.isAny(slot.from(), "i", "we", "you");
            if (!(slot instanceof Slot.Silence) || asked) {
                return false;
            }
        }
        return false;
    }

    /** Whether nothing has been said yet: what is done with the customers says nothing about them. */
    private boolean onlyIntroduced() {
        return draft.mention().isEmpty()
                && draft.slots().stream().allMatch(slot -> slot instanceof Slot.Silence || slot instanceof Slot.Joint);
    }

    private void joined(Role joint, int end) {
        int at = draft.at();
        Mention mention = draft.mention();
        Entry current = mention.entry();
        boolean thing = mention.part() != Entry.Part.WHO && mention.part() != Entry.Part.WHICH;
        if (joint == Role.NOT && current != null && thing && draft.isBeside(end, current)) {
            mention.negate();
            draft.extend(end);
            return;
        }
        if (joint == Role.NOT && current != null && thing && words.isAny(at, "nothing", "none")) {
            mention.negate();
            draft.extend(end);
            return;
        }
        if (words.is(at, "yet") && (end >= words.size() || words.joint(end) != null)) {
            silenced(end);
            return;
        }
        if (joint == Role.NOT && words.isAny(end, "only", "just")) {
            draft.add(new Slot.Unread(at, end + 1), end + 1);
            return;
        }
        boolean measured = mention.hasAmount() || mention.hasWindow();
        boolean opens = joint == Role.OPEN && words.is(at - 1, "in");
        if ((words.is(at, ":") || opens) && mention.awaitsText()) {
            brackets += opens ? 1 : 0;
            draft.extend(end);
            return;
        }
        if (joint == Role.CLOSE && brackets > 0) {
            brackets--;
            silenced(end);
            return;
        }
        if (words.is(at, ":")
                && current != null
                && !measured
                && (amounts.at(end) != null || times.at(end) != null || words.is(end, "none"))) {
            draft.extend(end);
            return;
        }
        if (mention.isDateOnly() && current == null) {
            draft.addBeside(new Slot.Joint(joint, at, end), end);
            return;
        }
        boolean these = words.is(end, "those") || (words.is(end, "the") && words.is(end + 1, "ones"));
        boolean save = joint == Role.BUT && ((mention.isEmpty() && draft.last(0) instanceof Slot.People) || these);
        boolean negated = words.has(Role.NOT, end) || words.has(Role.WITHOUT, end);
        draft.add(new Slot.Joint(save && !negated ? Role.EXCEPT : joint, at, end), end);
    }

    private void silenced(int end) {
        if (draft.mention().isEmpty()) {
            draft.add(new Slot.Silence(draft.at(), end), end);
        } else {
            draft.extend(end);
        }
    }
}
