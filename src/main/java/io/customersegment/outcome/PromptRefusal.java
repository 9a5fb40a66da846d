package io.customersegment.outcome;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Information with which the sender of a refused prompt can write a better one. Quotes the prompt, so it belongs in the error record
 * and never in a log line, a metric or an exception.
 *
 * @param understood the criteria in the part that was read, null if nothing was read
 * @param unread the pieces that were not read, quoted as in the prompt
 * @param suggestions up to three prompts that can be sent unchanged
 */
public record PromptRefusal(@Nullable String understood, List<String> unread, List<String> suggestions) {

    // Written out because javac 17 omits the parameters' @Nullable from a compact constructor's class file.
    public PromptRefusal(@Nullable String understood, List<String> unread, List<String> suggestions) {
        this.understood = understood;
        this.unread = List.copyOf(unread);
        this.suggestions = List.copyOf(suggestions);
    }

    /** Omits the prompt's words, so that it can be logged. */
    @Override
    public String toString() {
        return "PromptRefusal[" + unread.size() + " unread, " + suggestions.size() + " suggestions]";
    }
}
