package io.customersegment.prompt;

import io.customersegment.catalogue.Entry;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads how many or how much: at least three, between 20k and 50k, 5+, under 25, two or three, in their thirties. */
final class Amounts {

    private static final Map<String, List<Comparison>> BEFORE = phrases(Map.ofEntries(
            Map.entry(
                    Sense.AT_LEAST,
                    "at least|no less than|no fewer than|not less than|not fewer than|minimum of|min|minimum|>=|=>|from|"
                            + "starting at|starting from|greater than or equal to|more than or equal to|at or above|a minimum of|"
                            + "not under|not below|at minimum|> =|no lower than|as many as"),
            Map.entry(
                    Sense.ABOVE,
                    "more than|over|above|greater than|higher than|bigger than|larger than|exceeding|exceeds|exceed|in excess of|"
                            + "beyond|>|upwards of|better than|north of"),
            Map.entry(
                    Sense.BELOW,
                    "less than|fewer than|under|below|lower than|smaller than|<|no more than or|short of|not as many as"),
            Map.entry(
                    Sense.AT_MOST,
                    "at most|up to|no more than|not more than|maximum of|max|maximum|<=|=<|not over|not exceeding|no greater than|"
                            + "no higher than|a maximum of|less than or equal to|at or below|not above|until|< =|no over|"
                            + "fewer than or equal to|at maximum"),
            Map.entry(Sense.EXACTLY, "exactly|precisely|just|only|=|equal to|equals|exact|a single"),
            Map.entry(Sense.OTHER, "!=|<>|other than|not exactly|not equal to")));
    private static final Map<String, List<Comparison>> AFTER = phrases(Map.ofEntries(
            Map.entry(
                    Sense.AT_LEAST,
                    "or more|or over|or above|or higher|or greater|plus|+|and over|and above|and up|and more|and upwards|"
                            + "or up|or upwards|at least|minimum|at minimum|or better|and higher|upwards|or beyond|or so and more"),
            Map.entry(
                    Sense.AT_MOST,
                    "or less|or fewer|or under|or below|or lower|and under|and below|and less|and lower|at most|maximum|"
                            + "tops|or smaller|and fewer"),
            Map.entry(Sense.EXACTLY, "only|exactly")));

    private record Comparison(List<String> words, Sense sense) {}

    private final Words words;
    private final Numbers numbers;

    /** Amounts in these words. */
    Amounts(Words words, Numbers numbers) {
        this.words = words;
        this.numbers = numbers;
    }

    /** How a number bounds. */
    enum Sense {
        AT_LEAST,
        ABOVE,
        BELOW,
        AT_MOST,
        EXACTLY,
        OTHER,
        /** Said without a comparison: what it means depends on what is counted. */
        BARE
    }

    /**
     * One comparison.
     *
     * @param high the number at the upper end of a range of {@link Sense#EXACTLY}, else the same as {@code low}
     */
    record Bound(Sense sense, double low, double high) {}

    /**
     * How many or how much, as alternatives.
     *
     * @param of what the words themselves say that they count (older than 40), or null
     * @param percent whether it was given in percent
     * @param person whether it can only be about a customer's own number, such as a decade of life
     * @param end the index after it
     */
    record Amount(List<Bound> bounds, @Nullable Entry of, boolean percent, boolean person, int end) {

        /** The same number compared as words behind it say. */
        Amount as(Sense sense, int end) {
            return new Amount(List.of(new Bound(sense, first(), first())), of, percent, person, end);
        }

        /** Whether it is one number without any comparison. */
        boolean bare() {
            return bounds.size() == 1 && bounds.get(0).sense() == Sense.BARE;
        }

        /** The first number, or the lower end of the first range. */
        double first() {
            return bounds.get(0).low();
        }
    }

    /** The amount that starts at the index, or null. */
    @Nullable
    Amount at(int index) {
        Amount decade = decade(index);
        if (decade != null) {
            return decade;
        }
        Amount range = range(index);
        if (range != null) {
            return range;
        }
        Amount vague = vague(index);
        return vague != null ? vague : compared(index);
    }

    /** Every word that comparisons are written with. */
    static List<String> words() {
        List<String> words = new ArrayList<>();
        for (Map<String, List<Comparison>> phrases : List.of(BEFORE, AFTER)) {
            phrases.values().forEach(starting -> starting.forEach(comparison -> words.addAll(comparison.words())));
        }
        return words;
    }

    private @Nullable Amount decade(int index) {
        int i = index;
        if (words.is(i, "in")) {
            i++;
        }
        i = words.pastArticles(i);
        double decade = numbers.decade(i);
        if (Double.isNaN(decade)) {
            return null;
        }
        int end = words.isAny(i + 1, "something", "somethings") ? i + 2 : i + 1;
        return new Amount(List.of(new Bound(Sense.EXACTLY, decade, decade + 9)), null, false, true, end);
    }

    private @Nullable Amount range(int index) {
        boolean between = words.is(index, "between");
        boolean from = words.is(index, "from");
        Numbers.Numeral low = numbers.at(between || from ? index + 1 : index);
        if (low == null) {
            return null;
        }
        int i = low.end();
        boolean joined = between
                ? words.isAny(i, "and", "to", "-")
                : words.isAny(i, "to", "through", "-") || (from && words.isAny(i, "until", "till", "up"));
        if (!joined) {
            return null;
        }
        Numbers.Numeral high = numbers.at(words.is(i, "up") && words.is(i + 1, "to") ? i + 2 : i + 1);
        if (high == null) {
            return null;
        }
        double start = low.value();
        if (start < 1000
                && high.value() >= 1000
                && start * 1000 < high.value()
                && words.stem(high.end() - 1).endsWith("k")) {
            start *= 1000;
        }
        boolean percent = high.percent();
        start = percent && !low.percent() ? start / 100 : start;
        return new Amount(List.of(new Bound(Sense.EXACTLY, start, high.value())), null, percent, false, high.end());
    }

    private @Nullable Amount vague(int index) {
        int i = words.isAny(index, "a", "quite") ? index + 1 : index;
        if (words.isAny(i, "multiple", "several")) {
            return bound(Sense.AT_LEAST, 2, words.is(i + 1, "times") ? i + 2 : i + 1);
        }
        if (i > index && words.is(i, "few")) {
            return bound(Sense.AT_LEAST, 3, words.is(i + 1, "times") ? i + 2 : i + 1);
        }
        return null;
    }

    private @Nullable Amount compared(int index) {
        Entry of = null;
        Sense sense = Sense.BARE;
        int i = index;
        for (Vocabulary.Match match : words.matches(index)) {
            for (Lexeme lexeme : match.lexemes()) {
                if (lexeme instanceof Lexeme.Comparative comparative && words.is(match.end(), "than")) {
                    of = comparative.entry();
                    sense = comparative.more() ? Sense.ABOVE : Sense.BELOW;
                    i = match.end() + 1;
                }
            }
        }
        if (of == null) {
            Match before = longest(BEFORE, index);
            if (before != null) {
                sense = before.sense();
                i = before.end();
            }
        }
        if (sense != Sense.BARE && of == null && words.is(i - 1, "single")) {
            return bound(Sense.EXACTLY, 1, i);
        }
        Numbers.Numeral number = numbers.at(i);
        if (number == null && sense != Sense.BARE && of == null) {
            Vocabulary.Match named = words.named(words.pastArticles(i));
            if (named != null && words.is(named.end(), "of")) {
                number = numbers.at(named.end() + 1);
                of = number == null ? null : words.numbered(named);
            }
        }
        if (number == null && sense != Sense.BARE) {
            int past = words.pastArticles(i);
            number = numbers.at(past);
            Amount vague = past == i ? vague(i) : null;
            if (vague != null && sense == Sense.AT_LEAST) {
                return vague;
            }
            double decade = numbers.plural(past);
            if (!Double.isNaN(decade) && (sense == Sense.ABOVE || sense == Sense.BELOW)) {
                return new Amount(List.of(new Bound(sense, decade, decade)), null, false, true, past + 1);
            }
        }
        if (number == null) {
            return null;
        }
        return sense == Sense.BARE ? followed(number) : closed(sense, number, of);
    }

    private Amount closed(Sense sense, Numbers.Numeral number, @Nullable Entry of) {
        int end = times(number.end());
        return new Amount(List.of(new Bound(sense, number.value(), number.value())), of, number.percent(), false, end);
    }

    /** A number that what follows may bound: 5+, four or more, 50 and older, one or two. */
    private Amount followed(Numbers.Numeral number) {
        int end = number.end();
        Match after = longest(AFTER, end);
        if (after != null) {
            return new Amount(
                    List.of(new Bound(after.sense(), number.value(), number.value())),
                    null,
                    number.percent(),
                    false,
                    times(after.end()));
        }
        if (words.isAny(end, "or", "and")) {
            for (Vocabulary.Match match : words.matches(end + 1)) {
                for (Lexeme lexeme : match.lexemes()) {
                    if (lexeme instanceof Lexeme.Comparative comparative && !words.is(match.end(), "than")) {
                        Sense sense = comparative.more() ? Sense.AT_LEAST : Sense.AT_MOST;
                        Bound bound = new Bound(sense, number.value(), number.value());
                        return new Amount(List.of(bound), comparative.entry(), number.percent(), false, match.end());
                    }
                }
            }
        }
        List<Bound> bounds = new ArrayList<>();
        bounds.add(bound(number));
        while (words.is(end, "or")) {
            Numbers.Numeral next = numbers.at(end + 1);
            if (next == null || longest(AFTER, next.end()) != null || words.isAny(next.end(), "to", "-")) {
                break;
            }
            bounds.add(bound(next));
            end = next.end();
        }
        if (bounds.size() > 1) {
            for (int i = 0; i < bounds.size(); i++) {
                bounds.set(
                        i,
                        new Bound(
                                Sense.EXACTLY,
                                bounds.get(i).low(),
                                bounds.get(i).low()));
            }
        }
        return new Amount(bounds, null, number.percent(), false, times(end));
    }

    private static Bound bound(Numbers.Numeral number) {
        return new Bound(number.once() ? Sense.EXACTLY : Sense.BARE, number.value(), number.value());
    }

    private Amount bound(Sense sense, double number, int end) {
        return new Amount(List.of(new Bound(sense, number, number)), null, false, false, end);
    }

    private int times(int index) {
        return words.isAny(index, "times", "time") ? index + 1 : index;
    }

    /** A comparison at the index that stands before what it compares with, or null. */
    @Nullable
    Match before(int index) {
        return longest(BEFORE, index);
    }

    /** A comparison at the index that stands behind what it compares with, or null. */
    @Nullable
    Match after(int index) {
        return longest(AFTER, index);
    }

    /** How something is compared, and the index after the words. */
    record Match(Sense sense, int end) {}

    private @Nullable Match longest(Map<String, List<Comparison>> phrases, int index) {
        List<Comparison> starting =
                index < words.size() ? phrases.get(words.token(index).text()) : null;
        if (starting == null) {
            return null;
        }
        for (Comparison comparison : starting) {
            List<String> wanted = comparison.words();
            int same = 1;
            while (same < wanted.size() && words.is(index + same, wanted.get(same))) {
                same++;
            }
            if (same == wanted.size() && !words.is(index + same, "than")) {
                return new Match(comparison.sense(), index + same);
            }
        }
        return null;
    }

    /** The phrases by their first word, the longest first. */
    private static Map<String, List<Comparison>> phrases(Map<Sense, String> senses) {
        Map<String, List<Comparison>> phrases = new HashMap<>();
        senses.forEach((sense, all) -> {
            for (String phrase : all.split("\\|", -1)) {
                List<String> words = List.of(phrase.split(" ", -1));
                phrases.computeIfAbsent(words.get(0), none -> new ArrayList<>()).add(new Comparison(words, sense));
            }
        });
        Comparator<Comparison> longestFirst =
                Comparator.comparingInt(comparison -> -comparison.words().size());
        phrases.values().forEach(starting -> starting.sort(longestFirst));
        return Map.copyOf(phrases);
    }
}
