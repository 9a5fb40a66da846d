package io.customersegment.outcome;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the sender of a refused prompt can use to write a better one. Quotes the prompt, so it goes into the error record and never
 * into a log line, a metric or an exception.
 *
 * @param understood the criteria in what was read, null if nothing was
 * @param unread the pieces that were not read, quoted as they stand in the prompt
 * @param suggestions up to three prompts that can be sent as they are
 */
public record PromptRefusal(@Nullable String understood, List<String> unread, List<String> suggestions) {

    // Written out because javac 17 forgets the parameters' @Nullable in a compact constructor's class file.
    public PromptRefusal(@Nullable String understood, List<String> unread, List<String> suggestions) {
        this.understood = understood;
        this.unread = List.copyOf(unread);
        this.suggestions = List.copyOf(suggestions);
    }

    /** Without the prompt's words, so that it can be logged. */
    @Override
    public String toString() {
        return "PromptRefusal[" + unread.size() + " unread, " + suggestions.size() + " suggestions]";
    }
}
