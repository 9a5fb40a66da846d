package io.customersegment.console;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The latest requests that were published here. They are in memory alone and end with the console.
 *
 * <p><i>Threads:</i> safe to use from any.
 */
final class AskedRequests {

    private static final int KEPT = 50;

    private final Deque<AskedRequest> requests = new ArrayDeque<>();

    synchronized void add(AskedRequest request) {
        requests.addFirst(request);
        if (requests.size() > KEPT) {
            requests.removeLast();
        }
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
