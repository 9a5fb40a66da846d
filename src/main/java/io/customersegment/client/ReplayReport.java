package io.customersegment.client;

/**
 * What a replay did.
 *
 * @param chosen requests that were, or in a dry run would be, published again
 * @param copies records left out because they are copies by an earlier replay, or errors of requests that are chosen already
 * @param answered refused requests left out because an earlier replay has brought them a result
 * @param incomplete refused requests that cannot be published again, for they, their key or a header were too large for the error
 *     record, or it is none
 */
public record ReplayReport(long chosen, long copies, long answered, long incomplete) {}
