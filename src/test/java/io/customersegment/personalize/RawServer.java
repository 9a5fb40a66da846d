package io.customersegment.personalize;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A server on bare sockets that answers with any bytes that a test specifies, HTTP or not. */
final class RawServer implements AutoCloseable {

    private final ServerSocket server;
    private final Script script;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private final List<Request> requests = new CopyOnWriteArrayList<>();

    /** Answers one request. If it throws an exception, the connection is closed. */
    interface Script {
        void answer(Request request, Socket connection, OutputStream out) throws IOException;
    }

    /** The head of a request, including its first line. */
    record Request(List<String> head) {

        String line() {
            return head.get(0);
        }

        /** Returns the value of the header, or an empty string if there is none. */
        String header(String name) {
            String start = name.toLowerCase(Locale.ROOT) + ":";
            return head.stream()
                    .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(start))
                    .map(line -> line.substring(start.length()).strip())
                    .findFirst()
                    .orElse("");
        }
    }

    private RawServer(ServerSocket server, Script script) {
        this.server = server;
        this.script = script;
    }

    static RawServer start(Script script) throws IOException {
        return start(new ServerSocket(0, 500, InetAddress.getLoopbackAddress()), script);
    }

    static RawServer start(ServerSocket socket, Script script) {
        RawServer server = new RawServer(socket, script);
        server.threads.execute(server::accept);
        return server;
    }

    /** Returns the URL of the server, with the scheme http. */
    String endpoint() {
        return "http://127.0.0.1:" + port();
    }

    int port() {
        return server.getLocalPort();
    }

    /** Returns the requests received so far. */
    List<Request> requests() {
        return requests;
    }

    /** Returns a response with the given header lines, a content length and a body. */
    static byte[] response(int status, String headers, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return ("HTTP/1.1 " + status + " Some Reason\r\n" + headers + "Content-Length: " + bytes.length + "\r\n\r\n"
                        + body)
                .getBytes(StandardCharsets.UTF_8);
    }

    private void accept() {
        while (true) {
            try {
                Socket connection = server.accept();
                open.add(connection);
                threads.execute(() -> serve(connection));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            while (true) {
                Request request = request(connection.getInputStream());
                requests.add(request);
                script.answer(request, connection, connection.getOutputStream());
                connection.getOutputStream().flush();
            }
        } catch (IOException over) {
            // the client or the script has closed the connection
        }
    }

    private static Request request(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("closed");
            }
            head.write(next);
        }
        Request request = new Request(
                Arrays.asList(head.toString(StandardCharsets.ISO_8859_1).split("\r\n")));
        String length = request.header("Content-Length");
        in.readNBytes(length.isEmpty() ? 0 : Integer.parseInt(length));
        return request;
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket connection : open) {
            connection.close();
        }
        threads.shutdownNow();
    }
}
