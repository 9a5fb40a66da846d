package io.customersegment.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import io.customersegment.catalogue.CatalogueReader;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class NumbersTest {

    private static final Vocabulary VOCABULARY = new Vocabulary(CatalogueReader.builtIn());

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "7|7",
                "1,000|1000",
                "12,345,678|12345678",
                "1.5k|1500",
                "80k|80000",
                "$80k|80000",
                "2 million|2000000",
                "2m|2000000",
                "0.2 million|200000",
                "twelve|12",
                "twenty-five|25",
                "eighteen|18",
                "a hundred|100",
                "two hundred and five|205",
                "fifty thousand|50000",
                "three hundred thousand|300000",
                "a dozen|12",
                "half a dozen|6",
                "two dozen|24",
                "a couple of|2",
                "once|1",
                "twice|2",
                "thrice|3",
                "60%|0.6",
                "25 percent|0.25",
                "80 grand|80000",
                "zero|0"
            })
    void shouldReadNumber(String prompt, double expected) {
        Numbers.Numeral number =
                Objects.requireNonNull(Words.of(prompt, VOCABULARY).numeral(0));

        assertThat(number.value()).isEqualTo(expected);
        assertThat(number.end()).isEqualTo(Words.of(prompt, VOCABULARY).size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"gold", "a lease", "the", "rav4", "some", "1st"})
    void shouldNotTakeOtherWordsForNumbers(String prompt) {
        assertThat(Words.of(prompt, VOCABULARY).numeral(0)).isNull();
    }

    @Test
    void shouldNotRunTwoNumbersTogether() {
        Numbers.Numeral number =
                Objects.requireNonNull(Words.of("five six", VOCABULARY).numeral(0));

        assertThat(number.value()).isEqualTo(5);
        assertThat(number.end()).isEqualTo(1);
    }
}
