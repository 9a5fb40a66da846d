package io.customersegment.enrich;

import static org.assertj.core.api.Assertions.assertThat;

import io.customersegment.enrich.RecommendationSource.Call;
import io.customersegment.enrich.RecommendationSource.Recommendations;
import io.customersegment.outcome.Failure;
import io.customersegment.outcome.Outcome;
import io.customersegment.outcome.Reason;
import io.customersegment.outcome.Stage;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class MeteredSourceTest {

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final ManualTimer time = new ManualTimer();
    private final List<CompletableFuture<Outcome<Recommendations>>> answers = new ArrayList<>();
    private final RecommendationSource source = MeteredSource.around(
            call -> {
                answers.add(new CompletableFuture<>());
                return answers.get(answers.size() - 1);
            },
            meters,
            time);

    @Test
    void shouldTimeEachCallByWhatBecameOfIt() {
        for (int i = 0; i < 4; i++) {
            var unused = source.recommend(new Call("model", null, Map.of(), List.of(), 1, 0));
        }
        time.advance(Duration.ofMillis(30));

        answers.get(0).complete(Outcome.ok(new Recommendations(List.of())));
        answers.get(1).complete(Outcome.failed(new Failure(Stage.ENRICH, Reason.SOURCE_THROTTLED, "")));
        answers.get(2).cancel(true);

        assertThat(timer("ok").count()).isOne();
        assertThat(timer("ok").totalTime(TimeUnit.MILLISECONDS)).isEqualTo(30);
        assertThat(timer("source-throttled").count()).isOne();
        assertThat(timer("abandoned").count()).isOne();
        assertThat(timer("source-failing").count()).isZero();
    }

    private Timer timer(String outcome) {
        return meters.get("personalize.calls").tag("outcome", outcome).timer();
    }
}
