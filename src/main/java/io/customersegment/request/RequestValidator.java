package io.customersegment.request;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.customersegment.outcome.Failure;
import io.customersegment.outcome.Outcome;
import io.customersegment.outcome.Reason;
import io.customersegment.outcome.Stage;
import io.customersegment.text.InvalidFileException;
import io.customersegment.text.ReadFault;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Validates requests: converts bytes to a request, or to a failure that states what is wrong with them. The action's JSON Schema
 * defines the rules; it also contains the car models and the default for requests that name none.
 *
 * <p><i>Threads:</i> immutable, safe for use by multiple threads.
 */
public final class RequestValidator {

    private static final String BUILT_IN = "/topics/customer-segment-input.schema.json";
    private static final String PROMPT = "prompt";
    private static final String CAR_MODEL = "car_model";
    private static final int LONGEST_QUOTE = 60;
    private static final int BRAILLE_BLANK = 0x2800;

    private final Schema schema;
    private final CarModels carModels;
    private final String carModelTitle;
    private final int promptMaxChars;

    private RequestValidator(JsonNode schema, int promptMaxChars) {
        this.schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(schema);
        this.schema.initializeValidators();
        this.carModels = carModels(schema);
        this.carModelTitle =
                schema.path("properties").path(CAR_MODEL).path("title").asText("Car model");
        this.promptMaxChars = promptMaxChars;
    }

    /** Creates a validator with the built-in schema. */
    public static RequestValidator builtIn(int promptMaxChars) {
        try (InputStream stream = RequestValidator.class.getResourceAsStream(BUILT_IN)) {
            if (stream == null) {
                throw new IllegalStateException("The class path has no " + BUILT_IN);
            }
            return new RequestValidator(new ObjectMapper().readTree(stream), promptMaxChars);
        } catch (IOException fault) {
            throw new IllegalStateException("The schema that is built in cannot be read", fault);
        }
    }

    /**
     * Creates a validator with a deployment's own schema.
     *
     * @throws IllegalArgumentException if the file cannot be read or is not a schema with car models; the message names the file and,
     *     for each problem, the position and the rule
     */
    public static RequestValidator read(Path schemaFile, int promptMaxChars) {
        try {
            return new RequestValidator(RequestSchema.read(Files.readAllBytes(schemaFile)), promptMaxChars);
        } catch (IOException fault) {
            throw new IllegalArgumentException(
                    "The schema " + schemaFile + " cannot be read: " + ReadFault.words(fault), fault);
        } catch (InvalidFileException fault) {
            throw new InvalidFileException("The schema " + schemaFile, fault);
        }
    }

    /** Returns the car models that a request may name, in the schema's order. */
    public List<CarModel> carModels() {
        return carModels.all();
    }

    /** Returns the name of the car model property, as the schema titles it. */
    public String carModelTitle() {
        return carModelTitle;
    }

    /** Returns the default for requests that name no car model. */
    public CarModel standardCarModel() {
        return carModels.standard();
    }

    /**
     * Returns the request in a record's value, or what is wrong with it; an invalid car model is reported before an invalid prompt.
     * Never throws.
     *
     * @param value the bytes, with or without the five-byte prefix of a schema registry
     * @param askedAt the time from whose UTC day the dates in the prompt count
     */
    public Outcome<SegmentRequest> validate(byte @Nullable [] value, Instant askedAt) {
        if (value == null || value.length == 0) {
            return failed(Reason.NOT_JSON, "The record has no value");
        }
        String text = StrictJson.text(value);
        JsonNode node = StrictJson.parse(text);
        if (node == null) {
            return failed(Reason.NOT_JSON, StrictJson.fault(text));
        }
        if (!(node instanceof ObjectNode request)) {
            return failed(Reason.NOT_AN_OBJECT, "The value is JSON, but no object");
        }
        if (request.path(CAR_MODEL).isMissingNode() || request.path(CAR_MODEL).isNull()) {
            request.put(CAR_MODEL, carModels.standard().name());
        } else if (request.path(CAR_MODEL).isTextual()) {
            request.put(CAR_MODEL, asSeen(request.path(CAR_MODEL).textValue()));
        }
        Failure violation = violation(request);
        if (violation != null) {
            return Outcome.failed(violation);
        }
        String prompt = request.path(PROMPT).textValue();
        if (prompt.codePoints().allMatch(RequestValidator::blank)) {
            return failed(Reason.PROMPT_BLANK, "The prompt is blank");
        }
        if (prompt.length() > promptMaxChars) {
            return failed(
                    Reason.PROMPT_TOO_LONG,
                    "The prompt has " + prompt.length() + " characters, at most " + promptMaxChars + " are read");
        }
        return Outcome.ok(new SegmentRequest(
                prompt,
                new CarModel(request.path(CAR_MODEL).textValue()),
                LocalDate.ofInstant(askedAt, ZoneOffset.UTC)));
    }

    /** Returns the first violation of the schema's own rules or of those that the code relies on, null if there is none. */
    private @Nullable Failure violation(ObjectNode request) {
        JsonNode model = request.path(CAR_MODEL);
        if (!model.isTextual()) {
            return new Failure(Stage.VALIDATE, Reason.UNKNOWN_CAR_MODEL, unknown(model));
        }
        List<Error> errors = schema.validate(request);
        if (errors.stream().anyMatch(error -> concerns(error, CAR_MODEL))) {
            return new Failure(Stage.VALIDATE, Reason.UNKNOWN_CAR_MODEL, unknown(model));
        }
        JsonNode prompt = request.path(PROMPT);
        if (prompt.isMissingNode() || prompt.isNull()) {
            return new Failure(Stage.VALIDATE, Reason.PROMPT_MISSING, "The request has no prompt");
        }
        if (!prompt.isTextual()) {
            return new Failure(Stage.VALIDATE, Reason.SCHEMA_VIOLATED, "The prompt is not text");
        }
        return errors.isEmpty()
                ? null
                : new Failure(
                        Stage.VALIDATE,
                        Reason.SCHEMA_VIOLATED,
                        quoted(errors.get(0).toString(), 200));
    }

    private static boolean concerns(Error error, String property) {
        return error.getInstanceLocation().getNameCount() > 0
                && property.equals(error.getInstanceLocation().getElement(0).toString());
    }

    private String unknown(JsonNode model) {
        String list =
                carModels.all().stream().map(CarModel::name).collect(Collectors.joining(", ", "; the list has: ", ""));
        if (!model.isTextual()) {
            return "car_model is not text" + list;
        }
        CarModel nearest = carModels.nearest(model.textValue());
        String hint = nearest == null ? "" : "; the nearest is \"" + nearest.name() + "\"";
        return "There is no car model \"" + quoted(model.textValue(), LONGEST_QUOTE) + "\"" + hint + list;
    }

    private static String quoted(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most) + "…";
    }

    /** Whether the character is invisible: spaces of all kinds, zero-width ones included, and control characters. */
    private static boolean blank(int character) {
        return Character.isWhitespace(character)
                || Character.isSpaceChar(character)
                || Character.isISOControl(character)
                || Character.getType(character) == Character.FORMAT
                || character == BRAILLE_BLANK;
    }

    /**
     * Returns the name as it is displayed, for names copied from a page: spaces of all kinds become plain spaces, and characters
     * without width are removed.
     */
    private static String asSeen(String name) {
        StringBuilder seen = new StringBuilder(name.length());
        name.codePoints()
                .filter(character -> Character.getType(character) != Character.FORMAT)
                .forEach(character -> seen.appendCodePoint(Character.isSpaceChar(character) ? ' ' : character));
        return seen.toString();
    }

    private static Outcome<SegmentRequest> failed(Reason reason, String detail) {
        return Outcome.failed(new Failure(Stage.VALIDATE, reason, detail));
    }

    private static CarModels carModels(JsonNode schema) {
        JsonNode property = schema.path("properties").path(CAR_MODEL);
        List<CarModel> all = new ArrayList<>();
        property.path("enum").forEach(name -> all.add(new CarModel(name.asText())));
        return new CarModels(all, new CarModel(property.path("default").asText()));
    }
}
