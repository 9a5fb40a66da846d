package io.customersegment.personalize;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.benmanes.caffeine.cache.Ticker;
import io.customersegment.config.Settings;
import io.customersegment.enrich.CallBudget;
import io.customersegment.enrich.RecommendationSource.Call;
import io.customersegment.enrich.RecommendationSource.Recommendations;
import io.customersegment.enrich.ResilientSource;
import io.customersegment.outcome.Failure;
import io.customersegment.outcome.Outcome;
import io.customersegment.outcome.Reason;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.SdkGlobalTime;

/** Tests a service with a different clock, which refuses calls that are signed with a time other than its own, as AWS does. */
@Timeout(60)
class ClockSkewTest {

    private static final DateTimeFormatter SIGNED =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmssX").withZone(ZoneOffset.UTC);
    private static final Duration ALLOWED = Duration.ofMinutes(5);

    /** Resets the clock correction, which the SDK shares among all clients of the JVM. */
    @AfterEach
    void forgetTheCorrection() {
        SdkGlobalTime.setGlobalTimeOffset(0);
    }

    @ParameterizedTest
    @CsvSource({
        "InvalidSignatureException, PT1H",
        "InvalidSignatureException, PT-1H",
        "SignatureDoesNotMatch, PT10M",
        "RequestTimeTooSkewed, PT-10M",
        "ExpiredTokenException, P1D",
    })
    void shouldCallARefusalOverTheClockRetryableAndSignTheNextAttemptWithTheirs(String code, Duration ahead)
            throws IOException {
        try (RawServer service = RawServer.start((request, connection, out) -> answer(request, out, code, ahead));
                PersonalizeSource source = PersonalizeSource.open(TestCalls.settings(service.endpoint(), 5000))) {
            Failure first = TestCalls.failure(TestCalls.wait(source.recommend(TestCalls.PROBE)));
            Outcome<Recommendations> second = TestCalls.wait(source.recommend(TestCalls.PROBE));

            assertThat(first.reason()).isEqualTo(Reason.SOURCE_FAILING);
            assertThat(first.reason().retryable()).isTrue();
            assertThat(first.detail()).contains("clock", code, "403").doesNotContain("credentials");
            assertThat(second).isEqualTo(Outcome.ok(new Recommendations(List.of())));
        }
    }

    @Test
    void shouldAnswerCallsThatAreUnderWayWhenTheSkewIsFoundOut() throws IOException {
        Settings.Resilience settings = new Settings.Resilience(
                3,
                Duration.ofMillis(1),
                Duration.ofMillis(1),
                1000,
                false,
                50,
                100,
                Duration.ofSeconds(5),
                Settings.OnOutage.WAIT);
        long deadline = System.nanoTime() + Duration.ofMinutes(1).toNanos();
        Call call = new Call("a-car-2024", null, Map.of(), List.of(), 1, deadline);
        ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
        try (RawServer service = RawServer.start((request, connection, out) ->
                        answer(request, out, "InvalidSignatureException", Duration.ofHours(1)));
                PersonalizeSource source = PersonalizeSource.open(TestCalls.settings(service.endpoint(), 5000))) {
            ResilientSource repeating = ResilientSource.around(
                    source,
                    settings,
                    CallBudget.of(settings.callsPerSecond()),
                    4,
                    timer,
                    Ticker.systemTicker(),
                    Clock.systemUTC());

            List<CompletableFuture<Outcome<Recommendations>>> answers =
                    Stream.generate(() -> repeating.recommend(call)).limit(4).toList();

            assertThat(answers)
                    .allSatisfy(answer ->
                            assertThat(TestCalls.wait(answer)).isEqualTo(Outcome.ok(new Recommendations(List.of()))));
        } finally {
            timer.shutdownNow();
        }
    }

    @Test
    void shouldStillBlameTheCredentialsWhereTheClockIsRight() throws IOException {
        try (RawServer service = RawServer.start((request, connection, out) -> out.write(
                        refusal("InvalidSignatureException", Clock.systemUTC().instant())));
                PersonalizeSource source = PersonalizeSource.open(TestCalls.settings(service.endpoint(), 5000))) {
            Failure failure = TestCalls.failure(TestCalls.wait(source.recommend(TestCalls.PROBE)));

            assertThat(failure.reason()).isEqualTo(Reason.SOURCE_REFUSED);
            assertThat(failure.detail()).contains("credentials");
        }
    }

    private static void answer(RawServer.Request request, OutputStream out, String code, Duration ahead)
            throws IOException {
        Instant now = Clock.systemUTC().instant().plus(ahead);
        Instant signed = SIGNED.parse(request.header("X-Amz-Date"), Instant::from);
        boolean refused = Duration.between(signed, now).abs().compareTo(ALLOWED) > 0;
        out.write(refused ? refusal(code, now) : RawServer.response(200, "", TestCalls.NOBODY));
    }

    private static byte[] refusal(String code, Instant now) {
        String date =
                DateTimeFormatter.RFC_1123_DATE_TIME.withZone(ZoneOffset.UTC).format(now);
        return RawServer.response(
                403,
                "Date: " + date + "\r\nx-amzn-ErrorType: " + code + "\r\n",
                "{\"message\": \"Signature expired: a value nobody should see\"}");
    }
}
