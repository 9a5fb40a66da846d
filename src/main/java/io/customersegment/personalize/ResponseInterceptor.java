package io.customersegment.personalize;

import io.customersegment.outcome.Failure;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;
import software.amazon.awssdk.crt.http.HttpException;
import software.amazon.awssdk.http.SdkHttpResponse;

/**
 * Limits how much is read of responses, which the SDK collects in memory whatever their length: of each one, and of all that arrive
 * at the same time. If a limit is exceeded, the call fails and its connection is closed. So is the connection of a call that is
 * over, which the client itself cannot abort. A response that arrived in full and cannot be read is marked as such.
 *
 * <p><i>Threads:</i> called by the client's event loops.
 */
final class ResponseInterceptor implements ExecutionInterceptor {

    /** The outcome of the call that an execution of the SDK makes; once it is done, nothing more is read. */
    static final ExecutionAttribute<Future<?>> OUTCOME = new ExecutionAttribute<>("customer-segment-outcome");

    /**
     * The limit of one body, in bytes. Longer than any answer: 50 items with ten columns of 1,000 characters, each written as six
     * bytes, are 3 MB, and 500 items without columns are less.
     */
    static final int MAX_BYTES = 4 << 20;

    private final long maxBytesAtOnce;
    private final AtomicLong unfinished = new AtomicLong();

    /**
     * @param maxBytesAtOnce the maximum number of bytes of unfinished bodies in memory; the SDK's buffers take up to three times as
     *     much
     */
    ResponseInterceptor(long maxBytesAtOnce) {
        this.maxBytesAtOnce = maxBytesAtOnce;
    }

    @Override
    public Optional<Publisher<ByteBuffer>> modifyAsyncHttpResponseContent(
            Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
        Future<?> outcome = attributes.getAttribute(OUTCOME);
        return context.responsePublisher().map(body -> reader -> body.subscribe(new Bounded(reader, outcome)));
    }

    /**
     * Adds information that the exception lacks: the clock correction with which a refused call was signed, which the SDK loses,
     * and that a success cannot be read. The SDK requires an exception of the same class.
     */
    @Override
    public Throwable modifyException(Context.FailedExecution context, ExecutionAttributes attributes) {
        Throwable fault = context.exception();
        Integer offsetSeconds = attributes.getAttribute(SdkExecutionAttribute.TIME_OFFSET);
        if (fault instanceof AwsServiceException refusal && offsetSeconds != null) {
            return refusal.toBuilder()
                    .clockSkew(Duration.ofSeconds(offsetSeconds))
                    .build();
        }
        boolean known =
                Faults.cause(fault, HttpException.class) != null || Faults.cause(fault, ResponseRefused.class) != null;
        if (known || fault.getClass() != SdkClientException.class) {
            return fault;
        }
        // The response arrived in full, so the fault is in its content.
        return context.httpResponse()
                .filter(SdkHttpResponse::isSuccessful)
                .map(response -> new ResponseRefused(Faults.unreadable(response)))
                .<Throwable>map(refused -> SdkClientException.create("unreadable response", refused))
                .orElse(fault);
    }

    /** One body, between the connection and the SDK. Its signals are sequential. */
    private final class Bounded implements Subscriber<ByteBuffer>, Subscription {

        private final Subscriber<? super ByteBuffer> reader;
        private final Future<?> outcome;
        private @Nullable Subscription connection;
        private long read;
        private boolean ended;

        Bounded(Subscriber<? super ByteBuffer> reader, Future<?> outcome) {
            this.reader = reader;
            this.outcome = outcome;
        }

        @Override
        public void onSubscribe(Subscription subscription) {
            connection = subscription;
            reader.onSubscribe(this);
        }

        @Override
        public void onNext(ByteBuffer bytes) {
            if (ended) {
                return;
            }
            read += bytes.remaining();
            long all = unfinished.addAndGet(bytes.remaining());
            if (outcome.isDone()) {
                refuse(new CancellationException());
            } else if (read > MAX_BYTES) {
                refuse(new ResponseRefused(Faults.TOO_LONG));
            } else if (all > maxBytesAtOnce) {
                refuse(new ResponseRefused(Faults.TOO_LONG_TOGETHER));
            } else {
                reader.onNext(bytes);
            }
        }

        private void refuse(RuntimeException why) {
            cancel();
            reader.onError(why);
        }

        @Override
        public void onError(Throwable fault) {
            if (end()) {
                reader.onError(fault);
            }
        }

        @Override
        public void onComplete() {
            if (end()) {
                reader.onComplete();
            }
        }

        @Override
        public void request(long chunks) {
            if (connection != null) {
                connection.request(chunks);
            }
        }

        /** Closes the connection when the next bytes arrive: the client shuts down a connection whose bytes are not taken. */
        @Override
        public void cancel() {
            if (end() && connection != null) {
                connection.cancel();
            }
        }

        private boolean end() {
            boolean first = !ended;
            if (first) {
                ended = true;
                unfinished.addAndGet(-read);
            }
            return first;
        }
    }

    /** Carries a failure through the SDK: the reason why a response is not used. */
    static final class ResponseRefused extends RuntimeException {

        private static final long serialVersionUID = 1;

        private final transient Failure failure;

        ResponseRefused(Failure failure) {
            super(failure.toString(), null, false, false);
            this.failure = failure;
        }

        Failure failure() {
            return failure;
        }
    }
}
