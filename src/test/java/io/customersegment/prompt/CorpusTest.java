package io.customersegment.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import io.customersegment.criteria.Criteria;
import io.customersegment.criteria.CriteriaText;
import io.customersegment.outcome.Failure;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests prompts and their readings, which are tables in {@code src/test/resources/prompts}. */
final class CorpusTest {

    private static final String REFUSED = "refused: ";
    private static final String OBSOLETE = "the mark is no longer true: take it out of the table";

    @ParameterizedTest
    @MethodSource("retail")
    void shouldReadWhatACarRetailerAsks(Corpora.Example example) {
        check(Corpora.RETAIL, example);
    }

    @ParameterizedTest
    @MethodSource("hotel")
    void shouldReadWhatAHotelAsksWithTheSameEngine(Corpora.Example example) {
        check(Corpora.HOTEL, example);
    }

    static Stream<Corpora.Example> retail() {
        return Corpora.table("retail.txt").stream();
    }

    static Stream<Corpora.Example> hotel() {
        return Corpora.table("hotel.txt").stream();
    }

    /**
     * Checks that the prompt is read as the table specifies. An example with a mark must fail in the way that the mark specifies: a mark
     * that is no longer true must be removed from the table.
     */
    static void check(GrammarInterpreter interpreter, Corpora.Example example) {
        String reading = reading(interpreter, example);
        switch (example.mark()) {
            case NONE -> assertThat(reading).isEqualTo(example.expected());
            case REFUSED_YET ->
                assertThat(reading).as(OBSOLETE).startsWith(REFUSED).isNotEqualTo(example.expected());
            case WRONG_YET -> assertThat(reading).as(OBSOLETE).isNotEqualTo(example.expected());
        }
    }

    private static String reading(GrammarInterpreter interpreter, Corpora.Example example) {
        return Corpora.outcome(interpreter, example.prompt())
                .fold(read -> described(read.criteria()), failure -> refusal(failure, example.expected()));
    }

    private static String described(Criteria criteria) {
        String order = CriteriaText.order(criteria.order(), criteria.size());
        return CriteriaText.condition(criteria.condition()) + (order.isEmpty() ? "" : "; " + order);
    }

    /** Returns the expected refusal if its pieces are quoted in their order, otherwise the whole text of the refusal. */
    private static String refusal(Failure failure, String expected) {
        boolean quoted = expected.startsWith(REFUSED)
                && failure.detail()
                        .contains(expected.substring(REFUSED.length()).replaceAll("\\.$", ""));
        return quoted ? expected : REFUSED + failure.detail();
    }
}
