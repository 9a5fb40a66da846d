package io.customersegment.prompt;

import io.customersegment.catalogue.Catalogue;
import io.customersegment.catalogue.CatalogueFile;
import io.customersegment.criteria.Condition;
import io.customersegment.criteria.Criteria;
import io.customersegment.criteria.Order;
import io.customersegment.outcome.Outcome;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Adds to every prompt the condition that the catalogue always requires, such as consent. The condition is itself read as a prompt, on the
 * same day.
 *
 * <p><i>Threads:</i> one instance is shared by all threads.
 */
public final class RequiringInterpreter implements PromptInterpreter {

    private final PromptInterpreter interpreter;
    private final String always;
    private volatile @Nullable OfDay last;

    private RequiringInterpreter(PromptInterpreter interpreter, String always) {
        this.interpreter = interpreter;
        this.always = always;
    }

    private record OfDay(LocalDate day, Condition condition) {}

    /** Returns an interpreter that adds the catalogue's required condition, or the given interpreter if there is none. */
    public static PromptInterpreter around(PromptInterpreter interpreter, Catalogue catalogue) {
        return catalogue.always().isEmpty() ? interpreter : new RequiringInterpreter(interpreter, catalogue.always());
    }

    /** Refuses the required condition in the file unless it is purely a condition on customers. The file must break no other rule. */
    public static void check(CatalogueFile file, Catalogue catalogue) {
        if (catalogue.always().isEmpty()) {
            return;
        }
        String why = new GrammarInterpreter(catalogue)
                .interpret(catalogue.always(), new Context(LocalDate.EPOCH, null, false))
                .fold(RequiringInterpreter::problem, failure -> "cannot be read as a prompt: " + failure.detail());
        if (why != null) {
            file.refuse(file.always(), why);
        }
    }

    private static @Nullable String problem(Reading reading) {
        Criteria criteria = reading.criteria();
        if (!reading.ignored().isEmpty()) {
            return "has words that say nothing of customers: " + String.join(", ", reading.ignored());
        }
        if (!criteria.order().equals(Order.BY_INTEREST) || criteria.size() != Criteria.UNLIMITED) {
            return "must be a condition, without an order or a number of customers";
        }
        return criteria.condition().equals(Condition.everybody()) ? "asks for nothing" : null;
    }

    @Override
    public Outcome<Reading> interpret(String prompt, Context context) {
        return interpreter.interpret(prompt, context).map(reading -> with(required(context), reading));
    }

    @Override
    public List<Reading.Piece> pieces(String prompt, Context context) {
        return interpreter.pieces(prompt, context);
    }

    private Reading with(Condition required, Reading reading) {
        Criteria said = reading.criteria();
        Criteria all = new Criteria(Condition.all(List.of(said.condition(), required)), said.order(), said.size());
        return new Reading(all, reading.pieces(), reading.ignored(), reading.notes(), required);
    }

    private Condition required(Context context) {
        OfDay known = last;
        if (known == null || !known.day().equals(context.day())) {
            known = new OfDay(context.day(), read(context.day()));
            last = known;
        }
        return known.condition();
    }

    private Condition read(LocalDate day) {
        return interpreter
                .interpret(always, new Context(day, null, false))
                .fold(reading -> reading.criteria().condition(), failure -> {
                    throw new IllegalStateException("The catalogue's always can no longer be read");
                });
    }
}
