package io.customersegment.enrich;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;

/**
 * A finished result, in the bytes that go to the results topic: {@code {"data":[row,row]}}.
 *
 * <p><i>Threads:</i> shared by all who ask the same; the arrays are never changed.
 */
public final class Segment {

    private static final byte[] TAIL = {']', '}'};

    private final byte[] json;
    private final int[] rowEnds;
    private final boolean truncated;
    private final Instant asOf;
    private final byte[] asOfText;
    private final int calls;

    /**
     * @param json the result; handed over, not copied
     * @param rowEnds where each row ends in it, exclusive; handed over, not copied
     * @param truncated whether a bound cut the segment
     * @param asOf when Personalize answered
     */
    public Segment(byte[] json, int[] rowEnds, boolean truncated, Instant asOf) {
        this(json, rowEnds, truncated, asOf, 0);
    }

    private Segment(byte[] json, int[] rowEnds, boolean truncated, Instant asOf, int calls) {
        this.calls = calls;
        this.json = json;
        this.rowEnds = rowEnds;
        this.truncated = truncated;
        this.asOf = asOf;
        this.asOfText = asOf.toString().getBytes(StandardCharsets.US_ASCII);
    }

    /** The result's bytes; not to be changed. */
    public byte[] json() {
        return json;
    }

    /** How many customers it holds. */
    public int customers() {
        return rowEnds.length;
    }

    /** Whether a bound cut the segment. */
    public boolean truncated() {
        return truncated;
    }

    /** When Personalize answered, in ISO 8601, as bytes that are not to be changed. */
    public byte[] asOfText() {
        return asOfText;
    }

    /** How many calls to Personalize it took, those for the top score and those that were repeated not counted. */
    public int calls() {
        return calls;
    }

    /** This segment, which took N calls. */
    public Segment costing(int made) {
        return new Segment(json, rowEnds, truncated, asOf, made);
    }

    /** This segment if it fits in N bytes, else its first customers that do, marked as truncated. */
    public Segment cutTo(int maxBytes) {
        if (json.length <= maxBytes) {
            return this;
        }
        int rows = rowEnds.length;
        while (rows > 0 && rowEnds[rows - 1] + TAIL.length > maxBytes) {
            rows--;
        }
        int[] ends = Arrays.copyOf(rowEnds, rows);
        int end = rows == 0 ? "{\"data\":[".length() : ends[rows - 1];
        byte[] cut = Arrays.copyOf(json, end + TAIL.length);
        System.arraycopy(TAIL, 0, cut, end, TAIL.length);
        return new Segment(cut, ends, true, asOf, calls);
    }
}
