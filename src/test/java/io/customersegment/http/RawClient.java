package io.customersegment.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;

/** A connection to a port of this machine, over which a test sends arbitrary bytes. */
public final class RawClient implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 30_000;

    private final Socket socket = new Socket();

    /** Opens a connection. */
    public RawClient(int port) throws IOException {
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), PATIENCE_MILLIS);
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.setTcpNoDelay(true);
    }

    /** Sends the bytes and returns everything that the server answers before it closes the connection. */
    public static String answer(int port, String bytes) throws IOException {
        try (RawClient client = new RawClient(port)) {
            client.send(bytes);
            return client.rest();
        }
    }

    /** Sends a text, encoded in ISO 8859-1. */
    public void send(String bytes) throws IOException {
        socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Returns the text that arrives until the server closes the connection. */
    public String rest() throws IOException {
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    /** Returns the number of bytes that arrive until the server closes or resets the connection. */
    public long count() {
        byte[] buffer = new byte[1 << 16];
        long bytes = 0;
        try (InputStream in = socket.getInputStream()) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                bytes += read;
            }
        } catch (SocketTimeoutException still) {
            throw new AssertionError("The connection is still open", still);
        } catch (IOException reset) {
            return bytes;
        }
        return bytes;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
