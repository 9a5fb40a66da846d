package io.customersegment.wire;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.customersegment.outcome.Failure;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * The record on the audit topic about one answer: who requested what. It contains how many customers were found and never which,
 * and no part of the request other than the fields named here.
 *
 * @param sender the value of the header that identifies the sender of the request, null if it has none
 * @param reading the headers of the answer that describe how the prompt was read
 * @param failure why there is no result, null if there is one
 * @param customers the number of customers in the result
 */
public record AuditRecord(
        Arrival arrival,
        @Nullable String sender,
        ReadingHeaders reading,
        @Nullable Failure failure,
        int customers,
        String catalogueVersion,
        Instant answeredAt) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LONGEST_SENDER = 256;

    /** The record's key: the request's name. */
    public byte[] key() {
        return arrival.id().getBytes(StandardCharsets.UTF_8);
    }

    /** Returns the record's value; it has less than 16 KiB. */
    public byte[] json() {
        ObjectNode json = JSON.createObjectNode();
        json.put("request", arrival.id());
        json.put("requested_at", Instant.ofEpochMilli(arrival.timestamp()).toString());
        json.put("answered_at", answeredAt.toString());
        json.put(
                "sender",
                sender == null || sender.length() <= LONGEST_SENDER ? sender : sender.substring(0, LONGEST_SENDER));
        json.put("criteria", criteria());
        json.put("outcome", failure == null ? "result" : failure.reason().type().title());
        json.put("customers", customers);
        json.put("catalogue", catalogueVersion);
        return json.toString().getBytes(StandardCharsets.UTF_8);
    }

    private @Nullable String criteria() {
        for (Header header : reading.headers()) {
            if (header.key().equals(HeaderNames.CRITERIA)) {
                return new String(header.value(), StandardCharsets.UTF_8);
            }
        }
        return null;
    }

    /** Omits the requested criteria, so that it can be logged. */
    @Override
    public String toString() {
        return "AuditRecord[" + arrival.id() + "]";
    }
}
