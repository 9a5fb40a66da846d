package io.customersegment.prompt;

import io.customersegment.criteria.Condition;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A condition together with its wording.
 *
 * @param condition which customers are meant
 * @param frame the form of its words, by which "or" and "not" determine which conditions are alike
 * @param bare whether it is named alone, without a number, a comparison or a time of its own
 * @param subject what it is about, null for bare texts and numbers
 * @param onlyNegated whether it has a meaning only where it is negated: "for half a year" for something that did not happen
 * @param cars the car models in which an interest was named, empty if there are none
 * @param note the approximation that the reading makes, null if it is exact
 * @param window the time that applies to the subject, null if there is none
 * @param amount the number that applies to the subject in addition to the time, null if there is none
 * @param denied what a negated verb denies of it, null if that is the condition: "once" is exactly once, "not once" is never
 */
record WordedCondition(
        Condition condition,
        Frame frame,
        boolean bare,
        @Nullable Subject subject,
        boolean onlyNegated,
        List<String> cars,
        @Nullable String note,
        @Nullable Window window,
        @Nullable Amount amount,
        @Nullable Condition denied) {

    /** The form of the words of a condition. */
    enum Frame {
        /** A noun for customers: families, prospects. */
        NOUN,
        /** An adjective: wealthy, at risk. */
        ADJECTIVE,
        /** A verb: bought, visited the website. */
        VERB,
        /** A noun for a thing: test drives, a lease. */
        THING,
        /** Texts: gold, in the North. */
        TEXTS,
        /** A number or range for which nothing is named. */
        UNNAMED,
        /** A column by its own name. */
        COLUMN
    }

    WordedCondition(
            Condition condition,
            Frame frame,
            boolean bare,
            @Nullable Subject subject,
            boolean onlyNegated,
            List<String> cars,
            @Nullable String note,
            @Nullable Window window,
            @Nullable Amount amount,
            @Nullable Condition denied) {
        this.condition = condition;
        this.frame = frame;
        this.bare = bare;
        this.subject = subject;
        this.onlyNegated = onlyNegated;
        this.cars = List.copyOf(cars);
        this.note = note;
        this.window = window;
        this.amount = amount;
        this.denied = denied;
    }

    static WordedCondition of(Condition condition, Frame frame, boolean bare, @Nullable Subject subject) {
        return new WordedCondition(condition, frame, bare, subject, false, List.of(), null, null, null, null);
    }

    WordedCondition with(Condition other) {
        return new WordedCondition(other, frame, bare, subject, onlyNegated, cars, note, null, null, null);
    }

    /** Returns the negation of this condition. */
    WordedCondition negated() {
        return new WordedCondition(Condition.not(condition), frame, bare, subject, false, cars, note, null, null, null);
    }

    WordedCondition noting(@Nullable String text) {
        return new WordedCondition(condition, frame, bare, subject, onlyNegated, cars, text, window, amount, denied);
    }

    WordedCondition during(Window time) {
        return new WordedCondition(condition, frame, bare, subject, onlyNegated, cars, note, time, amount, denied);
    }

    WordedCondition counting(Amount number) {
        return new WordedCondition(condition, frame, bare, subject, onlyNegated, cars, note, window, number, denied);
    }

    WordedCondition denying(Condition other) {
        return new WordedCondition(condition, frame, bare, subject, onlyNegated, cars, note, window, amount, other);
    }

    WordedCondition asOnlyNegated() {
        return new WordedCondition(condition, frame, bare, subject, true, cars, note, window, amount, denied);
    }

    WordedCondition about(List<String> models) {
        return new WordedCondition(condition, frame, bare, subject, onlyNegated, models, note, window, amount, denied);
    }

    /** Whether it puts no restriction on customers. */
    boolean isSilent() {
        return condition.equals(Condition.everybody());
    }

    /** Omits the condition, so that it can be logged. */
    @Override
    public String toString() {
        return "WordedCondition[" + frame + "]";
    }
}
