package io.customersegment.fuzz;

import java.util.Arrays;

/** The bytes of an input as a sequence of choices; where they end, the first choice is taken. */
public final class Choices {

    private final byte[] input;
    private int next;

    /** The choices in these bytes. */
    public Choices(byte[] input) {
        this.input = input;
    }

    /** Whether bytes are left. */
    public boolean more() {
        return next < input.length;
    }

    /** A number from 0 to below N, of at most 256. */
    public int below(int n) {
        return more() ? (input[next++] & 0xff) % n : 0;
    }

    /** The next N bytes, or as many as are left. */
    public byte[] bytes(int n) {
        int from = next;
        next = Math.min(input.length, next + n);
        return Arrays.copyOfRange(input, from, next);
    }

    /** All bytes that are left. */
    public byte[] rest() {
        return bytes(input.length);
    }
}
