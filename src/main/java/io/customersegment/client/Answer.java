package io.customersegment.client;

import java.util.List;

/**
 * What came back for a request.
 *
 * @param segment whether it is a result, not an error record
 * @param json the record's value, JSON either way
 * @param truncated whether a bound cut the segment
 * @param cacheUse {@code hit}, {@code miss} or {@code joined}; empty for a request that never came to the cache
 * @param asOf when Personalize answered, an ISO instant; empty for an error
 * @param pseudonyms whether its customers are named by pseudonyms
 * @param criteria what was read in the prompt; empty if it was not read, or is too long for a header
 * @param ignored the pieces of the prompt that were ignored
 * @param ignoredLeftOut how many more of them were, for which the header has no room
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

    /** An error record that says nothing of a reading. */
    public static Answer error(String json) {
        return new Answer(false, json, false, "", "", false, "", List.of(), 0);
    }

    /** Without what was asked and found, so that it can be logged. */
    @Override
    public String toString() {
        return "Answer[" + (segment ? "segment" : "error") + "]";
    }
}
