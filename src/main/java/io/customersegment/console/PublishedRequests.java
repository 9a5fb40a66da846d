package io.customersegment.console;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The latest requests that this console has published. They are kept in memory only and lost when the console stops.
 *
 * <p><i>Threads:</i> safe to use from any.
 */
final class PublishedRequests {

    private static final int KEPT = 100;

    /** Prefix of all ids of this run of the console, so that ids that a page kept from an earlier run match no request. */
    private final String run = UUID.randomUUID().toString().substring(0, 8);

    private final Deque<PublishedRequest> requests = new ArrayDeque<>();
    private int count;

    /**
     * Adds a request that is about to be published.
     *
     * @param inWords the meaning of its prompt in plain words, null if the prompt cannot be read
     */
    synchronized PublishedRequest add(ApiRequest request, @Nullable String inWords, Instant askedAt) {
        count++;
        PublishedRequest added = new PublishedRequest(run + "-" + count, request, inWords, askedAt);
        requests.addFirst(added);
        if (requests.size() > KEPT) {
            requests.removeLast();
        }
        return added;
    }

    /**
     * Returns the request with the given id.
     *
     * @throws Problem if there is no such request, or it has been dropped
     */
    synchronized PublishedRequest get(String id) {
        return requests.stream()
                .filter(request -> request.id().equals(id))
                .findFirst()
                .orElseThrow(
                        () -> new Problem(404, "There is no such request here; the console keeps the last " + KEPT));
    }

    /** Returns all requests, newest first. */
    synchronized ArrayNode json() {
        ArrayNode json = JsonNodeFactory.instance.arrayNode();
        requests.forEach(request -> json.add(request.json()));
        return json;
    }
}
