package io.customersegment.leak;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A replacement for Personalize that quotes marks in all its answers, including errors, malformed answers and headers. */
final class QuotingService implements AutoCloseable {

    /** The answers of the service. */
    enum Reply {
        INVALID_INPUT(400, "InvalidInputException", "{\"message\": \"bad value zqxmark\"}"),
        ACCESS_DENIED(403, "AccessDeniedException", "{\"message\": \"zqxmark may not\"}"),
        THROTTLED(429, "ThrottlingException", "{\"message\": \"zqxmark\"}"),
        FAILING(500, "InternalFailure", "{\"message\": \"zqxmark\", \"Message\": \"zqxmark\"}"),
        UNKNOWN_ERROR(400, "zqxmark", "{\"message\": \"zqxmark\"}"),
        NO_CODE(502, "", "<html>zqxmark</html>"),
        GARBLED(200, "", "{\"itemList\": [{\"itemId\": \"zqxmark\", \"score\": zqxmark"),
        WRONG_TYPES(200, "", "{\"itemList\": {\"zqxmark\": 735194628}, \"recommendationId\": [\"zqxmark\"]}"),
        WRONG_SCORE(200, "", "{\"itemList\": [{\"itemId\": \"zqxmark\", \"score\": \"zqxmark\"}]}"),
        NOT_JSON(200, "", "zqxmark 735194628"),
        WRONG_VALUES(
                200,
                "",
                "{\"itemList\": [{\"itemId\": \"zqxmark\", \"score\": 0.5, \"metadata\": {\"TOTAL_VALUE\": \"zqxmark\", \"REGION\": \"zqxmark\"}}]}"),
        CUT_OFF(200, "", "{\"itemList\": [{\"itemId\": \"zqxmark\"") {
            @Override
            int length(byte[] body) {
                return 10 * body.length;
            }
        };

        private final int status;
        private final String type;
        private final String body;

        Reply(int status, String type, String body) {
            this.status = status;
            this.type = type;
            this.body = body;
        }

        /** Returns the content length that the answer declares. */
        int length(byte[] body) {
            return body.length;
        }
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private volatile Reply reply = Reply.NOT_JSON;

    private QuotingService(HttpServer server) {
        this.server = server;
    }

    static QuotingService start() throws IOException {
        QuotingService service =
                new QuotingService(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
        service.server.setExecutor(service.threads);
        service.server.createContext("/", service::answer);
        service.server.start();
        return service;
    }

    String endpoint() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Sets the answer to all further requests. */
    void replies(Reply next) {
        reply = next;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            Reply now = reply;
            byte[] body = now.body.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.getResponseHeaders().set("X-Quote", Marks.WORD);
            if (!now.type.isEmpty()) {
                exchange.getResponseHeaders().set("x-amzn-ErrorType", now.type);
            }
            exchange.sendResponseHeaders(now.status, now.length(body));
            exchange.getResponseBody().write(body);
            exchange.getResponseBody().flush();
        } catch (IOException cutOff) {
            // intended: fewer bytes than declared
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
