package io.customersegment.prompt;

import io.customersegment.catalogue.Catalogue;
import io.customersegment.catalogue.Column;
import io.customersegment.catalogue.Entry;
import io.customersegment.criteria.Criteria;
import io.customersegment.criteria.CriteriaText;
import io.customersegment.outcome.Failure;
import io.customersegment.outcome.PromptRefusal;
import io.customersegment.outcome.Reason;
import io.customersegment.outcome.Stage;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Explains why a prompt is refused: the pieces that cannot be read, the criteria that were read, and prompts that can be read instead.
 * Every suggestion is read successfully before it is made.
 */
final class Refusals {

    private static final int MOST_SUGGESTIONS = 3;
    private static final int LONGEST_QUOTE = 120;
    private static final int LONGEST_REPEATED = 400;
    private static final int MOST_QUOTES = 5;
    private static final int MOST_VALUES = 10;

    private final Catalogue catalogue;
    private final NearPhrases near;
    private final List<String> examples;

    Refusals(English english, Catalogue catalogue) {
        this.catalogue = catalogue;
        this.near = new NearPhrases(english, catalogue);
        this.examples = catalogue.lexicon().examples();
    }

    /** Returns the failure for a prompt of which nothing was understood. */
    Failure notAtAll(String prompt, List<String> pieces, Predicate<String> reads) {
        List<String> quoted = pieces.isEmpty() ? List.of(prompt.strip()) : pieces;
        List<String> suggestions = new ArrayList<>();
        for (String piece : quoted) {
            nearest(piece).forEach(phrase -> suggest(suggestions, phrase, reads));
        }
        boolean found = !suggestions.isEmpty();
        examples.forEach(example -> suggest(suggestions, example, reads));
        String help = suggestions.isEmpty()
                ? ""
                : (found ? " The nearest that can be read: " : " Prompts can say, for example: ") + quoted(suggestions)
                        + ".";
        String detail = "No condition and no order was found in " + quoted(quoted) + "." + help + texts(quoted);
        return failure(Reason.NOT_UNDERSTOOD, detail, new PromptRefusal(null, quoted, suggestions));
    }

    /** Returns the failure for a prompt of which a part was understood. */
    Failure partly(
            String prompt,
            List<String> pieces,
            @Nullable Criteria understood,
            boolean window,
            Function<Criteria, String> words,
            Predicate<String> reads) {
        List<String> suggestions = new ArrayList<>();
        if (pieces.size() == 1 && !window && prompt.length() <= LONGEST_REPEATED) {
            nearest(pieces.get(0))
                    .forEach(phrase -> suggest(suggestions, prompt.replace(pieces.get(0), phrase), reads));
        }
        String text = understood == null ? null : CriteriaText.of(understood);
        if (text != null) {
            suggest(suggestions, words.apply(understood), reads);
        }
        if (!window) {
            pieces.forEach(piece -> nearest(piece).forEach(phrase -> suggest(suggestions, phrase, reads)));
        }
        String help = window
                ? " A time or a number needs something that it is of and that has dates or counts."
                : texts(pieces);
        String detail = "These words carry something that cannot be read or kept: " + quoted(pieces) + "." + help;
        return failure(Reason.PARTLY_UNDERSTOOD, detail, new PromptRefusal(text, pieces, suggestions));
    }

    /** Returns the failure for a prompt that has several readings. */
    Failure ambiguous(List<Criteria> readings, Function<Criteria, String> words, Predicate<String> reads) {
        List<String> texts = readings.stream().map(CriteriaText::of).distinct().toList();
        List<String> suggestions = new ArrayList<>();
        readings.forEach(reading -> suggest(suggestions, words.apply(reading), reads));
        String detail = "The prompt can be read in more than one way: " + quoted(texts) + ". Say which one is meant.";
        return failure(Reason.PARTLY_UNDERSTOOD, detail, new PromptRefusal(null, List.of(), suggestions));
    }

    /** Returns the failure for a prompt that names an interest in another car model than the request's. */
    Failure anotherCar(List<String> named, String requested) {
        String detail = "The request is for the car model " + requested + ", so an interest in " + quoted(named)
                + " cannot be read: send a request with that car model, or say who owns it.";
        return failure(Reason.PARTLY_UNDERSTOOD, detail, new PromptRefusal(null, named, List.of()));
    }

    private static Failure failure(Reason reason, String detail, PromptRefusal refusal) {
        return new Failure(Stage.INTERPRET, reason, detail, refusal);
    }

    private static void suggest(List<String> suggestions, String prompt, Predicate<String> reads) {
        if (suggestions.size() < MOST_SUGGESTIONS && !suggestions.contains(prompt) && reads.test(prompt)) {
            suggestions.add(prompt);
        }
    }

    /** Lists the texts that columns can have, if a piece is a single word, which may be meant as one of them; otherwise empty. */
    private String texts(List<String> pieces) {
        boolean word = pieces.stream().anyMatch(piece -> !piece.contains(" "));
        if (!word) {
            return "";
        }
        List<String> columns = new ArrayList<>();
        for (Entry entry : catalogue.lexicon().entries()) {
            Column column = entry.text();
            if (column != null
                    && column.values().size() <= MOST_VALUES
                    && !entry.is(Entry.Trait.VALUES_NEED_NAME)
                    && columns.size() < MOST_SUGGESTIONS) {
                columns.add(column.label() + ": " + String.join(", ", column.values()));
            }
        }
        return columns.isEmpty() ? "" : " Texts that can be named are " + String.join("; ", columns) + ".";
    }

    private static String quoted(List<String> pieces) {
        return String.join(
                ", ",
                pieces.stream()
                        .limit(MOST_QUOTES)
                        .map(piece -> "\""
                                + (piece.length() > LONGEST_QUOTE ? piece.substring(0, LONGEST_QUOTE) + "…" : piece)
                                + "\"")
                        .toList());
    }

    private List<String> nearest(String piece) {
        return near.of(piece).stream().map(NearPhrases.Near::phrase).toList();
    }
}
