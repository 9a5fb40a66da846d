package io.customersegment.client;

import java.util.Map;

/**
 * The result of a replay.
 *
 * @param chosen requests that were published again, or would be in a dry run
 * @param refusals the number of chosen requests for each error that refused them; empty if they were not selected by error
 * @param copies records left out because they are copies by an earlier replay, or errors of requests that are already chosen
 * @param answered refused requests left out because an earlier replay has brought them a result, or an error of a type that is not selected
 * @param incomplete refused requests that cannot be published again, because they, their key or a header were too large for the error
 *     record
 */
public record ReplayReport(long chosen, Map<Refusal, Long> refusals, long copies, long answered, long incomplete) {

    public ReplayReport {
        refusals = Map.copyOf(refusals);
    }

    /**
     * The reason for a refusal, as stated by an error record.
     *
     * @param errorType the title of its type
     * @param retryable whether the same request may be answered another time
     */
    public record Refusal(String errorType, boolean retryable) {}
}
