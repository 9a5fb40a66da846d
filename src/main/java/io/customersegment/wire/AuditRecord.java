package io.customersegment.wire;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.customersegment.outcome.Failure;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * Who asked for what: the record on the audit topic about one answer. It says how many customers were found and never which, and holds
 * nothing of the request but what it names here.
 *
 * @param sender the value of the header that says who sent the request, null if it has none
 * @param reading what the answer says about how the prompt was read
 * @param failure why there is no result, null if there is one
 * @param customers how many customers the result holds
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

    /** The record's value; it has less than 16 KiB. */
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

    /** Without what was asked for, so that it can be logged. */
    @Override
    public String toString() {
        return "AuditRecord[" + arrival.id() + "]";
    }
}
