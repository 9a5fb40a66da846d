package io.customersegment.personalize;

import static org.assertj.core.api.Assertions.assertThat;

import io.customersegment.config.Settings;
import io.customersegment.enrich.RecommendationSource.Recommendations;
import io.customersegment.outcome.Outcome;
import io.customersegment.process.Child;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Tests as many concurrent calls as a processor makes, each with an endless answer, in a JVM with a small heap. */
final class EndlessAnswersIT {

    private static final int CALLS = 256;

    @Test
    void shouldOutliveEndlessAnswersToAllCallsAtOnce() throws IOException {
        EndlessBody endless = new EndlessBody();
        try (RawServer service = RawServer.start((request, connection, out) -> endless.send(200, true, out));
                Child caller = Child.java(
                        "caller",
                        List.of("-Xmx64m", "-XX:+ExitOnOutOfMemoryError"),
                        Caller.class,
                        List.of(service.endpoint()))) {

            caller.awaitLine(Pattern.compile("(?m)^ended (.*)$"), Duration.ofMinutes(2));

            assertThat(caller.awaitExit(Duration.ofSeconds(30))).isZero();
            assertThat(caller.output()).contains("ended {").doesNotContain("OutOfMemory");
            assertThat(caller.output()).containsPattern("SOURCE_(UNUSABLE|FAILING)=");
        }
    }

    /** Makes the calls and prints how many of them ended for each reason. */
    static final class Caller {

        private Caller() {}

        public static void main(String[] arguments) {
            Settings.Personalize settings = new Settings.Personalize(
                    arguments[0], "", "arn:campaign", "arn:filter/", Duration.ofSeconds(60), CALLS);
            Map<String, Integer> ended = new TreeMap<>();
            try (PersonalizeSource source = PersonalizeSource.open(settings)) {
                List<CompletableFuture<Outcome<Recommendations>>> calls = Stream.generate(
                                () -> source.recommend(TestCalls.PROBE))
                        .limit(CALLS)
                        .toList();
                calls.forEach(call -> ended.merge(
                        call.join().fold(ok -> "OK", failure -> failure.reason().name()), 1, Integer::sum));
            }
            System.out.println("ended " + ended);
        }
    }
}
