package io.customersegment.authoring;

import com.fasterxml.jackson.databind.JsonNode;
import io.customersegment.outcome.ErrorType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A prompt that was refused because some of its words could not be read.
 *
 * @param prompt the prompt, null if its record does not contain it
 * @param unread the pieces that could not be read
 */
public record RefusedPrompt(@Nullable String prompt, List<String> unread) {

    // Written out because javac 17 omits the parameters' @Nullable from a compact constructor's class file.
    public RefusedPrompt(@Nullable String prompt, List<String> unread) {
        this.prompt = prompt;
        this.unread = List.copyOf(unread);
    }

    /**
     * Returns the refused prompt in an error record or a line of {@code explain --in}; null if there is none or nothing in it is
     * unread.
     */
    public static @Nullable RefusedPrompt of(JsonNode json) {
        if (!json.path("error_type").asText().equals(ErrorType.INVALID_PROMPT.title())
                || json.path("unread").isEmpty()) {
            return null;
        }
        List<String> unread = new ArrayList<>();
        json.path("unread").forEach(piece -> unread.add(piece.asText()));
        JsonNode prompt = json.path("request").path("prompt");
        return new RefusedPrompt(prompt.isMissingNode() ? json.path("prompt").textValue() : prompt.textValue(), unread);
    }

    /** Omits the words, so that it can be logged. */
    @Override
    public String toString() {
        return "RefusedPrompt[" + unread.size() + " unread]";
    }
}
