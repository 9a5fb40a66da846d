package io.customersegment.local.data;

import io.customersegment.catalogue.Catalogue;
import io.customersegment.catalogue.Column;
import io.customersegment.catalogue.Entry;
import io.customersegment.plan.ItemValue;
import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a catalogue promises about relations between a customer's values: {@code counted_by}, {@code not_after} and {@code
 * counted_over}. Filters rely on these promises; they miss customers that break one.
 */
final class CatalogueConstraints {

    private final List<Promise> all = new ArrayList<>();

    /**
     * A promise.
     *
     * @param column the column that makes the promise
     * @param words the promise as it follows the column's name in a message
     */
    private record Promise(Column column, String words, Predicate<Customer> kept) {}

    private CatalogueConstraints() {}

    /**
     * Returns the catalogue's promises.
     *
     * @param customers determine, with the interactions, the age of the data, on which {@code counted_over} depends
     */
    static CatalogueConstraints of(
            Catalogue catalogue, List<Customer> customers, List<Dataset.Interaction> interactions) {
        CatalogueConstraints constraints = new CatalogueConstraints();
        catalogue.countColumns().forEach(constraints::countedBy);
        catalogue.laterDateColumns().forEach(constraints::notAfter);
        LocalDate newest = newest(catalogue, customers, interactions);
        for (Entry entry : catalogue.lexicon().entries()) {
            if (entry.number() != null && entry.date() != null && entry.countedOver() != null) {
                constraints.countedOver(entry.number(), entry.date(), entry.countedOver(), newest);
            }
        }
        return constraints;
    }

    /** Returns the last day on which something happened; the data was taken on that day or later. */
    private static LocalDate newest(
            Catalogue catalogue, List<Customer> customers, List<Dataset.Interaction> interactions) {
        List<Column> past = Stream.concat(
                        catalogue.countColumns().keySet().stream(),
                        catalogue.lexicon().entries().stream()
                                .filter(entry -> entry.countedOver() != null && entry.date() != null)
                                .map(Entry::date))
                .distinct()
                .toList();
        double day = interactions.stream()
                .mapToDouble(each -> Math.floorDiv(each.timestamp(), ItemValue.SECONDS_PER_DAY))
                .max()
                .orElse(0);
        for (Customer customer : customers) {
            for (Column date : past) {
                day = Math.max(day, number(customer, date, day));
            }
        }
        return LocalDate.ofEpochDay((long) day);
    }

    private void countedBy(Column date, Column count) {
        all.add(new Promise(
                date,
                "there must be a date exactly where " + count.field() + " is not 0 (counted_by: " + count + ")",
                customer -> (customer.value(date) == null) == (number(customer, count, 0) == 0)));
    }

    private void notAfter(Column date, Column later) {
        all.add(new Promise(
                date,
                "who has a date here must have one in " + later.field() + ", and not an earlier one (not_after: "
                        + later + ")",
                customer -> customer.value(date) == null
                        || number(customer, later, Double.NEGATIVE_INFINITY) >= number(customer, date, 0)));
    }

    /** Leaves a day between dates that must be counted and others, because the data may be a day younger than its newest date. */
    private void countedOver(Column count, Column date, Period span, LocalDate newest) {
        double first = newest.minus(span).toEpochDay();
        all.add(new Promise(
                count,
                "this must be 1 or more exactly where " + date.field() + " lies in the " + words(span) + " before "
                        + newest + ", the newest date of the data (counted_over)",
                customer -> {
                    double last = number(customer, date, Double.NEGATIVE_INFINITY);
                    return number(customer, count, 0) >= 1 ? last >= first : last < first + 2;
                }));
    }

    /** Adds a problem for each promise that a customer breaks. */
    void check(CustomerRows rows, List<CustomerRows.Line> lines, DataProblems problems) {
        for (CustomerRows.Line line : lines) {
            for (Promise promise : all) {
                if (line.sound() && !promise.kept().test(line.customer())) {
                    problems.add(rows.table().name(), line.line(), rows.name(promise.column()), promise.words());
                }
            }
        }
    }

    private static double number(Customer customer, Column column, double none) {
        @Nullable Object value = customer.value(column);
        return value == null ? none : (Double) value;
    }

    private static String words(Period span) {
        int amount = span.getYears() + span.getMonths() + span.getDays();
        String unit = span.getYears() > 0 ? "year" : span.getMonths() > 0 ? "month" : "day";
        return amount == 1 ? unit : amount + " " + unit + "s";
    }
}
