package io.customersegment.prompt;

import io.customersegment.criteria.Condition;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A condition as it was said.
 *
 * @param condition who is meant
 * @param frame the form of words it has, by which "or" and "not" know what is alike
 * @param bare whether it is named alone, without a number, a comparison or a time of its own
 * @param subject what it speaks of, null for bare texts and numbers
 * @param onlyNegated whether it means something only where it is negated: "for half a year" of what did not happen
 * @param cars the car models that an interest was named in, empty if none was
 * @param note what the reading only approximates, null if it is exact
 * @param window the time that is said of the subject, null if there is none
 * @param amount the number that is said of the subject beside the time, null if there is none
 * @param denied what a negated verb denies of it, null where that is the condition: "once" is exactly once, "not once" is never
 */
record Said(
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

    /** The form of words of a condition. */
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
        /** A number or range with nothing named. */
        UNNAMED,
        /** A column by its own name. */
        COLUMN
    }

    Said(
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

    static Said of(Condition condition, Frame frame, boolean bare, @Nullable Subject subject) {
        return new Said(condition, frame, bare, subject, false, List.of(), null, null, null, null);
    }

    Said with(Condition other) {
        return new Said(other, frame, bare, subject, onlyNegated, cars, note, null, null, null);
    }

    /** The contrary. */
    Said negated() {
        return new Said(Condition.not(condition), frame, bare, subject, false, cars, note, null, null, null);
    }

    Said noting(@Nullable String text) {
        return new Said(condition, frame, bare, subject, onlyNegated, cars, text, window, amount, denied);
    }

    Said during(Window time) {
        return new Said(condition, frame, bare, subject, onlyNegated, cars, note, time, amount, denied);
    }

    Said counting(Amount number) {
        return new Said(condition, frame, bare, subject, onlyNegated, cars, note, window, number, denied);
    }

    Said denying(Condition other) {
        return new Said(condition, frame, bare, subject, onlyNegated, cars, note, window, amount, other);
    }

    Said asOnlyNegated() {
        return new Said(condition, frame, bare, subject, true, cars, note, window, amount, denied);
    }

    Said about(List<String> models) {
        return new Said(condition, frame, bare, subject, onlyNegated, models, note, window, amount, denied);
    }

    /** Whether it says nothing about customers. */
    boolean isSilent() {
        return condition.equals(Condition.everybody());
    }

    /** Without what it says, so that it can be logged. */
    @Override
    public String toString() {
        return "Said[" + frame + "]";
    }
}
