package io.customersegment.personalize;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;

@Timeout(30)
class CredentialsTest {

    private static final AwsCredentials FOUND = AwsBasicCredentials.create("id", "secret");

    @Test
    void shouldLookOnceForAllWhoAskMeanwhileAndHoldNobodyUp() {
        CompletableFuture<AwsCredentials> network = new CompletableFuture<>();
        AtomicInteger lookUps = new AtomicInteger();
        try (Credentials credentials = new Credentials(
                () -> {
                    lookUps.incrementAndGet();
                    return network.join();
                },
                () -> 0)) {
            var first = credentials.find();
            var second = credentials.find();
            assertThat(first).isNotDone();

            network.complete(FOUND);

            assertThat(first).succeedsWithin(10, TimeUnit.SECONDS).isEqualTo(FOUND);
            assertThat(second).succeedsWithin(10, TimeUnit.SECONDS).isEqualTo(FOUND);
            assertThat(lookUps).hasValue(1);
        }
    }

    @Test
    void shouldLookAgainAfterAFailure() {
        AtomicInteger lookUps = new AtomicInteger();
        try (Credentials credentials = new Credentials(
                () -> {
                    if (lookUps.incrementAndGet() == 1) {
                        throw new IllegalStateException("no network");
                    }
                    return FOUND;
                },
                () -> 0)) {
            assertThat(credentials.find()).failsWithin(10, TimeUnit.SECONDS);

            assertThat(credentials.find()).succeedsWithin(10, TimeUnit.SECONDS).isEqualTo(FOUND);
        }
    }

    @Test
    void shouldLookAgainAfterASecond() {
        AtomicInteger lookUps = new AtomicInteger();
        AtomicLong nanos = new AtomicLong();
        try (Credentials credentials = new Credentials(
                () -> {
                    lookUps.incrementAndGet();
                    return FOUND;
                },
                nanos::get)) {
            credentials.find().join();
            nanos.addAndGet(999_999_999);
            credentials.find().join();
            assertThat(lookUps).hasValue(1);

            nanos.addAndGet(1);
            credentials.find().join();

            assertThat(lookUps).hasValue(2);
        }
    }

    @Test
    void shouldGiveTheClientWhatWasFoundLastWithoutLookingAgain() {
        try (Credentials credentials = new Credentials(() -> FOUND, () -> 0)) {
            assertThat(credentials.resolveIdentity()).isCompletedExceptionally();

            credentials.find().join();

            assertThat(credentials.resolveIdentity().join()).isEqualTo(FOUND);
        }
    }
}
