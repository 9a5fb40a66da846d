package io.customersegment.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.streams.KafkaStreams.State;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HealthTest {

    @ParameterizedTest
    @CsvSource({
        "CREATED, 1, false, true, false",
        "REBALANCING, 1, false, true, false",
        "RUNNING, 1, false, true, true",
        "RUNNING, 30, false, true, true",
        "RUNNING, 31, false, true, false",
        "RUNNING, -1, false, true, false",
        "RUNNING, 1, true, true, false",
        "PENDING_SHUTDOWN, 1, false, true, false",
        "PENDING_ERROR, 1, false, false, false",
        "ERROR, 1, false, false, false",
        "NOT_RUNNING, 1, false, false, false",
    })
    void shouldTellDeathFromPauses(State state, double heartbeat, boolean circuitOpen, boolean live, boolean ready) {
        Health health = new Health(() -> state, () -> heartbeat, () -> circuitOpen);

        assertThat(health.live().well()).isEqualTo(live);
        assertThat(health.ready().well()).isEqualTo(ready);
    }

    @Test
    void shouldSayWhatIsAmiss() {
        Health health = new Health(() -> State.PENDING_SHUTDOWN, () -> 40, () -> true);

        assertThat(health.live().json()).isEqualTo("{\"status\":\"up\",\"processor\":\"pending-shutdown\"}");
        assertThat(health.ready().json())
                .isEqualTo(
                        "{\"status\":\"down\",\"processor\":\"pending-shutdown\",\"brokers\":\"down\",\"circuit\":\"open\"}");
    }
}
