package io.customersegment.local.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FaultSourceTest {

    private final AtomicLong nanoTime = new AtomicLong();
    private final FaultSource source = new FaultSource(nanoTime::get, 1);

    @Test
    void shouldLetEveryCallThroughAtFirst() {
        assertThat(fates(50)).containsOnlyNulls();
        assertThat(source.fate().nanos()).isZero();
    }

    @Test
    void shouldThrottleWhatIsOverTheRateUntilTimePasses() {
        source.set(Faults.none().withCallsPerSecond(4));

        List<@Nullable Fault> atOnce = fates(6);
        nanoTime.addAndGet(Duration.ofMillis(500).toNanos());
        List<@Nullable Fault> later = fates(3);

        assertThat(atOnce).containsExactly(null, null, null, null, Fault.THROTTLED, Fault.THROTTLED);
        assertThat(later).containsExactly(null, null, Fault.THROTTLED);
    }

    @Test
    void shouldUseUpTheNextCalls() {
        source.set(Faults.none().withNext(Fault.SILENCE, 1).withNext(Fault.INTERNAL_FAILURE, 2));

        assertThat(fates(5)).containsExactly(Fault.INTERNAL_FAILURE, Fault.INTERNAL_FAILURE, Fault.SILENCE, null, null);
    }

    @Test
    void shouldFailAboutAsOftenAsItsProbabilitySays() {
        source.set(Faults.none().withProbability(Fault.EMPTY, 0.1).withProbability(Fault.SLOW_DOWN, 0.2));

        List<@Nullable Fault> fates = fates(10_000);

        assertThat(fates.stream().filter(fault -> fault == Fault.EMPTY).count()).isCloseTo(1000, within(100L));
        assertThat(fates.stream().filter(fault -> fault == Fault.SLOW_DOWN).count())
                .isCloseTo(2000, within(150L));
    }

    @Test
    void shouldTakeAsLongAsTheQuantilesSay() {
        source.set(Faults.none().withLatency(new Latency(Duration.ofMillis(80), Duration.ofMillis(400))));

        long[] millis = IntStream.range(0, 10_000)
                .mapToLong(i -> source.fate().nanos() / 1_000_000)
                .sorted()
                .toArray();

        assertThat(millis[5000]).isBetween(75L, 85L);
        assertThat(millis[9900]).isBetween(340L, 460L);
    }

    @Test
    void shouldReadFaultsFromJson() throws Exception {
        Faults faults = read("{\"latency\":{\"p50_ms\":80,\"p99_ms\":400},\"calls_per_second\":500,"
                + "\"next\":{\"connection_reset\":3},\"probability\":{\"internal_failure\":0.1}}");

        assertThat(faults)
                .isEqualTo(new Faults(
                        new Latency(Duration.ofMillis(80), Duration.ofMillis(400)),
                        500,
                        Map.of(Fault.CONNECTION_RESET, 3),
                        Map.of(Fault.INTERNAL_FAILURE, 0.1)));
        assertThat(read("{}")).isEqualTo(Faults.none());
        assertThat(read("{\"latency\":{\"p50_ms\":5}}").latency()).isEqualTo(Latency.fixed(Duration.ofMillis(5)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "{\"laziness\":1}",
                "{\"next\":{\"flood\":1}}",
                "{\"next\":{\"empty\":-1}}",
                "{\"next\":{\"empty\":\"1\"}}",
                "{\"probability\":{\"empty\":0.6,\"silence\":0.6}}",
                "{\"latency\":{\"p50_ms\":9,\"p99_ms\":8}}",
                "{\"latency\":{\"p99_ms\":8}}",
                "{\"calls_per_second\":-1}",
            })
    void shouldRefuseFaultsThatMakeNoSense(String json) {
        assertThatThrownBy(() -> read(json)).isInstanceOf(IllegalArgumentException.class);
    }

    private static Faults read(String json) throws Exception {
        return Faults.read(new ObjectMapper().readTree(json));
    }

    private List<@Nullable Fault> fates(int calls) {
        List<@Nullable Fault> fates = new ArrayList<>();
        for (int i = 0; i < calls; i++) {
            fates.add(source.fate().fault());
        }
        return fates;
    }
}
