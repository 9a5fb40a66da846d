package io.customersegment.prompt;

import io.customersegment.outcome.Outcome;
import io.customersegment.request.CarModel;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads a prompt. The port behind which another interpreter (a language model) can stand. Implementations are pure and may be
 * called by many threads at once.
 */
public interface PromptInterpreter {

    /**
     * What the prompt asks for, or a failure with {@code NOT_UNDERSTOOD} or {@code PARTLY_UNDERSTOOD} that names the pieces
     * left unexplained. Never throws, whatever the prompt.
     */
    Outcome<Reading> interpret(String prompt, Context context);

    /**
     * What becomes of the pieces of a prompt, in their order; what of it says nothing is in none of them. Says for a prompt that is
     * refused where it went wrong, too. Of a prompt with several readings these are the pieces of the first; none where the
     * interpreter cannot say.
     */
    default List<Reading.Piece> pieces(String prompt, Context context) {
        return List.of();
    }

    /**
     * What a prompt is read with besides its own words.
     *
     * @param day the day from which time windows count, UTC
     * @param carModel the request's car model, null if there is none: a prompt that names another car as an interest is refused
     * @param ignoreUnread whether pieces that cannot be read are ignored instead of refused
     */
    record Context(LocalDate day, @Nullable CarModel carModel, boolean ignoreUnread) {

        // Written out because javac 17 forgets the parameters' @Nullable in a compact constructor's class file.
        public Context(LocalDate day, @Nullable CarModel carModel, boolean ignoreUnread) {
            this.day = day;
            this.carModel = carModel;
            this.ignoreUnread = ignoreUnread;
        }
    }
}
