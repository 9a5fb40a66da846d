package io.customersegment.prompt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import io.customersegment.catalogue.CatalogueReader;
import io.customersegment.criteria.Condition;
import io.customersegment.criteria.Criteria;
import io.customersegment.criteria.CriteriaText;
import io.customersegment.outcome.Failure;
import io.customersegment.outcome.Outcome;
import io.customersegment.outcome.Reason;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class GrammarInterpreterTest {

    private static final LocalDate DAY = LocalDate.of(2024, 12, 1);
    private static final GrammarInterpreter INTERPRETER = new GrammarInterpreter(CatalogueReader.builtIn());
    private static final List<String> ANY_WORDS = List.of(
            "gold",
            "or",
            "and",
            "not",
            "who",
            ",",
            "bought",
            "at least",
            "three",
            "in the last",
            "6 months",
            "top",
            "20",
            "between",
            "since",
            "June",
            "2024",
            "with",
            "no",
            "kids",
            "except",
            "either",
            "neither",
            "nor",
            "(",
            ")",
            "the",
            "most",
            "by",
            "spend",
            "last",
            "purchase",
            "from",
            "to",
            "for our",
            "campaign",
            "lease",
            "ending",
            "soon",
            "camry",
            "own",
            "%",
            "25-34",
            "+",
            ">=",
            ".",
            ":",
            "first",
            "highest",
            "jazz",
            "so",
            "once",
            "over",
            "under",
            "years",
            "ago",
            "old",
            "families",
            "-",
            "but",
            "any");

    @Property(tries = 2000)
    void shouldNeverThrowWhateverThePrompt(@ForAll String prompt) {
        assertThat(INTERPRETER.interpret(prompt, new PromptInterpreter.Context(DAY, null, false)))
                .isNotNull();
    }

    @Property(tries = 3000)
    void shouldNeverThrowWhateverTheOrderOfItsWords(@ForAll("wordSalads") String prompt) {
        assertThat(INTERPRETER.interpret(prompt, new PromptInterpreter.Context(DAY, null, false)))
                .isNotNull();
    }

    @Property(tries = 1000)
    void shouldExplainPiecesInsideThePromptInTheirOrder(@ForAll("wordSalads") String prompt) {
        Reading reading = reading(prompt);

        if (reading != null) {
            int start = 0;
            for (Reading.Piece piece : reading.pieces()) {
                assertThat(piece.from()).isGreaterThanOrEqualTo(start);
                assertThat(piece.to()).isGreaterThan(piece.from()).isLessThanOrEqualTo(prompt.length());
                assertThat(piece.kind()).isNotEqualTo(Reading.Kind.UNREAD);
                start = piece.from();
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "bought between March and June 2024 | looks at \"last_purchase\", the last time alone: earlier times are not kept",
                "bought twice in 2023 | \"purchase_count\" counts over all time, \"last_purchase\" is the last time alone",
            })
    void shouldSayWhatIsOnlyApproximated(String prompt, String note) {
        assertThat(Objects.requireNonNull(reading(prompt)).notes())
                .singleElement(STRING)
                .startsWith(note);
    }

    @ParameterizedTest
    @ValueSource(strings = {"bought in the last 6 months", "bought at least twice", "gold members"})
    void shouldNoteNothingWhereTheReadingIsExact(String prompt) {
        assertThat(Objects.requireNonNull(reading(prompt)).notes()).isEmpty();
    }

    @Property(tries = 200)
    void shouldReadEqualConditionsEquallyInWhateverOrder(@ForAll Random random) {
        List<String> conditions = new ArrayList<>(List.of(
                "gold members",
                "in the North",
                "with two kids",
                "over 40",
                "bought at least twice",
                "not at risk",
                "opted in"));
        Criteria before =
                Objects.requireNonNull(reading(String.join(", ", conditions))).criteria();
        Collections.shuffle(conditions, random);

        Criteria after =
                Objects.requireNonNull(reading(String.join(", ", conditions))).criteria();

        assertThat(after).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "customers who bought at least twice|repeat buyers",
                "people living in the North or the East|East and North customers",
                "haven't purchased anything|never bought a car",
                "more than 2 kids|at least three children",
                "not inactive|engaged in the last 6 months",
                "top 20 customers by lifetime spend|20 biggest spenders",
                "age between 30 and 39|in their thirties",
                "clients without a lease|no running lease",
                "gold or higher|gold and platinum members",
                "last purchase more than three years ago|last bought over 3 years ago",
                "Please find me families who took a test drive!|test-driven families"
            })
    void shouldReadOneWishInTwoWordingsEqually(String one, String other) {
        Reading first = Objects.requireNonNull(reading(one));
        Reading second = Objects.requireNonNull(reading(other));

        assertThat(first.criteria()).isEqualTo(second.criteria());
    }

    @Test
    void shouldSayWhatEachPieceBecame() {
        Reading reading = Objects.requireNonNull(reading("Gold members who bought at least twice, please"));

        assertThat(reading.pieces())
                .extracting(Reading.Piece::meaning)
                .containsExactly("loyalty_tier = gold", "purchase_count >= 2");
    }

    @Test
    void shouldQuoteThePieceThatItDoesNotUnderstand() {
        Failure failure = failure("customers who bought twice and like jazz");

        assertThat(failure.reason()).isEqualTo(Reason.PARTLY_UNDERSTOOD);
        assertThat(failure.detail()).contains("\"jazz\"").doesNotContain("nearest");
    }

    @Test
    void shouldNameTheTextsThatOneUnknownWordMightHaveMeant() {
        assertThat(failure("gold members in the South").detail())
                .contains("region: Central, North, North East, East, West");
    }

    @Test
    void shouldGiveExamplesOfWhatCanBeReadWhereNothingIsNear() {
        assertThat(failure("blah").detail()).contains("\"blah\"").contains("Prompts can say, for example: ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"(", "not ", "either ", "gold (", "( not ", "neither either ("})
    void shouldNotThrowWhereAPromptIsNestedDeeperThanAnybodyMeans(String nesting) {
        assertThat(Corpora.outcome(INTERPRETER, nesting.repeat(20_000) + "gold"))
                .isNotNull();
    }

    @Test
    void shouldTellAPromptWithoutAnyConditionApart() {
        assertThat(failure("find customers").reason()).isEqualTo(Reason.NOT_UNDERSTOOD);
    }

    @Test
    void shouldReadAContradictionAsNobody() {
        Reading reading = Objects.requireNonNull(reading("prospects who have bought two cars"));

        assertThat(reading.criteria().condition()).isEqualTo(Condition.nobody());
    }

    @Test
    void shouldCountDatesFromTheDayOfTheRequest() {
        LocalDate leapDay = LocalDate.of(2024, 2, 29);

        String read = INTERPRETER
                .interpret("bought in the last year", new PromptInterpreter.Context(leapDay, null, false))
                .fold(reading -> CriteriaText.condition(reading.criteria().condition()), Failure::detail);

        assertThat(read).isEqualTo("last_purchase >= 2023-02-28");
    }

    @Provide
    Arbitrary<String> wordSalads() {
        return Arbitraries.of(ANY_WORDS).list().ofMinSize(1).ofMaxSize(9).map(words -> String.join(" ", words));
    }

    private static @Nullable Reading reading(String prompt) {
        Outcome<Reading> outcome = INTERPRETER.interpret(prompt, new PromptInterpreter.Context(DAY, null, false));
        return outcome instanceof Outcome.Ok<Reading> ok ? ok.value() : null;
    }

    private static Failure failure(String prompt) {
        Outcome<Reading> outcome = INTERPRETER.interpret(prompt, new PromptInterpreter.Context(DAY, null, false));
        return ((Outcome.Failed<Reading>) outcome).failure();
    }
}
