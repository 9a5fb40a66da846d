package io.customersegment.benchmark.standin;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What the stand-in answers: always so many items, whose columns have the least value that the request's filter accepts, and whose
 * ids tell how long the call took. Reads the few members it needs where they stand in the body and builds no tree, for its cost is
 * not what is measured.
 *
 * <p><i>Threads:</i> called by all of the stand-in's.
 */
final class Items {

    private static final String RESULTS = "\"numResults\":";
    private static final String COLUMNS = "\"ITEMS\":[";
    private static final String ANY_VALUE = "1";
    private static final int CHARACTERS_PER_ITEM = 96;
    private static final int LEAST_SCORE = 1000;

    private final int most;
    private final int idLength;
    private final Map<String, String> namesByField = new ConcurrentHashMap<>();

    /**
     * @param most how many items an answer holds, unless fewer are asked for
     * @param idLength how long an item's id is at least, in characters
     */
    Items(int most, int idLength) {
        this.most = most;
        this.idLength = idLength;
    }

    /** The body that answers this one; ASCII. */
    String answer(String request, long nanos) {
        int count = Math.min(most, Integer.parseInt(until(request, request.indexOf(RESULTS) + RESULTS.length(), ",}")));
        String metadata = metadata(request);
        String id = TimeTaken.idPrefix(nanos, idLength);
        StringBuilder body = new StringBuilder((count + 1) * (CHARACTERS_PER_ITEM + idLength + metadata.length()));
        body.append("{\"itemList\":[");
        for (int i = 0; i < count; i++) {
            body.append(i == 0 ? "" : ",")
                    .append("{\"itemId\":\"")
                    .append(id)
                    .append(i)
                    .append("\",\"score\":0.")
                    .append(LEAST_SCORE + most - i)
                    .append(metadata)
                    .append('}');
        }
        return body.append("],\"recommendationId\":\"RID-00000000\"}").toString();
    }

    private String metadata(String request) {
        int columns = request.indexOf(COLUMNS);
        if (columns < 0) {
            return "";
        }
        StringBuilder metadata = new StringBuilder(",\"metadata\":{");
        String separator = "";
        for (String quoted : until(request, columns + COLUMNS.length(), "]").split(",", -1)) {
            String field = quoted.substring(1, quoted.length() - 1);
            String least = "\"" + field + "_MIN\":\"";
            int at = request.indexOf(least);
            metadata.append(separator)
                    .append('"')
                    .append(namesByField.computeIfAbsent(field, MetadataName::of))
                    .append("\":\"")
                    .append(at < 0 ? ANY_VALUE : until(request, at + least.length(), "\""))
                    .append('"');
            separator = ",";
        }
        return metadata.append('}').toString();
    }

    private static String until(String text, int from, String ends) {
        int to = from;
        while (ends.indexOf(text.charAt(to)) < 0) {
            to++;
        }
        return text.substring(from, to);
    }
}
