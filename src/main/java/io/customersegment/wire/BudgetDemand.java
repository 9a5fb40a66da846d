package io.customersegment.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.customersegment.request.StrictJson;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * What an instance says on the budget topic, again and again, under its name: {@code
 * {"budget":400,"demand":37.5,"run":"5f0c…","sent":1234}}.
 *
 * @param budget calls a second that all instances may make together, by this one's settings; at least 1
 * @param demand calls a second that it could use, at least 0; more than the budget is the budget
 * @param run a name of the process, which no other has, not even the next of the same instance
 * @param sent when it was sent, in nanoseconds of that process's own clock
 */
public record BudgetDemand(int budget, double demand, String run, long sent) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** What is in the value of a record, null if it is nothing of this kind. */
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

    /** The value of a record. */
    public byte[] json() {
        ObjectNode json = JSON.createObjectNode();
        json.put("budget", budget);
        json.put("demand", demand);
        json.put("run", run);
        json.put("sent", sent);
        return json.toString().getBytes(StandardCharsets.UTF_8);
    }
}
