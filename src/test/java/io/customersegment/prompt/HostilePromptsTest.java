package io.customersegment.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.customersegment.criteria.CriteriaText;
import io.customersegment.outcome.Failure;
import io.customersegment.outcome.Outcome;
import io.customersegment.outcome.PromptRefusal;
import io.customersegment.outcome.Reason;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests that the reader answers any input: without an exception, in time proportional to the length, with suggestions that can be read. */
final class HostilePromptsTest {

    private static final double DOUBLED = 2.2;
    private static final List<Integer> LENGTHS = List.of(250, 500, 1000, 2000);
    private static final List<String> REPEATED = List.of(
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
            "hello. ");
    private static final long MOST_ALLOCATED = 64L << 20;
    private static final List<String> TOKENS = Corpora.retailPrompts().stream()
            .flatMap(prompt -> Arrays.stream(prompt.split("(?<=\\W)|(?=\\W)")))
            .filter(token -> !token.isBlank() || token.equals("\n"))
            .distinct()
            .toList();

    static List<String> repeated() {
        return REPEATED;
    }

    @Test
    void shouldRefuseWhatCannotBePutIntoPlainWordsWithoutAnEnd() {
        Outcome<Reading> outcome = Corpora.outcome(Corpora.RETAIL, "Besides didnt serviced contract pleasant");

        assertThat(outcome.<Boolean>fold(reading -> true, failure -> false)).isFalse();
    }

    @ParameterizedTest
    @MethodSource("repeated")
    void shouldWorkInProportionToTheLength(String repeated) {
        long work = work(repeated, LENGTHS.get(0));
        for (int length : LENGTHS.subList(1, LENGTHS.size())) {
            long doubled = work(repeated, length);

            assertThat(doubled).as("%d times %s", length, repeated).isLessThanOrEqualTo((long) (DOUBLED * work) + 100);

            work = doubled;
        }
    }

    /** Covers reading and, if the prompt is refused, the search for suggestions. Half of the bound is for memory that does not grow. */
    @ParameterizedTest
    @MethodSource("repeated")
    void shouldTakeMemoryInProportionToTheLength(String repeated) {
        long allocated = allocated(repeated, 2000);

        long doubled = allocated(repeated, 4000);

        assertThat(allocated).isLessThanOrEqualTo(MOST_ALLOCATED);
        assertThat(doubled).isLessThanOrEqualTo((long) (DOUBLED * allocated) + MOST_ALLOCATED / 2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "spend over 1e999999",
                "spend over -1e999999",
                "spend over 1 million million million million million million million",
                "more than 99999999999999999999 purchases",
                "top 99999999999999999999",
                "first 2147483648",
                "first 4294967297 by spend",
                "top -5",
                "top 0",
                "bought in the last 99999999999 years",
                "bought in the last -5 months",
                "bought in the last 1e300 quarters",
                "bought since 9999-12-31",
                "bought since 99999-01-01",
                "bought since -999999999-01-01",
                "bought before 0000-01-01",
                "bought since 2024-02-30",
                "bought in year 999999999",
                "lease ends in the next 999999999999999999 months",
                "last purchase 5 billion years ago",
                "bought 1/0 times",
                "age > NaN",
                "age > Infinity",
                "age > 0x7fffffff",
                "1,,,,,,000 visits",
                "1.2.3.4.5 visits"
            })
    void shouldReadBackOrRefuseNumbersAndDatesBeyondAllBounds(String prompt) {
        Outcome<Reading> outcome = Corpora.outcome(Corpora.RETAIL, prompt);

        outcome.fold(
                reading -> assertThat(Corpora.criteria(Corpora.RETAIL, CriteriaText.of(reading.criteria())))
                        .isEqualTo(reading.criteria()),
                failure -> assertThat(failure.reason()).isIn(Reason.NOT_UNDERSTOOD, Reason.PARTLY_UNDERSTOOD));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"spend over %s", "spend over 0.%s", "top %s", "in the last %s days", "age between %1$s and -%1$s"
            })
    void shouldRefuseOrBoundNumbersOfAThousandDigits(String prompt) {
        String digits = "9".repeat(1000);

        Outcome<Reading> outcome = Corpora.outcome(Corpora.RETAIL, String.format(Locale.ROOT, prompt, digits));

        assertThat(outcome.<String>fold(reading -> CriteriaText.of(reading.criteria()), failure -> "refused"))
                .doesNotContain("99999");
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

    /** Reads the prompt, and checks that each prompt suggested by a refusal can be read. */
    private static void check(String prompt) {
        Outcome<Reading> outcome = Corpora.outcome(Corpora.RETAIL, prompt);

        List<String> suggestions = outcome.fold(reading -> List.of(), HostilePromptsTest::suggestions);

        assertThat(suggestions).allMatch(suggested -> Corpora.criteria(Corpora.RETAIL, suggested) != null);
    }

    private static List<String> suggestions(Failure failure) {
        PromptRefusal refusal = failure.refusal();
        return refusal == null ? List.of() : refusal.suggestions();
    }

    /** Returns the number of bytes that reading allocates once classes are loaded and caches are filled. */
    private static long allocated(String repeated, int length) {
        String prompt = repeated.repeat(length / repeated.length() + 1).substring(0, length);
        Corpora.outcome(Corpora.RETAIL, prompt);
        ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = thread.getCurrentThreadAllocatedBytes();
        Corpora.outcome(Corpora.RETAIL, prompt);
        return thread.getCurrentThreadAllocatedBytes() - before;
    }

    private static long work(String repeated, int times) {
        return Corpora.RETAIL
                .chart(repeated.repeat(times), new PromptInterpreter.Context(Corpora.DAY, null, false), new HashMap<>())
                .work();
    }
}
