package io.customersegment.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.customersegment.client.Answer;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;

/** Prints answers for people: a segment as a table of its first customers, an error as what happened and what to do. */
final class AnswerTable {

    private static final int CUSTOMERS_SHOWN = 3;

    private final PrintWriter out;
    private final UnaryOperator<String> words;

    /** @param words writes criteria in plain words, which are shown in addition to the criteria */
    AnswerTable(PrintWriter out, UnaryOperator<String> words) {
        this.out = out;
        this.words = words;
    }

    void print(ObjectNode request, Answer answer, long millis) {
        out.println();
        out.println("\"" + shortened(request.path("prompt").asText(request.toString())) + "\"  "
                + request.path("car_model").asText("(default car model)"));
        ObjectNode value = Requests.parsed(answer);
        if (answer.segment()) {
            JsonNode customers = value.path("data");
            out.println("  " + customers.size() + (customers.size() == 1 ? " customer" : " customers")
                    + (answer.truncated() ? ", cut short" : "") + ", " + millis + " ms, cache " + answer.cacheUse());
            reading(answer);
            table(customers);
        } else {
            out.println("  " + value.path("error_type").asText() + ": "
                    + value.path("message").asText());
            out.println("  " + value.path("solution").asText()
                    + (value.path("retryable").asBoolean() ? " (sending it again may help)" : ""));
            reading(answer);
            if (value.path("understood").isTextual()) {
                out.println("  understood: " + value.path("understood").asText());
            }
            value.path("suggestions").forEach(prompt -> out.println("  Try: " + prompt.asText()));
        }
        out.flush();
    }

    private void reading(Answer answer) {
        if (!answer.criteria().isEmpty()) {
            String plain = words.apply(answer.criteria());
            out.println("  read as: " + plain);
            if (!plain.equals(answer.criteria())) {
                out.println("  criteria: " + answer.criteria());
            }
        }
        for (String piece : answer.ignored()) {
            out.println("  ignored: \"" + piece + "\"");
        }
        if (answer.ignoredLeftOut() > 0) {
            out.println("  ignored: " + answer.ignoredLeftOut() + " more");
        }
    }

    private void table(JsonNode customers) {
        List<List<String>> rows = new ArrayList<>();
        List<String> names = new ArrayList<>();
        customers.path(0).fieldNames().forEachRemaining(names::add);
        rows.add(names);
        for (int i = 0; i < Math.min(CUSTOMERS_SHOWN, customers.size()); i++) {
            List<String> row = new ArrayList<>();
            for (String name : names) {
                row.add(customers.path(i).path(name).asText());
            }
            rows.add(row);
        }
        List<Integer> widths = new ArrayList<>(Collections.nCopies(names.size(), 0));
        for (List<String> row : rows) {
            for (int i = 0; i < row.size(); i++) {
                widths.set(i, Math.max(widths.get(i), row.get(i).length()));
            }
        }
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder("    ");
            for (int i = 0; i < row.size(); i++) {
                line.append(row.get(i))
                        .append(" ".repeat(widths.get(i) - row.get(i).length() + 2));
            }
            out.println(line.toString().stripTrailing());
        }
        if (customers.size() > CUSTOMERS_SHOWN) {
            out.println("    … and " + (customers.size() - CUSTOMERS_SHOWN) + " more");
        }
    }

    private static String shortened(String prompt) {
        return prompt.length() <= 90 ? prompt : prompt.substring(0, 87) + "...";
    }
}
