package io.customersegment.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.customersegment.outcome.Failure;
import io.customersegment.outcome.Outcome;
import io.customersegment.outcome.Reason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestValidatorTest {

    private static final Instant NOON = Instant.parse("2024-06-15T12:00:00Z");
    private static final int MAX_CHARS = 2000;
    private static final RequestValidator VALIDATOR = RequestValidator.builtIn(MAX_CHARS);

    @Test
    void shouldReadRequestWithDayOfTheRecord() {
        Outcome<SegmentRequest> outcome =
                validate("{\"prompt\": \"repeat buyers\", \"car_model\": \"CAMRY HYBRID ELEGANCE - 2024\"}");

        assertThat(outcome)
                .isEqualTo(Outcome.ok(new SegmentRequest(
                        "repeat buyers", new CarModel("CAMRY HYBRID ELEGANCE - 2024"), LocalDate.of(2024, 6, 15))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"prompt\": \"x\", \"car_model\": \"RAV4\u00a0HYBRID - 2022\"}",
                "{\"prompt\": \"x\", \"car_model\": \"RAV4 HYBRID\u200b - 2022\"}",
                "\ufeff{\"prompt\": \"x\", \"car_model\": \"RAV4 HYBRID - 2022\"}"
            })
    void shouldTakeWhatCannotBeSeenForWhatIsSeen(String json) {
        assertThat(request(validate(json)).carModel()).isEqualTo(new CarModel("RAV4 HYBRID - 2022"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"prompt\": \"x\"}", "{\"prompt\": \"x\", \"car_model\": null}"})
    void shouldFillInTheCarModelOfTheSchema(String json) {
        assertThat(request(validate(json)).carModel()).isEqualTo(new CarModel("COROLLA CROSS PREMIUM - 2022"));
    }

    @Test
    void shouldLetUnknownMembersPass() {
        assertThat(request(validate("{\"prompt\": \"x\", \"sent_by\": {\"team\": [1, 2]}}"))
                        .prompt())
                .isEqualTo("x");
    }

    @Test
    void shouldReadValueBehindTheRegistryPrefix() {
        byte[] json = "{\"prompt\": \"x\"}".getBytes(StandardCharsets.UTF_8);
        byte[] value = new byte[json.length + 5];
        value[4] = 7;
        System.arraycopy(json, 0, value, 5, json.length);

        assertThat(request(VALIDATOR.validate(value, NOON)).prompt()).isEqualTo("x");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "NOT_JSON          | ''",
                "NOT_JSON          | no json",
                "NOT_JSON          | {\"prompt\": \"x\"",
                "NOT_JSON          | {\"prompt\": \"x\"} {}",
                "NOT_JSON          | {\"prompt\": \"x\", \"prompt\": \"y\"}",
                "NOT_JSON          | {\"prompt\": NaN}",
                "NOT_JSON          | {'prompt': 1}",
                "NOT_JSON          | {\"prompt\": \"x\"} // comment",
                "NOT_AN_OBJECT     | [{\"prompt\": \"x\"}]",
                "NOT_AN_OBJECT     | \"prompt\"",
                "NOT_AN_OBJECT     | 17",
                "NOT_AN_OBJECT     | true",
                "NOT_AN_OBJECT     | null",
                "PROMPT_MISSING    | {}",
                "PROMPT_MISSING    | {\"prompt\": null}",
                "PROMPT_MISSING    | {\"Prompt\": \"x\"}",
                "SCHEMA_VIOLATED   | {\"prompt\": 17}",
                "SCHEMA_VIOLATED   | {\"prompt\": [\"x\"]}",
                "PROMPT_BLANK      | {\"prompt\": \"\"}",
                "PROMPT_BLANK      | {\"prompt\": \" \\n\\t\"}",
                "PROMPT_BLANK      | {\"prompt\": \"\\u00a0\\u200b\\ufeff\\u2800\\u3000\"}",
                "UNKNOWN_CAR_MODEL | {\"prompt\": \"x\", \"car_model\": \"PRIUS\"}",
                "UNKNOWN_CAR_MODEL | {\"prompt\": \"x\", \"car_model\": 17}",
                "UNKNOWN_CAR_MODEL | {\"prompt\": \"x\", \"car_model\": \"\"}",
                "UNKNOWN_CAR_MODEL | {\"prompt\": \"x\", \"car_model\": {\"name\": \"PRIUS\"}}",
                "UNKNOWN_CAR_MODEL | {\"car_model\": \"PRIUS\"}",
                "UNKNOWN_CAR_MODEL | {\"prompt\": \"\", \"car_model\": \"camry hybrid elegance - 2024\"}"
            })
    void shouldSayWhatIsWrong(Reason reason, String json) {
        assertThat(failure(validate(json)).reason()).isEqualTo(reason);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    The value is not JSON                          | no json
                    The value is an object with a member twice    | {"prompt": "x", "prompt": "y"}
                    car_model is not text; the list has: YARIS     | {"prompt": "x", "car_model": 1e1000000}
                    """)
    void shouldSayWhichRuleIsBroken(String detail, String json) {
        assertThat(failure(validate(json)).detail()).startsWith(detail);
    }

    @Test
    void shouldNameTheLimitThatIsPassed() {
        String digits = "{\"prompt\": " + "9".repeat(900_000) + "}";

        assertThat(failure(validate(digits)).detail())
                .isEqualTo(
                        "The value goes beyond a limit: at most 64 levels, 1000 digits in a number and 1000 characters in a name");
    }

    @Test
    void shouldRefuseMissingValue() {
        assertThat(failure(VALIDATOR.validate(null, NOON)).reason()).isEqualTo(Reason.NOT_JSON);
    }

    @Test
    void shouldRefuseInvalidUtf8() {
        byte[] value = "{\"prompt\": \"x\"}".getBytes(StandardCharsets.UTF_8);
        value[12] = (byte) 0xC0;

        assertThat(failure(VALIDATOR.validate(value, NOON)).reason()).isEqualTo(Reason.NOT_JSON);
    }

    @Test
    void shouldRefuseDeepNesting() {
        String deep = "[".repeat(100_000);

        assertThat(failure(validate("{\"prompt\": \"x\", \"more\": " + deep)).reason())
                .isEqualTo(Reason.NOT_JSON);
    }

    @Test
    void shouldRefusePromptOfHundredThousandCharacters() {
        assertThat(failure(validate("{\"prompt\": \"" + "x".repeat(100_000) + "\"}"))
                        .reason())
                .isEqualTo(Reason.PROMPT_TOO_LONG);
    }

    @Test
    void shouldAcceptPromptOfExactlyTheLongestLength() {
        assertThat(request(validate("{\"prompt\": \"" + "x".repeat(MAX_CHARS) + "\"}"))
                        .prompt())
                .hasSize(MAX_CHARS);
    }

    @ParameterizedTest
    @CsvSource({
        "Camry Hybrid 2024, CAMRY HYBRID STANDARD - 2024",
        "camry elegance, CAMRY HYBRID ELEGANCE - 2024",
        "RAV 4, RAV4 HYBRID - 2022",
        "Yariss Cross, YARIS CROSS HYBRID - 2021",
        "corolla cross, COROLLA CROSS PREMIUM - 2022",
        "siena, SIENTA HYBRID ELEGANCE - 2021"
    })
    void shouldNameTheNearestCarModel(String asked, String nearest) {
        Failure failure = failure(validate("{\"prompt\": \"x\", \"car_model\": \"" + asked + "\"}"));

        assertThat(failure.detail()).contains("the nearest is \"" + nearest + "\"");
    }

    @Test
    void shouldListTheCarModelsWhereNoneIsNear() {
        Failure failure = failure(validate("{\"prompt\": \"x\", \"car_model\": \"??\"}"));

        assertThat(failure.detail()).doesNotContain("nearest").contains("HARRIER HYBRID PREMIUM - 2022");
    }

    @Test
    void shouldTakeTheCarModelsFromAnotherSchema(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("input.json");
        Files.writeString(file, """
                {"type": "object", "required": ["prompt"], "properties": {
                  "prompt": {"type": "string", "maxLength": 5},
                  "car_model": {"enum": ["A", "B"], "default": "B"}}}""");

        RequestValidator validator = RequestValidator.read(file, MAX_CHARS);

        assertThat(validator.carModels()).containsExactly(new CarModel("A"), new CarModel("B"));
        assertThat(request(validator.validate("{\"prompt\": \"short\"}".getBytes(StandardCharsets.UTF_8), NOON))
                        .carModel())
                .isEqualTo(new CarModel("B"));
        assertThat(failure(validator.validate("{\"prompt\": \"longer\"}".getBytes(StandardCharsets.UTF_8), NOON))
                        .reason())
                .isEqualTo(Reason.SCHEMA_VIOLATED);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '`', textBlock = """
            ``                                    ~ line 1, column 1: the file is empty
            []                                    ~ line 1, column 1: the file must be a JSON object, such as {"type": "object", …}
            {"a": 1,}                             ~ line 1, column 9: the file is not JSON from here on
            {"type": 1, "type": 2}                ~ line 1, column 19: the key is there already
            {}                                    ~ line 1, column 1: properties, car_model, enum: there must be a list of the car models that requests may name
            {"properties": {"car_model": {}}}     ~ line 1, column 17: properties, car_model, enum: there must be a list of the car models that requests may name
            {"properties": {"car_model": {"enum": ["A"]}}}                    ~ line 1, column 17: properties, car_model, default: there must be a default, which is one of enum: the car model of requests that name none
            {"properties": {"car_model": {"enum": ["A"], "default": "B"}}}    ~ line 1, column 46: properties, car_model, default: there must be a default, which is one of enum: the car model of requests that name none
            {"properties": {"car_model": {"enum": ["A", 1], "default": "A"}}} ~ line 1, column 45: properties, car_model, enum, 1: a car model must be text
            {"properties": {"car_model": {"enum": ["A", "ก"], "default": "A"}}} ~ line 1, column 45: properties, car_model, enum, 1: a car model needs a letter a to z or a digit: they name it in Personalize
            {"properties": {"car_model": {"enum": ["A - 1", "a 1"], "default": "A - 1"}}} ~ line 1, column 49: properties, car_model, enum, 1: this is a-1 in Personalize, as the car model on line 1 is
            """)
    void shouldSayWhereASchemaIsWrong(String schema, String problem, @TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("input.json"), schema);

        assertThatThrownBy(() -> RequestValidator.read(file, MAX_CHARS))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The schema " + file + " cannot be used: " + problem);
    }

    @Test
    void shouldReportEverythingThatIsWrongWithASchemaAtOnce(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("input.json"), """
                {
                  "type": "objekt",
                  "properties": {
                    "car_model": {"enum": ["A"], "default": "B", "minLength": -1}
                  }
                }
                """);

        assertThatThrownBy(() -> RequestValidator.read(file, MAX_CHARS))
                .message()
                .contains("\nline 2, column 3: type: ")
                .contains("\nline 4, column 34: properties, car_model, default: ")
                .contains("\nline 4, column 50: properties, car_model, minLength: ");
    }

    @Test
    void shouldSayThatThereIsNoSchema(@TempDir Path folder) {
        Path none = folder.resolve("none.json");

        assertThatThrownBy(() -> RequestValidator.read(none, MAX_CHARS))
                .hasMessage("The schema " + none + " cannot be read: there is no such file");
    }

    @Property
    void shouldAnswerAnyBytes(@ForAll byte[] value) {
        assertThat(VALIDATOR.validate(value, NOON)).isNotNull();
    }

    @Property
    void shouldAnswerAnyPromptAndCarModel(@ForAll String prompt, @ForAll @Nullable String carModel) {
        String json = "{\"prompt\": " + quoted(prompt) + ", \"car_model\": " + quoted(String.valueOf(carModel)) + "}";

        assertThat(failure(validate(json)).reason()).isEqualTo(Reason.UNKNOWN_CAR_MODEL);
    }

    private static String quoted(String text) {
        StringBuilder json = new StringBuilder("\"");
        text.chars().forEach(unit -> json.append(String.format("\\u%04x", unit)));
        return json.append('"').toString();
    }

    private static Outcome<SegmentRequest> validate(String json) {
        return VALIDATOR.validate(json.getBytes(StandardCharsets.UTF_8), NOON);
    }

    private static SegmentRequest request(Outcome<SegmentRequest> outcome) {
        return outcome.fold(request -> request, failure -> {
            throw new AssertionError(failure);
        });
    }

    private static Failure failure(Outcome<SegmentRequest> outcome) {
        return outcome.fold(
                request -> {
                    throw new AssertionError(request);
                },
                failure -> failure);
    }
}
