package io.customersegment.wire;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Texts as a JSON array of bounded size: in their order, each whole, without those for which no room is left.
 *
 * @param json the array
 * @param leftOut the number of texts left out
 */
record BoundedTexts(String json, int leftOut) {

    /** Returns the texts in an array of at most the given number of bytes in UTF-8. */
    static BoundedTexts of(List<String> texts, int maxBytes) {
        List<String> quoted = new ArrayList<>();
        int bytes = "[]".length();
        for (String text : texts) {
            String one = "\"" + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + "\"";
            int more = one.getBytes(StandardCharsets.UTF_8).length + (quoted.isEmpty() ? 0 : ",".length());
            if (bytes + more <= maxBytes) {
                quoted.add(one);
                bytes += more;
            }
        }
        return new BoundedTexts("[" + String.join(",", quoted) + "]", texts.size() - quoted.size());
    }

    /** Omits the texts, so that it can be logged. */
    @Override
    public String toString() {
        return "BoundedTexts[" + leftOut + " left out]";
    }
}
