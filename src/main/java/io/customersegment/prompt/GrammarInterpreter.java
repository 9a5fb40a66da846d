package io.customersegment.prompt;

import io.customersegment.catalogue.Catalogue;
import io.customersegment.catalogue.Entry;
import io.customersegment.catalogue.Superlative;
import io.customersegment.criteria.Condition;
import io.customersegment.criteria.Criteria;
import io.customersegment.criteria.CriteriaText;
import io.customersegment.outcome.Failure;
import io.customersegment.outcome.Outcome;
import io.customersegment.outcome.PromptRefusal;
import io.customersegment.outcome.Reason;
import io.customersegment.outcome.Stage;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/**
 * Reads prompts with a small grammar of English and the words of a catalogue. A prompt is cut into words, the words are gathered
 * into what is said ({@link Clauses}), and that is put together by the rules of "and", "or" and "not" ({@link Logic}). Whatever
 * could carry a condition and is not explained ends in a refusal; nothing is guessed.
 *
 * <p><i>Threads:</i> immutable once built, so that any number may call it at once.
 */
public final class GrammarInterpreter implements PromptInterpreter {

    private static final int DEEPEST = 24;

    private final Vocabulary vocabulary;
    private final Refusal refusal;
    private final Implied implied;

    /** An interpreter for the words of the catalogue. */
    public GrammarInterpreter(Catalogue catalogue) {
        vocabulary = new Vocabulary(catalogue);
        refusal = new Refusal(vocabulary, catalogue);
        implied = Implied.of(catalogue);
    }

    @Override
    public Outcome<Reading> interpret(String prompt, Context context) {
        LocalDate day = context.day();
        Words words = Words.of(prompt, vocabulary);
        Numbers numbers = new Numbers(words);
        Times times = new Times(words, new Points(words, numbers, day), day);
        Arrangement arrangement = new Arrangement(words, numbers, times);
        Amounts amounts = new Amounts(words, numbers);
        Draft draft = new Draft(words);
        Clauses clauses = new Clauses(
                draft,
                new Measures(draft, amounts, times, implied),
                new Naming(draft, amounts, times),
                new Purposes(words, times, implied),
                arrangement,
                amounts,
                times);
        return new Assembly(prompt, words, clauses.read(), arrangement, new Meanings(day)).reading();
    }

    /** Puts the slots of one prompt together. */
    private final class Assembly {

        private final String prompt;
        private final Words words;
        private final List<Slot> slots;
        private final Arrangement arrangement;
        private final Meanings meanings;
        private final List<Element> elements = new ArrayList<>();
        private final List<Slot> unread = new ArrayList<>();
        private final List<Piece> pieces = new ArrayList<>();
        private boolean said;
        private int depth;

        private record Piece(int from, String meaning) {}

        private Assembly(String prompt, Words words, List<Slot> slots, Arrangement arrangement, Meanings meanings) {
            this.prompt = prompt;
            this.words = words;
            this.slots = slots;
            this.arrangement = arrangement;
            this.meanings = meanings;
        }

        private Outcome<Reading> reading() {
            for (int i = 0; i < slots.size(); i++) {
                place(slots.get(i), i);
            }
            if (!unread.isEmpty()) {
                List<String> quotes = quotes();
                boolean partly = said || arrangement.isSorted() || arrangement.isSized();
                return partly
                        ? refused(Reason.PARTLY_UNDERSTOOD, refusal.partly(quotes), quotes)
                        : refused(Reason.NOT_UNDERSTOOD, refusal.notAtAll(prompt, quotes), quotes);
            }
            if (!said && !arrangement.isSorted() && !arrangement.isSized()) {
                return refused(Reason.NOT_UNDERSTOOD, refusal.notAtAll(prompt, List.of()), List.of());
            }
            Criteria criteria = new Criteria(Logic.of(elements), arrangement.order(), arrangement.size());
            return Outcome.ok(new Reading(criteria, covering(), List.of(), List.of()));
        }

        private void place(Slot slot, int index) {
            String meaning = "";
            if (slot instanceof Slot.Said one) {
                meaning = say(one, index);
            } else if (slot instanceof Slot.Ranked ranked) {
                meaning = rank(ranked);
            } else if (slot instanceof Slot.Joint joint) {
                boolean negates = negates(joint.role());
                if ((negates && !isFollowed(index)) || isTooDeep(joint.role()) || isUnclear(joint, index)) {
                    unread.add(slot);
                }
                elements.add(new Element.Mark(joint.role()));
                meaning = negates ? "not" : "";
            } else if (slot instanceof Slot.People) {
                elements.add(new Element.Mark(Role.SOMEBODY));
            } else if (slot instanceof Slot.Arranged arranged) {
                meaning = arranged.meaning();
            } else if (slot instanceof Slot.Unread) {
                unread.add(slot);
            }
            pieces.add(new Piece(slot.from(), meaning));
        }

        private String say(Slot.Said slot, int index) {
            Mention mention = slot.mention();
            said = true;
            if (isOnlyWished(mention, index)) {
                unread.add(slot);
                return "";
            }
            if (mention.isSilent()) {
                return "";
            }
            Mention.Result result = mention.result(meanings);
            if (result.condition() == null) {
                Mention.Piece piece = Objects.requireNonNull(result.unexplained());
                unread.add(new Slot.Unread(piece.from(), piece.to()));
                return "";
            }
            Entry entry = Objects.requireNonNull(mention.entry());
            Entry.Part part = mention.part();
            boolean plain = !mention.hasAmount() && !mention.hasWindow();
            boolean ranks = part == Entry.Part.WHO || part == Entry.Part.WHICH;
            if (arrangement.isTop() && plain && ranks && !arrangement.isSorted() && !isNegated(index)) {
                arrangement.sortBy(entry.order());
            }
            Element.Kind kind = part == Entry.Part.WHO
                    ? Element.Kind.NOUN
                    : part == Entry.Part.DOES
                            ? Element.Kind.VERB
                            : part == Entry.Part.WHAT && plain ? Element.Kind.THING : Element.Kind.OTHER;
            elements.add(new Element.Item(result.condition(), kind));
            return CriteriaText.condition(result.condition());
        }

        /**
         * Whether what is said has not been done but is wished or expected (who will buy, interested in a test drive), or is only
         * a part of what was said before (spent 50k on service).
         */
        private boolean isOnlyWished(Mention mention, int index) {
            int from = mention.from();
            boolean fact = mention.part() == Entry.Part.DOES || mention.part() == Entry.Part.WHAT;
            if (fact && !mention.isSilent()) {
                boolean to = words.is(from - 1, "to") && words.after(Role.FILLER, from - 2) != from;
                boolean share = words.is(from - 1, "on")
                        && index > 0
                        && slots.get(index - 1) instanceof Slot.Said paid
                        && paid.mention().hasAmount();
                return to || isModal(from - 1) || (share && mention.part() == Entry.Part.WHAT);
            }
            if (words.is(from - 1, "have") && isModal(from - 2)) {
                return true;
            }
            return mention.wishes()
                    && index + 1 < slots.size()
                    && slots.get(index + 1) instanceof Slot.Said next
                    && (next.mention().part() == Entry.Part.WHAT
                            || next.mention().part() == Entry.Part.DOES);
        }

        private boolean isModal(int index) {
            return words.isAny(index, "can", "will", "would", "may", "might", "could", "should", "must", "shall");
        }

        private String rank(Slot.Ranked slot) {
            Superlative superlative = slot.superlative();
            boolean sorts = superlative.means().isEmpty() || (arrangement.isSized() && !arrangement.isSorted());
            if (superlative.sized() && !arrangement.isSized()) {
                unread.add(slot);
                return "";
            }
            said = true;
            if (sorts) {
                return arrangement.sortBy(superlative.order());
            }
            Condition condition = meanings.all(superlative.means());
            elements.add(new Element.Item(condition, Element.Kind.NOUN));
            return CriteriaText.condition(condition);
        }

        private boolean isNegated(int index) {
            for (int i = index - 1; i >= 0 && !(slots.get(i) instanceof Slot.Said); i--) {
                if (slots.get(i) instanceof Slot.Joint joint && negates(joint.role())) {
                    return true;
                }
            }
            return false;
        }

        private static boolean negates(Role role) {
            return switch (role) {
                case NOT, WITHOUT, EXCEPT, NEITHER, NOR -> true;
                default -> false;
            };
        }

        /** Whether something follows a negation that it can negate. */
        private boolean isFollowed(int index) {
            for (int i = index + 1; i < slots.size(); i++) {
                Slot slot = slots.get(i);
                if (slot instanceof Slot.Said one) {
                    return !one.mention().isSilent();
                }
                if (slot instanceof Slot.Unread) {
                    return true;
                }
                boolean passes = slot instanceof Slot.Silence
                        || slot instanceof Slot.People
                        || (slot instanceof Slot.Joint joint && passes(joint.role()));
                if (!passes) {
                    return slot instanceof Slot.Joint joint && joint.role() == Role.OPEN;
                }
            }
            return false;
        }

        private static boolean passes(Role role) {
            return switch (role) {
                case WHO, WITH, EITHER, NOT, WITHOUT, NEITHER -> true;
                default -> false;
            };
        }

        /** Whether it is a stroke between things of two kinds, which may mean "or" as well as "and": under 30 / high income. */
        private boolean isUnclear(Slot.Joint joint, int index) {
            boolean spaced = words.is(joint.from(), "/")
                    && joint.from() > 0
                    && joint.to() < words.size()
                    && words.token(joint.from() - 1).to()
                            < words.token(joint.from()).from()
                    && words.token(joint.from()).to() < words.token(joint.to()).from();
            return spaced
                    && index > 0
                    && index + 1 < slots.size()
                    && slots.get(index - 1) instanceof Slot.Said before
                    && slots.get(index + 1) instanceof Slot.Said after
                    && !Objects.equals(before.mention().entry(), after.mention().entry());
        }

        /** Whether the mark nests deeper than anybody means. */
        private boolean isTooDeep(Role role) {
            boolean nests = role == Role.OPEN || role == Role.EITHER || negates(role);
            boolean nestsInAnother =
                    nests && !elements.isEmpty() && elements.get(elements.size() - 1) instanceof Element.Mark;
            depth = role == Role.OPEN || role == Role.EITHER || nestsInAnother ? depth + 1 : depth;
            return nests && depth > DEEPEST;
        }

        private List<String> quotes() {
            unread.sort(Comparator.comparingInt(Slot::from));
            List<String> quotes = new ArrayList<>();
            int i = 0;
            while (i < unread.size()) {
                int from = unread.get(i).from();
                int to = unread.get(i).to();
                while (i + 1 < unread.size() && unread.get(i + 1).from() <= to + 1) {
                    i++;
                    to = Math.max(to, unread.get(i).to());
                }
                quotes.add(prompt.substring(
                        words.token(from).from(), words.token(to - 1).to()));
                i++;
            }
            return quotes.stream().distinct().toList();
        }

        /** The pieces, each reaching to the next, so that together they are the whole prompt. */
        private List<Reading.Piece> covering() {
            pieces.sort(Comparator.comparingInt(Piece::from));
            List<Reading.Piece> covering = new ArrayList<>();
            int start = 0;
            String meaning = "";
            for (Piece piece : pieces) {
                int from =
                        piece.from() < words.size() ? words.token(piece.from()).from() : prompt.length();
                if (piece.meaning().equals(meaning) && meaning.isEmpty()) {
                    continue;
                }
                if (from > start) {
                    covering.add(piece(start, from, meaning));
                    start = from;
                }
                meaning = piece.meaning().isEmpty() && from <= start && from == 0 ? meaning : piece.meaning();
            }
            if (start < prompt.length()) {
                covering.add(piece(start, prompt.length(), meaning));
            }
            return covering;
        }

        private static Reading.Piece piece(int from, int to, String meaning) {
            return new Reading.Piece(from, to, meaning.isEmpty() ? Reading.Kind.SILENT : Reading.Kind.MEANT, meaning);
        }

        private static Outcome<Reading> refused(Reason reason, String detail, List<String> unread) {
            return Outcome.failed(
                    new Failure(Stage.INTERPRET, reason, detail, new PromptRefusal(null, unread, List.of())));
        }
    }
}
