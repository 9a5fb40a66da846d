package io.customersegment.benchmark.standin;

import io.customersegment.plan.Shard;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

/**
 * The stand-in's responses: items whose columns have values that the request's filter accepts. Finds the few members it needs by scanning
 * the body, without building a tree, as its own cost should not be measured.
 *
 * <p>The number of items is fixed, or varies by filter: in that case most segments are small, and some have the maximum size. Where all
 * items fit into one response, or a minimum id length is set, the ids contain the duration of the call; otherwise they are the same for
 * each call of the filter, and are cut by shards as the service would.
 *
 * <p><i>Threads:</i> called by all threads of the stand-in.
 */
final class Items {

    private static final String RESULTS = "\"numResults\":";
    private static final String COLUMNS = "\"ITEMS\":[";
    private static final String VALUES = "\"filterValues\":{";
    private static final String SHARD_MIN = "\"SHARD_MIN\":\"";
    private static final String SHARD_MAX = "\"SHARD_MAX\":\"";
    private static final String SHARD = "\"SHARD_";
    private static final int FNV_PRIME = 16_777_619;
    private static final String QUOTE = "\"";
    private static final String ESCAPED_QUOTE = "\\\"";
    private static final String LARGE = "999999";
    private static final int CHARACTERS_PER_ITEM = 96;
    private static final int LEAST_SCORE = 1000;
    private static final int PAGE = 50;
    private static final int PERCENT = 100;
    private static final int SMALL_PERCENT = 60;
    private static final int MIDDLE_PERCENT = 92;
    private static final int LARGE_PERCENT = 98;

    private final int fewest;
    private final int most;
    private final int idLength;
    private final String yesterday =
            Long.toString(Instant.now().minus(1, ChronoUnit.DAYS).getEpochSecond());
    private final Map<String, String> namesByField = new ConcurrentHashMap<>();

    /**
     * @param fewest the number of customers that most filters find
     * @param most the number of customers that some filters find
     * @param idLength the minimum length of an item's id, in characters
     */
    Items(int fewest, int most, int idLength) {
        this.fewest = fewest;
        this.most = most;
        this.idLength = idLength;
    }

    /** Returns the response body; ASCII. */
    String answer(String request, long nanos) {
        int wanted = Integer.parseInt(until(request, request.indexOf(RESULTS) + RESULTS.length(), ",}"));
        int checksum = checksum(request);
        int size = size(checksum);
        String metadata = metadata(request);
        boolean whole = size < PAGE || idLength > 0;
        String id = whole ? TimeTaken.idPrefix(nanos, idLength) : "C" + checksum + "-";
        IntStream numbers = whole ? IntStream.range(0, size) : inShards(request, id, size);
        StringBuilder body = new StringBuilder(
                (Math.min(size, wanted) + 1) * (CHARACTERS_PER_ITEM + id.length() + metadata.length()));
        body.append("{\"itemList\":[");
        numbers.limit(wanted)
                .forEach(number -> body.append(body.charAt(body.length() - 1) == '[' ? "" : ",")
                        .append("{\"itemId\":\"")
                        .append(id)
                        .append(number)
                        .append("\",\"score\":0.")
                        .append(LEAST_SCORE + most - number)
                        .append(metadata)
                        .append('}'));
        return body.append("],\"recommendationId\":\"RID-00000000\"}").toString();
    }

    /** Returns a checksum that is equal for all calls of one filter with the same values, in any order, disregarding those of the shard. */
    private static int checksum(String request) {
        int from = request.indexOf(VALUES);
        if (from < 0) {
            return 0;
        }
        int to = request.indexOf('}', from);
        int sum = 0;
        int start = from + VALUES.length();
        while (start < to) {
            int comma = request.indexOf(',', start);
            int end = comma < 0 ? to : Math.min(comma, to);
            if (!request.startsWith(SHARD, start)) {
                sum += hash(request, start, end);
            }
            start = end + 1;
        }
        return sum & Integer.MAX_VALUE;
    }

    private static int hash(String text, int from, int to) {
        int hash = 1;
        for (int i = from; i < to; i++) {
            hash = (hash ^ text.charAt(i)) * FNV_PRIME;
        }
        return hash ^ hash >>> 15;
    }

    private int size(int checksum) {
        if (fewest == most) {
            return most;
        }
        int percent = checksum % PERCENT;
        if (percent < SMALL_PERCENT) {
            return fewest;
        }
        if (percent < MIDDLE_PERCENT) {
            return Math.min(PAGE - 1, fewest + checksum % fewest);
        }
        return percent < LARGE_PERCENT ? most / 2 : most;
    }

    private static IntStream inShards(String request, String id, int size) {
        int least = Integer.parseInt(value(request, SHARD_MIN));
        int greatest = Integer.parseInt(value(request, SHARD_MAX));
        return IntStream.range(0, size).filter(number -> {
            int shard = Shard.of(id + number);
            return least <= shard && shard <= greatest;
        });
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
            metadata.append(separator)
                    .append('"')
                    .append(namesByField.computeIfAbsent(field, MetadataName::of))
                    .append("\":\"")
                    .append(accepted(request, field))
                    .append('"');
            separator = ",";
        }
        return metadata.append('}').toString();
    }

    /**
     * Returns a value of the column that the filter accepts: a number above the minimum, or the first text of a list; otherwise a large
     * number, or yesterday.
     */
    private String accepted(String request, String field) {
        String least = value(request, QUOTE + field + "_MIN\":\"");
        if (!least.isEmpty()) {
            return Long.toString((long) Math.ceil(Double.parseDouble(least)) + 1);
        }
        String texts = QUOTE + field + "\":\"" + ESCAPED_QUOTE;
        int at = request.indexOf(texts);
        if (at >= 0) {
            return until(request, at + texts.length(), "\\");
        }
        return field.startsWith("LAST_") ? yesterday : LARGE;
    }

    private static String value(String request, String name) {
        int at = request.indexOf(name);
        return at < 0 ? "" : until(request, at + name.length(), QUOTE);
    }

    private static String until(String text, int from, String ends) {
        int to = from;
        while (ends.indexOf(text.charAt(to)) < 0) {
            to++;
        }
        return text.substring(from, to);
    }
}
