package io.customersegment.client;

import java.util.Map;

/**
 * What a replay did.
 *
 * @param chosen requests that were, or in a dry run would be, published again
 * @param refusals how many of these were refused for what; empty if they were not chosen by that
 * @param copies records left out because they are copies by an earlier replay, or errors of requests that are chosen already
 * @param answered refused requests left out because an earlier replay has brought them a result, or an error of a type that is not
 *     selected
 * @param incomplete refused requests that cannot be published again, for they, their key or a header were too large for the error
 *     record, or it is none
 */
public record ReplayReport(long chosen, Map<Refusal, Long> refusals, long copies, long answered, long incomplete) {

    public ReplayReport {
        refusals = Map.copyOf(refusals);
    }

    /**
     * What an error record says about why.
     *
     * @param errorType the title of its type
     * @param retryable whether the same request may be answered another time
     */
    public record Refusal(String errorType, boolean retryable) {}
}
