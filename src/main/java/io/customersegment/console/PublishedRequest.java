package io.customersegment.console;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.customersegment.client.Answer;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A request that this console has published, and its answer once it has arrived.
 *
 * <p><i>Threads:</i> safe to use from any.
 */
final class PublishedRequest {

    private final String id;
    private final ApiRequest request;
    private final @Nullable String inWords;
    private final Instant askedAt;
    private final long start = System.nanoTime();
    private volatile @Nullable Answered answered;
    private volatile @Nullable String fault;

    /**
     * The answer to a request.
     *
     * @param segment the segment of a result, null for an error
     */
    record Answered(Answer answer, @Nullable Segment segment, long latencyMillis) {

        // Not a compact constructor, because javac 17 omits the parameters' @Nullable from its class file.
        Answered(Answer answer, @Nullable Segment segment, long latencyMillis) {
            this.answer = answer;
            this.segment = segment;
            this.latencyMillis = latencyMillis;
        }
    }

    /**
     * Creates a request that is about to be published.
     *
     * @param inWords the meaning of its prompt in plain words, null if the prompt cannot be read
     */
    PublishedRequest(String id, ApiRequest request, @Nullable String inWords, Instant askedAt) {
        this.id = id;
        this.request = request;
        this.inWords = inWords;
        this.askedAt = askedAt;
    }

    String id() {
        return id;
    }

    ApiRequest request() {
        return request;
    }

    /** The answer, null if none has arrived. */
    @Nullable
    Answered answered() {
        return answered;
    }

    void answer(Answer answer, @Nullable Segment segment) {
        answered = new Answered(answer, segment, (System.nanoTime() - start) / 1_000_000);
    }

    /** Records that the request could not be published or got no answer. */
    void fail(Throwable why) {
        fault = why.getClass().getSimpleName();
    }

    /** Returns the entry of this request in the list of requests. */
    ObjectNode json() {
        Answered there = answered;
        Segment segment = there == null ? null : there.segment();
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("id", id);
        String failed = fault;
        json.put(
                "state", failed != null ? "failed" : there == null ? "waiting" : segment == null ? "error" : "segment");
        json.put("prompt", request.prompt());
        json.put("car_model", request.carModel());
        json.put("in_words", inWords);
        json.put("asked_at", askedAt.toString());
        json.put("latency_ms", there == null ? null : there.latencyMillis());
        json.put("customers", segment == null ? null : segment.size());
        json.put("truncated", there != null && there.answer().truncated());
        json.put("error_type", failed);
        if (there != null && segment == null) {
            json.set("error_type", ErrorJson.of(there.answer()).path("error_type"));
        }
        return json;
    }
}
