package io.customersegment.prompt;

import io.customersegment.catalogue.Column;
import io.customersegment.catalogue.Entry;
import io.customersegment.catalogue.Meaning;
import io.customersegment.criteria.Condition;
import io.customersegment.criteria.Values;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Turns what the catalogue means, numbers and stretches of time into conditions on a day. */
final class Meanings {

    private final LocalDate day;
    private final long today;

    /** Meanings on this day. */
    Meanings(LocalDate day) {
        this.day = day;
        today = day.toEpochDay();
    }

    /** What the catalogue says, all of it. */
    Condition all(List<Meaning> meanings) {
        return Condition.all(meanings.stream().map(this::one).toList());
    }

    /**
     * What the catalogue says of the entry, with a stretch of time from the prompt in the place of its own; null if the two do
     * not go together.
     */
    @Nullable
    Condition allWithin(Entry entry, Window window) {
        List<Condition> conditions = new ArrayList<>();
        for (Meaning meaning : entry.means()) {
            if (!meaning.column().equals(entry.date())) {
                conditions.add(one(meaning));
                continue;
            }
            boolean outside = meaning instanceof Meaning.Dated dated && dated.reach() == Meaning.Reach.NOT_WITHIN;
            boolean old = meaning instanceof Meaning.Dated dated
                    && (dated.reach() == Meaning.Reach.AT_LEAST || dated.reach() == Meaning.Reach.OLDER);
            Window.Days days = old && window.lasting() != null ? window.lasting() : days(entry, window);
            if (days == null || (outside && days.to() < today)) {
                return null;
            }
            Condition inside = within(meaning.column(), days);
            conditions.add(outside ? Condition.not(inside) : inside);
        }
        if (entry.means().stream().noneMatch(meaning -> meaning.column().equals(entry.date()))) {
            Window.Days days = days(entry, window);
            if (days == null || entry.date() == null) {
                return null;
            }
            conditions.add(within(entry.date(), days));
        }
        return Condition.all(conditions);
    }

    /** The days that a stretch of time means of this entry, or null if it means none. */
    Window.@Nullable Days days(Entry entry, Window window) {
        boolean ahead = entry.is(Entry.Trait.AHEAD);
        if (window.kind() == Window.Kind.LATELY) {
            return ahead || entry.recent() == null
                    ? null
                    : Window.Days.from(day.minus(entry.recent()).toEpochDay());
        }
        if (window.kind() == Window.Kind.SOON) {
            return ahead && entry.recent() != null
                    ? new Window.Days(today, day.plus(entry.recent()).toEpochDay())
                    : null;
        }
        if (entry.is(Entry.Trait.LASTING) && window.lasting() != null) {
            return window.lasting();
        }
        if (!ahead) {
            return window.past();
        }
        Window.Days days = window.ahead();
        boolean openBelow = days.from() == Window.Days.BEGINNING && days.to() >= today;
        return openBelow ? new Window.Days(today, days.to()) : days;
    }

    /** The column's day lies in the stretch. */
    static Condition within(Column column, Window.Days days) {
        double from = days.from() == Window.Days.BEGINNING ? Double.NEGATIVE_INFINITY : days.from();
        double to = days.to() == Window.Days.END ? Double.POSITIVE_INFINITY : days.to();
        return Condition.test(column, Values.between(column, from, to));
    }

    /** There is a value. */
    static Condition known(Column column) {
        return Condition.test(column, Values.not(column, Values.onlyNull(column)));
    }

    /** The column's number is as the amount says, or null if a share was given of something that has none. */
    static @Nullable Condition counted(Column column, Amounts.Amount amount, boolean bareIsAtLeast) {
        if (amount.percent() && column.max() != 1) {
            return null;
        }
        List<Condition> alternatives = new ArrayList<>();
        for (Amounts.Bound bound : amount.bounds()) {
            alternatives.add(Condition.test(column, values(column, bound, bareIsAtLeast)));
        }
        return Condition.any(alternatives);
    }

    private static Values values(Column column, Amounts.Bound bound, boolean bareIsAtLeast) {
        return switch (bound.sense()) {
            case AT_LEAST -> Values.atLeast(column, bound.low());
            case ABOVE -> Values.above(column, bound.low());
            case BELOW -> Values.below(column, bound.low());
            case AT_MOST -> Values.atMost(column, bound.low());
            case EXACTLY ->
                Values.between(column, Math.min(bound.low(), bound.high()), Math.max(bound.low(), bound.high()));
            case OTHER -> Values.not(column, Values.exactly(column, bound.low()));
            case BARE ->
                bareIsAtLeast && bound.low() > 0
                        ? Values.atLeast(column, bound.low())
                        : Values.exactly(column, bound.low());
        };
    }

    private Condition one(Meaning meaning) {
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
        long then = day.minus(dated.span()).toEpochDay();
        return switch (dated.reach()) {
            case WITHIN -> within(column, Window.Days.from(then));
            case NOT_WITHIN -> Condition.not(within(column, Window.Days.from(then)));
            case OLDER -> within(column, Window.Days.to(then - 1));
            case AT_LEAST -> within(column, Window.Days.to(then));
            case AHEAD ->
                within(column, new Window.Days(today, day.plus(dated.span()).toEpochDay()));
        };
    }
}
