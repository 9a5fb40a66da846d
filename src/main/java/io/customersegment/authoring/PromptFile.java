package io.customersegment.authoring;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.customersegment.text.EditDistance;
import io.customersegment.text.ExactJson;
import io.customersegment.text.InvalidFileException;
import io.customersegment.text.Position;
import io.customersegment.text.Problem;
import io.customersegment.text.Utf8;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads a file of prompts: plain text with one prompt per line, or JSON lines, which may specify how each should be read. It is JSON
 * lines if its first line that is not blank begins with a brace. Messages do not quote the prompts.
 */
public final class PromptFile {

    private static final String PROMPT = "prompt";
    private static final String CRITERIA = "criteria";
    private static final String REFUSED = "refused";
    private static final String AS_OF = "as_of";
    private static final List<String> KEYS = List.of("id", PROMPT, "car_model", CRITERIA, REFUSED, AS_OF, "comment");

    private final boolean verified;
    private final List<Prompt> prompts = new ArrayList<>();
    private final List<Problem> problems = new ArrayList<>();

    private PromptFile(boolean verified) {
        this.verified = verified;
    }

    /**
     * Returns the prompts of a file.
     *
     * @param name the name of the file, for messages
     * @throws InvalidFileException if a line cannot be read
     */
    public static List<Prompt> prompts(String name, byte[] file) {
        return read(name, file, false);
    }

    /**
     * Returns the prompts of a file in JSON lines, each of which specifies how it should be read.
     *
     * @param name the name of the file, for messages
     * @throws InvalidFileException if a line cannot be read or does not specify how it should be read
     */
    public static List<Prompt> verified(String name, byte[] file) {
        return read(name, file, true);
    }

    private static List<Prompt> read(String name, byte[] file, boolean verified) {
        PromptFile reading = new PromptFile(verified);
        try {
            reading.read(Utf8.text(file).lines().toList());
            if (!reading.problems.isEmpty()) {
                throw new InvalidFileException(reading.problems);
            }
        } catch (InvalidFileException fault) {
            throw new InvalidFileException(name, fault);
        }
        return List.copyOf(reading.prompts);
    }

    private void read(List<String> lines) {
        boolean json = verified
                || lines.stream()
                        .filter(line -> !line.isBlank())
                        .findFirst()
                        .filter(line -> line.stripLeading().startsWith("{"))
                        .isPresent();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (!line.isBlank() && json) {
                readJson(line, i + 1);
            } else if (!line.isBlank()) {
                prompts.add(new Prompt(i + 1, line.strip(), null, null, null, null));
            }
        }
        if (prompts.isEmpty() && problems.isEmpty()) {
            problems.add(new Problem(Position.START, "the file has no prompt"));
        }
    }

    private void readJson(String line, int number) {
        JsonNode node;
        try {
            node = ExactJson.STRICT.readTree(line);
        } catch (JsonProcessingException fault) {
            JsonLocation at = fault.getLocation();
            boolean twice = fault.getOriginalMessage().startsWith("Duplicate");
            problems.add(new Problem(
                    new Position(number, at == null ? 1 : Math.max(1, at.getColumnNr())),
                    twice ? "a key is there twice" : "the line is not JSON"));
            return;
        }
        List<String> wrong =
                node.isObject() ? wrong(node) : List.of("the line must be a JSON object, such as {\"prompt\": \"…\"}");
        if (wrong.isEmpty()) {
            prompts.add(prompt(node, number));
        }
        wrong.forEach(text -> problems.add(new Problem(new Position(number, 1), text)));
    }

    private static Prompt prompt(JsonNode node, int number) {
        boolean expects = node.has(CRITERIA) || node.has(REFUSED);
        return new Prompt(
                number,
                node.path(PROMPT).textValue(),
                node.get("id"),
                node.path("car_model").textValue(),
                node.has(AS_OF) ? date(node.path(AS_OF)) : null,
                expects ? new Prompt.Expectation(node.path(CRITERIA).textValue()) : null);
    }

    private List<String> wrong(JsonNode node) {
        List<String> wrong = new ArrayList<>();
        node.fieldNames().forEachRemaining(key -> {
            if (!KEYS.contains(key)) {
                String meant = EditDistance.slipped(key, KEYS);
                wrong.add("there is an unknown key"
                        + (meant == null
                                ? "; the known ones are " + String.join(", ", KEYS)
                                : "; did you mean " + meant + "?"));
            }
        });
        if (!node.has(PROMPT)) {
            wrong.add("the key prompt is missing");
        } else if (!node.path(PROMPT).isTextual()
                || node.path(PROMPT).textValue().isBlank()) {
            wrong.add("prompt must be text that is not blank");
        }
        if (!node.path("car_model").isMissingNode()
                && !node.path("car_model").isNull()
                && !node.path("car_model").isTextual()) {
            wrong.add("car_model must be text");
        }
        if (node.has(CRITERIA)
                && (!node.path(CRITERIA).isTextual()
                        || node.path(CRITERIA).textValue().isBlank())) {
            wrong.add("criteria must be text that is not blank");
        }
        if (node.has(REFUSED)
                && !(node.path(REFUSED).isBoolean() && node.path(REFUSED).booleanValue())) {
            wrong.add("refused must be true");
        }
        if (node.has(CRITERIA) && node.has(REFUSED)) {
            wrong.add("criteria and refused exclude each other");
        }
        if (verified && !node.has(CRITERIA) && !node.has(REFUSED)) {
            wrong.add("the line needs \"criteria\", or \"refused\": true");
        }
        if (node.has(AS_OF) && date(node.path(AS_OF)) == null) {
            wrong.add("as_of must be a date like 2024-12-01");
        }
        return wrong;
    }

    private static @Nullable LocalDate date(JsonNode text) {
        try {
            return LocalDate.parse(text.asText());
        } catch (DateTimeParseException broken) {
            return null;
        }
    }
}
