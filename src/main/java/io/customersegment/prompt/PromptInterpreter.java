package io.customersegment.prompt;

import io.customersegment.outcome.Outcome;
import java.time.LocalDate;

/**
 * Reads a prompt. The port behind which another interpreter (a language model) can stand. Implementations are pure and may be
 * called by many threads at once.
 */
public interface PromptInterpreter {

    /**
     * What the prompt asks for, or a failure with {@code NOT_UNDERSTOOD} or {@code PARTLY_UNDERSTOOD} that names the pieces
     * left unexplained. Never throws, whatever the prompt.
     *
     * @param day the day from which time windows count, UTC
     */
    Outcome<Reading> interpret(String prompt, LocalDate day);
}
