package io.customersegment.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TokenizerTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "High-value, VIPs!|high value , vips !",
                "who've haven't won't can't|who have have not will not can not",
                "the client’s kids|the client s kids",
                "total_value >= 1,000|total value >= 1000",
                "25-34 and 65+|25 - 34 and 65 +",
                "last_purchase≤2024-06-15|last purchase <= 2024 - 06 - 15",
                "1.5k cars.|1.5k cars .",
                "'quoted' \"words\"|quoted words"
            })
    void shouldCutIntoTokens(String prompt, String expected) {
        List<String> texts = Tokenizer.tokens(prompt).stream().map(Token::text).toList();

        assertThat(String.join(" ", texts)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "buys,bought", "purchase,purchasing", "families,family", "opened,opening", "browse,browsing", "took,take",
                "children,child",
        "expires,expired", "planning,plan", "visits,visited", "aged,age", "engaged,engage", "quotes,quote",
                "leases,leasing"
    })
    void shouldGiveTheFormsOfAWordOneStem(String one, String other) {
        assertThat(Stem.of(one)).isEqualTo(Stem.of(other));
    }

    @Test
    void shouldTellSlipsOfThePenFromOtherWords() {
        assertThat(Typos.isSlip("bougth", "bought")).isTrue();
        assertThat(Typos.isSlip("platnum", "platinum")).isTrue();
        assertThat(Typos.isSlip("silverr", "silver")).isTrue();
        assertThat(Typos.isSlip("nroth", "north")).isTrue();
        assertThat(Typos.isSlip("south", "north")).isFalse();
        assertThat(Typos.isSlip("older", "colder")).isFalse();
        assertThat(Typos.isSlip("gold", "gold")).isFalse();
    }

    @Property
    void shouldKeepEveryTokenInsideThePromptAndInOrder(@ForAll String prompt) {
        int end = 0;

        for (Token token : Tokenizer.tokens(prompt)) {
            assertThat(token.from()).isGreaterThanOrEqualTo(end);
            assertThat(token.to()).isGreaterThan(token.from()).isLessThanOrEqualTo(prompt.length());
            end = token.to();
        }
    }
}
