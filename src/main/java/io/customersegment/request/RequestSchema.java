package io.customersegment.request;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.customersegment.text.ExactJson;
import io.customersegment.text.InvalidFileException;
import io.customersegment.text.Position;
import io.customersegment.text.Problem;
import io.customersegment.text.Utf8;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads and checks a deployment's own JSON Schema of requests. */
final class RequestSchema {

    private static final String META_SCHEMA = "https://json-schema.org/draft/2020-12/schema";
    private static final String CAR_MODEL = "/properties/car_model";
    private static final String ENUM = CAR_MODEL + "/enum";

    private final JsonNode root;
    private final Map<String, Position> positions;
    private final List<Problem> problems = new ArrayList<>();

    private RequestSchema(JsonNode root, Map<String, Position> positions) {
        this.root = root;
        this.positions = positions;
    }

    /**
     * Reads the schema in a file.
     *
     * @throws InvalidFileException if it is not JSON, not a JSON Schema, or has no car models
     */
    static JsonNode read(byte[] file) {
        String text = Utf8.text(file);
        if (text.isBlank()) {
            throw InvalidFileException.at(Position.START, "the file is empty");
        }
        try {
            JsonNode root = ExactJson.STRICT.readTree(text);
            if (!root.isObject()) {
                throw InvalidFileException.at(
                        Position.START, "the file must be a JSON object, such as {\"type\": \"object\", …}");
            }
            RequestSchema schema = new RequestSchema(root, positions(text));
            schema.check();
            return root;
        } catch (JsonProcessingException fault) {
            boolean twice = fault.getOriginalMessage().startsWith("Duplicate");
            throw InvalidFileException.at(
                    position(fault.getLocation()),
                    twice ? "the key is there already" : "the file is not JSON from here on");
        }
    }

    private void check() {
        Set<String> reported = new HashSet<>();
        for (Error error : SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(SchemaLocation.of(META_SCHEMA))
                .validate(root)) {
            String pointer = error.getInstanceLocation().toString();
            if (reported.add(pointer)) {
                problem(pointer, error.getMessage());
            }
        }
        carModels();
        if (!problems.isEmpty()) {
            throw new InvalidFileException(problems.stream()
                    .sorted(Comparator.comparing(Problem::position))
                    .toList());
        }
    }

    private void carModels() {
        JsonNode names = root.at(ENUM);
        if (!names.isArray() || names.isEmpty()) {
            problem(ENUM, "there must be a list of the car models that requests may name");
            return;
        }
        Map<String, Integer> slugs = new HashMap<>();
        for (int i = 0; i < names.size(); i++) {
            JsonNode name = names.get(i);
            String slug = new CarModel(name.asText()).slug();
            Integer first = name.isTextual() && !slug.isEmpty() ? slugs.putIfAbsent(slug, i) : null;
            if (!name.isTextual()) {
                problem(ENUM + "/" + i, "a car model must be text");
            } else if (slug.isEmpty()) {
                problem(ENUM + "/" + i, "a car model needs a letter a to z or a digit: they name it in Personalize");
            } else if (first != null) {
                problem(
                        ENUM + "/" + i,
                        "this is " + slug + " in Personalize, as the car model on line "
                                + at(ENUM + "/" + first).line() + " is");
            }
        }
        JsonNode standard = root.at(CAR_MODEL + "/default");
        boolean known = false;
        for (JsonNode name : names) {
            known |= name.equals(standard);
        }
        if (!known) {
            problem(
                    CAR_MODEL + "/default",
                    "there must be a default, which is one of enum: the car model of requests that name none");
        }
    }

    private void problem(String pointer, String text) {
        String name = pointer.isEmpty() ? "" : pointer.substring(1).replace("/", ", ") + ": ";
        problems.add(new Problem(at(pointer), name + text));
    }

    /** Returns the position of a member; of its nearest ancestor in the file if the member is missing. */
    private Position at(String pointer) {
        Position position = positions.get(pointer);
        return position != null ? position : at(pointer.substring(0, Math.max(0, pointer.lastIndexOf('/'))));
    }

    private static Map<String, Position> positions(String text) {
        Map<String, Position> positions = new HashMap<>();
        try (JsonParser parser = ExactJson.STRICT.createParser(text)) {
            while (parser.nextToken() != null) {
                positions.putIfAbsent(
                        parser.getParsingContext().pathAsPointer().toString(), position(parser.currentTokenLocation()));
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        positions.put("", Position.START);
        return positions;
    }

    private static Position position(JsonLocation location) {
        return new Position(Math.max(1, location.getLineNr()), Math.max(1, location.getColumnNr()));
    }
}
