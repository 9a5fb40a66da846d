package io.customersegment.authoring;

import io.customersegment.app.Wiring;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads prompts and compares their criteria with those that are expected. */
public final class VerifiedPrompts {

    private final PromptReader reader;

    /** Creates a comparison that reads prompts with this catalogue, and on this day where they name none. */
    public VerifiedPrompts(Wiring wiring, LocalDate day) {
        this.reader = new PromptReader(wiring, day);
    }

    /**
     * A prompt that is not read as expected.
     *
     * @param expected the criteria that are expected, null if the prompt should be refused
     * @param read the criteria that were read, null if it is refused
     * @param message why the prompt is refused, or why the expected criteria cannot be read; null if neither is the case
     */
    public record Difference(
            Prompt prompt,
            @Nullable String expected,
            @Nullable String read,
            @Nullable String message) {
        /** Omits the criteria, so that it can be logged. */
        @Override
        public String toString() {
            return "Difference[" + prompt + "]";
        }
    }

    /** Returns a difference for each prompt that is not read as expected. */
    public List<Difference> differences(List<Prompt> prompts) {
        List<Difference> differences = new ArrayList<>();
        for (Prompt prompt : prompts) {
            Difference difference = difference(prompt, Objects.requireNonNull(prompt.expectation()));
            if (difference != null) {
                differences.add(difference);
            }
        }
        return differences;
    }

    private @Nullable Difference difference(Prompt prompt, Prompt.Expectation expectation) {
        PromptReader.Read read = reader.read(prompt);
        if (expectation.criteria() == null) {
            return read.criteria() == null ? null : new Difference(prompt, null, read.text(), null);
        }
        PromptReader.Read expected = reader.read(expectation.criteria(), prompt);
        if (expected.criteria() == null) {
            String why = "The expected criteria cannot be read. " + expected.message();
            return new Difference(prompt, expectation.criteria(), read.text(), why);
        }
        return expected.criteria().equals(read.criteria())
                ? null
                : new Difference(prompt, expected.text(), read.text(), read.message());
    }
}
