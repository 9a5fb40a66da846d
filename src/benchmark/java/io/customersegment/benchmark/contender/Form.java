package io.customersegment.benchmark.contender;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A wording of the benchmark's real load: one to five conditions, with one or more numbers that vary between requests.
 *
 * @param text the prompt, with {@code %d} for each number
 * @param placeholders the filter's placeholder for each number
 */
public record Form(String text, List<String> placeholders) {

    /** All wordings. */
    public static final List<Form> ALL = List.of(
            new Form("Customers who spent more than %d", List.of("TOTAL_VALUE_MIN")),
            new Form("gold or platinum members in the North who spent at least %d", List.of("TOTAL_VALUE_MIN")),
            new Form(
                    "at least %d website visits, lifetime spend above %d and not bought in the last year",
                    List.of("WEB_VISITS_MIN", "TOTAL_VALUE_MIN")),
            new Form(
                    "Find customers who have made multiple purchases in the last 6 months, opened at least %d emails and"
                            + " spent more than %d",
                    List.of("EMAIL_OPENS_MIN", "TOTAL_VALUE_MIN")),
            new Form(
                    "people over %d who bought at least twice in the last 18 months, opened more than %d of our emails and"
                            + " have a lifetime spend above %d",
                    List.of("AGE_MIN", "EMAIL_OPENS_MIN", "TOTAL_VALUE_MIN")),
            new Form(
                    "Please list everyone under %d in the North East with at least %d visits to the website who can be"
                            + " emailed and has spent %d or more",
                    List.of("AGE_MAX", "WEB_VISITS_MIN", "TOTAL_VALUE_MIN")));

    private static final String NUMBER = "%d";

    public Form {
        placeholders = List.copyOf(placeholders);
    }

    /** Returns the prompt with these numbers, one for each placeholder. */
    public String prompt(Object... numbers) {
        return String.format(Locale.ROOT, text, numbers);
    }

    /** Returns a pattern that finds the numbers in a prompt of this form. */
    Pattern pattern() {
        return Pattern.compile("\\Q" + text.replace(NUMBER, "\\E(\\d+)\\Q") + "\\E");
    }
}
