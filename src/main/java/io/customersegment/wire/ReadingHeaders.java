package io.customersegment.wire;

import com.fasterxml.jackson.databind.JsonNode;
import io.customersegment.criteria.Criteria;
import io.customersegment.criteria.CriteriaText;
import io.customersegment.request.StrictJson;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;

/**
 * The headers of an answer that describe how its prompt was read. Created once for a prompt and shared by all answers to it;
 * together they take less than 13 KiB.
 *
 * <p><i>Threads:</i> immutable, as long as the headers' bytes are not modified.
 *
 * @param size an upper bound of their bytes in a record
 */
public record ReadingHeaders(List<Header> headers, long size) {

    /** Longer criteria are left out, because a part of them would be other criteria. */
    static final int MOST_CRITERIA_BYTES = 8192;

    /** The maximum size in bytes of the array of ignored pieces. */
    static final int MOST_IGNORED_BYTES = 4000;

    private static final ReadingHeaders NONE = new ReadingHeaders(List.of(), 0);

    public ReadingHeaders {
        headers = List.copyOf(headers);
    }

    /** Returns the headers of a prompt that was not read. */
    public static ReadingHeaders none() {
        return NONE;
    }

    /**
     * Returns the headers of a prompt that was read.
     *
     * @param ignored the pieces that were ignored, quoted
     */
    public static ReadingHeaders of(Criteria criteria, List<String> ignored) {
        List<Header> headers = new ArrayList<>();
        byte[] text = CriteriaText.of(criteria).getBytes(StandardCharsets.UTF_8);
        if (text.length <= MOST_CRITERIA_BYTES) {
            headers.add(new RecordHeader(HeaderNames.CRITERIA, text));
        }
        if (!ignored.isEmpty()) {
            BoundedTexts bounded = BoundedTexts.of(ignored, MOST_IGNORED_BYTES);
            headers.add(header(HeaderNames.IGNORED, bounded.json()));
            if (bounded.leftOut() > 0) {
                headers.add(header(HeaderNames.IGNORED_LEFT_OUT, Integer.toString(bounded.leftOut())));
            }
        }
        return new ReadingHeaders(
                headers, headers.stream().mapToLong(RecordSize::of).sum());
    }

    /** Parses the text of a header {@value HeaderNames#IGNORED} into its pieces; empty if it is not one. */
    public static List<String> ignored(String json) {
        List<String> pieces = new ArrayList<>();
        JsonNode array = StrictJson.parse(json);
        if (array != null && array.isArray()) {
            array.forEach(piece -> pieces.add(piece.asText()));
        }
        return pieces;
    }

    /** Parses the text of a header {@value HeaderNames#IGNORED_LEFT_OUT}; 0 if it is not one. */
    public static int ignoredLeftOut(String text) {
        return text.matches("[0-9]{1,9}") ? Integer.parseInt(text) : 0;
    }

    private static Header header(String name, String value) {
        return new RecordHeader(name, value.getBytes(StandardCharsets.UTF_8));
    }

    /** Omits the headers, which quote the prompt, so that it can be logged. */
    @Override
    public String toString() {
        return "ReadingHeaders[" + size + " bytes]";
    }
}
