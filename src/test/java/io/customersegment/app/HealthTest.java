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
        Health health = new Health(() -> state, () -> true, () -> heartbeat, () -> true, () -> circuitOpen);

        assertThat(health.live().well()).isEqualTo(live);
        assertThat(health.ready().well()).isEqualTo(ready);
    }

    @Test
    void shouldSayWhatIsAmiss() {
        Health health = new Health(() -> State.PENDING_SHUTDOWN, () -> true, () -> 40, () -> true, () -> true);

        assertThat(health.live().json()).isEqualTo("{\"status\":\"up\",\"processor\":\"pending-shutdown\"}");
        assertThat(health.ready().json())
                .isEqualTo(
                        "{\"status\":\"down\",\"processor\":\"pending-shutdown\",\"brokers\":\"down\",\"circuit\":\"open\","
                                + "\"cause\":\"the processor is pending-shutdown\"}");
    }

    @ParameterizedTest
    @CsvSource({
        "REBALANCING, false, -1, false, unknown, the processor is rebalancing",
        "RUNNING, false, -1, false, unknown, no stream thread is running",
        "RUNNING, false, 1, false, up, no stream thread is running",
        "RUNNING, true, -1, false, unknown, no stream thread has joined the group yet",
        "RUNNING, true, 40, true, down, no heartbeat has reached the brokers for 40 s",
        "RUNNING, true, 1, true, up, calls to Personalize are suspended because too many failed",
    })
    void shouldBlameTheBrokersForTheirSilenceAlone(
            State state, boolean threadRunning, double heartbeat, boolean circuitOpen, String brokers, String cause) {
        Health health = new Health(() -> state, () -> threadRunning, () -> heartbeat, () -> true, () -> circuitOpen);

        assertThat(health.ready().well()).isFalse();
        assertThat(health.ready().json()).contains("\"brokers\":\"" + brokers + "\"", "\"cause\":\"" + cause + "\"");
    }

    @Test
    void shouldNotBeReadyWhileTheSuppressionsAreUnknown() {
        Health health = new Health(() -> State.RUNNING, () -> true, () -> 1, () -> false, () -> false);

        assertThat(health.ready().well()).isFalse();
        assertThat(health.ready().json()).contains("\"cause\":\"the suppressions cannot be read");
        assertThat(health.live().well()).isTrue();
    }

    @Test
    void shouldNameNoCauseWhileItIsReady() {
        Health health = new Health(() -> State.RUNNING, () -> true, () -> 1, () -> true, () -> false);

        assertThat(health.ready().json())
                .isEqualTo("{\"status\":\"up\",\"processor\":\"running\",\"brokers\":\"up\",\"circuit\":\"closed\"}");
    }
}
