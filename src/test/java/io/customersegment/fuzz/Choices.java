package io.customersegment.fuzz;

import java.util.Arrays;

/** The bytes of an input as a sequence of choices. After the last byte, each choice is the first one. */
public final class Choices {

    private final byte[] input;
    private int next;

    /** Creates the choices that the bytes determine. */
    public Choices(byte[] input) {
        this.input = input;
    }

    /** Whether bytes are left. */
    public boolean more() {
        return next < input.length;
    }

    /** Returns a number from 0 (inclusive) to N (exclusive), where N is at most 256. */
    public int below(int n) {
        return more() ? (input[next++] & 0xff) % n : 0;
    }

    /** Returns the next N bytes, or all remaining bytes if there are fewer. */
    public byte[] bytes(int n) {
        int from = next;
        next = Math.min(input.length, next + n);
        return Arrays.copyOfRange(input, from, next);
    }

    /** Returns all remaining bytes. */
    public byte[] rest() {
        return bytes(input.length);
    }
}
