package io.customersegment.personalize;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
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
        try (Credentials credentials = new Credentials(() -> {
            lookUps.incrementAndGet();
            return network.join();
        })) {
            CompletableFuture<AwsCredentials> first = credentials.find();
            CompletableFuture<AwsCredentials> second = credentials.find();
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
        try (Credentials credentials = new Credentials(() -> {
            if (lookUps.incrementAndGet() == 1) {
                throw new IllegalStateException("no network");
            }
            return FOUND;
        })) {
            assertThat(credentials.find()).failsWithin(10, TimeUnit.SECONDS);

            assertThat(credentials.find()).succeedsWithin(10, TimeUnit.SECONDS).isEqualTo(FOUND);
        }
    }
}
