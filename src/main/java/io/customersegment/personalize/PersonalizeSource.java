package io.customersegment.personalize;

import io.customersegment.catalogue.Column;
import io.customersegment.config.Proxy;
import io.customersegment.config.Settings;
import io.customersegment.enrich.RecommendationSource;
import io.customersegment.outcome.Outcome;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.client.config.SdkAdvancedAsyncClientOption;
import software.amazon.awssdk.crt.CRT;
import software.amazon.awssdk.http.crt.AwsCrtAsyncHttpClient;
import software.amazon.awssdk.http.crt.ConnectionHealthConfiguration;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.services.personalizeruntime.PersonalizeRuntimeAsyncClient;
import software.amazon.awssdk.services.personalizeruntime.PersonalizeRuntimeAsyncClientBuilder;
import software.amazon.awssdk.services.personalizeruntime.model.GetRecommendationsRequest;
import software.amazon.awssdk.services.personalizeruntime.model.GetRecommendationsResponse;

/**
 * Amazon Personalize, or a stand-in at another endpoint.
 *
 * <p><i>Threads:</i> called by any thread, which only hands its call over; answers arrive on the SDK's event loop or a timer's
 * thread, where callers must not block. Each call is one attempt; repetition is left to decorators.
 */
public final class PersonalizeSource implements RecommendationSource, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(PersonalizeSource.class);
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(1);

    /** Unfinished answers may fill an eighth of the heap, three eighths with their buffers. */
    private static final int HEAP_SHARE = 8;

    private final PersonalizeRuntimeAsyncClient client;
    private final Credentials credentials;
    private final Settings.Personalize settings;
    private final @Nullable ThreadPoolExecutor senders;

    private PersonalizeSource(
            PersonalizeRuntimeAsyncClient client, Credentials credentials, Settings.Personalize settings) {
        this.client = client;
        this.credentials = credentials;
        this.settings = settings;
        this.senders = senders();
    }

    /** Creates half as many threads as there are processors; null with one processor, where another thread is only overhead. */
    private static @Nullable ThreadPoolExecutor senders() {
        int threads = Runtime.getRuntime().availableProcessors() / 2;
        return threads == 0
                ? null
                : new ThreadPoolExecutor(threads, threads, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
                    Thread sender = new Thread(task, "personalize-sender");
                    sender.setDaemon(true);
                    return sender;
                });
    }

    /**
     * Creates a client of the service. It connects and looks up credentials with the first call; without a region in the settings
     * it looks one up now.
     *
     * @throws org.apache.kafka.common.config.ConfigException if the configured proxy cannot be used
     * @throws IllegalStateException if no region can be found, or the environment or profile specifies an address that cannot be
     *     called
     */
    public static PersonalizeSource open(Settings.Personalize settings) {
        return open(settings, Proxy.forAddress(settings.endpoint()));
    }

    /** Creates a client with another proxy than that of this process. */
    static PersonalizeSource open(Settings.Personalize settings, Proxy proxy) {
        if (!proxy.none()) {
            LOG.atInfo()
                    .addKeyValue("host", proxy.host())
                    .addKeyValue("port", proxy.port())
                    .log("calls of Personalize go through a proxy");
        }
        Duration timeout = settings.callTimeout();
        Credentials credentials = new Credentials(ClientSetup.credentials(settings), System::nanoTime);
        PersonalizeRuntimeAsyncClientBuilder builder = PersonalizeRuntimeAsyncClient.builder()
                .httpClientBuilder(AwsCrtAsyncHttpClient.builder()
                        .maxConcurrency(settings.maxConnections())
                        .connectionTimeout(timeout.compareTo(CONNECT_TIMEOUT) < 0 ? timeout : CONNECT_TIMEOUT)
                        // Before the call times out, so that the failure names what was waited for.
                        .connectionAcquisitionTimeout(timeout.minus(timeout.dividedBy(10)))
                        .connectionHealthConfiguration(abandonedAfter(timeout))
                        .proxyConfiguration(ClientSetup.configuration(proxy)))
                .overrideConfiguration(override -> override.retryStrategy(AwsRetryStrategy.doNotRetry())
                        .addExecutionInterceptor(
                                new ResponseInterceptor(Runtime.getRuntime().maxMemory() / HEAP_SHARE)))
                .asyncConfiguration(async ->
                        async.advancedOption(SdkAdvancedAsyncClientOption.FUTURE_COMPLETION_EXECUTOR, Runnable::run))
                .credentialsProvider(credentials);
        PersonalizeRuntimeAsyncClient client = ClientSetup.built(builder, settings, "PERSONALIZE_RUNTIME", false);
        // Otherwise the CRT ends its threads when the JVM begins to shut down, and calls in flight are never answered.
        CRT.acquireShutdownRef();
        return new PersonalizeSource(client, credentials, settings);
    }

    /**
     * Configures the client to close the connection of a call that timed out or was cancelled once no more bytes arrive, because it
     * cannot abort a call. If bytes of a body still arrive, {@link ResponseInterceptor} closes it.
     */
    private static ConnectionHealthConfiguration abandonedAfter(Duration timeout) {
        return ConnectionHealthConfiguration.builder()
                .minimumThroughputInBps(1L)
                .minimumThroughputTimeout(Duration.ofSeconds(timeout.toSeconds() + 2))
                .build();
    }

    @Override
    public CompletableFuture<Outcome<Recommendations>> recommend(Call call) {
        CompletableFuture<Outcome<Recommendations>> answer = new CompletableFuture<>();
        var unused = credentialsInTime().whenComplete((found, fault) -> {
            if (found == null) {
                answer.complete(
                        fault instanceof TimeoutException
                                ? Outcome.failed(Faults.NO_CREDENTIALS_IN_TIME)
                                : outcome(call, null, fault));
            } else if (!answer.isDone()) {
                handOver(call, answer);
            }
        });
        return answer;
    }

    /** Returns the current credentials; a look-up that takes longer than a call may fails with a {@link TimeoutException}. */
    private CompletableFuture<AwsCredentialsIdentity> credentialsInTime() {
        CompletableFuture<AwsCredentialsIdentity> found = credentials.find();
        return found.isDone()
                ? found
                : found.copy().orTimeout(settings.callTimeout().toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public int unsent() {
        return senders == null ? 0 : senders.getQueue().size();
    }

    /** Writes, signs and sends the call on a thread that does nothing else. */
    private void handOver(Call call, CompletableFuture<Outcome<Recommendations>> answer) {
        if (senders == null) {
            send(call, answer);
            return;
        }
        try {
            senders.execute(() -> {
                if (!answer.isDone()) {
                    send(call, answer);
                }
            });
        } catch (RejectedExecutionException closed) {
            answer.complete(outcome(call, null, closed));
        }
    }

    private void send(Call call, CompletableFuture<Outcome<Recommendations>> answer) {
        CompletableFuture<GetRecommendationsResponse> response;
        try {
            response = client.getRecommendations(request(call, answer));
        } catch (RuntimeException | Error fault) {
            answer.complete(outcome(call, null, fault));
            return;
        }
        var unused = response.handle((answered, fault) -> outcome(call, answered, fault))
                .whenComplete((outcome, bug) -> answer.complete(outcome == null ? outcome(call, null, bug) : outcome));
        // The SDK's own timeout keeps five threads busy with timers of calls answered long ago.
        var unusedToo = answer.completeOnTimeout(
                        Outcome.failed(Faults.TIMED_OUT), settings.callTimeout().toMillis(), TimeUnit.MILLISECONDS)
                .whenComplete((outcome, fault) -> response.cancel(true));
    }

    /** Cancels the calls in flight and closes the connections. */
    @Override
    public void close() {
        if (senders != null) {
            senders.shutdown(); // queued calls fail, because the client is closed
        }
        client.close();
        credentials.close();
        CRT.releaseShutdownRef();
    }

    private static Outcome<Recommendations> outcome(
            Call call, @Nullable GetRecommendationsResponse answered, @Nullable Throwable fault) {
        if (answered != null) {
            return AnswerReader.read(call, answered);
        }
        return Outcome.failed(Faults.failure(fault == null ? new IllegalStateException() : fault));
    }

    private GetRecommendationsRequest request(Call call, Future<?> outcome) {
        GetRecommendationsRequest.Builder request = GetRecommendationsRequest.builder()
                .campaignArn(settings.campaignArn())
                .userId(call.userId())
                .numResults(call.size())
                .overrideConfiguration(
                        override -> override.putExecutionAttribute(ResponseInterceptor.OUTCOME, outcome));
        if (call.filter() != null) {
            request.filterArn(settings.filterArnPrefix() + call.filter()).filterValues(call.filterValues());
        }
        if (!call.columns().isEmpty()) {
            request.metadataColumns(
                    Map.of("ITEMS", call.columns().stream().map(Column::field).toList()));
        }
        return request.build();
    }
}
