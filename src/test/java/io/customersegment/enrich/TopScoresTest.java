package io.customersegment.enrich;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.benmanes.caffeine.cache.Ticker;
import io.customersegment.enrich.RecommendationSource.Recommendations;
import io.customersegment.outcome.Failure;
import io.customersegment.outcome.Outcome;
import io.customersegment.outcome.Reason;
import io.customersegment.outcome.Stage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class TopScoresTest {

    private final Ticker ticker = Ticker.systemTicker();
    private final List<CompletableFuture<Outcome<Recommendations>>> calls = new ArrayList<>();
    private final TopScores scores = new TopScores(
            call -> {
                CompletableFuture<Outcome<Recommendations>> answer = new CompletableFuture<>();
                calls.add(answer);
                return answer;
            },
            Duration.ofMinutes(1),
            Sharing.none(),
            ticker);

    @Test
    void shouldCallAgainOnceACallIsOverdue() {
        Outcome<Double> overdue =
                scores.of("car", ticker.read()).orTimeout(30, TimeUnit.SECONDS).join();
        CompletableFuture<Outcome<Double>> again =
                scores.of("car", ticker.read() + Duration.ofHours(1).toNanos());
        calls.get(1)
                .complete(Outcome.ok(new Recommendations(List.of(new RecommendationSource.Item("a", 3, List.of())))));

        assertThat(overdue.<Object>fold(score -> score, Failure::reason)).isEqualTo(Reason.DEADLINE_PASSED);
        assertThat(again).isCompletedWithValue(Outcome.ok(3.0));
    }

    @ParameterizedTest
    @EnumSource(
            value = Reason.class,
            names = {"CALL_NOT_MADE", "DEADLINE_PASSED"})
    void shouldCallAgainForThoseWhoseOwnDeadlineIsLater(Reason late) {
        long deadline = ticker.read() + Duration.ofHours(1).toNanos();
        CompletableFuture<Outcome<Double>> first = scores.of("car", deadline);
        CompletableFuture<Outcome<Double>> second = scores.of("car", deadline + 1);
        CompletableFuture<Outcome<Double>> past = scores.of("car", ticker.read() - 1);

        calls.get(0).complete(Outcome.failed(new Failure(Stage.ENRICH, late, "")));
        calls.get(1)
                .complete(Outcome.ok(new Recommendations(List.of(new RecommendationSource.Item("a", 3, List.of())))));

        assertThat(List.of(first, past))
                .allSatisfy(answer -> assertThat(answer.join().<Object>fold(score -> score, Failure::reason))
                        .isEqualTo(late));
        assertThat(calls).hasSize(2);
        assertThat(second).isCompletedWithValue(Outcome.ok(3.0));
    }
}
