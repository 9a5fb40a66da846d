package io.customersegment.console;

import com.fasterxml.jackson.databind.JsonNode;
import io.customersegment.catalogue.Column;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * The buckets for the distribution of a column's values. They are chosen for all values together, so that several segments can be
 * counted in the same buckets.
 */
final class Histogram {

    private static final int MOST_BUCKETS = 12;
    private static final String OTHERS = "others";
    /** Outside these two spans, steps cannot be distinguished from rounding errors. */
    private static final double SMALLEST_SPAN = 1e-9;

    private static final double GREATEST_SPAN = 1e15;
    private static final int DIGITS = 12;
    private static final int[] STEPS = {1, 2, 5};

    private final List<String> labels;
    private final ToIntFunction<JsonNode> bucket;

    private Histogram(List<String> labels, ToIntFunction<JsonNode> bucket) {
        this.labels = List.copyOf(labels);
        this.bucket = bucket;
    }

    /** Returns buckets for the given values; nulls are in no bucket. */
    static Histogram of(Column column, List<JsonNode> values) {
        if (!column.numeric()) {
            return ofTexts(column, values);
        }
        TreeSet<Double> numbers = new TreeSet<>();
        values.forEach(value -> {
            Double number = number(column, value);
            if (number != null) {
                numbers.add(number);
            }
        });
        if (numbers.isEmpty()) {
            return new Histogram(List.of(), value -> -1);
        }
        if (column.type() == Column.Type.DATE) {
            return ofDates(column, day(numbers.first()), day(numbers.last()));
        }
        double span = numbers.last() - numbers.first();
        if (!(span > SMALLEST_SPAN && span < GREATEST_SPAN) && !column.whole()) {
            return new Histogram(
                    List.of(text(numbers.first()) + (span == 0 ? "" : "–" + text(numbers.last()))),
                    value -> number(column, value) == null ? -1 : 0);
        }
        return column.whole() && span < MOST_BUCKETS
                ? ofRanges(column, numbers.first(), numbers.last(), 1)
                : ofRanges(column, numbers.first(), numbers.last(), step(column, numbers.first(), numbers.last()));
    }

    /** Returns buckets for the most frequent texts, in the catalogue's order if it has one, and one bucket for all other texts. */
    private static Histogram ofTexts(Column column, List<JsonNode> values) {
        Map<String, Integer> counts = new HashMap<>();
        values.stream()
                .filter(value -> !value.isNull())
                .forEach(value -> counts.merge(value.asText(), 1, Integer::sum));
        List<String> texts = new ArrayList<>(counts.keySet());
        texts.sort(Comparator.<String, Integer>comparing(text -> -counts.getOrDefault(text, 0))
                .thenComparing(Comparator.naturalOrder()));
        boolean all = texts.size() <= MOST_BUCKETS;
        List<String> shown = new ArrayList<>(all ? texts : texts.subList(0, MOST_BUCKETS - 1));
        shown.sort(Comparator.comparing(text -> {
            int place = column.values().indexOf(text);
            return place < 0 ? Integer.MAX_VALUE : place;
        }));
        List<String> labels = new ArrayList<>(shown);
        if (!all) {
            labels.add(shown.contains(OTHERS) ? "all " + OTHERS : OTHERS);
        }
        return new Histogram(labels, value -> {
            int own = value.isNull() ? -1 : shown.indexOf(value.asText());
            return own >= 0 || value.isNull() ? own : shown.size();
        });
    }

    /** Returns the smallest step of 1, 2, 5, 10, 20, 50, … (for decimals also 0.1, 0.2, …) that gives at most 12 buckets. */
    private static double step(Column column, double min, double max) {
        double magnitude = Math.pow(10, Math.floor(Math.log10((max - min) / MOST_BUCKETS)));
        while (true) {
            for (int step : STEPS) {
                double size = step * magnitude;
                boolean fits = Math.floor(max / size) - Math.floor(min / size) < MOST_BUCKETS;
                if (fits && (!column.whole() || size >= 1)) {
                    return size;
                }
            }
            magnitude *= 10;
        }
    }

    private static Histogram ofRanges(Column column, double min, double max, double step) {
        double first = Math.floor(min / step);
        int size = (int) (Math.floor(max / step) - first) + 1;
        List<String> labels = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            double from = (first + i) * step;
            double last = column.whole() ? from + step - 1 : from + step;
            labels.add(from == last ? text(from) : text(from) + "–" + text(last));
        }
        return new Histogram(labels, value -> {
            Double number = number(column, value);
            return number == null ? -1 : (int) (Math.floor(number / step) - first);
        });
    }

    private static Histogram ofDates(Column column, LocalDate first, LocalDate last) {
        long months = ChronoUnit.MONTHS.between(first.withDayOfMonth(1), last.withDayOfMonth(1)) + 1;
        int width = months <= MOST_BUCKETS ? 1 : months <= 3 * (MOST_BUCKETS - 1) ? 3 : 12;
        int years = width < 12 ? 1 : (int) Math.ceil((last.getYear() - first.getYear() + 1) / (double) MOST_BUCKETS);
        int each = width < 12 ? width : 12 * years;
        long from = month(first) / each;
        int size = (int) (month(last) / each - from) + 1;
        List<String> labels = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            long month = (from + i) * each;
            labels.add(label(month, each));
        }
        return new Histogram(labels, value -> {
            Double number = number(column, value);
            return number == null ? -1 : (int) (month(day(number)) / each - from);
        });
    }

    private static long month(LocalDate day) {
        return day.getYear() * 12L + day.getMonthValue() - 1;
    }

    private static String label(long month, int months) {
        long year = month / 12;
        if (months == 1) {
            return String.format(Locale.ROOT, "%d-%02d", year, month % 12 + 1);
        }
        if (months == 3) {
            return year + " Q" + (month % 12 / 3 + 1);
        }
        return months == 12 ? String.valueOf(year) : year + "–" + (year + months / 12 - 1);
    }

    /** The labels of the buckets, in their order. */
    List<String> labels() {
        return labels;
    }

    /** Returns the number of values in each bucket. */
    int[] counts(List<JsonNode> values) {
        int[] counts = new int[labels.size()];
        for (JsonNode value : values) {
            int index = bucket.applyAsInt(value);
            if (index >= 0 && index < counts.length) {
                counts[index]++;
            }
        }
        return counts;
    }

    /** Returns a short summary of the values. */
    static String summary(Column column, List<JsonNode> values) {
        if (values.stream().allMatch(JsonNode::isNull)) {
            return "no values";
        }
        return column.numeric() ? ofNumbers(column, values) : shares(column, values);
    }

    private static String ofNumbers(Column column, List<JsonNode> values) {
        List<Double> numbers = new ArrayList<>();
        for (JsonNode value : values) {
            Double number = number(column, value);
            if (number != null) {
                numbers.add(number);
            }
        }
        if (numbers.isEmpty()) {
            return "no values";
        }
        numbers.sort(Comparator.naturalOrder());
        double median = numbers.get((numbers.size() - 1) / 2);
        return "median " + text(column, median) + ", from " + text(column, numbers.get(0)) + " to "
                + text(column, numbers.get(numbers.size() - 1));
    }

    private static String shares(Column column, List<JsonNode> values) {
        Histogram histogram = of(column, values);
        int[] counts = histogram.counts(values);
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < counts.length; i++) {
            order.add(i);
        }
        order.sort(Comparator.comparing((Integer i) -> -counts[i]));
        List<String> shares = new ArrayList<>();
        for (int i : order.subList(0, Math.min(3, order.size()))) {
            shares.add(histogram.labels.get(i) + " " + Math.round(100.0 * counts[i] / values.size()) + " %");
        }
        return String.join(", ", shares);
    }

    private static String text(Column column, double number) {
        return column.type() == Column.Type.DATE ? day(number).toString() : text(number);
    }

    private static String text(double number) {
        double rounded = new BigDecimal(number)
                .round(new MathContext(DIGITS, RoundingMode.HALF_EVEN))
                .doubleValue();
        return new DecimalFormat("#,##0.#########", DecimalFormatSymbols.getInstance(Locale.ENGLISH)).format(rounded);
    }

    private static LocalDate day(double number) {
        return LocalDate.ofEpochDay((long) number);
    }

    /** Returns the value as a number, a date as its epoch day; null if there is none. */
    private static @Nullable Double number(Column column, JsonNode value) {
        if (value.isNumber()) {
            return value.doubleValue();
        }
        if (column.type() != Column.Type.DATE || !value.isTextual()) {
            return null;
        }
        try {
            return (double) LocalDate.parse(value.textValue()).toEpochDay();
        } catch (DateTimeParseException malformed) {
            return null;
        }
    }
}
