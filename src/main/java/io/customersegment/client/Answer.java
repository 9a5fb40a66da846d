package io.customersegment.client;

import java.util.List;

/**
 * The answer to a request.
 *
 * @param segment whether it is a result, not an error record
 * @param json the record's value, JSON in both cases
 * @param truncated whether a bound cut the segment
 * @param cacheUse {@code hit}, {@code miss} or {@code joined}; empty for a request that did not reach the cache
 * @param asOf when Personalize answered, an ISO instant; empty for an error
 * @param pseudonyms whether its customers are named by pseudonyms
 * @param criteria the criteria that were read in the prompt; empty if it was not read, or if they are too long for a header
 * @param ignored the pieces of the prompt that were ignored
 * @param ignoredLeftOut the number of further ignored pieces, for which the header has no room
 */
public record Answer(
        boolean segment,
        String json,
        boolean truncated,
        String cacheUse,
        String asOf,
        boolean pseudonyms,
        String criteria,
        List<String> ignored,
        int ignoredLeftOut) {

    public Answer {
        ignored = List.copyOf(ignored);
    }

    /** Returns an error record without a reading of the prompt. */
    public static Answer error(String json) {
        return new Answer(false, json, false, "", "", false, "", List.of(), 0);
    }

    /** Omits request and result, so that the text can be logged. */
    @Override
    public String toString() {
        return "Answer[" + (segment ? "segment" : "error") + "]";
    }
}
