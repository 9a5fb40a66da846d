package io.customersegment.personalize;

import static org.assertj.core.api.Assertions.assertThat;

import io.customersegment.outcome.Failure;
import io.customersegment.outcome.Reason;
import java.io.IOException;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.crt.http.HttpException;

class FaultsTest {

    private static final int AWS_ERROR_HTTP_CONNECTION_MANAGER_ACQUISITION_TIMEOUT = 2093;
    private static final int AWS_IO_SOCKET_CLOSED = 1051;

    @Test
    void shouldTellWhereNoConnectionWasFree() {
        Failure failure = Faults.failure(thrown(AWS_ERROR_HTTP_CONNECTION_MANAGER_ACQUISITION_TIMEOUT));

        assertThat(failure.reason()).isEqualTo(Reason.SOURCE_TIMED_OUT);
        assertThat(failure.detail()).contains("personalize.max.connections");
    }

    @Test
    void shouldTellWhereNoConnectionWasMade() {
        Failure failure = Faults.failure(thrown(AWS_IO_SOCKET_CLOSED));

        assertThat(failure.reason()).isEqualTo(Reason.SOURCE_FAILING);
        assertThat(failure.detail()).contains("cannot be reached").contains("IOException");
    }

    /** As the SDK's client on the CRT wraps it. */
    private static Throwable thrown(int code) {
        return new CompletionException(SdkClientException.create(
                "Unable to execute HTTP request", new IOException("when acquiring", new HttpException(code))));
    }
}
