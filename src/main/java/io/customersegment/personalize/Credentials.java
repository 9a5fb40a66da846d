package io.customersegment.personalize;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;

/**
 * Looks for credentials on a thread of its own, for that may take seconds in the network, and the SDK's asynchronous client does it
 * on the caller's. Calls that come meanwhile wait for the same look-up.
 *
 * <p><i>Threads:</i> called by any.
 */
final class Credentials implements AutoCloseable {

    private final AwsCredentialsProvider provider;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(task -> {
        Thread daemon = new Thread(task, "personalize-credentials");
        daemon.setDaemon(true);
        return daemon;
    });
    private @Nullable CompletableFuture<AwsCredentials> underWay;

    Credentials(AwsCredentialsProvider provider) {
        this.provider = provider;
    }

    /** The credentials of the moment; fails as the provider does. */
    synchronized CompletableFuture<AwsCredentials> find() {
        if (underWay == null || underWay.isDone()) {
            underWay = CompletableFuture.supplyAsync(provider::resolveCredentials, thread);
        }
        return underWay;
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
