package io.customersegment.enrich;

import static org.assertj.core.api.Assertions.assertThat;

import io.customersegment.config.Settings;
import io.customersegment.enrich.RecommendationSource.Call;
import io.customersegment.enrich.RecommendationSource.Recommendations;
import io.customersegment.outcome.Failure;
import io.customersegment.outcome.Outcome;
import io.customersegment.outcome.Reason;
import io.customersegment.outcome.Stage;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The limits over minutes of load, in simulated time. */
class LimitsSimulationTest {

    private static final Outcome<Recommendations> OK = Outcome.ok(new Recommendations(List.of()));
    private static final Outcome<Recommendations> THROTTLED =
            Outcome.failed(new Failure(Stage.ENRICH, Reason.SOURCE_THROTTLED, ""));

    private final ManualTimer time = new ManualTimer();
    private final Random random = new Random(1);
    private int billed;
    private int throttled;
    private int late;
    private int answered;
    private int failed;

    @Test
    void shouldMakeHardlyACallThatIsAnsweredTooLateUnderALongOverload() {
        overload(() -> TimeUnit.MILLISECONDS.toNanos(200));

        assertThat(billed).isBetween(5900, 6100);
        assertThat(late).isLessThan(billed / 100);
        assertThat(answered).isEqualTo(billed - late);
    }

    @Test
    void shouldMakeFewCallsThatAreAnsweredTooLateWhereSomeTakeMuchLonger() {
        overload(this::lognormal);

        assertThat(billed).isBetween(5900, 6100);
        assertThat(late).isLessThan(billed / 25);
    }

    @Test
    void shouldKeepUpTheRateOfAServiceThatCountsByTheSecond() {
        long[] window = {-1, 0};

        Duration taken = distinct(500, () -> {
            long second = time.read() / TimeUnit.SECONDS.toNanos(1);
            window[1] = second == window[0] ? window[1] + 1 : 1;
            window[0] = second;
            return window[1] > 500;
        });

        assertThat(failed).isZero();
        assertThat(throttled).isLessThan(100);
        assertThat(taken).isLessThan(Duration.ofSeconds(21));
    }

    @Test
    void shouldKeepUpTheRateOfAServiceThatAllowsHardlyABurst() {
        Duration taken = distinct(500, bucket(25));

        assertThat(failed).isZero();
        assertThat(throttled).isLessThan(100);
        assertThat(taken).isLessThan(Duration.ofSeconds(21));
    }

    @ParameterizedTest
    @ValueSource(ints = {600, 1000, 5000, 100_000})
    void shouldFindTheRateOfAServiceThatTakesLessThanItMay(int callsPerSecond) {
        Duration taken = distinct(callsPerSecond, bucket(50));

        assertThat(failed).isZero();
        assertThat(throttled).isLessThan(700);
        assertThat(taken).isLessThan(Duration.ofSeconds(22));
    }

    @Test
    void shouldNotStarveWhereAServiceThatCountsByTheSecondThrottlesTheRestOfEachSecond() {
        long[] window = {-1, 0};

        Duration taken = distinct(2000, () -> {
            long second = time.read() / TimeUnit.SECONDS.toNanos(1);
            window[1] = second == window[0] ? window[1] + 1 : 1;
            window[0] = second;
            return window[1] > 500;
        });

        assertThat(failed).isZero();
        assertThat(throttled).isLessThan(1000);
        assertThat(taken).isLessThan(Duration.ofSeconds(22));
    }

    private BooleanSupplier bucket(int size) {
        double[] bucket = {size, time.read()};
        return () -> {
            double now = time.read();
            bucket[0] = Math.min(size, bucket[0] + (now - bucket[1]) / 1e9 * 500);
            bucket[1] = now;
            boolean enough = bucket[0] >= 1;
            bucket[0] -= enough ? 1 : 0;
            return !enough;
        };
    }

    /**
     * Simulates a minute of 150 calls a second where 100 are allowed, each with a deadline of a second; counts the calls that are answered
     * later.
     */
    private void overload(LongSupplier latency) {
        RecommendationSource source = source(100, call -> {
            billed++;
            long takes = latency.getAsLong();
            late += time.read() + takes - call.deadline() > 0 ? 1 : 0;
            CompletableFuture<Outcome<Recommendations>> answer = new CompletableFuture<>();
            after(takes, () -> answer.complete(OK));
            return answer;
        });
        for (int i = 0; i < 9000; i++) {
            var answer = source.recommend(call(1000));
            var unused = answer.thenAccept(outcome -> answered += outcome.fold(value -> 1, failure -> 0));
            after(TimeUnit.SECONDS.toNanos(1), () -> answer.cancel(true));
            time.advance(Duration.ofNanos(TimeUnit.SECONDS.toNanos(1) / 150));
        }
        time.advance(Duration.ofSeconds(2));
    }

    /**
     * Returns the time that 10,000 calls take with 256 in flight; each needs up to 10 ms to reach the service, and the timer stalls at
     * times.
     */
    private Duration distinct(int callsPerSecond, BooleanSupplier refuses) {
        RecommendationSource source = source(callsPerSecond, call -> {
            billed++;
            CompletableFuture<Outcome<Recommendations>> answer = new CompletableFuture<>();
            after(random.nextInt(10_000_000), () -> {
                boolean no = refuses.getAsBoolean();
                throttled += no ? 1 : 0;
                after(no ? 0 : lognormal(), () -> answer.complete(no ? THROTTLED : OK));
            });
            return answer;
        });
        long started = time.read();
        int asked = 0;
        int[] done = {0};
        while (done[0] < 10_000) {
            while (asked < 10_000 && asked - done[0] < 256) {
                asked++;
                var unused = source.recommend(call(10_000)).thenAccept(outcome -> {
                    done[0]++;
                    failed += outcome.fold(value -> 0, failure -> 1);
                });
            }
            if (random.nextInt(500) == 0) {
                time.late(Duration.ofMillis(random.nextInt(40)));
            } else {
                time.advance(Duration.ofMillis(1));
            }
        }
        return Duration.ofNanos(time.read() - started);
    }

    private RecommendationSource source(int callsPerSecond, RecommendationSource service) {
        Settings.Resilience settings = new Settings.Resilience(
                3,
                Duration.ofMillis(50),
                Duration.ofMillis(1000),
                callsPerSecond,
                false,
                50,
                100,
                Duration.ofSeconds(5),
                Settings.OnOutage.WAIT);
        return ResilientSource.around(
                service,
                settings,
                CallBudget.of(settings.callsPerSecond()),
                256,
                time,
                time,
                Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));
    }

    private void after(long nanos, Runnable step) {
        var unused = time.schedule(step, nanos, TimeUnit.NANOSECONDS);
    }

    /** Returns a latency in nanoseconds with a median of 40 ms and a 99th percentile of 200 ms. */
    private long lognormal() {
        return (long) (40e6 * Math.exp(0.692 * random.nextGaussian()));
    }

    private Call call(int patienceMillis) {
        long deadline = time.read() + Duration.ofMillis(patienceMillis).toNanos();
        return new Call("model", null, Map.of(), List.of(), 1, deadline);
    }
}
