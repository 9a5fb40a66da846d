package io.customersegment.prompt;

import io.customersegment.outcome.Outcome;
import io.customersegment.request.CarModel;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a prompt. This is the port for other interpreters, such as a language model. Implementations are pure and thread-safe. */
public interface PromptInterpreter {

    /**
     * Returns the reading of the prompt, or a failure with {@code NOT_UNDERSTOOD} or {@code PARTLY_UNDERSTOOD} that names the unread
     * pieces. Never throws, whatever the prompt.
     */
    Outcome<Reading> interpret(String prompt, Context context);

    /**
     * Returns the pieces of a prompt and what each became, in the order of the prompt; words without meaning are in none of them. For a
     * refused prompt they also show where it failed. For a prompt with several readings these are the pieces of the first; empty if the
     * interpreter does not support them.
     */
    default List<Reading.Piece> pieces(String prompt, Context context) {
        return List.of();
    }

    /**
     * The input of a reading besides the prompt.
     *
     * @param day the day from which time windows count, UTC
     * @param carModel the request's car model, null if there is none: a prompt that names another car as an interest is refused
     * @param ignoreUnread whether pieces that cannot be read are ignored instead of refused
     */
    record Context(LocalDate day, @Nullable CarModel carModel, boolean ignoreUnread) {

        // Explicit because javac 17 omits the parameters' @Nullable from the class file of a compact constructor.
        public Context(LocalDate day, @Nullable CarModel carModel, boolean ignoreUnread) {
            this.day = day;
            this.carModel = carModel;
            this.ignoreUnread = ignoreUnread;
        }
    }
}
