package io.customersegment.prompt;

import io.customersegment.catalogue.Column;
import io.customersegment.catalogue.Entry;
import io.customersegment.catalogue.Meaning;
import io.customersegment.criteria.Condition;
import io.customersegment.criteria.Values;
import io.customersegment.prompt.WordedCondition.Frame;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Builds conditions from statements about a subject: its bare mention, an amount, a window, texts. Every method returns null where these do
 * not go together, so that the words stay unread.
 *
 * <p>For a count over a lifetime only the date of the last time is known, so a number in a window means at least that number in total and
 * the last time inside the window. A count over a span of its own ({@link Entry#countedOver}) is used for exactly that span; any other
 * window is read by the date of the last time, which distinguishes only one from none.
 */
final class Statements {

    private Statements() {}

    /** Returns the condition of the subject alone: families, bought, without a lease. */
    static @Nullable WordedCondition bare(Subject subject, LocalDate day) {
        Entry entry = subject.entry();
        if (entry == null || subject.column() != null || subject.byDate()) {
            return null;
        }
        if (entry.means().isEmpty()) {
            return entry.is(Entry.Trait.SILENT) ? said(Condition.everybody(), subject, true) : null;
        }
        return said(MeaningConditions.all(entry.means(), day), subject, true);
    }

    /** Returns the condition that the subject has the amount. */
    static @Nullable WordedCondition counted(Subject subject, Amount amount) {
        Column column = subject.number();
        Condition condition = column == null ? null : AmountConditions.of(column, subject, amount);
        Entry entry = subject.entry();
        if (column == null || condition == null) {
            return null;
        }
        if (entry == null || subject.column() != null || amount.isZero()) {
            return said(condition, subject, false);
        }
        WordedCondition said =
                said(withMeaning(condition, entry, column), subject, false).counting(amount);
        WordedCondition ever =
                amount.isOne() && entry.is(Entry.Trait.AT_LEAST) ? counted(subject, Amount.atLeast(Num.of(1))) : null;
        return ever == null ? said : said.denying(ever.condition());
    }

    /** Combines the condition on an entry's number with the bounds of its meaning on other columns. */
    private static Condition withMeaning(Condition condition, Entry entry, Column column) {
        List<Condition> all = new ArrayList<>();
        all.add(condition);
        for (Meaning meaning : entry.means()) {
            if (meaning instanceof Meaning.Between && !meaning.column().equals(column)) {
                all.add(MeaningConditions.one(meaning, LocalDate.EPOCH));
            }
        }
        return Condition.all(all);
    }

    /** Returns the condition that the subject is in a window: bought since March, inactive for a year. */
    static @Nullable WordedCondition dated(Subject subject, Window window, LocalDate day) {
        Entry entry = subject.entry();
        Column column = subject.date();
        if (window.kind() == Window.Kind.ALL_TIME) {
            return overAllTime(subject, day);
        }
        if (column == null) {
            return null;
        }
        if (entry != null && subject.column() == null && !subject.byDate() && ReplacedTimes.has(entry, column)) {
            Condition replaced = ReplacedTimes.replaced(subject, entry, column, window, day);
            return replaced == null ? null : said(replaced, subject, false).during(window);
        }
        Condition inside = DateConditions.inside(subject, column, window, day);
        if (inside == null) {
            return null;
        }
        Column number = entry == null || subject.column() != null || subject.byDate() ? null : entry.number();
        Condition own =
                number != null && isOwnSpan(entry, window) ? Condition.test(number, Values.atLeast(number, 1)) : null;
        boolean ownSpan = own != null;
        Condition condition = own != null ? own : inside;
        List<Condition> all = new ArrayList<>(List.of(condition));
        if (entry != null && subject.column() == null && !subject.byDate() && !ownSpan) {
            for (Meaning meaning : entry.means()) {
                boolean counts = meaning.column().equals(entry.number())
                        || meaning.column().equals(column);
                if (!counts) {
                    all.add(MeaningConditions.one(meaning, day));
                }
            }
        }
        WordedCondition said = said(Condition.all(all), subject, false)
                .noting(note(subject, column, window, day))
                .during(window);
        boolean negative = window.kind() == Window.Kind.DURATION && !subject.is(Entry.Trait.LASTING);
        return negative ? said.asOnlyNegated() : said;
    }

    private static @Nullable WordedCondition overAllTime(Subject subject, LocalDate day) {
        Entry entry = subject.entry();
        Column date = entry == null ? null : entry.date();
        boolean within =
                entry != null && date != null && entry.means().stream().anyMatch(meaning -> isWithin(meaning, date));
        if (entry == null || (entry.countedOver() == null && !within)) {
            return bare(subject, day);
        }
        return date == null || !date.nullable() ? null : said(ColumnConditions.known(date), subject, false);
    }

    /** Whether the meaning is that something happened in a span that ends today. */
    private static boolean isWithin(Meaning meaning, Column date) {
        return meaning instanceof Meaning.Dated dated
                && dated.column().equals(date)
                && dated.reach() == Meaning.Reach.WITHIN;
    }

    /** Returns the condition that the subject has the amount in a window. */
    static @Nullable WordedCondition countedWithin(Subject subject, Amount amount, Window window, LocalDate day) {
        WordedCondition said = within(subject, amount, window, day);
        return said == null ? null : said.counting(amount).during(window);
    }

    /** Builds a lifetime count with its last time in a window: one visit, and that was in March. Because of "that", one is exactly one. */
    static @Nullable WordedCondition countedAndDated(Subject subject, Amount amount, Window window, LocalDate day) {
        boolean one = amount.kind() == Amount.Kind.BARE && amount.single() == 1;
        WordedCondition counted = counted(subject, one ? Amount.exactly(Num.of(1)) : amount);
        WordedCondition dated = dated(subject, window, day);
        return counted == null || dated == null || dated.onlyNegated()
                ? null
                : said(Condition.all(List.of(counted.condition(), dated.condition())), subject, false)
                        .counting(amount)
                        .during(window);
    }

    private static @Nullable WordedCondition within(Subject subject, Amount amount, Window window, LocalDate day) {
        Entry entry = subject.entry();
        Column number = subject.number();
        Column date = entry == null ? null : entry.date();
        if (isUncounted(subject) && isOneOrMore(amount)) {
            return dated(subject, window, day);
        }
        if (entry == null || number == null || subject.column() != null || date == null) {
            boolean ever = window.kind() == Window.Kind.ALL_TIME;
            return ever && (entry == null || entry.countedOver() == null) ? counted(subject, amount) : null;
        }
        boolean oneOrMore = isOneOrMore(amount);
        if (window.kind() == Window.Kind.ALL_TIME) {
            if (entry.countedOver() == null) {
                return counted(subject, amount);
            }
            Condition known = ColumnConditions.known(date);
            return oneOrMore
                    ? said(known, subject, false)
                    : amount.isZero() ? said(Condition.not(known), subject, false) : null;
        }
        if (entry.countedOver() != null && isOwnSpan(entry, window)) {
            return counted(subject, amount);
        }
        Condition inside = DateConditions.inside(subject, date, window.rolled(day), day);
        if (inside == null) {
            return null;
        }
        String note = note(subject, date, window, day);
        if (oneOrMore || amount.isZero()) {
            return said(oneOrMore ? inside : Condition.not(inside), subject, false)
                    .noting(note);
        }
        boolean lower = amount.isLowerBound() || (amount.kind() == Amount.Kind.BARE && !Double.isNaN(amount.single()));
        Condition counted = lower && entry.countedOver() == null ? AmountConditions.of(number, subject, amount) : null;
        if (counted == null) {
            return null;
        }
        return said(Condition.all(List.of(counted, inside)), subject, false)
                .noting("\"" + number.name() + "\" counts over all time, \"" + date.name()
                        + "\" is the last time alone: counts within a window are not kept");
    }

    /** Whether the subject is an event of which only the last time is known, not how often it happened: an engagement. */
    private static boolean isUncounted(Subject subject) {
        Entry entry = subject.entry();
        Column date = entry == null ? null : entry.date();
        return entry != null
                && date != null
                && entry.number() == null
                && subject.column() == null
                && !entry.is(Entry.Trait.AHEAD)
                && !entry.is(Entry.Trait.LASTING)
                && entry.means().stream().allMatch(meaning -> isWithin(meaning, date));
    }

    private static boolean isOneOrMore(Amount amount) {
        double single = amount.single();
        if (amount.kind() == Amount.Kind.BARE) {
            return single == 1;
        }
        if (!amount.isLowerBound()) {
            return false;
        }
        Amount.Range range = amount.ranges().get(0);
        return range.lowOpen() ? range.low() == 0 : range.low() == 1;
    }

    /** Whether the window is the span over which the number of the entry is counted. */
    static boolean isOwnSpan(@Nullable Entry entry, Window window) {
        java.time.Period own = entry == null ? null : entry.countedOver();
        Period length = window.length();
        boolean rolls = window.kind() == Window.Kind.PLAIN || window.kind() == Window.Kind.DURATION;
        return own != null && length != null && rolls && Period.of(own).isAsLongAs(length);
    }

    /** Returns a note on what a window in the past hides, since only the last time is kept, or null if it hides nothing. */
    private static @Nullable String note(Subject subject, Column column, Window window, LocalDate day) {
        Entry entry = subject.entry();
        boolean often = entry != null && entry.number() != null && !subject.byDate() && subject.column() == null;
        return often && !subject.is(Entry.Trait.AHEAD) && window.endsInPast(day)
                ? "looks at \"" + column.name() + "\", the last time alone: earlier times are not kept"
                : null;
    }

    /** Returns the condition that the subject is one of the texts. */
    static @Nullable WordedCondition valued(Subject subject, NamedValues values, LocalDate day) {
        Column column = subject.text();
        Entry entry = subject.entry();
        if (column != null && column.equals(values.column())) {
            return said(ColumnConditions.in(values), subject, false);
        }
        if (entry == null || subject.column() != null || !values.column().equals(entry.takes())) {
            return null;
        }
        if (entry.is(Entry.Trait.SILENT)) {
            return said(Condition.everybody(), subject, true).about(values.texts());
        }
        boolean interest =
                entry.means().stream().anyMatch(meaning -> meaning.column().type() == Column.Type.INTEREST);
        return interest
                ? said(MeaningConditions.all(entry.means(), day), subject, true).about(values.texts())
                : said(ColumnConditions.in(values), subject, false);
    }

    /** Returns the condition that the subject has a value, or that it has none. */
    static @Nullable WordedCondition known(Subject subject, boolean known) {
        Column column = subject.any();
        if (column == null || !column.nullable()) {
            return null;
        }
        Condition is = ColumnConditions.known(column);
        return said(known ? is : Condition.not(is), subject, false);
    }

    private static WordedCondition said(Condition condition, Subject subject, boolean bare) {
        Frame frame = subject.column() != null
                ? Frame.COLUMN
                : switch (subject.part()) {
                    case WHO -> Frame.NOUN;
                    case WHICH -> Frame.ADJECTIVE;
                    case DOES -> Frame.VERB;
                    case WHAT -> Frame.THING;
                };
        return WordedCondition.of(condition, frame, bare, subject);
    }
}
