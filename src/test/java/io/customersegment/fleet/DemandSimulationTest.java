package io.customersegment.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.customersegment.config.Settings;
import io.customersegment.enrich.ManualTimer;
import io.customersegment.enrich.RecommendationSource;
import io.customersegment.enrich.RecommendationSource.Call;
import io.customersegment.enrich.RecommendationSource.Recommendations;
import io.customersegment.enrich.ResilientSource;
import io.customersegment.outcome.Outcome;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Instances whose demands depend on their shares: how much of the budget they use in total, in simulated time. */
class DemandSimulationTest {

    private static final int BUDGET = 500;
    private static final Duration BEAT = Duration.ofMillis(500);
    private static final Duration CALL = Duration.ofMillis(50);
    private static final Duration SETTLING = Duration.ofSeconds(20);
    private static final int SECONDS = 60;

    private final ManualTimer time = new ManualTimer();
    private final Random random = new Random(1);
    private final List<Instance> instances = new ArrayList<>();

    @ParameterizedTest
    @CsvSource({
        "1, 0, 98",
        "2, 0, 98",
        "3, 0, 98",
        "4, 0, 98",
        "3, 1000, 95",
        "4, 1000, 95",
        "4, 2000, 85",
        "8, 2000, 95"
    })
    void shouldUseTheBudgetWhereAllHaveABacklog(int count, int longestStallMillis, int leastPercent) {
        start(count, longestStallMillis);
        instances.forEach(instance -> instance.work(80));
        time.advance(SETTLING);

        int used = calls(SECONDS);

        assertThat(used).isBetween(BUDGET * SECONDS * leastPercent / 100, BUDGET * SECONDS);
    }

    @Test
    void shouldUseTheBudgetWhereOneHasABacklogAndTheOthersLittle() {
        start(4, 0);
        instances.get(0).work(80);
        time.advance(SETTLING);

        assertThat(calls(SECONDS)).isGreaterThan(BUDGET * SECONDS * 90 / 100);
    }

    @Test
    void shouldComeToTheSameOutOfAnyState() {
        start(3, 0);
        instances.get(0).work(200);
        time.advance(SETTLING);
        instances.get(1).work(200);
        time.advance(Duration.ofSeconds(7));
        instances.get(2).work(200);
        time.advance(Duration.ofSeconds(10));

        assertThat(calls(SECONDS)).isGreaterThan(BUDGET * SECONDS * 95 / 100);
        assertThat(instances)
                .allSatisfy(instance ->
                        assertThat(instance.source.callsPerSecond()).isBetween(BUDGET / 3.0 - 10, BUDGET / 3.0 + 10));
    }

    private void start(int count, int longestStallMillis) {
        for (int i = 0; i < count; i++) {
            instances.add(new Instance("instance " + i, longestStallMillis));
        }
    }

    private int calls(int seconds) {
        int before = made();
        time.advance(Duration.ofSeconds(seconds));
        return made() - before;
    }

    private int made() {
        return instances.stream().mapToInt(instance -> instance.made).sum();
    }

    /**
     * An instance with a constant number of requests in flight. Once in some hundred calls it stalls for up to the given time, as for lack
     * of a processor.
     */
    private final class Instance implements RecommendationSource {

        private final String name;
        private final int longestStallMillis;
        private final SharedBudget budget;
        private final ResilientSource source;
        private long stalledUntil = time.read();
        private int made;

        Instance(String name, int longestStallMillis) {
            this.name = name;
            this.longestStallMillis = longestStallMillis;
            this.budget = new SharedBudget(name, name, BUDGET);
            this.source = ResilientSource.around(this, resilience(), budget, 256, time, time, Clock.systemUTC());
            var unused = time.schedule(this::beat, random.nextInt(500), TimeUnit.MILLISECONDS);
        }

        private void beat() {
            long now = time.read();
            var said = budget.currentDemand(source.demand(false), now);
            long millis = TimeUnit.NANOSECONDS.toMillis(now);
            instances.forEach(each -> each.budget.read(name, said, millis, true, now));
            var unused = time.schedule(this::beat, BEAT.toMillis(), TimeUnit.MILLISECONDS);
        }

        void work(int inFlight) {
            for (int i = 0; i < inFlight; i++) {
                ask();
            }
        }

        private void ask() {
            var unused = source.recommend(new Call("model", null, Map.of(), List.of(), 1, time.read() + minute()))
                    .thenRun(this::askAgain);
        }

        private void askAgain() {
            if (random.nextInt(500) == 0 && longestStallMillis > 0) {
                stalledUntil = time.read() + TimeUnit.MILLISECONDS.toNanos(random.nextInt(longestStallMillis));
            }
            var unused = time.schedule(this::ask, Math.max(0, stalledUntil - time.read()), TimeUnit.NANOSECONDS);
        }

        @Override
        public CompletableFuture<Outcome<Recommendations>> recommend(Call call) {
            made++;
            CompletableFuture<Outcome<Recommendations>> answer = new CompletableFuture<>();
            Runnable end = () -> answer.complete(Outcome.ok(new Recommendations(List.of())));
            var unused = time.schedule(end, CALL.toMillis(), TimeUnit.MILLISECONDS);
            return answer;
        }
    }

    private static long minute() {
        return TimeUnit.MINUTES.toNanos(1);
    }

    private static Settings.Resilience resilience() {
        return new Settings.Resilience(
                3,
                Duration.ofMillis(50),
                Duration.ofSeconds(1),
                BUDGET,
                true,
                50,
                100,
                Duration.ofSeconds(5),
                Settings.OnOutage.WAIT);
    }
}
