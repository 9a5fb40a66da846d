package io.customersegment.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.customersegment.request.StrictJson;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The record that an instance sends to the budget topic repeatedly, under its name:
 * {@code {"budget":400,"demand":37.5,"run":"5f0c…","sent":1234}}.
 *
 * @param budget calls per second that all instances may make together, according to this one's settings; at least 1
 * @param demand calls per second that it could use, at least 0; more than the budget counts as the budget
 * @param run a name of the process that no other has, including the next one of the same instance
 * @param sent when it was sent, in nanoseconds of that process's own clock
 */
public record BudgetDemand(int budget, double demand, String run, long sent) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Parses the value of a record; null if it is not of this kind. */
    public static @Nullable BudgetDemand read(byte[] value) {
        JsonNode json = StrictJson.parse(new String(value, StandardCharsets.UTF_8));
        if (json == null) {
            return null;
        }
        JsonNode budget = json.path("budget");
        JsonNode demand = json.path("demand");
        JsonNode run = json.path("run");
        JsonNode sent = json.path("sent");
        boolean sound = budget.canConvertToInt()
                && budget.isIntegralNumber()
                && budget.intValue() >= 1
                && demand.isNumber()
                && demand.doubleValue() >= 0
                && run.isTextual()
                && sent.isIntegralNumber()
                && sent.canConvertToLong();
        return sound
                ? new BudgetDemand(budget.intValue(), demand.doubleValue(), run.textValue(), sent.longValue())
                : null;
    }

    /** Returns the value of a record. */
    public byte[] json() {
        ObjectNode json = JSON.createObjectNode();
        json.put("budget", budget);
        json.put("demand", demand);
        json.put("run", run);
        json.put("sent", sent);
        return json.toString().getBytes(StandardCharsets.UTF_8);
    }
}
