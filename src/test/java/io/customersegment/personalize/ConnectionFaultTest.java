package io.customersegment.personalize;

import static org.assertj.core.api.Assertions.assertThat;

import io.customersegment.outcome.Failure;
import io.customersegment.outcome.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests the failures if there is no server, or a server other than the service, at the service's address. */
@Timeout(60)
class ConnectionFaultTest {

    /** A TLS record that aborts the handshake: fatal alert, handshake_failure. */
    private static final byte[] TLS_ALERT = {21, 3, 3, 0, 2, 2, 40};

    @Test
    void shouldTellThatAHostNameIsUnknown() {
        assertThat(failing("http://no-such-host.invalid"))
                .contains("cannot be resolved", "AWS_IO_DNS", "name server", "HTTPS_PROXY");
    }

    @Test
    void shouldTellThatNobodyListens() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }

        assertThat(failing("http://127.0.0.1:" + port))
                .contains("refuses connections", "AWS_IO_SOCKET_CONNECTION_REFUSED", "port");
    }

    @Test
    void shouldTellThatAHostDoesNotAnswer() throws IOException {
        List<Socket> inTheBacklog = new ArrayList<>();
        try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            // The kernel drops connections to a socket whose backlog is full.
            for (int i = 0; i < 4; i++) {
                Socket one = new Socket();
                inTheBacklog.add(one);
                connect(one, full);
            }

            assertThat(failing("http://127.0.0.1:" + full.getLocalPort()))
                    .contains("does not answer", "AWS_IO_SOCKET_TIMEOUT", "firewalls");
        } finally {
            for (Socket socket : inTheBacklog) {
                socket.close();
            }
        }
    }

    @Test
    void shouldTellThatTlsFails() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Thread refusing = new Thread(() -> refuseTls(server));
            refusing.start();

            assertThat(failing("https://127.0.0.1:" + server.getLocalPort()))
                    .contains("TLS", "AWS_IO_TLS_ERROR_NEGOTIATION_FAILURE", "certificates");
        }
    }

    @Test
    void shouldSayWhatItMayHaveWaitedForWhereAHandshakeDoesNotEnd() throws IOException {
        try (ServerSocket mute = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                PersonalizeSource source =
                        PersonalizeSource.open(TestCalls.settings("https://127.0.0.1:" + mute.getLocalPort(), 1000))) {
            Failure failure = TestCalls.failure(TestCalls.wait(source.recommend(TestCalls.PROBE)));

            assertThat(failure.reason()).isEqualTo(Reason.SOURCE_TIMED_OUT);
            assertThat(failure.detail())
                    .contains(
                            "ACQUISITION_TIMEOUT", "does not answer", "TLS certificate", "personalize.max.connections");
        }
    }

    @Test
    void shouldTellThatTheConnectionWasReset() throws IOException {
        assertThat(failing((request, connection, out) -> {
                    connection.setSoLinger(true, 0);
                    throw new IOException("enough");
                }))
                .contains("closed before the answer", "AWS_IO_SOCKET_CLOSED");
    }

    @Test
    void shouldTellThatAnAnswerWasCutOff() throws IOException {
        assertThat(failing((request, connection, out) -> {
                    out.write("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"itemList\": ["
                            .getBytes(StandardCharsets.UTF_8));
                    out.flush();
                    throw new IOException("enough");
                }))
                .contains("closed before the answer", "AWS_IO_SOCKET_CLOSED");
    }

    @Test
    void shouldTellThatWhatAnswersDoesNotSpeakHttp() throws IOException {
        assertThat(failing((request, connection, out) ->
                        out.write("SSH-2.0-OpenSSH_9.6\r\n".getBytes(StandardCharsets.UTF_8))))
                .contains("does not speak HTTP", "AWS_ERROR_HTTP_PROTOCOL_ERROR", "port");
    }

    @ParameterizedTest
    @ValueSource(ints = {302, 403, 404, 407})
    void shouldTellThatAnErrorDoesNotComeFromPersonalize(int status) throws IOException {
        Failure failure = answered(status, "<html>Blocked by the lobby</html>");

        assertThat(failure.reason()).isEqualTo(Reason.SOURCE_UNUSABLE);
        assertThat(failure.detail())
                .contains("error without a code", String.valueOf(status), "text/html", "personalize.endpoint", "proxy")
                .doesNotContain("lobby");
    }

    @ParameterizedTest
    @CsvSource({"500", "502", "503"})
    void shouldTellThatALoadBalancerMayHaveFailed(int status) throws IOException {
        Failure failure = answered(status, "<html>Bad gateway of the lobby</html>");

        assertThat(failure.reason()).isEqualTo(Reason.SOURCE_FAILING);
        assertThat(failure.detail())
                .contains("load balancer", String.valueOf(status), "text/html")
                .doesNotContain("lobby");
    }

    private static Failure answered(int status, String body) throws IOException {
        byte[] response = RawServer.response(status, "Content-Type: text/html\r\n", body);
        try (RawServer server = RawServer.start((request, connection, out) -> out.write(response));
                PersonalizeSource source = PersonalizeSource.open(TestCalls.settings(server.endpoint(), 5000))) {
            return TestCalls.failure(TestCalls.wait(source.recommend(TestCalls.PROBE)));
        }
    }

    private static String failing(RawServer.Script script) throws IOException {
        try (RawServer server = RawServer.start(script)) {
            return failing(server.endpoint());
        }
    }

    private static String failing(String endpoint) {
        try (PersonalizeSource source = PersonalizeSource.open(TestCalls.settings(endpoint, 10_000))) {
            Failure failure = TestCalls.failure(TestCalls.wait(source.recommend(TestCalls.PROBE)));
            assertThat(failure.reason()).isEqualTo(Reason.SOURCE_FAILING);
            assertThat(failure.detail()).doesNotContain("credentials");
            return failure.detail();
        }
    }

    private static void connect(Socket socket, ServerSocket server) {
        try {
            socket.connect(server.getLocalSocketAddress(), 100);
        } catch (IOException full) {
            // expected: the backlog is full
        }
    }

    private static void refuseTls(ServerSocket server) {
        try (Socket connection = server.accept();
                InputStream in = connection.getInputStream()) {
            int first = in.read();
            connection.getOutputStream().write(TLS_ALERT);
            while (first >= 0) {
                first = in.read();
            }
        } catch (IOException over) {
            // the client has closed the connection
        }
    }
}
