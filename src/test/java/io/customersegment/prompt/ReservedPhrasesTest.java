package io.customersegment.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ReservedPhrasesTest {

    private final ReservedPhrases reserved = new ReservedPhrases(English.builtIn());

    @ParameterizedTest
    @CsvSource({
        "more than, compares",
        "Over, compares",
        "between, compares",
        "at least, compares",
        "in, says where or when",
        "since, says where or when",
        "not, negates",
        "without, negates",
        "and, joins",
        "with, joins",
        "two, is a number",
        "twice, is a number",
        "march, is a month",
        "Sept, is a month",
        "months, is a unit of time",
        "percent, is a percent sign",
        "be, says that something is so"
    })
    void shouldSayWhatEnglishNeedsAPhraseFor(String phrase, String part) {
        assertThat(reserved.reasonReserved(phrase))
                .isEqualTo("\"" + phrase + "\" is English that prompts need: it " + part + "; choose another phrase");
    }

    @Test
    void shouldNameThePiecesOfAPhraseThatIsNothingButEnglish() {
        assertThat(reserved.reasonReserved("in the two months"))
                .isEqualTo(
                        "\"in the two months\" is nothing but English that prompts need: \"in\" says where or when, \"two\" is a"
                                + " number, \"months\" is a unit of time; choose another phrase");
    }

    @Test
    void shouldRefuseAVerbThatSaysNothingBeforeAWordOfPlace() {
        assertThat(reserved.reasonReserved("be in"))
                .isEqualTo(
                        "\"be in\" is nothing but English that prompts need: \"be\" says that something is so, \"in\" says where"
                                + " or when; choose another phrase");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "more than a member",
                "with us",
                "over night",
                "two bikes",
                "opted in",
                "not registered",
                "march past",
                "flat",
                "recent",
                "first class",
                "in our till",
                "North",
                "60+",
                "18-24",
                "?"
            })
    void shouldAllowPhrasesThatSayMore(String phrase) {
        assertThat(reserved.reasonReserved(phrase)).isNull();
    }
}
