package io.customersegment.prompt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.customersegment.catalogue.YamlDocument;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Tests that the English data matches its schema, and that the reader uses all of it. */
final class EnglishTest {

    private static final String ENGLISH = "/io/customersegment/prompt/english.yaml";
    private static final String SCHEMA = "/io/customersegment/prompt/english.schema.json";
    private static final Path SOURCES = Path.of("src/main/java/io/customersegment/prompt");
    private static final Pattern COMMENT = Pattern.compile("/\\*.*?\\*/|//[^\\n]*", Pattern.DOTALL);

    /** Two words in a set, or two words with which a word is compared in turn. Letters and Roman numerals of list items do not count. */
    private static final Pattern LIST =
            Pattern.compile("(Set|List|Map)\\.of\\(\\s*(?!\"a\", \"b\"|\"i\", \"ii\")\"[a-z' ]+\",[^;]*"
                    + "|(?<!rule\\(\\)\\.)(?:is|equals)\\((?:[^()\"]*, )?(\"[a-z']+\")\\)\\s*\\|\\|\\s*!?[\\w.()\\s+-]*"
                    + "(?<!rule\\(\\)\\.)(?:is|equals)\\((?:[^()\"]*, )?(?!\\2)\"[a-z']+\"\\)");

    private static final Pattern WORD = Pattern.compile("(?<![A-Za-z_])[A-Z][A-Z_]+(?![A-Za-z_])");

    /** Reading fails on an unknown key, a wrong type, and a duplicate key or phrase. */
    @Test
    void shouldFindNothingWrongWithTheEnglishThatIsBuiltIn() {
        YamlDocument english = YamlDocument.read(text().getBytes(StandardCharsets.UTF_8), SCHEMA);

        assertThat(english.root().path("roles")).isNotEmpty();
    }

    @Test
    void shouldHaveASymbolForEveryRole() {
        Set<String> symbols = new HashSet<>();
        for (Symbol symbol : Symbol.values()) {
            symbols.add(symbol.name().toLowerCase(Locale.ROOT));
        }

        assertThat(symbols).containsAll(roles());
    }

    /** A misspelt role would reserve nothing, and a phrase that no reserved role contains needs no exception. */
    @Test
    void shouldReserveRolesAndFreePhrasesThatThereAre() {
        JsonNode english =
                YamlDocument.parse(text().getBytes(StandardCharsets.UTF_8)).root();
        Set<String> phrases = new HashSet<>();
        for (JsonNode keys : english.path("reserved")) {
            for (JsonNode key : keys) {
                JsonNode words = Stream.of(english.path("roles"), english.path("groups"), english)
                        .map(part -> part.path(key.asText()))
                        .filter(part -> !part.isMissingNode())
                        .findFirst()
                        .orElseThrow(() -> new AssertionError(key));
                assertThat(words).as(key.asText()).isNotEmpty();
                words.fieldNames().forEachRemaining(phrases::add);
                words.forEach(one -> (one.isArray() ? one : words).forEach(phrase -> phrases.add(phrase.asText())));
            }
        }

        assertThat(english.path("unreserved")).extracting(JsonNode::asText).isSubsetOf(phrases);
    }

    @Test
    void shouldUseEveryRoleAndEveryGroup() throws IOException {
        Set<String> used = new HashSet<>();
        try (DirectoryStream<Path> sources = Files.newDirectoryStream(SOURCES, "*.java")) {
            for (Path source : sources) {
                if (!source.endsWith("Symbol.java") && !source.endsWith("WordGroup.java")) {
                    WORD.matcher(Files.readString(source))
                            .results()
                            .forEach(word -> used.add(word.group().toLowerCase(Locale.ROOT)));
                }
            }
        }
        Set<String> unused = new TreeSet<>(roles());
        unused.addAll(names("groups"));

        unused.removeAll(used);

        assertThat(unused).isEmpty();
    }

    @Test
    void shouldHaveWordsForEveryGroup() {
        assertThat(WordGroup.values())
                .allSatisfy(group -> assertThat(group.words()).as(group.name()).isNotEmpty());
        assertThat(names("groups"))
                .containsExactlyInAnyOrderElementsOf(Stream.of(WordGroup.values())
                        .map(group -> group.name().toLowerCase(Locale.ROOT))
                        .toList());
    }

    /** Sets of words must be a group or a role in the English data. A rule may require one word, as a grammar rule requires a terminal. */
    @Test
    void shouldListNoWordsInJava() throws IOException {
        List<String> lists = new ArrayList<>();
        try (DirectoryStream<Path> sources = Files.newDirectoryStream(SOURCES, "*.java")) {
            for (Path source : sources) {
                String code = COMMENT.matcher(Files.readString(source)).replaceAll("");
                LIST.matcher(code).results().forEach(list -> lists.add(source.getFileName() + ": " + list.group()));
            }
        }

        assertThat(lists).isEmpty();
    }

    @Test
    void shouldDescribeEveryRoleInOneLine() throws IOException {
        JsonNode schema = new JsonMapper().readTree(getClass().getResourceAsStream(SCHEMA));
        Set<String> described = new TreeSet<>();

        schema.at("/properties/roles/properties").properties().forEach(role -> {
            if (role.getValue().path("description").asText().matches("\\S.*\\.")) {
                described.add(role.getKey());
            }
        });

        assertThat(described).containsExactlyInAnyOrderElementsOf(roles());
        assertThat(schema.findParents("properties"))
                .allSatisfy(object ->
                        assertThat(object.path("additionalProperties")).hasToString("false"));
    }

    @Test
    void shouldReportAnUnknownRoleWithItsPosition() {
        int line = lineOf("  percent:");

        assertRefused(
                text().replace("\n  percent:", "\n  percents:"),
                "line " + line + ", column 3: roles: unknown key percents; did you mean percent?");
    }

    @Test
    void shouldReportAnUnknownKeyWithItsPosition() {
        assertRefused("role: {a: b}\n" + text(), "line 1, column 1: unknown key role; did you mean roles?");
    }

    @Test
    void shouldReportAKeyThatStandsTwiceWithItsPosition() {
        int line = lineOf("  percent:");

        assertRefused(
                text().replace("\n  percent:", "\n  percent: [per hundred]\n  percent:"),
                "line " + (line + 1) + ", column 3: roles: the key percent is already on line " + line);
    }

    @Test
    void shouldReportAPhraseThatStandsTwiceWithItsPosition() {
        int line = lineOf("  percent:");

        assertRefused(
                text().replace("\n  percent: [", "\n  percent: [pct, per hundred, per hundred, "),
                "line " + line + ", column 31: roles, percent: \"per hundred\" is already on line " + line);
    }

    private static void assertRefused(String english, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> YamlDocument.read(english.getBytes(StandardCharsets.UTF_8), SCHEMA))
                .withMessageContaining(message);
    }

    private static int lineOf(String start) {
        List<String> lines = text().lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).startsWith(start)) {
                return i + 1;
            }
        }
        throw new IllegalStateException("No line starts with " + start);
    }

    private static Set<String> roles() {
        return names("roles");
    }

    private static Set<String> names(String part) {
        Set<String> names = new TreeSet<>();
        YamlDocument.parse(text().getBytes(StandardCharsets.UTF_8))
                .root()
                .path(part)
                .fieldNames()
                .forEachRemaining(names::add);
        return names;
    }

    private static String text() {
        try (InputStream stream = Objects.requireNonNull(EnglishTest.class.getResourceAsStream(ENGLISH))) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }
}
