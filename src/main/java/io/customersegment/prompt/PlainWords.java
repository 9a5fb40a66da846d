package io.customersegment.prompt;

import io.customersegment.catalogue.Catalogue;
import io.customersegment.catalogue.Column;
import io.customersegment.catalogue.Entry;
import io.customersegment.criteria.Condition;
import io.customersegment.criteria.Criteria;
import io.customersegment.criteria.CriteriaText;
import io.customersegment.criteria.Order;
import io.customersegment.criteria.Values;
import java.math.BigDecimal;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Writes criteria in plain words: "gold or platinum customers, region Central, opted in, last purchase until 30 November 2022". The result
 * is a prompt that reads back to the same criteria on the same day; if no such words are found, it is {@link CriteriaText}.
 *
 * <p><i>Threads:</i> immutable; shared by all threads.
 */
public final class PlainWords {

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH);

    private final Catalogue catalogue;
    private final GrammarInterpreter interpreter;

    /**
     * Creates a writer with the words of the catalogue.
     *
     * @param interpreter reads the written words back to verify them
     */
    public PlainWords(Catalogue catalogue, GrammarInterpreter interpreter) {
        this.catalogue = catalogue;
        this.interpreter = interpreter;
    }

    /** Returns the criteria in plain words, as they are read on the day. */
    public String of(Criteria criteria, LocalDate day) {
        String words = condition(criteria.condition(), day, true);
        String order = order(criteria.order(), criteria.size());
        String text = order.isEmpty() ? words : words + ", " + order;
        return criteria.equals(interpreter.criteria(text, day)) ? text : CriteriaText.of(criteria);
    }

    private String condition(Condition condition, LocalDate day, boolean outermost) {
        if (condition instanceof Condition.Test test) {
            return test(test, day);
        }
        boolean all = condition instanceof Condition.All;
        List<Condition> members =
                condition instanceof Condition.All every ? every.members() : ((Condition.Any) condition).members();
        if (members.isEmpty()) {
            return all ? CriteriaText.EVERYBODY : CriteriaText.NOBODY;
        }
        String joint = all ? ", " : " or ";
        String text =
                members.stream().map(member -> condition(member, day, false)).collect(Collectors.joining(joint));
        return outermost ? text : "(" + text + ")";
    }

    private String test(Condition.Test test, LocalDate day) {
        String word = word(test, day);
        if (word != null) {
            return word;
        }
        String label = test.column().label();
        if (test.values() instanceof Values.Texts texts) {
            return texts(label, test.column(), texts);
        }
        Values.Numbers numbers = (Values.Numbers) test.values();
        if (numbers.ranges().isEmpty()) {
            return label + " not recorded";
        }
        List<String> ranges = new ArrayList<>();
        numbers.ranges().forEach(range -> ranges.add(range(test.column(), range)));
        String text = label + " " + String.join(" or ", ranges);
        return numbers.orNull() ? text + " or not recorded" : text;
    }

    /** Returns a word of the catalogue that means exactly this test, or null. */
    private @Nullable String word(Condition.Test test, LocalDate day) {
        for (Entry entry : catalogue.lexicon().entries()) {
            boolean single = entry.means().size() == 1
                    && entry.means().get(0).column().equals(test.column())
                    && MeaningConditions.all(entry.means(), day).equals(test);
            if (!single) {
                continue;
            }
            for (Entry.Part part : List.of(Entry.Part.WHICH, Entry.Part.WHO)) {
                for (String phrase : entry.phrases().getOrDefault(part, List.of())) {
                    if (!phrase.contains("@")) {
                        return phrase;
                    }
                }
            }
        }
        return null;
    }

    private static String texts(String label, Column column, Values.Texts texts) {
        if (texts.texts().isEmpty()) {
            return label + (texts.except() ? " recorded" : " not recorded");
        }
        boolean allButNull = !texts.orNull()
                && column.nullable()
                && texts.texts().size() == column.values().size();
        if (allButNull) {
            return label + " recorded";
        }
        String one = label + " " + (texts.except() ? "not " : "") + String.join(" or ", texts.texts());
        return texts.orNull() ? one + " or not recorded" : one;
    }

    private static String range(Column column, Values.Range range) {
        boolean open = range.low() == Double.NEGATIVE_INFINITY || range.low() <= column.min();
        boolean endless = range.high() == Double.POSITIVE_INFINITY || range.high() >= column.max();
        boolean date = column.type() == Column.Type.DATE;
        if (range.low() == range.high()) {
            return (date ? "on " : "exactly ") + number(column, range.low());
        }
        if (open && endless) {
            return "recorded";
        }
        if (endless) {
            return date ? "since " + number(column, range.low()) : lower(column, range.low());
        }
        if (open) {
            return date ? "until " + number(column, range.high()) : upper(column, range.high());
        }
        return "between " + number(column, range.low()) + " and " + number(column, range.high());
    }

    private static String lower(Column column, double low) {
        boolean above = !column.whole() && digits(Math.nextDown(low)) < digits(low);
        return above ? "more than " + number(column, Math.nextDown(low)) : "at least " + number(column, low);
    }

    private static String upper(Column column, double high) {
        boolean below = !column.whole() && digits(Math.nextUp(high)) < digits(high);
        return below ? "less than " + number(column, Math.nextUp(high)) : "at most " + number(column, high);
    }

    private static int digits(double number) {
        return Double.toString(number).length();
    }

    private static String number(Column column, double number) {
        if (column.type() == Column.Type.DATE) {
            return LocalDate.ofEpochDay((long) number).format(DATE);
        }
        DecimalFormat format =
                new DecimalFormat("#,##0.###############", DecimalFormatSymbols.getInstance(Locale.ROOT));
        return format.format(BigDecimal.valueOf(number));
    }

    private static String order(Order order, int size) {
        List<String> keys = new ArrayList<>();
        for (Order.Key key : order.keys()) {
            boolean date = key.column().type() == Column.Type.DATE;
            String first = key.descending()
                    ? (date ? "latest first" : "highest first")
                    : date ? "earliest first" : "lowest first";
            keys.add("sorted by " + key.column().label() + ", " + first);
        }
        if (size != Criteria.UNLIMITED) {
            keys.add("limit " + size);
        }
        return String.join(", ", keys);
    }
}
