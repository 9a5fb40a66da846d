package io.customersegment.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.customersegment.local.emulator.Faults;
import io.customersegment.outcome.ErrorType;
import io.customersegment.text.ExactJson;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A request of the demo.
 *
 * @param carModel null for the schema's default
 * @param faults how Personalize behaves during the request
 * @param expected the answer's error type, or {@link #SEGMENT}
 */
record Scene(String prompt, @Nullable String carModel, Faults faults, String expected) {

    static final String SEGMENT = "a segment";

    private static final String BUILT_IN = "/config/demo.jsonl";
    private static final List<String> MEMBERS = List.of("prompt", "car_model", "faults", "expected");
    private static final List<String> ANSWERS = Stream.concat(
                    Stream.of(SEGMENT), Arrays.stream(ErrorType.values()).map(ErrorType::title))
            .toList();

    /** Returns the built-in requests, which are for the customers of a car retailer. */
    static List<Scene> builtIn() {
        InputStream stream = Scene.class.getResourceAsStream(BUILT_IN);
        if (stream == null) {
            throw new IllegalStateException("The class path has no " + BUILT_IN);
        }
        return read(new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8)), BUILT_IN);
    }

    /**
     * Reads the requests of a file, which has one JSON object per line.
     *
     * @throws IllegalArgumentException if a line breaks a rule; it names the file, the line and the rule
     */
    static List<Scene> read(Path file) throws IOException {
        return read(Files.newBufferedReader(file), file.toString());
    }

    private static List<Scene> read(BufferedReader reader, String file) {
        List<Scene> scenes = new ArrayList<>();
        try (reader) {
            int number = 0;
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                number++;
                if (!line.isBlank()) {
                    scenes.add(of(line, file + ", line " + number + ": "));
                }
            }
        } catch (IOException fault) {
            throw new UncheckedIOException("Cannot read " + file + ": " + fault, fault);
        }
        if (scenes.isEmpty()) {
            throw new IllegalArgumentException(file + " has no requests; it needs a JSON object a line: " + FORM);
        }
        return scenes;
    }

    /** The form of a line. */
    static final String FORM =
            "{\"prompt\":..., \"car_model\":..., \"expected\":\"" + SEGMENT + "\" or an error type, \"faults\":{...}}";

    private static Scene of(String line, String where) {
        if (!(parsed(line) instanceof ObjectNode json)) {
            throw new IllegalArgumentException(where + "this is not a JSON object: " + FORM);
        }
        for (String member : (Iterable<String>) json::fieldNames) {
            if (!MEMBERS.contains(member)) {
                throw new IllegalArgumentException(
                        where + "there is an unknown key; the known ones are " + String.join(", ", MEMBERS));
            }
        }
        if (!json.path("prompt").isTextual()) {
            throw new IllegalArgumentException(where + "prompt must be a text");
        }
        if (json.has("car_model") && !json.path("car_model").isTextual()) {
            throw new IllegalArgumentException(where + "car_model must be a text, or be left out for the default");
        }
        if (!ANSWERS.contains(json.path("expected").asText())) {
            throw new IllegalArgumentException(where + "expected must be one of " + String.join(", ", ANSWERS));
        }
        try {
            return new Scene(
                    json.path("prompt").textValue(),
                    json.path("car_model").textValue(),
                    json.has("faults") ? Faults.read(json.path("faults")) : Faults.none(),
                    json.path("expected").textValue());
        } catch (IllegalArgumentException broken) {
            throw new IllegalArgumentException(where + "faults: " + broken.getMessage(), broken);
        }
    }

    private static @Nullable JsonNode parsed(String line) {
        try {
            return ExactJson.MAPPER.readTree(line);
        } catch (JsonProcessingException broken) {
            return null;
        }
    }

    /** Omits the prompt, so that the text can be logged. */
    @Override
    public String toString() {
        return "Scene[" + expected + "]";
    }
}
