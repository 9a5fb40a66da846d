package io.customersegment.app;

import static org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse.REPLACE_THREAD;
import static org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
import static org.assertj.core.api.Assertions.assertThat;

import io.customersegment.app.ThreadReplacement.Diagnosis;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.junit.jupiter.api.Test;

final class ThreadReplacementTest {

    private Instant now = Instant.parse("2024-12-01T00:00:00Z");
    private final InstantSource time = () -> now;
    private Diagnosis diagnosis = Diagnosis.UNCHANGED;
    private final ThreadReplacement replacement = new ThreadReplacement(time.withZone(ZoneOffset.UTC), () -> diagnosis);

    @Test
    void shouldReplaceThreadsThatDieNowAndThen() {
        for (int death = 0; death < 50; death++) {
            assertThat(replacement.handle(new IllegalStateException())).isEqualTo(REPLACE_THREAD);
            now = now.plus(Duration.ofMinutes(3));
        }
    }

    @Test
    void shouldGiveUpWhenThreadsKeepDying() {
        for (int death = 0; death < 5; death++) {
            assertThat(replacement.handle(new IllegalStateException())).isEqualTo(REPLACE_THREAD);
            now = now.plus(Duration.ofMinutes(1));
        }

        assertThat(replacement.handle(new IllegalStateException())).isEqualTo(SHUTDOWN_CLIENT);
    }

    @Test
    void shouldNotCountDeathsAfterWhichTheNextThreadDoesBetter() {
        diagnosis = Diagnosis.REPAIRED;
        for (int death = 0; death < 100; death++) {
            assertThat(replacement.handle(new IllegalStateException())).isEqualTo(REPLACE_THREAD);
            now = now.plus(Duration.ofSeconds(1));
        }
        StreamThreadExceptionResponse oneMore = replacement.handle(new IllegalStateException());
        diagnosis = Diagnosis.UNCHANGED;

        assertThat(oneMore).isEqualTo(SHUTDOWN_CLIENT);
        assertThat(replacement.handle(new IllegalStateException())).isEqualTo(REPLACE_THREAD);
    }

    @Test
    void shouldGiveUpAtOnceWhereNoThreadCanRun() {
        diagnosis = Diagnosis.UNRECOVERABLE;

        assertThat(replacement.handle(new IllegalStateException())).isEqualTo(SHUTDOWN_CLIENT);
    }
}
