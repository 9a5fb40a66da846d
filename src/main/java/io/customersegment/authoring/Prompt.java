package io.customersegment.authoring;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A prompt of a file.
 *
 * @param line the line that contains it, counted from 1
 * @param id identifies it for the author of the file, null if there is none
 * @param carModel the car model of the request, null for the default
 * @param asOf the day from which its time windows count, null for that of the command
 * @param expectation how it should be read, null if the file does not specify it
 */
public record Prompt(
        int line,
        String text,
        @Nullable JsonNode id,
        @Nullable String carModel,
        @Nullable LocalDate asOf,
        @Nullable Expectation expectation) {

    // Written out because javac 17 omits the parameters' @Nullable from a compact constructor's class file.
    public Prompt(
            int line,
            String text,
            @Nullable JsonNode id,
            @Nullable String carModel,
            @Nullable LocalDate asOf,
            @Nullable Expectation expectation) {
        this.line = line;
        this.text = text;
        this.id = id;
        this.carModel = carModel;
        this.asOf = asOf;
        this.expectation = expectation;
    }

    /**
     * The reading that is expected of a prompt.
     *
     * @param criteria a text that reads to the same criteria; null if the prompt should be refused
     */
    public record Expectation(@Nullable String criteria) {
        /** Omits the criteria, so that it can be logged. */
        @Override
        public String toString() {
            return "Expectation[" + (criteria == null ? "refused" : "read") + "]";
        }
    }

    /** Returns the day from which its time windows count. */
    LocalDate day(LocalDate otherwise) {
        return asOf == null ? otherwise : asOf;
    }

    /** Omits the words, so that it can be logged. */
    @Override
    public String toString() {
        return "Prompt[line " + line + "]";
    }
}
