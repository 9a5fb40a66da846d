package io.customersegment.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Checks the seeds and all earlier findings of the fuzzer, without the fuzzer. */
final class FuzzCorpusTest {

    private static final int MOST_SEEDS = 300;

    static List<String> targets() {
        return FuzzTargets.names();
    }

    @ParameterizedTest
    @MethodSource("targets")
    void shouldReadWhatIsKept(String name) {
        FuzzTarget target = FuzzTargets.of(name);
        List<byte[]> inputs = new ArrayList<>(FuzzTargets.kept(name));
        List<byte[]> seeds = target.seeds();
        int step = Math.max(1, seeds.size() / MOST_SEEDS);
        for (int i = 0; i < seeds.size(); i += step) {
            inputs.add(seeds.get(i));
        }

        assertThat(target.name()).isEqualTo(name);
        assertThat(inputs).isNotEmpty();
        for (int i = 0; i < inputs.size(); i++) {
            byte[] input = inputs.get(i);
            assertThatCode(() -> target.check(input)).as("input %d", i).doesNotThrowAnyException();
        }
    }
}
