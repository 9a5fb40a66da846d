package io.customersegment.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.customersegment.criteria.Criteria;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Tests variants of six prompts. Some add a story that states nothing about the customers: they may be refused, but must never be read as
 * another one. The others add a condition that narrows the customers by a property without a column: they must be refused.
 */
final class StoriesTest {

    private static final List<JsonNode> CASES = Corpora.cases("stories.jsonl");

    /** Additions that are read: a name before a colon, which the text after it may define, and a word of the catalogue. */
    private static final Set<String> KNOWN_ACCEPTED = Set.of(
            "I need customers over 50 with at least two test drives. Pensioners only, please.",
            "Lady golfers: customers over 50 with at least two test drives",
            "Teachers and nurses: platinum customers without email consent",
            "retired teachers: customers over 50 with at least two test drives");

    /** A comment that mentions the customers again, with a word that has a meaning of its own: best. */
    private static final Set<String> KNOWN_WRONG =
            Set.of("platinum customers without email consent – what a pity, our best people!");

    @Test
    void shouldNeverReadAStoryAsAnotherPrompt() {
        List<String> wrong = CASES.stream()
                .filter(one -> !isNarrowed(one))
                .filter(one -> criteria(prompt(one)) != null && !isReadAsThePrompt(one))
                .map(StoriesTest::prompt)
                .filter(prompt -> !KNOWN_WRONG.contains(prompt))
                .toList();

        assertThat(wrong).isEmpty();
    }

    @Test
    void shouldReadMostStories() {
        List<String> refused = CASES.stream()
                .filter(one -> !isNarrowed(one) && criteria(prompt(one)) == null)
                .map(StoriesTest::prompt)
                .toList();
        long told = CASES.stream().filter(one -> !isNarrowed(one)).count();

        System.out.printf("stories: %d of %d read%n", told - refused.size(), told);

        assertThat(told - refused.size())
                .as("refused: %s", String.join("\n", refused))
                .isGreaterThanOrEqualTo(170);
    }

    @Test
    void shouldRefuseWhatNarrowsByWhatIsNotKnown() {
        List<String> accepted = CASES.stream()
                .filter(StoriesTest::isNarrowed)
                .map(StoriesTest::prompt)
                .filter(prompt -> criteria(prompt) != null && !KNOWN_ACCEPTED.contains(prompt))
                .toList();

        assertThat(accepted).isEmpty();
    }

    private static String prompt(JsonNode one) {
        return one.path("prompt").asText();
    }

    private static boolean isNarrowed(JsonNode one) {
        return one.path("narrowed").asBoolean();
    }

    private static boolean isReadAsThePrompt(JsonNode one) {
        Criteria without = criteria(one.path("wish").asText());
        return without != null && without.equals(criteria(prompt(one)));
    }

    private static @Nullable Criteria criteria(String prompt) {
        return Corpora.RETAIL.criteria(prompt, Corpora.DAY);
    }
}
