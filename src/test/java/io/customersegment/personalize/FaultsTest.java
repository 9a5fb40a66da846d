package io.customersegment.personalize;

import static org.assertj.core.api.Assertions.assertThat;

import io.customersegment.outcome.Failure;
import io.customersegment.outcome.Reason;
import java.io.IOException;
import java.net.ConnectException;
import java.util.concurrent.CompletionException;
import javax.net.ssl.SSLHandshakeException;
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
        assertThat(failure.detail()).contains("closed", "AWS_IO_SOCKET_CLOSED");
    }

    @Test
    void shouldKnowTheTwoErrorsThatTheClientHasExceptionsOfJavaFor() {
        assertThat(detail(new SSLHandshakeException("TLS (SSL) negotiation failed")))
                .contains("TLS", "AWS_IO_TLS_ERROR_NEGOTIATION_FAILURE", "certificates");
        assertThat(detail(new ConnectException("socket operation timed out.")))
                .contains("does not answer", "AWS_IO_SOCKET_TIMEOUT", "firewalls");
    }

    @Test
    void shouldBlameCredentialsOnlyForWhatIsNotAboutAConnection() {
        assertThat(Faults.failure(SdkClientException.create("Unable to load credentials"))
                        .detail())
                .contains("credentials");
    }

    private static String detail(IOException fault) {
        return Faults.failure(SdkClientException.create("Unable to execute HTTP request", fault))
                .detail();
    }

    /** Returns the error, wrapped in the way of the SDK's CRT-based client. */
    private static Throwable thrown(int code) {
        return new CompletionException(SdkClientException.create(
                "Unable to execute HTTP request", new IOException("when acquiring", new HttpException(code))));
    }
}
