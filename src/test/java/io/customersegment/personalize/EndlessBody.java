package io.customersegment.personalize;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;

/** Sends a body that ends only when the client closes the connection, and counts the bytes sent. */
final class EndlessBody {

    private static final int CHUNK = 16_384;

    private final AtomicLong sent = new AtomicLong();
    private final CountDownLatch closed = new CountDownLatch(1);

    /** Returns the number of body bytes sent over all connections. */
    long sent() {
        return sent.get();
    }

    /** Returns a latch that reaches zero as soon as a client has closed a connection. */
    CountDownLatch closed() {
        return closed;
    }

    void send(int status, boolean chunked, OutputStream out) throws IOException {
        String framing = chunked ? "Transfer-Encoding: chunked" : "Content-Length: 1000000000000";
        out.write(("HTTP/1.1 " + status + " Some Reason\r\n" + framing + "\r\n\r\n").getBytes(StandardCharsets.UTF_8));
        byte[] spaces = new byte[CHUNK];
        Arrays.fill(spaces, (byte) ' ');
        try {
            while (true) {
                out.write((chunked ? Integer.toHexString(CHUNK) + "\r\n" : "").getBytes(StandardCharsets.UTF_8));
                out.write(spaces);
                out.write((chunked ? "\r\n" : "").getBytes(StandardCharsets.UTF_8));
                sent.addAndGet(CHUNK);
            }
        } finally {
            closed.countDown();
        }
    }
}
