package io.customersegment.console;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The latest requests that were published here. They are in memory alone and end with the console.
 *
 * <p><i>Threads:</i> safe to use from any.
 */
final class AskedRequests {

    private static final int KEPT = 100;

    /** Ids of another run of the console name nothing here, for a page may have kept them. */
    private final String run = UUID.randomUUID().toString().substring(0, 8);

    private final Deque<AskedRequest> requests = new ArrayDeque<>();
    private int count;

    /**
     * Keeps a request that is about to be published.
     *
     * @param inWords how its prompt is read, null if it is not
     */
    synchronized AskedRequest add(Wish wish, @Nullable String inWords, Instant askedAt) {
        count++;
        AskedRequest request = new AskedRequest(run + "-" + count, wish, inWords, askedAt);
        requests.addFirst(request);
        if (requests.size() > KEPT) {
            requests.removeLast();
        }
        return request;
    }

    /**
     * The request of this id.
     *
     * @throws Problem if it is not, or no longer, here
     */
    synchronized AskedRequest get(String id) {
        return requests.stream()
                .filter(request -> request.id().equals(id))
                .findFirst()
                .orElseThrow(
                        () -> new Problem(404, "There is no such request here; the console keeps the last " + KEPT));
    }

    /** All of them, newest first. */
    synchronized ArrayNode json() {
        ArrayNode json = JsonNodeFactory.instance.arrayNode();
        requests.forEach(request -> json.add(request.json()));
        return json;
    }
}
