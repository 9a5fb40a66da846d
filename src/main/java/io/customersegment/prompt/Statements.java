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
import java.util.Objects;
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

    private static final double PROBABLY_PERCENT = 2;

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
        return said(meaning(entry.means(), day), subject, true);
    }

    /** Returns the condition that the subject has the amount. */
    static @Nullable WordedCondition counted(Subject subject, Amount amount) {
        Column column = subject.number();
        Condition condition = column == null ? null : counted(column, subject, amount);
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
                all.add(one(meaning, LocalDate.EPOCH));
            }
        }
        return Condition.all(all);
    }

    private static @Nullable Condition counted(Column column, Subject subject, Amount amount) {
        boolean share = column.max() == 1;
        boolean misfit = (amount.unit() == Num.Unit.PERCENT && !share)
                || (amount.unit() == Num.Unit.MONEY && column.whole())
                || (amount.frequency() && !column.whole())
                || (amount.frequency() && !subject.is(Entry.Trait.AT_LEAST) && subject.column() == null);
        if (misfit) {
            return null;
        }
        if (subject.date() != null && amount.ranges().stream().allMatch(Statements::isYears)) {
            return null;
        }
        List<Condition> alternatives = new ArrayList<>(amount.ranges().size());
        for (Amount.Range range : amount.ranges()) {
            double factor = factor(column, amount, range);
            boolean fits = !Double.isNaN(factor) && fits(column, subject.entry(), range, amount, factor);
            if (!fits) {
                return null;
            }
            alternatives.add(Condition.test(column, values(column, subject, amount, range, factor)));
        }
        return Condition.any(alternatives);
    }

    /** Whether the bounds look like years, which are not plausible as counts. */
    private static boolean isYears(Amount.Range range) {
        boolean low = range.low() == Amount.NONE || (range.low() >= 1900 && range.low() <= 2100);
        boolean high = range.high() == Amount.ENDLESS || (range.high() >= 1900 && range.high() <= 2100);
        return low && high;
    }

    /** Returns the factor for the numbers: percentages of a share, points that group thousands; NaN if they cannot be read. */
    private static double factor(Column column, Amount amount, Amount.Range range) {
        if (amount.unit() == Num.Unit.PERCENT) {
            return 0.01;
        }
        if (!amount.pointed() || column.max() <= 1) {
            return 1;
        }
        double number = range.low() == Amount.NONE ? range.high() : range.low();
        return number == Math.rint(number) ? 1000 : Double.NaN;
    }

    private static boolean fits(
            Column column, @Nullable Entry entry, Amount.Range range, Amount amount, double factor) {
        double most = entry == null ? Double.POSITIVE_INFINITY : entry.most();
        boolean compared = amount.kind() == Amount.Kind.COMPARED;
        return range.low() != Double.POSITIVE_INFINITY
                && fits(column, range.low() * factor, most, compared)
                && fits(column, range.high() * factor, most, compared);
    }

    private static boolean fits(Column column, double bound, double most, boolean compared) {
        if (Double.isInfinite(bound)) {
            return true;
        }
        boolean fraction = column.whole() && bound != Math.rint(bound);
        boolean percent = column.max() == 1 && bound >= PROBABLY_PERCENT;
        return bound <= most && !percent && (!fraction || compared);
    }

    private static Values values(Column column, Subject subject, Amount amount, Amount.Range range, double factor) {
        double low = scaled(range.low(), factor);
        double high = scaled(range.high(), factor);
        boolean done = subject.is(Entry.Trait.AT_LEAST) && subject.column() == null;
        boolean once = amount.frequency() && low == 1;
        if (amount.kind() == Amount.Kind.BARE && done && !once && low > 0) {
            return Values.atLeast(column, low);
        }
        Values above = range.lowOpen() ? Values.above(column, low) : Values.atLeast(column, low);
        Values below = range.highOpen() ? Values.below(column, high) : Values.atMost(column, high);
        return Values.both(column, above, below);
    }

    private static double scaled(double number, double factor) {
        if (Double.isInfinite(number) || factor == 1) {
            return number;
        }
        return java.math.BigDecimal.valueOf(number)
                .multiply(java.math.BigDecimal.valueOf(factor))
                .doubleValue();
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
        if (entry != null && subject.column() == null && !subject.byDate() && speaksOf(entry, column)) {
            WordedCondition replaced = replaced(subject, entry, column, window, day);
            return replaced == null ? null : replaced.during(window);
        }
        Condition inside = inside(subject, column, window, day);
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
                    all.add(one(meaning, day));
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
        return date == null || !date.nullable() ? null : said(known(date), subject, false);
    }

    /** Whether the meaning is that something happened in a span that ends today. */
    private static boolean isWithin(Meaning meaning, Column date) {
        return meaning instanceof Meaning.Dated dated
                && dated.column().equals(date)
                && dated.reach() == Meaning.Reach.WITHIN;
    }

    /** Returns the condition of a word whose own window is replaced by the given one. */
    private static @Nullable WordedCondition replaced(
            Subject subject, Entry entry, Column column, Window window, LocalDate day) {
        List<Condition> all = new ArrayList<>();
        for (Meaning meaning : entry.means()) {
            if (!meaning.column().equals(column) || !(meaning instanceof Meaning.Dated dated)) {
                all.add(one(meaning, day));
                continue;
            }
            boolean outside = dated.reach() == Meaning.Reach.NOT_WITHIN;
            boolean old = dated.reach() == Meaning.Reach.AT_LEAST || dated.reach() == Meaning.Reach.OLDER;
            Condition inside =
                    old ? possible(column, window.past()) : inside(subject, column, rolled(window, day), day);
            boolean misfit = old && window.kind() != Window.Kind.DURATION && !window.endsInPast(day);
            if (inside == null || misfit) {
                return null;
            }
            if (outside && isBefore(window)) {
                all.add(Condition.not(within(column, List.of(Days.from(dayAfter(window))))));
                continue;
            }
            boolean openWindow = window.past().stream().allMatch(days -> days.to() == null) || window.length() != null;
            boolean shorter = window.kind() == Window.Kind.DURATION && window.length() == null;
            if (outside && (!openWindow || shorter)) {
                return null;
            }
            all.add(outside ? Condition.not(inside) : inside);
        }
        return said(Condition.all(all), subject, false);
    }

    /** Whether the window is all time before a day: before 2023, more than a year ago. */
    private static boolean isBefore(Window window) {
        return window.isPlain()
                && window.past().get(0).from() == null
                && window.past().get(0).to() != null;
    }

    private static LocalDate dayAfter(Window window) {
        return Objects.requireNonNull(window.past().get(0).to()).plusDays(1);
    }

    /** Returns a duration as the window that rolls back from today by its length, and any other window unchanged. */
    private static Window rolled(Window window, LocalDate day) {
        if (window.kind() != Window.Kind.DURATION || window.length() == null) {
            return window;
        }
        return Window.of(Days.from(window.length().before(day))).rolling(window.length());
    }

    private static boolean speaksOf(Entry entry, Column column) {
        for (Meaning meaning : entry.means()) {
            if (meaning instanceof Meaning.Dated dated && dated.column().equals(column)) {
                return true;
            }
        }
        return false;
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
            Condition known = known(date);
            return oneOrMore
                    ? said(known, subject, false)
                    : amount.isZero() ? said(Condition.not(known), subject, false) : null;
        }
        if (entry.countedOver() != null && isOwnSpan(entry, window)) {
            return counted(subject, amount);
        }
        Condition inside = inside(subject, date, rolled(window, day), day);
        if (inside == null) {
            return null;
        }
        String note = note(subject, date, window, day);
        if (oneOrMore || amount.isZero()) {
            return said(oneOrMore ? inside : Condition.not(inside), subject, false)
                    .noting(note);
        }
        boolean lower = amount.isLowerBound() || (amount.kind() == Amount.Kind.BARE && !Double.isNaN(amount.single()));
        Condition counted = lower && entry.countedOver() == null ? counted(number, subject, amount) : null;
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

    /** Returns the condition on the dates of the subject in the window, or null if the window does not apply to the subject. */
    private static @Nullable Condition inside(Subject subject, Column column, Window window, LocalDate day) {
        Entry entry = subject.entry();
        boolean ahead = subject.is(Entry.Trait.AHEAD);
        switch (window.kind()) {
            case RECENTLY, SOON -> {
                java.time.Period recent = entry == null ? null : entry.recent();
                if (recent == null || ahead != (window.kind() == Window.Kind.SOON)) {
                    return null;
                }
                LocalDate near = ahead ? day.plus(recent) : day.minus(recent);
                return within(column, List.of(ahead ? new Days(day, near) : Days.from(near)));
            }
            case DURATION -> {
                if (subject.is(Entry.Trait.LASTING)) {
                    return within(column, window.past());
                }
                return ahead || window.length() == null
                        ? null
                        : within(column, rolled(window, day).past());
            }
            default -> {
                return possible(column, ahead && !sameEnds(subject, window) ? window.ahead() : window.past());
            }
        }
    }

    /** Whether a column is compared by its own name with days that do not depend on whether they are in the future. */
    private static boolean sameEnds(Subject subject, Window window) {
        if (subject.column() == null || window.past().size() != window.ahead().size()) {
            return false;
        }
        for (int i = 0; i < window.past().size(); i++) {
            if (!Objects.equals(window.past().get(i).to(), window.ahead().get(i).to())) {
                return false;
            }
        }
        return true;
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
            return said(in(values), subject, false);
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
                ? said(meaning(entry.means(), day), subject, true).about(values.texts())
                : said(in(values), subject, false);
    }

    static Condition in(NamedValues values) {
        return Condition.test(values.column(), Values.in(values.column(), values.texts()));
    }

    /** Returns the condition that the subject has a value, or that it has none. */
    static @Nullable WordedCondition known(Subject subject, boolean known) {
        Column column = subject.any();
        if (column == null || !column.nullable()) {
            return null;
        }
        Condition is = known(column);
        return said(known ? is : Condition.not(is), subject, false);
    }

    /** Returns the condition that the column has a value. */
    static Condition known(Column column) {
        return Condition.test(column, Values.not(column, Values.onlyNull(column)));
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

    /** Restricts the condition to dates up to the day and to customers without a date. */
    static Condition until(Condition condition, Column column, LocalDate day) {
        Condition come = Condition.any(List.of(within(column, List.of(Days.to(day))), Condition.not(known(column))));
        return Condition.all(List.of(condition, come));
    }

    private static @Nullable Condition possible(Column column, List<Days> alternatives) {
        return alternatives.contains(Days.NEVER) ? null : within(column, alternatives);
    }

    private static Condition within(Column column, List<Days> alternatives) {
        List<Condition> any = new ArrayList<>(alternatives.size());
        for (Days days : alternatives) {
            double from =
                    days.from() == null ? Double.NEGATIVE_INFINITY : days.from().toEpochDay();
            double to = days.to() == null ? Double.POSITIVE_INFINITY : days.to().toEpochDay();
            any.add(Condition.test(column, Values.between(column, from, to)));
        }
        return Condition.any(any);
    }

    /** Returns the condition that all of the meanings hold. */
    static Condition meaning(List<Meaning> meanings, LocalDate day) {
        List<Condition> all = new ArrayList<>(meanings.size());
        for (Meaning meaning : meanings) {
            all.add(one(meaning, day));
        }
        return Condition.all(all);
    }

    private static Condition one(Meaning meaning, LocalDate day) {
        Column column = meaning.column();
        if (meaning instanceof Meaning.OneOf oneOf) {
            Condition in = Condition.test(column, Values.in(column, oneOf.texts()));
            return oneOf.except() ? Condition.not(in) : in;
        }
        if (meaning instanceof Meaning.Known) {
            return known(column);
        }
        if (meaning instanceof Meaning.Between between) {
            Values low =
                    between.lowOpen() ? Values.above(column, between.low()) : Values.atLeast(column, between.low());
            Values high =
                    between.highOpen() ? Values.below(column, between.high()) : Values.atMost(column, between.high());
            return Condition.test(column, Values.both(column, low, high));
        }
        Meaning.Dated dated = (Meaning.Dated) meaning;
        LocalDate then = day.minus(dated.span());
        return switch (dated.reach()) {
            case WITHIN -> within(column, List.of(Days.from(then)));
            case NOT_WITHIN -> Condition.not(within(column, List.of(Days.from(then))));
            case OLDER -> within(column, List.of(Days.to(then.minusDays(1))));
            case AT_LEAST -> within(column, List.of(Days.to(then)));
            case AHEAD -> within(column, List.of(new Days(day, day.plus(dated.span()))));
        };
    }
}
