package io.customersegment.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class EditDistanceTest {

    @ParameterizedTest
    @CsvSource({
        "bought, bought, 0",
        "bougth, bought, 1",
        "bouht, bought, 1",
        "boughtt, bought, 1",
        "baught, bought, 1",
        "'', abc, 3",
        "kitten, sitting, 3",
    })
    void shouldCountInsertionsDeletionsReplacementsAndSwaps(String a, String b, int distance) {
        assertThat(EditDistance.between(a, b)).isEqualTo(distance);
        assertThat(EditDistance.between(b, a)).isEqualTo(distance);
    }

    @Test
    void shouldNameTheNearestCandidate() {
        assertThat(EditDistance.nearest("RAV4 HYBRD", List.of("YARIS CROSS", "RAV4 HYBRID", "CAMRY HYBRID")))
                .isEqualTo("RAV4 HYBRID");
    }
}
