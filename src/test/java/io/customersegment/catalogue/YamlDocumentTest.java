package io.customersegment.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.customersegment.text.Position;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class YamlDocumentTest {

    private static final String SCHEMA = "/config/catalogue.schema.json";

    @Test
    void shouldKnowThePositionOfEveryKeyAndItem() {
        YamlDocument document = parse("""
                # first
                people: [guest,
                  visitor]
                entries:
                  - name: a
                    values:
                      half/full: [board]
                """);

        assertThat(document.position(JsonPointer.empty())).isEqualTo(new Position(2, 1));
        assertThat(document.position(JsonPointer.compile("/people/1"))).isEqualTo(new Position(3, 3));
        assertThat(document.position(JsonPointer.compile("/entries"))).isEqualTo(new Position(4, 1));
        assertThat(document.position(JsonPointer.compile("/entries/0/values"))).isEqualTo(new Position(6, 5));
        assertThat(document.position(JsonPointer.compile("/entries/0/values/half~1full/0")))
                .isEqualTo(new Position(7, 19));
        assertThatIllegalArgumentException().isThrownBy(() -> document.position(JsonPointer.compile("/entries/1")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "yes|`\"yes\"`",
                "on|`\"on\"`",
                "true|true",
                "12|12",
                "-0.5|-0.5",
                "18-24|`\"18-24\"`",
                "2024-12-01|`\"2024-12-01\"`",
                "1_000|`\"1_000\"`",
                "'12'|`\"12\"`",
                "~|null",
                "!x|`the tag !x is not supported`",
                ".inf|`\".inf\"`"
            })
    void shouldGiveScalarsTheTypesOfYaml12(String scalar, String expected) {
        String read;
        try {
            read = parse("a: " + scalar).root().path("a").toString();
        } catch (IllegalArgumentException fault) {
            read = String.valueOf(fault.getMessage()).replace("line 1, column 4: ", "");
        }

        assertThat(read).isEqualTo(expected);
    }

    @Test
    void shouldSkipAByteOrderMark() {
        assertThat(parse("\uFEFFpeople: [guest]").root().has("people")).isTrue();
    }

    @Test
    void shouldRefuseWhatIsNotUtf8() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> YamlDocument.parse("a: 1\nb: caf\u00e9".getBytes(StandardCharsets.ISO_8859_1)))
                .withMessage("line 2, column 7: the file is not in UTF-8");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> YamlDocument.parse("a: 1".getBytes(StandardCharsets.UTF_16)))
                .withMessage("line 1, column 1: the file is not in UTF-8");
    }

    @Test
    void shouldRefuseControlCharactersAndBottomlessNesting() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> parse("a: 1\nb: \u0007"))
                .withMessage("line 2, column 4: the character U+0007 is not allowed");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> parse("a:\n  " + "[".repeat(100_000)))
                .withMessage("line 2, column 53: the nesting is deeper than 50");
    }

    @Test
    void shouldCheckAFileWithItsSchema() {
        assertThat(YamlDocument.read(bytes("columns: [{name: a, type: id}]"), SCHEMA)
                        .root()
                        .path("columns"))
                .hasSize(1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> YamlDocument.read(bytes("columns: [{name: a, type: id, typ: id}]"), SCHEMA))
                .withMessage("line 1, column 31: column a: unknown key typ; did you mean type?");
    }

    @Test
    void shouldDescribeEveryKeyOfTheSchemaAndAllowNoOther() throws IOException {
        JsonNode schema = new JsonMapper().readTree(getClass().getResourceAsStream(SCHEMA));

        Set<String> undescribed = new HashSet<>();
        for (JsonNode object : schema.findParents("properties")) {
            assertThat(object.path("additionalProperties")).hasToString("false");
            object.path("properties").properties().forEach(key -> {
                if (!key.getValue().has("title") || !key.getValue().has("description")) {
                    undescribed.add(key.getKey());
                }
            });
        }

        assertThat(undescribed).isEmpty();
    }

    private static YamlDocument parse(String yaml) {
        return YamlDocument.parse(bytes(yaml));
    }

    private static byte[] bytes(String yaml) {
        return yaml.getBytes(StandardCharsets.UTF_8);
    }
}
