package io.customersegment.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import io.customersegment.outcome.Failure;
import io.customersegment.outcome.Outcome;
import io.customersegment.outcome.PromptRefusal;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is sent, the reader answers: without an exception, in time that grows with the length, with suggestions that can be read. */
final class HostilePromptsTest {

    private static final double DOUBLED = 2.2;
    private static final List<Integer> LENGTHS = List.of(250, 500, 1000, 2000);
    private static final List<String> TOKENS = Corpora.retailPrompts().stream()
            .flatMap(prompt -> Arrays.stream(prompt.split("(?<=\\W)|(?=\\W)")))
            .filter(token -> !token.isBlank() || token.equals("\n"))
            .distinct()
            .toList();

    @Test
    void shouldRefuseWhatCannotBePutIntoPlainWordsWithoutAnEnd() {
        Outcome<Reading> outcome = Corpora.outcome(Corpora.RETAIL, "Besides didnt serviced contract pleasant");

        assertThat(outcome.<Boolean>fold(reading -> true, failure -> false)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a's ",
                "not ",
                "gold ",
                "gold, ",
                "gold or ",
                "either ",
                "neither ",
                "( ",
                "( gold ",
                ") ",
                "and ",
                "2 ",
                "2 and ",
                "between 2 and ",
                "at least 2 ",
                "at least 2 and at most 4 ",
                "who bought ",
                "bought twice or ",
                "never bought or ",
                "in the last ",
                "in the last 6 months ",
                "last year ",
                "2024 ",
                "1 June ",
                "last purchase ",
                "north east ",
                "a Camry or a RAV4 ",
                "by spend ",
                "top 20 ",
                "for our ",
                "so we can call them ",
                "i.e. ",
                "gold: ",
                "- gold\n",
                "exclude: ",
                "any of: ",
                "age > 40 and ",
                "children in (1, 2) ",
                "million ",
                "half a ",
                "zqxvy ",
                "platnum ",
                "\"gold ",
                "region = North && ",
                "! ",
                ". ",
                "hello. "
            })
    void shouldWorkInProportionToTheLength(String repeated) {
        long work = work(repeated, LENGTHS.get(0));
        for (int length : LENGTHS.subList(1, LENGTHS.size())) {
            long doubled = work(repeated, length);

            assertThat(doubled).as("%d times %s", length, repeated).isLessThanOrEqualTo((long) (DOUBLED * work) + 100);

            work = doubled;
        }
    }

    @Property(tries = 1500)
    void shouldAnswerAnyText(@ForAll String prompt) {
        check(prompt);
    }

    @Property(tries = 3000)
    void shouldAnswerAnyOrderOfKnownWords(@ForAll("recombined") String prompt) {
        check(prompt);
    }

    @Property(tries = 300)
    void shouldAnswerLongOrdersOfKnownWords(@ForAll("long") String prompt) {
        check(prompt);
    }

    @Provide
    Arbitrary<String> recombined() {
        return Arbitraries.of(TOKENS).list().ofMinSize(1).ofMaxSize(14).map(words -> String.join(" ", words));
    }

    @Provide("long")
    Arbitrary<String> longOnes() {
        return Arbitraries.of(TOKENS).list().ofMinSize(60).ofMaxSize(200).map(words -> String.join(" ", words));
    }

    /** Reads the prompt, and each prompt that a refusal suggests. */
    private static void check(String prompt) {
        Outcome<Reading> outcome = Corpora.outcome(Corpora.RETAIL, prompt);

        List<String> suggestions = outcome.fold(reading -> List.of(), HostilePromptsTest::suggestions);

        assertThat(suggestions).allMatch(suggested -> Corpora.criteria(Corpora.RETAIL, suggested) != null);
    }

    private static List<String> suggestions(Failure failure) {
        PromptRefusal refusal = failure.refusal();
        return refusal == null ? List.of() : refusal.suggestions();
    }

    private static long work(String repeated, int times) {
        return Corpora.RETAIL
                .chart(repeated.repeat(times), new PromptInterpreter.Context(Corpora.DAY, null, false), new HashMap<>())
                .work();
    }
}
