package io.customersegment.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Sends requests as a browser does, with arbitrary headers, including those that Java's own client reserves for itself. */
final class Browser {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int ATTEMPTS = 20;

    private final URI console;
    private final Map<String, String> headers = new LinkedHashMap<>();

    Browser(URI console) {
        this.console = console;
        headers.put("Host", console.getAuthority());
    }

    /** Returns a copy with another value of the header, or without it if the value is null. */
    Browser with(String name, @Nullable String value) {
        Browser other = new Browser(console);
        other.headers.putAll(headers);
        if (value == null) {
            other.headers.remove(name);
        } else {
            other.headers.put(name, value);
        }
        return other;
    }

    /** A response. */
    record Answer(int status, List<String> headers, String body) {

        JsonNode json() throws IOException {
            return JSON.readTree(body);
        }

        /** Returns the header's value; empty if it is absent. */
        String header(String name) {
            return headers.stream()
                    .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(name + ":"))
                    .map(line -> line.substring(name.length() + 1).strip())
                    .findFirst()
                    .orElse("");
        }

        @Override
        public String toString() {
            return status + " " + body;
        }
    }

    Answer get(String path) throws IOException {
        return call("GET", path, null);
    }

    Answer post(String path, String json) throws IOException {
        return with("Content-Type", headers.getOrDefault("Content-Type", "application/json"))
                .call("POST", path, json);
    }

    Answer call(String method, String path, @Nullable String body) throws IOException {
        byte[] content = body == null ? new byte[0] : body.getBytes(StandardCharsets.UTF_8);
        return send(head(method, path) + "Content-Length: " + content.length + "\r\n\r\n", content);
    }

    /** Posts a body in chunks, without a Content-Length header. */
    Answer chunked(String path, String body) throws IOException {
        String chunk = Integer.toHexString(body.length()) + "\r\n" + body + "\r\n0\r\n\r\n";
        return send(head("POST", path) + "\r\n", chunk.getBytes(StandardCharsets.UTF_8));
    }

    private String head(String method, String path) {
        StringBuilder head = new StringBuilder(method + " " + path + " HTTP/1.1\r\nConnection: close\r\n");
        headers.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        return head.toString();
    }

    /**
     * Sends a request and returns the response. Retries if the server closed the connection of a rejected body before all of it was sent,
     * which discards the response.
     */
    private Answer send(String head, byte[] content) throws IOException {
        for (int attempt = 1; ; attempt++) {
            try (Socket socket = new Socket(console.getHost(), console.getPort())) {
                socket.setSoTimeout(20_000);
                socket.getOutputStream().write(head.getBytes(StandardCharsets.ISO_8859_1));
                socket.getOutputStream().write(content);
                socket.getOutputStream().flush();
                return answer(socket.getInputStream());
            } catch (SocketException closed) {
                if (attempt == ATTEMPTS) {
                    throw closed;
                }
            }
        }
    }

    private static Answer answer(InputStream in) throws IOException {
        String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        int end = text.indexOf("\r\n\r\n");
        if (end < 0) {
            throw new SocketException("closed without an answer");
        }
        List<String> lines = List.of(text.substring(0, end).split("\r\n", -1));
        return new Answer(
                Integer.parseInt(lines.get(0).split(" ", -1)[1]),
                lines.subList(1, lines.size()),
                text.substring(end + 4));
    }
}
