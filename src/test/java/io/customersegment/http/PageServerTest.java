package io.customersegment.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.customersegment.http.Page.Content;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests the server over real sockets: the answers to well-behaved clients, and the resources that hostile clients can occupy. */
final class PageServerTest {

    private static final String LOOPBACK = "127.0.0.1";
    private static final String GET = "GET /prompt HTTP/1.1\r\nHost: x\r\n\r\n";
    private static final int LARGE = 64 << 20;
    private static final int FEW = 16;

    private final CountDownLatch released = new CountDownLatch(1);
    private final AtomicInteger made = new AtomicInteger();
    private final AtomicInteger atOnce = new AtomicInteger();
    private final AtomicInteger mostAtOnce = new AtomicInteger();
    private final List<PageServer> servers = new ArrayList<>();

    @AfterEach
    void close() {
        released.countDown();
        servers.forEach(PageServer::close);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            GET /prompt HTTP/1.1                                     | 200
            GET /prompt HTTP/1.0                                     | 200
            GET /prompt?since=1 HTTP/1.1                             | 200
            GET /prompt/ HTTP/1.1                                    | 404
            GET /promptly HTTP/1.1                                   | 404
            GET //prompt HTTP/1.1                                    | 404
            GET /x/../prompt HTTP/1.1                                | 404
            GET /%70rompt HTTP/1.1                                   | 404
            GET / HTTP/1.1                                           | 404
            GET http://elsewhere/prompt HTTP/1.1                     | 404
            POST /prompt HTTP/1.1                                    | 405
            PUT /prompt HTTP/1.1                                     | 405
            DELETE /prompt HTTP/1.1                                  | 405
            OPTIONS * HTTP/1.1                                       | 405
            TRACE /prompt HTTP/1.1                                   | 405
            CONNECT elsewhere:80 HTTP/1.1                            | 405
            PRI * HTTP/2.0                                           | 405
            GET /prompt HTTP/1.1~Content-Length: 5                   | 413
            GET /prompt HTTP/1.1~Content-Length: 99999999999         | 413
            GET /prompt HTTP/1.1~Transfer-Encoding: chunked          | 413
            GET /prompt HTTP/1.1~Content-Length: -1                  | 400
            GET /prompt HTTP/1.1~Content-Length: 1~Content-Length: 2 | 400
            GET /prompt HTTP/1.1~no colon                            | 400
            nonsense                                                 | 400
            """)
    void shouldAnswerALookAtAPageAndRefuseAnythingElse(String request, int status) throws IOException {
        PageServer server = open(PageServer.LIMITS);

        String answer = RawClient.answer(server.port(), request.replace("~", "\r\n") + "\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 " + status + " ").contains("connection: close");
        assertThat(answer.endsWith("\r\n\r\nhere")).isEqualTo(status == 200);
    }

    @Test
    void shouldAnswerHeadWithNoBody() throws IOException {
        PageServer server = open(PageServer.LIMITS);

        String answer = RawClient.answer(server.port(), GET.replace("GET", "HEAD"));

        assertThat(answer)
                .startsWith("HTTP/1.1 200 OK\r\n")
                .contains("content-length: 4\r\n")
                .endsWith("\r\n\r\n");
    }

    @Test
    void shouldRefuseALongLineAndLongHeaders() throws IOException {
        PageServer server = open(PageServer.LIMITS);

        String line = RawClient.answer(server.port(), "GET /" + "x".repeat(1024) + " HTTP/1.1\r\n\r\n");
        String one = RawClient.answer(server.port(), "GET /prompt HTTP/1.1\r\nx: " + "y".repeat(8192) + "\r\n\r\n");
        String many = RawClient.answer(server.port(), "GET /prompt HTTP/1.1\r\n" + "x: y\r\n".repeat(3000) + "\r\n");

        assertThat(line).startsWith("HTTP/1.1 414 ");
        assertThat(one).startsWith("HTTP/1.1 431 ");
        assertThat(many).startsWith("HTTP/1.1 431 ");
    }

    @Test
    void shouldAnswerOneRequestForAConnection() throws IOException {
        PageServer server = open(PageServer.LIMITS);

        String answer = RawClient.answer(server.port(), GET + GET + GET);

        assertThat(answer).containsOnlyOnce("HTTP/1.1");
    }

    @Test
    void shouldAnswerWhileMoreConnectionsThanItTakesSendAByteEach() throws IOException {
        PageServer server = open(PageServer.LIMITS);
        List<RawClient> slow = new ArrayList<>();
        for (int i = 0; i < 3 * PageServer.LIMITS.connections(); i++) {
            RawClient client = new RawClient(server.port());
            client.send("G");
            slow.add(client);
        }

        String answer = RawClient.answer(server.port(), GET);

        assertThat(answer).startsWith("HTTP/1.1 200 ");
        for (RawClient client : slow) {
            client.close();
        }
    }

    @Test
    void shouldAnswerWhileSlowConnectionsAreOpenedAgainAndAgain() throws Exception {
        PageServer server = open(PageServer.LIMITS);
        AtomicBoolean over = new AtomicBoolean();
        AtomicInteger opened = new AtomicInteger();
        List<Thread> flood = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            flood.add(new Thread(() -> flood(server.port(), over, opened)));
        }
        flood.forEach(Thread::start);
        await().until(() -> opened.get() > 2 * PageServer.LIMITS.connections());

        List<String> answers = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            answers.add(RawClient.answer(server.port(), GET));
        }
        int before = opened.get();
        await().until(() -> opened.get() > before);
        over.set(true);
        for (Thread thread : flood) {
            thread.join();
        }

        assertThat(answers).allSatisfy(answer -> assertThat(answer).startsWith("HTTP/1.1 200 "));
    }

    @Test
    void shouldCloseTheOldestConnectionForOneTooMany() throws IOException {
        PageServer server = open(limits(Duration.ofMinutes(1), Duration.ofMinutes(1)));
        List<RawClient> clients = new ArrayList<>();
        for (int i = 0; i <= FEW; i++) {
            RawClient client = new RawClient(server.port());
            client.send("GET /prompt HTTP/1.1\r\n");
            clients.add(client);
        }

        long bytes = clients.get(0).count();
        clients.get(1).send("\r\n");

        assertThat(bytes).isZero();
        assertThat(clients.get(1).rest()).startsWith("HTTP/1.1 200 ");
        for (RawClient client : clients) {
            client.close();
        }
    }

    @Test
    void shouldCloseAConnectionThatSendsNothing() throws IOException {
        PageServer server = open(limits(Duration.ofMillis(100), Duration.ofMinutes(1)));

        try (RawClient silent = new RawClient(server.port())) {
            assertThat(silent.count()).isZero();
        }
    }

    @Test
    void shouldCloseAConnectionThatSendsAByteNowAndThen() throws IOException {
        PageServer server = open(limits(Duration.ofMinutes(1), Duration.ofMillis(100)));

        try (RawClient slow = new RawClient(server.port())) {
            slow.send("GET /prompt HTTP/1.1\r\n");
            assertThat(slow.count()).isZero();
        }
    }

    @Test
    void shouldCloseAConnectionThatDoesNotTakeItsAnswer() throws IOException {
        PageServer server = open(limits(Duration.ofMinutes(1), Duration.ofMillis(300)));

        try (RawClient lazy = new RawClient(server.port());
                RawClient after = new RawClient(server.port())) {
            lazy.send(GET.replace("prompt", "large"));
            after.send("G");
            assertThat(after.count()).isZero(); // closed later, by the same limit
            assertThat(lazy.count()).isLessThan(LARGE);
        }
    }

    @Test
    void shouldMakeAPageThatTakesTimeOnceForAllAndDelayNoOther() throws Exception {
        PageServer server = open(PageServer.LIMITS);
        List<RawClient> scrapers = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            RawClient scraper = new RawClient(server.port());
            scraper.send(GET.replace("prompt", "apart"));
            scrapers.add(scraper);
        }
        await().until(() -> atOnce.get() == 1);

        String answer = RawClient.answer(server.port(), GET);
        released.countDown();
        for (RawClient scraper : scrapers) {
            assertThat(scraper.rest()).startsWith("HTTP/1.1 200 ").endsWith("there");
            scraper.close();
        }

        assertThat(answer).startsWith("HTTP/1.1 200 ");
        assertThat(mostAtOnce).hasValue(1);
        assertThat(made.get()).isBetween(1, 10);
    }

    @Test
    void shouldTellNobodyWhyAPageCannotBeMade() throws IOException {
        PageServer server = open(PageServer.LIMITS);

        String answer = RawClient.answer(server.port(), GET.replace("prompt", "broken"));

        assertThat(answer).startsWith("HTTP/1.1 500 ").doesNotContain("secret");
    }

    @Test
    void shouldListenOnTheAddressAlone() throws IOException {
        InetAddress other = NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> !address.isLoopbackAddress() && !address.isLinkLocalAddress())
                .findFirst()
                .orElse(null);
        Assumptions.assumeTrue(other != null, "this machine has another address");
        PageServer here = open(PageServer.LIMITS);
        PageServer everywhere = PageServer.open("0.0.0.0", 0, PageServer.LIMITS, Map.of());
        servers.add(everywhere);

        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(other, everywhere.port()));
            assertThat(socket.isConnected()).isTrue();
        }
        assertThatThrownBy(() -> new Socket(other, here.port()).close()).isInstanceOf(IOException.class);
    }

    private PageServer open(HttpLimits limits) throws IOException {
        PageServer server = PageServer.open(
                LOOPBACK,
                0,
                limits,
                Map.of(
                        "/prompt",
                        Page.nonBlocking(() -> new Content(200, "text/plain", "here")),
                        "/large",
                        Page.nonBlocking(() -> new Content(200, "text/plain", "x".repeat(LARGE))),
                        "/apart",
                        Page.offloaded(this::slowly),
                        "/broken",
                        Page.nonBlocking(() -> {
                            throw new IllegalStateException("secret");
                        })));
        servers.add(server);
        return server;
    }

    private Content slowly() {
        made.incrementAndGet();
        mostAtOnce.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
        try {
            released.await();
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
        atOnce.decrementAndGet();
        return new Content(200, "text/plain", "there");
    }

    private static HttpLimits limits(Duration idle, Duration exchange) {
        return new HttpLimits(FEW, 1024, 8192, 0, idle, exchange);
    }

    /** Keeps a hundred connections open, each with one byte sent, and replaces one after the other. */
    private static void flood(int port, AtomicBoolean over, AtomicInteger opened) {
        RawClient[] clients = new RawClient[100];
        for (int i = 0; !over.get(); i = (i + 1) % clients.length) {
            try {
                if (clients[i] != null) {
                    clients[i].close();
                }
                clients[i] = new RawClient(port);
                clients[i].send("G");
                opened.incrementAndGet();
            } catch (IOException reset) {
                // another connection took its place before its byte was sent
            }
        }
        for (RawClient client : clients) {
            try {
                if (client != null) {
                    client.close();
                }
            } catch (IOException closed) {
                // closed already, as intended
            }
        }
    }
}
