package io.customersegment.prompt;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.customersegment.catalogue.CatalogueReader;
import io.customersegment.criteria.Criteria;
import io.customersegment.outcome.Failure;
import io.customersegment.outcome.Outcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The prompts in {@code src/test/resources/prompts}, and their readings on the day for which they were labelled. */
final class Corpora {

    static final LocalDate DAY = LocalDate.of(2024, 12, 1);
    static final Path PROMPTS = Path.of("src/test/resources/prompts");
    static final List<String> VOICES = List.of(
            "voices-a",
            "voices-b",
            "voices-c",
            "voices-d",
            "voices-e",
            "voices-f",
            "voices-g",
            "voices-h",
            "voices-i",
            "voices-j",
            "voices-k",
            "voices-l",
            "voices-m",
            "voices-n",
            "voices-o",
            "voices-p",
            "voices-q",
            "voices-r",
            "voices-s",
            "voices-t",
            "voices-u",
            "voices-v",
            "voices-w",
            "voices-x",
            "voices-y",
            "voices-z",
            "voices-aa",
            "voices-ab");
    static final List<String> RULES = List.of(
            "amounts",
            "indifference-2",
            "dates",
            "windows",
            "restatements",
            "lists",
            "conditions",
            "arrangements",
            "asides",
            "circumstances",
            "occasions",
            "logic",
            "remarks",
            "remarks-2",
            "layout",
            "found-in-use",
            "odd-wordings",
            "traps-2",
            "wordings-events",
            "wordings-people",
            "wordings-scopes",
            "chat",
            "whole-wishes",
            "small-talk",
            "formal-2");
    static final GrammarInterpreter RETAIL = new GrammarInterpreter(CatalogueReader.builtIn());
    static final GrammarInterpreter HOTEL =
            new GrammarInterpreter(CatalogueReader.read(PROMPTS.resolve("hotel-catalogue.yaml")));

    /** A prompt and the reading given below it. */
    record Example(String prompt, String expected, Mark mark) {}

    /** The mark of an example: whether the reader is known to fail on it. */
    enum Mark {
        NONE(""),
        /** The reading is what the prompt means, but the reader still refuses the prompt. */
        REFUSED_YET("? "),
        /** The reading is what the prompt means, but the reader still reads the prompt as something else. */
        WRONG_YET("! ");

        private final String sign;

        Mark(String sign) {
            this.sign = sign;
        }
    }

    /** A prompt that was read. */
    record Accepted(GrammarInterpreter interpreter, String prompt, Reading reading) {
        Criteria criteria() {
            return reading.criteria();
        }
    }

    private Corpora() {}

    /**
     * Returns the examples of a table. Each is a prompt, in which {@code ⏎} is a line break, and below it its reading, after a mark if the
     * reader does not read it that way.
     */
    static List<Example> table(String file) {
        List<String> lines = lines(file).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .toList();
        List<Example> examples = new ArrayList<>();
        for (int i = 0; i + 1 < lines.size(); i += 2) {
            String reading = lines.get(i + 1).strip();
            Mark mark = Arrays.stream(Mark.values())
                    .filter(one -> one != Mark.NONE && reading.startsWith(one.sign))
                    .findFirst()
                    .orElse(Mark.NONE);
            examples.add(new Example(lines.get(i).replace('⏎', '\n'), reading.substring(mark.sign.length()), mark));
        }
        return examples;
    }

    /** Returns the cases of a file with one JSON object per line. */
    static List<JsonNode> cases(String file) {
        ObjectMapper json = new ObjectMapper();
        List<JsonNode> cases = new ArrayList<>();
        for (String line : lines(file)) {
            try {
                cases.add(json.readTree(line));
            } catch (IOException fault) {
                throw new UncheckedIOException(file, fault);
            }
        }
        return cases;
    }

    /** Returns the retail prompts of all corpora. */
    static List<String> retailPrompts() {
        List<String> prompts = new ArrayList<>();
        table("retail.txt").forEach(example -> prompts.add(example.prompt()));
        RULES.forEach(rules -> table("rules/" + rules + ".txt").forEach(example -> prompts.add(example.prompt())));
        List<String> files = new ArrayList<>(VOICES);
        files.add("unseen");
        files.forEach(file -> cases(file + ".jsonl")
                .forEach(one -> prompts.add(one.path("prompt").asText())));
        return prompts.stream().distinct().toList();
    }

    /** Returns the prompts of all corpora that are not refused. */
    static List<Accepted> accepted() {
        List<Accepted> accepted = new ArrayList<>();
        retailPrompts().forEach(prompt -> add(accepted, RETAIL, prompt));
        table("hotel.txt").forEach(example -> add(accepted, HOTEL, example.prompt()));
        return accepted;
    }

    private static void add(List<Accepted> accepted, GrammarInterpreter interpreter, String prompt) {
        Reading reading = reading(interpreter, prompt);
        if (reading != null) {
            accepted.add(new Accepted(interpreter, prompt, reading));
        }
    }

    /** Returns the reading of the prompt, or null if it is refused. */
    static @Nullable Reading reading(GrammarInterpreter interpreter, String prompt) {
        return outcome(interpreter, prompt) instanceof Outcome.Ok<Reading> ok ? ok.value() : null;
    }

    /** Returns the criteria of the prompt, or null if it is refused. */
    static @Nullable Criteria criteria(GrammarInterpreter interpreter, String prompt) {
        Reading reading = reading(interpreter, prompt);
        return reading == null ? null : reading.criteria();
    }

    /** Returns the reason why the prompt is refused. */
    static Failure failure(GrammarInterpreter interpreter, String prompt) {
        return ((Outcome.Failed<Reading>) outcome(interpreter, prompt)).failure();
    }

    static Outcome<Reading> outcome(GrammarInterpreter interpreter, String prompt) {
        return interpreter.interpret(prompt, new PromptInterpreter.Context(DAY, null, false));
    }

    /** Returns the prompt on one line, for messages. */
    static String shown(String prompt) {
        return prompt.replace("\n", "⏎").strip();
    }

    static String percent(int part, int whole) {
        return String.format(Locale.ROOT, "%.1f %%", 100.0 * part / whole);
    }

    private static List<String> lines(String file) {
        try {
            return Files.readAllLines(PROMPTS.resolve(file));
        } catch (IOException fault) {
            throw new UncheckedIOException(file, fault);
        }
    }
}
