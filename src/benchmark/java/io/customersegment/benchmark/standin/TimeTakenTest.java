package io.customersegment.benchmark.standin;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class TimeTakenTest {

    private final Items items = new Items(2, 2, 20);

    @Test
    void shouldBeToldByAnItemsId() {
        String answer = items.answer("{\"numResults\":50}", 51_234_567);

        assertThat(TimeTaken.nanos(answer.getBytes(StandardCharsets.US_ASCII))).isEqualTo(51_234_000);
        assertThat(answer).contains("\"C51234-xxxxxxxxxxxxx0\"", "\"C51234-xxxxxxxxxxxxx1\"");
    }
}
