package io.customersegment.local.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.customersegment.http.RawClient;
import io.customersegment.local.data.Dataset;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tests how the emulator treats clients other than the SDK. */
final class EmulatorLimitsTest {

    private static final String CALLS = "GET /emulator/calls HTTP/1.1\r\n";
    private static final String LAST = "Connection: close\r\n\r\n";

    private final Emulator emulator =
            Emulator.start(EmulatorSettings.onPort(0), new Dataset(List.of(), List.of(), List.of()), List.of());
    private final int port = emulator.endpoint().getPort();

    @AfterEach
    void stop() {
        emulator.close();
    }

    @Test
    void shouldListenOnLoopbackUnlessToldOtherwise() {
        assertThat(emulator.endpoint().getHost()).isEqualTo("127.0.0.1");
    }

    @Test
    void shouldAnswerWhileHundredsOfConnectionsSendAByteEach() throws IOException {
        List<RawClient> slow = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            RawClient client = new RawClient(port);
            client.send("P");
            slow.add(client);
        }

        String answer = RawClient.answer(port, CALLS + LAST);

        assertThat(answer).startsWith("HTTP/1.1 200 ").endsWith("{\"calls\":0}");
        for (RawClient client : slow) {
            client.close();
        }
    }

    @Test
    void shouldRefuseWhatIsLargerThanAnyCall() throws IOException {
        String body = RawClient.answer(port, "POST /recommendations HTTP/1.1\r\nContent-Length: 1048577\r\n" + LAST);
        String header = RawClient.answer(port, CALLS + "x: " + "y".repeat(16_384) + "\r\n" + LAST);
        String line = RawClient.answer(port, "GET /" + "x".repeat(4096) + " HTTP/1.1\r\n" + LAST);

        assertThat(body).startsWith("HTTP/1.1 413 ");
        assertThat(header).startsWith("HTTP/1.1 400 ");
        assertThat(line).startsWith("HTTP/1.1 400 ");
    }

    @Test
    void shouldCloseAConnectionWhoseClientDoesNotWaitForAnswers() throws IOException {
        emulator.faults(Faults.none().withLatency(Latency.fixed(Duration.ofMinutes(1))));
        String call = "POST /recommendations HTTP/1.1\r\nContent-Length: 2\r\n\r\n{}";

        String answer = RawClient.answer(port, call.repeat(3));

        assertThat(answer).isEmpty();
        assertThat(emulator.calls()).isEqualTo(1);
    }
}
