package io.customersegment.personalize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.customersegment.config.Settings;
import io.customersegment.enrich.RecommendationSource.Recommendations;
import io.customersegment.outcome.Failure;
import io.customersegment.outcome.Outcome;
import io.customersegment.outcome.Reason;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests responses that do not end, and responses that cannot be parsed. */
@Timeout(60)
class ResponseInterceptorTest {

    /** The maximum number of bytes in the socket buffers of both sides, including the client's window of 16 MiB. */
    private static final long IN_SOCKETS = 32 << 20;

    @ParameterizedTest
    @CsvSource({"200, true", "200, false", "403, true", "403, false", "500, true", "500, false"})
    void shouldReadNoMoreThanAnAnswerCanHoldAndCloseTheConnection(int status, boolean chunked)
            throws IOException, InterruptedException {
        EndlessBody endless = new EndlessBody();
        AtomicInteger answers = new AtomicInteger();
        try (RawServer service = RawServer.start((request, connection, out) -> {
                    if (answers.incrementAndGet() == 1) {
                        endless.send(status, chunked, out);
                    }
                    out.write(RawServer.response(200, "", TestCalls.NOBODY));
                });
                PersonalizeSource single = single(service, 10_000)) {
            Failure failure = TestCalls.failure(TestCalls.wait(single.recommend(TestCalls.PROBE)));

            assertThat(failure.reason()).isEqualTo(Reason.SOURCE_UNUSABLE);
            assertThat(failure.detail()).contains("longer than", "personalize.endpoint");
            assertThat(endless.closed().await(30, TimeUnit.SECONDS)).isTrue();
            assertThat(endless.sent()).isLessThan(ResponseInterceptor.MAX_BYTES + IN_SOCKETS);
            assertThat(TestCalls.wait(single.recommend(TestCalls.PROBE)))
                    .isEqualTo(Outcome.ok(new Recommendations(List.of())));
        }
    }

    @Test
    void shouldReadAnAnswerThatIsAsLongAsOneCanBe() throws IOException {
        String body = TestCalls.NOBODY + " ".repeat(ResponseInterceptor.MAX_BYTES - TestCalls.NOBODY.length());
        try (RawServer service =
                        RawServer.start((request, connection, out) -> out.write(RawServer.response(200, "", body)));
                PersonalizeSource single = single(service, 10_000)) {

            assertThat(TestCalls.wait(single.recommend(TestCalls.PROBE)))
                    .isEqualTo(Outcome.ok(new Recommendations(List.of())));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldCloseTheConnectionOfACallThatIsOverThoughItsBodyGoesOn(boolean cancelled) throws IOException {
        AtomicInteger answers = new AtomicInteger();
        CompletableFuture<?> closed = new CompletableFuture<>();
        try (RawServer service = RawServer.start((request, connection, out) -> {
                    if (answers.incrementAndGet() > 1) {
                        out.write(RawServer.response(200, "", TestCalls.NOBODY));
                        return;
                    }
                    out.write("HTTP/1.1 200 OK\r\nContent-Length: 1000000000000\r\n\r\n"
                            .getBytes(StandardCharsets.UTF_8));
                    connection.setSoTimeout(50);
                    try {
                        while (true) {
                            out.write(' ');
                            drip(connection.getInputStream()::read);
                        }
                    } finally {
                        closed.complete(null);
                    }
                });
                PersonalizeSource single = single(service, 500)) {
            CompletableFuture<Outcome<Recommendations>> slow = single.recommend(TestCalls.PROBE);
            await().until(() -> answers.get() == 1);

            if (cancelled) {
                slow.cancel(true);
            } else {
                assertThat(TestCalls.failure(TestCalls.wait(slow)).reason()).isEqualTo(Reason.SOURCE_TIMED_OUT);
            }

            assertThat(closed).succeedsWithin(30, TimeUnit.SECONDS);
            await().until(() -> TestCalls.wait(single.recommend(TestCalls.PROBE))
                    .equals(Outcome.ok(new Recommendations(List.of()))));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<html><body>Welcome to the lobby</body></html>",
                "welcome",
                "null",
                "[]",
                "{\"itemList\": 5}",
                "{\"itemList\": [\"C1\"]}",
                "{\"itemList\": [{\"itemId\": \"C1\", \"score\": \"high\"}]}",
                "{\"itemList\": [{\"itemId\": \"C1\"",
            })
    void shouldTellThatASuccessIsNotWhatTheOperationAnswers(String body) throws IOException {
        byte[] response = RawServer.response(200, "Content-Type: text/HTML; charset=x\r\n", body);
        try (RawServer service = RawServer.start((request, connection, out) -> out.write(response));
                PersonalizeSource single = single(service, 5000)) {
            Failure failure = TestCalls.failure(TestCalls.wait(single.recommend(TestCalls.PROBE)));

            assertThat(failure.reason()).isEqualTo(Reason.SOURCE_UNUSABLE);
            assertThat(failure.detail())
                    .contains("not the JSON of GetRecommendations", "200", "text/html", "personalize.endpoint")
                    .doesNotContain("C1")
                    .doesNotContain("elcome");
        }
    }

    /** Waits until the next byte is due, and throws an exception if the connection is closed. */
    private static void drip(Reading reading) throws IOException {
        try {
            if (reading.next() < 0) {
                throw new IOException("closed");
            }
        } catch (SocketTimeoutException next) {
            // the next byte is due
        }
    }

    private interface Reading {
        int next() throws IOException;
    }

    private static PersonalizeSource single(RawServer service, int timeoutMillis) {
        return PersonalizeSource.open(new Settings.Personalize(
                service.endpoint(), "", "arn:campaign", "arn:filter/", Duration.ofMillis(timeoutMillis), 1));
    }
}
