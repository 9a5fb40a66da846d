package io.customersegment.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import io.customersegment.catalogue.CatalogueReader;
import io.customersegment.criteria.Criteria;
import io.customersegment.criteria.CriteriaText;
import io.customersegment.outcome.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests that the same engine reads prompts of a third business, whose catalogue was written with only the guide. */
final class GymCatalogueTest {

    private static final LocalDate DAY = LocalDate.of(2024, 12, 1);
    private static final Path PROMPTS = Path.of("src/test/resources/prompts");
    private static final String REFUSED = "refused: ";
    private static final PromptInterpreter GYM =
            new GrammarInterpreter(CatalogueReader.read(Path.of("config/examples/gym/catalogue.yaml")));

    @ParameterizedTest
    @MethodSource("prompts")
    void shouldReadWhatAGymAsks(String prompt, String expected) {
        String reading = GYM.interpret(prompt, new PromptInterpreter.Context(DAY, null, false))
                .fold(read -> described(read.criteria()), failure -> refusal(failure, expected));

        assertThat(reading).isEqualTo(expected);
    }

    static Stream<Arguments> prompts() throws IOException {
        List<String> lines = Files.readAllLines(PROMPTS.resolve("gym.txt")).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .toList();
        List<Arguments> rows = new ArrayList<>();
        for (int i = 0; i + 1 < lines.size(); i += 2) {
            rows.add(Arguments.of(lines.get(i), lines.get(i + 1).strip()));
        }
        return rows.stream();
    }

    private static String described(Criteria criteria) {
        String order = CriteriaText.order(criteria.order(), criteria.size());
        return CriteriaText.condition(criteria.condition()) + (order.isEmpty() ? "" : "; " + order);
    }

    /** Returns the expected refusal if its piece is quoted, otherwise the whole text of the refusal. */
    private static String refusal(Failure failure, String expected) {
        boolean quoted =
                expected.startsWith(REFUSED) && failure.detail().contains(expected.substring(REFUSED.length()));
        return quoted ? expected : failure.detail();
    }
}
