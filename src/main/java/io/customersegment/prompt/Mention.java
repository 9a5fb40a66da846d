package io.customersegment.prompt;

import io.customersegment.catalogue.Column;
import io.customersegment.catalogue.Entry;
import io.customersegment.catalogue.Meaning;
import io.customersegment.criteria.Condition;
import io.customersegment.criteria.Values;
import java.time.Period;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** One thing that the prompt speaks of, while it is read: the entry with its numbers, texts and stretch of time. */
final class Mention {

    private final int from;
    private int to;
    private final List<Entry> candidates = new ArrayList<>();
    private final List<Piece> beside = new ArrayList<>();
    private final List<Further> further = new ArrayList<>();
    private final List<String> texts = new ArrayList<>();
    private @Nullable Entry entry;
    private @Nullable Entry taken;
    private Entry.@Nullable Part part;
    private Amounts.@Nullable Amount amount;
    private @Nullable Window window;
    private Piece windowPiece = new Piece(0, 0);
    private Piece amountPiece = new Piece(0, 0);
    private boolean dateOnly;
    private boolean negated;
    private boolean anyValue;
    private boolean alsoPeople;

    /** A mention that starts at the index and says nothing yet. */
    Mention(int from) {
        this.from = from;
        this.to = from;
    }

    /** A stretch of tokens, the end excluded. */
    record Piece(int from, int to) {}

    private record Further(Window window, boolean or) {}

    /** Either what the mention says or the piece of it that cannot be explained. */
    record Result(@Nullable Condition condition, @Nullable Piece unexplained) {}

    /** The index of its first token. */
    int from() {
        return from;
    }

    /** The index after its last token. */
    int to() {
        return to;
    }

    /** Stretches it to the index. */
    void reach(int index) {
        to = Math.max(to, index);
    }

    /** What it is about, or null while that is open. */
    @Nullable
    Entry entry() {
        return entry;
    }

    /** The part that its name plays, or null while it has none. */
    Entry.@Nullable Part part() {
        return part;
    }

    /** Whether a number was said of it. */
    boolean hasAmount() {
        return amount != null;
    }

    /** The number said of it, or null. */
    Amounts.@Nullable Amount amount() {
        return amount;
    }

    /** Whether a stretch of time was said of it. */
    boolean hasWindow() {
        return window != null;
    }

    /** Whether nothing has been said yet. */
    boolean isEmpty() {
        return entry == null && amount == null && window == null && beside.isEmpty() && !dateOnly;
    }

    /** Whether it could take a stretch of time. */
    boolean takesWindow() {
        return entry != null && entry.date() != null && (window == null || window.kind() != Window.Kind.NAMED);
    }

    /** Whether another stretch of time could be said of the same. */
    boolean takesMoreWindows(Window more) {
        return window != null
                && window.kind() == Window.Kind.NAMED
                && more.kind() == Window.Kind.NAMED
                && entry != null
                && entry.date() != null;
    }

    /** Whether it could take a number after "of": parents of two. */
    boolean takesAmountOf() {
        return entry != null && amount == null && numberOf() != null;
    }

    /** Whether it names a text and none has been given yet. */
    boolean awaitsText() {
        return entry != null && entry.text() != null && texts.isEmpty();
    }

    /** Whether it could take a number. */
    boolean takesAmount() {
        return entry != null && amount == null && !dateOnly && numberOf() != null && part != Entry.Part.WHO;
    }

    /** Whether one of the things it may be about is this. */
    boolean mayBe(Entry other) {
        return candidates.contains(other);
    }

    /** Names the thing it is about. */
    void name(List<Entry> entries, Entry.Part as) {
        candidates.addAll(entries);
        if (entry == null) {
            entry = entries.get(0);
            part = as;
        }
        if (amount != null) {
            choose(candidate -> candidate.number() != null);
        } else if (window != null) {
            choose(candidate -> candidate.date() != null);
        }
    }

    /** Adds a number. */
    void count(Amounts.Amount number, int start) {
        amount = number;
        amountPiece = new Piece(start, number.end());
        choose(candidate -> candidate.number() != null);
    }

    /** Adds a stretch of time, which replaces a vague one. */
    void date(Window stretch, int start) {
        window = stretch;
        windowPiece = new Piece(start, stretch.end());
        choose(candidate -> candidate.date() != null);
    }

    /** Adds another stretch of time, as an alternative or as a further bound. */
    void dateToo(Window stretch, int start, boolean or) {
        windowPiece = new Piece(windowPiece.from(), Math.max(windowPiece.to(), stretch.end()));
        further.add(new Further(stretch, or));
        reach(Math.max(start, stretch.end()));
    }

    /** Adds texts of the entry, or of the one that it takes texts of. */
    void value(Entry of, List<String> values) {
        texts.addAll(values);
        if (candidates.contains(of) || entry == null) {
            entry = of;
            part = part == null ? Entry.Part.WHICH : part;
            if (!candidates.contains(of)) {
                candidates.add(of);
            }
        } else {
            taken = of;
        }
    }

    /** Remembers a word that must suit the entry once that is known. */
    void accompany(int start, int end) {
        beside.add(new Piece(start, end));
    }

    /** The words that must suit the entry. */
    List<Piece> accompaniment() {
        return beside;
    }

    /** Only the date of the entry is meant: the last purchase. */
    void onlyDate() {
        dateOnly = true;
    }

    /** Whether only the date of the entry is meant. */
    boolean isDateOnly() {
        return dateOnly;
    }

    /** It says no: bought no cars. */
    void negate() {
        negated = true;
    }

    /** Its name stands for those who are looked for too: a household. */
    void alsoPeople() {
        alsoPeople = true;
    }

    /** Whether it only stands for those who are looked for. */
    boolean isOnlyPeople() {
        return alsoPeople
                && entry != null
                && entry.means().isEmpty()
                && amount == null
                && window == null
                && texts.isEmpty();
    }

    /** Any of its texts will do: any region. */
    void anyValue() {
        anyValue = true;
    }

    /** Whether it says nothing but what the request says already, or nothing at all. */
    boolean isSilent() {
        return entry != null
                && (entry.is(Entry.Trait.SILENT)
                        || (anyValue && texts.isEmpty() && amount == null && entry.text() != null));
    }

    /** Whether it says that something unnamed is wished for. */
    boolean wishes() {
        return entry != null && entry.is(Entry.Trait.SILENT) && texts.isEmpty();
    }

    /** What it says. */
    Result result(Meanings meanings) {
        Entry of = entry;
        Piece whole = new Piece(from, to);
        if (of == null) {
            return new Result(null, amount != null ? amountPiece : window != null ? windowPiece : whole);
        }
        List<Condition> conditions = new ArrayList<>();
        Entry owner = taken == null ? of : taken;
        if (!texts.isEmpty() && owner.text() != null && (taken == null || of.number() != null)) {
            Column column = owner.text();
            conditions.add(Condition.test(column, Values.in(column, texts)));
        }
        if (amount != null) {
            Condition counted = of.number() == null
                            || dateOnly
                            || amount.first() > Math.min(of.most(), of.number().max())
                    ? null
                    : Meanings.counted(of.number(), amount, of.is(Entry.Trait.AT_LEAST));
            if (counted == null) {
                return new Result(null, amountPiece);
            }
            conditions.add(counted);
        }
        if (window != null && !isCarried(of, window)) {
            Condition dated = dated(of, window, meanings);
            if (dated == null) {
                return new Result(null, windowPiece);
            }
            conditions.add(dated);
        } else if (dateOnly && of.date() != null) {
            conditions.add(Meanings.known(of.date()));
        }
        if (conditions.isEmpty()) {
            if (of.means().isEmpty()) {
                return new Result(null, whole);
            }
            conditions.add(meanings.all(of.means()));
        }
        Condition condition = Condition.all(conditions);
        return new Result(negated ? Condition.not(condition) : condition, null);
    }

    private @Nullable Condition dated(Entry of, Window stretch, Meanings meanings) {
        if (of.date() == null) {
            return null;
        }
        boolean counts = of.number() != null;
        boolean plain = of.means().stream()
                .allMatch(meaning ->
                        meaning instanceof Meaning.Known && meaning.column().equals(of.date()));
        if (counts || dateOnly || plain) {
            return within(of, of.date(), stretch, meanings);
        }
        return further.isEmpty() ? meanings.allWithin(of, stretch) : null;
    }

    private @Nullable Condition within(Entry of, Column date, Window stretch, Meanings meanings) {
        Window.Days days = meanings.days(of, stretch);
        Condition condition = days == null ? null : Meanings.within(date, days);
        for (Further more : further) {
            Window.Days others = meanings.days(of, more.window());
            if (condition == null || others == null) {
                return null;
            }
            List<Condition> two = List.of(condition, Meanings.within(date, others));
            Condition both = Condition.all(two);
            condition = more.or() || both.equals(Condition.nobody()) ? Condition.any(two) : both;
        }
        return condition;
    }

    private static boolean isCarried(Entry of, Window stretch) {
        if (of.countedOver() == null || of.date() != null) {
            return false;
        }
        return stretch.kind() == Window.Kind.LATELY
                || (stretch.rolling() != null && days(stretch.rolling()) == days(of.countedOver()));
    }

    private static long days(Period period) {
        return period.toTotalMonths() * 30 + period.get(ChronoUnit.DAYS);
    }

    private @Nullable Column numberOf() {
        for (Entry candidate : candidates) {
            if (candidate.number() != null) {
                return candidate.number();
            }
        }
        return null;
    }

    private void choose(Predicate<Entry> suits) {
        if (entry != null && !suits.test(entry)) {
            for (Entry candidate : candidates) {
                if (suits.test(candidate)) {
                    entry = candidate;
                    return;
                }
            }
        }
    }
}
