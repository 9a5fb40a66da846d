package io.customersegment.console;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A method and a path of the API, and the function that answers calls to them.
 *
 * @param template the path, with variables in braces
 */
record Route(String method, String template, Function<Call, Reply> answer) {

    /** Returns the variables of the path, null if it does not match the template. */
    @Nullable
    Map<String, String> match(String path) {
        List<String> expected = List.of(template.split("/", -1));
        List<String> found = List.of(path.split("/", -1));
        if (expected.size() != found.size()) {
            return null;
        }
        Map<String, String> variables = new HashMap<>();
        for (int i = 0; i < expected.size(); i++) {
            String segment = expected.get(i);
            if (segment.startsWith("{")) {
                variables.put(segment.substring(1, segment.length() - 1), found.get(i));
            } else if (!segment.equals(found.get(i))) {
                return null;
            }
        }
        return variables;
    }
}
