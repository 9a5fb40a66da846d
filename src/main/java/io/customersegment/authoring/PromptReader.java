package io.customersegment.authoring;

import io.customersegment.app.Wiring;
import io.customersegment.criteria.Criteria;
import io.customersegment.criteria.CriteriaText;
import io.customersegment.outcome.Failure;
import io.customersegment.prompt.PromptInterpreter;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Reads prompts with one catalogue, each with the time windows of its day. */
final class PromptReader {

    private final PromptInterpreter interpreter;
    private final LocalDate day;

    /** Creates a reader that uses the given day for prompts without one. */
    PromptReader(Wiring wiring, LocalDate day) {
        this.interpreter = wiring.interpreter();
        this.day = day;
    }

    /** The criteria of a prompt, or why there are none. */
    record Read(@Nullable Criteria criteria, @Nullable Failure failure) {

        /** Returns the criteria as text, null if the prompt is refused. */
        @Nullable
        String text() {
            return criteria == null ? null : CriteriaText.of(criteria);
        }

        /** Returns why the prompt is refused, null if it is not. */
        @Nullable
        String message() {
            return failure == null ? null : failure.detail();
        }
    }

    /** Reads the prompt. */
    Read read(Prompt prompt) {
        return read(prompt.text(), prompt);
    }

    /** Reads the text with the day of the prompt. */
    Read read(String text, Prompt prompt) {
        return interpreter
                .interpret(text, new PromptInterpreter.Context(prompt.day(day), null, false))
                .fold(reading -> new Read(reading.criteria(), null), failure -> new Read(null, failure));
    }
}
