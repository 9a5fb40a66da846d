package io.customersegment.local.data;

import io.customersegment.catalogue.Catalogue;
import io.customersegment.catalogue.Column;
import io.customersegment.catalogue.Entry;
import io.customersegment.catalogue.Meaning;
import io.customersegment.catalogue.Sample;
import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Draws a customer's dates, and with them whether counted events happened: first which dates there are, then their days. A later date is
 * drawn before the one that must not be after it. No date lies before the day on which the customer became a customer.
 */
final class DateDraw {

    private static final Period USUALLY_KNOWN = Period.ofYears(8);
    private static final Period USUALLY_WITHIN = Period.ofYears(2);
    private static final Period USUALLY_AHEAD = Period.ofYears(1);
    private static final double USUALLY_MISSING = 0.3;

    private final Catalogue catalogue;
    private final LocalDate day;
    private final NumberDraw numbers;
    private final List<Column> inOrder = new ArrayList<>();
    private final Set<Column> required = new HashSet<>();
    private final Set<Column> lasting = new LinkedHashSet<>();
    private final Set<Column> ahead = new HashSet<>();
    /** Maps dates whose events are counted over a span to the entry that specifies the span. */
    private final Map<Column, Entry> spans = new HashMap<>();

    DateDraw(Catalogue catalogue, NumberDraw numbers, LocalDate day) {
        this.catalogue = catalogue;
        this.numbers = numbers;
        this.day = day;
        for (Entry entry : catalogue.lexicon().entries()) {
            if (entry.date() == null) {
                continue;
            }
            if (entry.is(Entry.Trait.LASTING)) {
                lasting.add(entry.date());
            }
            if (entry.is(Entry.Trait.AHEAD)) {
                ahead.add(entry.date());
            }
            if (entry.number() != null && entry.countedOver() != null) {
                spans.putIfAbsent(entry.date(), entry);
            }
        }
        Set<Column> begun = new HashSet<>();
        lasting.forEach(date -> order(date, begun));
        catalogue.columns().stream()
                .filter(column -> column.type() == Column.Type.DATE)
                .forEach(column -> order(column, begun));
        inOrder.stream().filter(column -> !column.nullable()).forEach(this::require);
    }

    /**
     * A customer's dates.
     *
     * @param daysAgo the days before the day of the data, negative for a date ahead; without an entry for a missing date
     * @param happened for counts, whether the event happened at least once, according to the dates
     * @param known how many days ago they became a customer
     */
    record Days(Map<Column, Integer> daysAgo, Map<Column, Boolean> happened, int known) {}

    /** Adds a date to the order, behind the later date that it must not be after. */
    private void order(Column date, Set<Column> begun) {
        if (!begun.add(date)) {
            return;
        }
        Column later = catalogue.laterDateColumns().get(date);
        if (later != null) {
            order(later, begun);
        }
        inOrder.add(date);
    }

    /** Marks a date as required, and with it all dates that it depends on. */
    private void require(Column date) {
        if (!required.add(date)) {
            return;
        }
        Column later = catalogue.laterDateColumns().get(date);
        if (later != null) {
            require(later);
        }
        alike(date).forEach(this::require);
    }

    /** Returns the dates that are null exactly where this one is, because they have the same count. */
    private List<Column> alike(Column date) {
        Column count = catalogue.countColumns().get(date);
        return count == null
                ? List.of(date)
                : inOrder.stream()
                        .filter(other -> count.equals(catalogue.countColumns().get(other)))
                        .toList();
    }

    /** Draws the dates of a customer; those of more active customers are more recent. */
    Days draw(double activity, Dice dice) {
        Set<Column> present = present(dice);
        Map<Column, Integer> latest = latest(present);
        int known = Integer.MAX_VALUE;
        Map<Column, Integer> daysAgo = new HashMap<>();
        Map<Column, Boolean> happened = new HashMap<>();
        for (Column date : inOrder) {
            double share = dice.share();
            boolean counted = !dice.chance(zero(date));
            if (present.contains(date)) {
                Column later = catalogue.laterDateColumns().get(date);
                int low = later == null ? 0 : Math.max(0, daysAgo.getOrDefault(later, 0));
                int high = Math.max(
                        low, Math.min(latest.getOrDefault(date, Integer.MAX_VALUE), Math.min(known, within(date))));
                daysAgo.put(date, drawn(date, low, high, counted, activity, share));
            }
            if (lasting.contains(date)) {
                known = Math.min(known, daysAgo.getOrDefault(date, known));
            }
        }
        catalogue.countColumns().forEach((date, count) -> happened.put(count, daysAgo.containsKey(date)));
        spans.forEach((date, entry) ->
                happened.putIfAbsent(numberOf(entry), daysAgo.containsKey(date) && daysAgo.get(date) <= span(entry)));
        return new Days(daysAgo, happened, known);
    }

    private int drawn(Column date, int low, int high, boolean counted, double activity, double share) {
        if (ahead.contains(date) || catalogue.sample().of(date).ahead() != null) {
            Period reach = catalogue.sample().of(date).ahead();
            int furthest = days(reach == null ? USUALLY_AHEAD : reach);
            boolean both = catalogue.sample().of(date).within() != null;
            return both ? high - (int) ((high + furthest + 1) * share) : -1 - (int) (furthest * share);
        }
        Entry entry = spans.get(date);
        int first = low;
        int last = high;
        if (entry != null && counted && low <= span(entry)) {
            last = Math.min(high, span(entry));
        } else if (entry != null && !counted && high > span(entry)) {
            first = Math.max(low, span(entry) + 1);
        }
        double skew = lasting.contains(date) ? 1.3 : 1.2 + 2 * activity;
        return first + (int) ((last - first + 1) * StrictMath.pow(share, skew));
    }

    /** Draws which dates there are. */
    private Set<Column> present(Dice dice) {
        Set<Column> present = new HashSet<>();
        Map<Column, Boolean> ofCounts = new HashMap<>();
        for (Column date : inOrder) {
            boolean drawn = dice.chance(missing(date));
            Column count = catalogue.countColumns().get(date);
            boolean missing = count == null ? drawn : ofCounts.computeIfAbsent(count, first -> drawn);
            if (!missing || required.contains(date)) {
                present.add(date);
            }
        }
        boolean settled = false;
        while (!settled) {
            settled = !present.removeIf(date -> {
                Column later = catalogue.laterDateColumns().get(date);
                return (later != null && !present.contains(later)) || !present.containsAll(alike(date));
            });
        }
        return present;
    }

    private double missing(Column date) {
        Double said = catalogue.sample().of(date).missing();
        Column count = catalogue.countColumns().get(date);
        if (said != null) {
            return said;
        }
        return count != null ? numbers.zero(count) : date.nullable() ? USUALLY_MISSING : 0;
    }

    /** Returns the probability that nothing happened in the counted span. */
    private double zero(Column date) {
        Entry entry = spans.get(date);
        return entry == null || catalogue.countColumns().containsKey(date) ? 0 : numbers.zero(numberOf(entry));
    }

    /** Returns for each date the most days ago that it may lie, so that dates counted over a span can lie within it. */
    private Map<Column, Integer> latest(Set<Column> present) {
        Map<Column, Integer> latest = new HashMap<>();
        for (int i = inOrder.size() - 1; i >= 0; i--) {
            Column date = inOrder.get(i);
            Entry entry = spans.get(date);
            if (entry != null && numberOf(entry).equals(catalogue.countColumns().get(date))) {
                latest.merge(date, span(entry), Math::min);
            }
            Column later = catalogue.laterDateColumns().get(date);
            Integer bound = latest.get(date);
            if (later != null && bound != null && present.contains(date)) {
                latest.merge(later, bound, Math::min);
            }
        }
        return latest;
    }

    private static Column numberOf(Entry entry) {
        Column number = entry.number();
        if (number == null) {
            throw new IllegalStateException("The entry " + entry + " has no number");
        }
        return number;
    }

    private int span(Entry entry) {
        Period span = entry.countedOver();
        return span == null ? Integer.MAX_VALUE : days(span);
    }

    private int within(Column date) {
        Sample.Draw said = catalogue.sample().of(date);
        if (said.within() != null) {
            return days(said.within());
        }
        return lasting.contains(date) ? days(USUALLY_KNOWN) : Math.max(days(USUALLY_WITHIN), 2 * line(date));
    }

    /** Returns the longest span into the past, in days, by which a word of the catalogue is defined. */
    private int line(Column date) {
        int longest = 0;
        for (Entry entry : catalogue.lexicon().entries()) {
            for (Meaning meaning : entry.means()) {
                if (meaning instanceof Meaning.Dated dated
                        && dated.column().equals(date)
                        && dated.reach() != Meaning.Reach.AHEAD) {
                    longest = Math.max(longest, days(dated.span()));
                }
            }
        }
        return longest;
    }

    private int days(Period span) {
        return (int) (day.toEpochDay() - day.minus(span).toEpochDay());
    }
}
