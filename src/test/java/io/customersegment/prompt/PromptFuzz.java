package io.customersegment.prompt;

import io.customersegment.criteria.CriteriaText;
import io.customersegment.fuzz.Claims;
import io.customersegment.fuzz.FuzzTarget;
import io.customersegment.outcome.Outcome;
import io.customersegment.outcome.PromptRefusal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;

/**
 * Fuzzes prompts: each is read or refused, with the same result when it is repeated, and with bounded work per token. The text of criteria
 * is read as the same criteria, and the suggestions of a refusal can be read. An input is a prompt in UTF-8 or, after a zero byte, a
 * sequence of the corpora's words, two bytes each.
 */
public final class PromptFuzz implements FuzzTarget {

    private static final int MOST_PROMPT_CHARS = 400;

    /** The maximum work per token: the chart's own bound, and the rest of the rules in progress when the bound is reached. */
    private static final int MOST_STEPS = 7_000;

    private static final List<String> WORDS = Corpora.retailPrompts().stream()
            .flatMap(prompt -> Arrays.stream(prompt.split("(?<=\\W)|(?=\\W)")))
            .filter(word -> !word.isBlank() || word.equals("\n"))
            .distinct()
            .toList();

    @Override
    public String name() {
        return "prompt";
    }

    @Override
    public int longest() {
        return 120;
    }

    @Override
    public boolean showsComparisons() {
        return false;
    }

    @Override
    public List<byte[]> seeds() {
        return Corpora.retailPrompts().stream()
                .map(prompt -> prompt.getBytes(StandardCharsets.UTF_8))
                .filter(bytes -> bytes.length <= longest())
                .toList();
    }

    @Override
    public List<String> words() {
        return WORDS.stream().filter(word -> word.length() <= 30).toList();
    }

    @Override
    public void check(byte[] input) {
        String prompt = prompt(input);
        Outcome<Reading> outcome = Corpora.outcome(Corpora.RETAIL, prompt);

        outcome.fold(
                reading -> {
                    String text = CriteriaText.of(reading.criteria());
                    Claims.same(
                            reading.criteria(), Corpora.criteria(Corpora.RETAIL, text), "Criteria do not read back");
                    return true;
                },
                failure -> {
                    PromptRefusal refusal = failure.refusal();
                    List<String> suggestions = refusal == null ? List.of() : refusal.suggestions();
                    for (String suggested : suggestions) {
                        Claims.holds(
                                Corpora.criteria(Corpora.RETAIL, suggested) != null, "A suggestion cannot be read");
                    }
                    return true;
                });
        if (prompt.hashCode() % 8 == 0) {
            checkAgain(prompt, outcome);
        }
    }

    private static void checkAgain(String prompt, Outcome<Reading> outcome) {
        Claims.same(said(outcome), said(Corpora.outcome(Corpora.RETAIL, prompt)), "Read another way the second time");
        Chart chart =
                Corpora.RETAIL.chart(prompt, new PromptInterpreter.Context(Corpora.DAY, null, false), new HashMap<>());
        Claims.holds(
                chart.work() <= (long) MOST_STEPS * chart.tokens().size(),
                "The work is out of proportion: " + chart.work());
    }

    private static String said(Outcome<Reading> outcome) {
        return outcome.fold(
                reading -> CriteriaText.of(reading.criteria()) + reading.ignored() + reading.notes(),
                failure -> failure.toString());
    }

    private static String prompt(byte[] input) {
        if (input.length == 0 || input[0] != 0) {
            String text = new String(input, StandardCharsets.UTF_8);
            return text.substring(0, Math.min(text.length(), MOST_PROMPT_CHARS));
        }
        StringBuilder prompt = new StringBuilder();
        for (int i = 1; i + 1 < input.length && prompt.length() < MOST_PROMPT_CHARS; i += 2) {
            int word = (input[i] & 0xff) << 8 | (input[i + 1] & 0xff);
            prompt.append(WORDS.get(word % WORDS.size())).append(' ');
        }
        return prompt.toString();
    }
}
