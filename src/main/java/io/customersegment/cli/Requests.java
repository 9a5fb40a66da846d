package io.customersegment.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.customersegment.client.Answer;
import io.customersegment.text.ExactJson;
import io.customersegment.wire.HeaderNames;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/** Converts requests and answers to and from JSON for the commands. */
final class Requests {

    /** The members of an error record that explain a refused prompt to its sender. */
    private static final List<String> OF_REFUSALS = List.of("understood", "unread", "unread_left_out", "suggestions");

    private Requests() {}

    /** Returns the headers of a request. */
    static Map<String, String> headers(boolean ignoreUnread) {
        return ignoreUnread ? Map.of(HeaderNames.UNREAD, HeaderNames.IGNORE) : Map.of();
    }

    static ObjectNode parsed(Answer answer) {
        try {
            return (ObjectNode) ExactJson.MAPPER.readTree(answer.json());
        } catch (IOException fault) {
            throw new UncheckedIOException("An answer is not a JSON object", fault);
        }
    }

    /** Returns the line, extended by what the answer reports about the reading of its prompt. */
    static ObjectNode withReading(ObjectNode line, Answer answer) {
        if (!answer.criteria().isEmpty()) {
            line.put("criteria", answer.criteria());
        }
        if (!answer.ignored().isEmpty() || answer.ignoredLeftOut() > 0) {
            ArrayNode ignored = line.putArray("ignored");
            answer.ignored().forEach(ignored::add);
        }
        if (answer.ignoredLeftOut() > 0) {
            line.put("ignored_left_out", answer.ignoredLeftOut());
        }
        if (!answer.segment()) {
            ObjectNode error = parsed(answer);
            OF_REFUSALS.stream().filter(error::has).forEach(name -> line.set(name, error.path(name)));
        }
        return line;
    }
}
