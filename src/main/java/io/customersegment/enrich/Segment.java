package io.customersegment.enrich;

import io.customersegment.outcome.Failure;
import io.customersegment.outcome.Reason;
import io.customersegment.outcome.Stage;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/**
 * A finished result, in the bytes that go to the results topic: {@code {"data":[row,row]}}.
 *
 * <p><i>Threads:</i> shared by all requests for the same segment; the arrays are never modified.
 */
public final class Segment {

    private static final int HEAD = "{\"data\":[".length();
    private static final byte[] TAIL = {']', '}'};

    private final byte[] json;
    private final int[] rowEnds;
    private final List<String> ids;
    private final boolean truncated;
    private final Instant asOf;
    private final byte[] asOfText;
    private final int calls;
    private final boolean full;

    /**
     * @param json the result; not copied
     * @param rowEnds where each row ends in it, exclusive; not copied
     * @param ids the customers of the rows by their ids in Personalize, which may differ from those in the result
     * @param truncated whether a limit cut the segment
     * @param asOf when Personalize answered
     */
    public Segment(byte[] json, int[] rowEnds, List<String> ids, boolean truncated, Instant asOf) {
        this(json, rowEnds, ids, truncated, asOf, 0, false);
    }

    private Segment(
            byte[] json, int[] rowEnds, List<String> ids, boolean truncated, Instant asOf, int calls, boolean full) {
        this.json = json;
        this.rowEnds = rowEnds;
        this.ids = List.copyOf(ids);
        this.truncated = truncated;
        this.asOf = asOf;
        this.asOfText = asOf.truncatedTo(ChronoUnit.MILLIS).toString().getBytes(StandardCharsets.US_ASCII);
        this.calls = calls;
        this.full = full;
    }

    /**
     * Returns the failure that replaces a segment without customers; it does not distinguish a suppressed customer from one who
     * does not match.
     */
    public static Failure nobody() {
        return new Failure(
                Stage.ENRICH, Reason.NOBODY_MATCHES, "No customer interested in this car model meets the conditions");
    }

    /** The result's bytes; must not be modified. */
    public byte[] json() {
        return json;
    }

    /** The number of customers. */
    public int customers() {
        return rowEnds.length;
    }

    /** Whether a limit cut the segment. */
    public boolean truncated() {
        return truncated;
    }

    /** When Personalize answered, as the bytes of an ISO 8601 text with milliseconds; must not be modified. */
    public byte[] asOfText() {
        return asOfText;
    }

    /** When Personalize answered. */
    Instant asOf() {
        return asOf;
    }

    /** The end of the row in the result, exclusive. */
    int rowEnd(int row) {
        return rowEnds[row];
    }

    /** The number of calls to Personalize that it took, without those for the top score and repeated ones. */
    public int calls() {
        return calls;
    }

    /**
     * Returns a copy of this segment with the facts about its load.
     *
     * @param made the number of calls that it took
     * @param complete whether it holds as many customers as allowed, so that others could take the place of any of them
     */
    public Segment loaded(int made, boolean complete) {
        return new Segment(json, rowEnds, ids, truncated, asOf, made, complete);
    }

    /** The customers' ids in Personalize, in the order of the rows; personal data wherever they are printed. */
    List<String> ids() {
        return ids;
    }

    /** Whether it holds as many customers as allowed, so that others could take the place of any of them. */
    boolean full() {
        return full;
    }

    /** Returns this segment if it fits in the given number of bytes, otherwise its first customers that do, marked as truncated. */
    public Segment cutTo(int maxBytes) {
        if (json.length <= maxBytes) {
            return this;
        }
        int rows = rowEnds.length;
        while (rows > 0 && rowEnds[rows - 1] + TAIL.length > maxBytes) {
            rows--;
        }
        int[] ends = Arrays.copyOf(rowEnds, rows);
        int end = rows == 0 ? HEAD : ends[rows - 1];
        byte[] cut = Arrays.copyOf(json, end + TAIL.length);
        System.arraycopy(TAIL, 0, cut, end, TAIL.length);
        return new Segment(cut, ends, ids.subList(0, rows), true, asOf, calls, full);
    }

    /**
     * Returns this segment without the excluded customers; this instance if it has none of them. The result is marked as truncated
     * if others could have taken their places.
     *
     * @param excluded whether a customer, by its id in Personalize, is excluded
     */
    public Segment without(Predicate<String> excluded) {
        boolean[] kept = new boolean[rowEnds.length];
        int rows = 0;
        for (int row = 0; row < kept.length; row++) {
            kept[row] = !excluded.test(ids.get(row));
            rows += kept[row] ? 1 : 0;
        }
        return rows == kept.length ? this : keeping(kept, rows);
    }

    private Segment keeping(boolean[] kept, int rows) {
        byte[] bytes = new byte[json.length];
        int[] ends = new int[rows];
        String[] names = new String[rows];
        System.arraycopy(json, 0, bytes, 0, HEAD);
        int end = HEAD;
        int next = 0;
        for (int row = 0; row < kept.length; row++) {
            if (!kept[row]) {
                continue;
            }
            int from = row == 0 ? HEAD : rowEnds[row - 1] + 1; // after the comma
            if (next > 0) {
                bytes[end++] = ',';
            }
            System.arraycopy(json, from, bytes, end, rowEnds[row] - from);
            end += rowEnds[row] - from;
            names[next] = ids.get(row);
            ends[next++] = end;
        }
        System.arraycopy(TAIL, 0, bytes, end, TAIL.length);
        return new Segment(
                Arrays.copyOf(bytes, end + TAIL.length), ends, List.of(names), truncated || full, asOf, calls, full);
    }
}
