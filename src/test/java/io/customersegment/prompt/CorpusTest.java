package io.customersegment.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import io.customersegment.catalogue.CatalogueReader;
import io.customersegment.criteria.Criteria;
import io.customersegment.criteria.CriteriaText;
import io.customersegment.outcome.Failure;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Prompts and their readings, as tables in {@code src/test/resources/prompts}. */
final class CorpusTest {

    private static final LocalDate DAY = LocalDate.of(2024, 12, 1);
    private static final String REFUSED = "refused: ";
    private static final PromptInterpreter RETAIL = new GrammarInterpreter(CatalogueReader.builtIn());
    private static final PromptInterpreter HOTEL =
            new GrammarInterpreter(CatalogueReader.read(Path.of("src/test/resources/prompts/hotel-catalogue.yaml")));

    @ParameterizedTest
    @MethodSource("retail")
    void shouldReadWhatACarRetailerAsks(String prompt, String expected) {
        assertThat(reading(RETAIL, prompt, expected)).isEqualTo(expected);
    }

    @ParameterizedTest
    @MethodSource("hotel")
    void shouldReadWhatAHotelAsksWithTheSameEngine(String prompt, String expected) {
        assertThat(reading(HOTEL, prompt, expected)).isEqualTo(expected);
    }

    static Stream<Arguments> retail() {
        return table("/prompts/retail.txt");
    }

    static Stream<Arguments> hotel() {
        return table("/prompts/hotel.txt");
    }

    private static String reading(PromptInterpreter interpreter, String prompt, String expected) {
        return interpreter
                .interpret(prompt, new PromptInterpreter.Context(DAY, null, false))
                .fold(read -> described(read.criteria()), failure -> refusal(failure, expected));
    }

    private static String described(Criteria criteria) {
        String order = CriteriaText.order(criteria.order(), criteria.size());
        return CriteriaText.condition(criteria.condition()) + (order.isEmpty() ? "" : "; " + order);
    }

    /** The expected refusal if its pieces are quoted in their order, else the whole text of the refusal. */
    private static String refusal(Failure failure, String expected) {
        boolean quoted = expected.startsWith(REFUSED)
                && failure.detail()
                        .contains(expected.substring(REFUSED.length()).replaceAll("\\.$", ""));
        return quoted ? expected : failure.detail();
    }

    private static Stream<Arguments> table(String resource) {
        List<String> lines;
        try (InputStream stream = Objects.requireNonNull(CorpusTest.class.getResourceAsStream(resource))) {
            lines = new String(stream.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .toList();
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
        List<Arguments> rows = new ArrayList<>();
        for (int i = 0; i + 1 < lines.size(); i += 2) {
            rows.add(Arguments.of(lines.get(i), lines.get(i + 1).strip()));
        }
        return rows.stream();
    }
}
