package io.customersegment.personalize;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.IdentityProvider;
import software.amazon.awssdk.identity.spi.ResolveIdentityRequest;

/**
 * Looks up credentials on a thread of its own, because that may take seconds in the network, and the SDK's asynchronous client does
 * it on the caller's. Calls during a look-up wait for it, and those of the next second are signed with its result.
 *
 * <p><i>Threads:</i> called by any thread.
 */
final class Credentials implements IdentityProvider<AwsCredentialsIdentity>, AutoCloseable {

    /** The provider renews credentials minutes before they expire, so it need not be called for each of hundreds of calls. */
    private static final long KEPT_NANOS = Duration.ofSeconds(1).toNanos();

    private final AwsCredentialsProvider provider;
    private final LongSupplier nanos;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(task -> {
        Thread daemon = new Thread(task, "personalize-credentials");
        daemon.setDaemon(true);
        return daemon;
    });
    private @Nullable LookUp last;
    private volatile @Nullable AwsCredentialsIdentity current;

    /**
     * @param nanos a clock such as {@link System#nanoTime}
     */
    Credentials(AwsCredentialsProvider provider, LongSupplier nanos) {
        this.provider = provider;
        this.nanos = nanos;
    }

    private record LookUp(CompletableFuture<AwsCredentialsIdentity> found, long started) {}

    /** Returns the current credentials; fails as the provider does. */
    synchronized CompletableFuture<AwsCredentialsIdentity> find() {
        long now = nanos.getAsLong();
        if (last == null
                || last.found().isCompletedExceptionally()
                || (last.found().isDone() && now - last.started() >= KEPT_NANOS)) {
            last = new LookUp(lookUp(), now);
        }
        return last.found();
    }

    private CompletableFuture<AwsCredentialsIdentity> lookUp() {
        try {
            return CompletableFuture.supplyAsync(provider::resolveCredentials, thread)
                    .thenApply(found -> {
                        current = found;
                        return found;
                    });
        } catch (RejectedExecutionException closed) {
            return CompletableFuture.failedFuture(closed);
        }
    }

    @Override
    public Class<AwsCredentialsIdentity> identityType() {
        return AwsCredentialsIdentity.class;
    }

    /** Returns the last result of {@link #find}, because the client waits for this future on its caller's thread. */
    @Override
    public CompletableFuture<AwsCredentialsIdentity> resolveIdentity(ResolveIdentityRequest request) {
        AwsCredentialsIdentity found = current;
        return found == null
                ? CompletableFuture.failedFuture(new IllegalStateException("No credentials were found yet"))
                : CompletableFuture.completedFuture(found);
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
