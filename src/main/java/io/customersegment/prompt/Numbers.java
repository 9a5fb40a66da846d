package io.customersegment.prompt;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads numbers: 1,000, 1.5k, 2 million, twenty-five, half a dozen, twice. */
final class Numbers {

    private static final Map<String, Double> SMALL = small();
    private static final Map<String, Double> TIMES = Map.of("once", 1.0, "twice", 2.0, "thrice", 3.0);
    private static final Map<String, Double> SCALE = Map.of(
            "hundred",
            1e2,
            "thousand",
            1e3,
            "grand",
            1e3,
            "million",
            1e6,
            "billion",
            1e9,
            "k",
            1e3,
            "mio",
            1e6,
            "mn",
            1e6);
    private static final Map<String, Double> DECADES = Map.of(
            "twenties",
            20.0,
            "thirties",
            30.0,
            "forties",
            40.0,
            "fifties",
            50.0,
            "sixties",
            60.0,
            "seventies",
            70.0,
            "eighties",
            80.0,
            "nineties",
            90.0);

    private final Words words;

    /** Numbers in these words. */
    Numbers(Words words) {
        this.words = words;
    }

    /**
     * A number in a prompt.
     *
     * @param once whether it was said as a number of times that is exact: once
     * @param percent whether it was a percentage; the value is a share of one
     * @param end the index after it
     */
    record Numeral(double value, boolean once, boolean percent, int end) {}

    /** Every word that numbers are written with. */
    static List<String> words() {
        List<String> words = new ArrayList<>(SMALL.keySet());
        words.addAll(TIMES.keySet());
        words.addAll(SCALE.keySet());
        words.addAll(DECADES.keySet());
        words.addAll(List.of("dozen", "couple", "half", "multiple", "several", "few", "percent", "times", "between"));
        return words;
    }

    /** The number that starts at the index, or null. */
    @Nullable
    Numeral at(int index) {
        int i = index;
        if (words.isAny(i, "$", "€", "£", "usd", "eur")) {
            i++;
        }
        if (i >= words.size()) {
            return null;
        }
        Token token = words.token(i);
        if (token.isNumber()) {
            return scaled(token.number(), i + 1);
        }
        if (i > index) {
            return null;
        }
        Double times = TIMES.get(token.text());
        if (times != null) {
            return new Numeral(times, times == 1, false, i + 1);
        }
        return inWords(i);
    }

    /** The decade of life or of a count that the token names, e.g. 30 for "thirties" and "30s", or NaN. */
    double decade(int index) {
        if (index >= words.size()) {
            return Double.NaN;
        }
        String text = words.token(index).text();
        Double named = DECADES.get(text);
        Double tens = SMALL.get(text);
        double spoken = words.token(index).isNumber() ? words.token(index).number() : tens == null ? 0 : tens;
        if (spoken >= 20 && spoken < 100 && spoken % 10 == 0 && words.isAny(index + 1, "something", "somethings")) {
            return spoken;
        }
        if (named != null) {
            return named;
        }
        boolean digits = text.length() == 3 && text.endsWith("0s") && text.charAt(0) >= '1' && text.charAt(0) <= '9';
        return digits ? (text.charAt(0) - '0') * 10.0 : Double.NaN;
    }

    /** The number that the token is the plural of, e.g. 35 for "35s", or NaN. */
    double plural(int index) {
        String text = index < words.size() ? words.token(index).text() : "";
        boolean digits = text.length() == 3
                && text.endsWith("s")
                && Character.isDigit(text.charAt(0))
                && Character.isDigit(text.charAt(1));
        return digits ? Integer.parseInt(text.substring(0, 2)) : decade(index);
    }

    private @Nullable Numeral inWords(int index) {
        int i = index;
        if (words.is(i, "half") && words.isAny(i + 1, "a", "dozen")) {
            int dozen = words.is(i + 1, "a") ? i + 2 : i + 1;
            return words.is(dozen, "dozen") ? new Numeral(6, false, false, dozen + 1) : null;
        }
        if (words.isAny(i, "a", "an") && (words.isAny(i + 1, "dozen", "couple") || SCALE.containsKey(textAt(i + 1)))) {
            i++;
        }
        if (words.is(i, "couple")) {
            return new Numeral(2, false, false, words.is(i + 1, "of") ? i + 2 : i + 1);
        }
        if (words.is(i, "dozen")) {
            return new Numeral(12, false, false, i + 1);
        }
        double total = 0;
        double part = 0;
        boolean any = false;
        while (i < words.size()) {
            String text = words.token(i).text();
            Double small = SMALL.get(text);
            Double scale = text.equals("k") ? null : SCALE.get(text);
            if (small != null && (!any || fits(part, small))) {
                part += small;
            } else if (scale != null && (any || i > index)) {
                part = Math.max(part, 1) * scale;
                if (scale >= 1000) {
                    total += part;
                    part = 0;
                }
            } else if (any && text.equals("dozen")) {
                return new Numeral(part * 12, false, false, i + 1);
            } else if (!(any && text.equals("and") && part >= 100 && SMALL.containsKey(textAt(i + 1)))) {
                break;
            }
            any = true;
            i++;
        }
        return any ? percent(total + part, i) : null;
    }

    private String textAt(int index) {
        return index < words.size() ? words.token(index).text() : "";
    }

    /** Whether a small number may follow: five after twenty, twelve after a hundred, but not five after five. */
    private static boolean fits(double part, double small) {
        return part == 0 || (part % 100 == 0 && part > 0) || (part % 10 == 0 && part % 100 >= 20 && small < 10);
    }

    private Numeral scaled(double value, int index) {
        int i = index;
        double scaled = value;
        Double scale = i < words.size() ? SCALE.get(words.token(i).text()) : null;
        while (scale != null) {
            scaled *= scale;
            i++;
            scale = i < words.size() ? SCALE.get(words.token(i).text()) : null;
        }
        return percent(scaled, i);
    }

    private Numeral percent(double value, int index) {
        if (words.isAny(index, "%", "percent")) {
            return new Numeral(value / 100, false, true, index + 1);
        }
        return new Numeral(value, false, false, index);
    }

    private static Map<String, Double> small() {
        String[] names = {
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen"
        };
        String[] tens = {"twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"};
        Map<String, Double> small = new HashMap<>();
        for (int i = 0; i < names.length; i++) {
            small.put(names[i], (double) i);
        }
        for (int i = 0; i < tens.length; i++) {
            small.put(tens[i], 20.0 + 10 * i);
        }
        small.put("fourty", 40.0);
        return Map.copyOf(small);
    }
}
