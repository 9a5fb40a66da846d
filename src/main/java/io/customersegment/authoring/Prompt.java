package io.customersegment.authoring;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A prompt of a file.
 *
 * @param line where it stands, counted from 1
 * @param id names it for whoever wrote the file, null without one
 * @param carModel the request's, null for the default
 * @param asOf the day from which its windows count, null for that of the command
 * @param expectation how it should be read, null if the file does not say
 */
public record Prompt(
        int line,
        String text,
        @Nullable JsonNode id,
        @Nullable String carModel,
        @Nullable LocalDate asOf,
        @Nullable Expectation expectation) {

    // Written out because javac 17 forgets the parameters' @Nullable in a compact constructor's class file.
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
     * How a prompt should be read.
     *
     * @param criteria a text that reads to the same criteria; null if the prompt should be refused
     */
    public record Expectation(@Nullable String criteria) {
        /** Without the criteria, so that it can be logged. */
        @Override
        public String toString() {
            return "Expectation[" + (criteria == null ? "refused" : "read") + "]";
        }
    }

    /** The day from which its windows count. */
    LocalDate day(LocalDate otherwise) {
        return asOf == null ? otherwise : asOf;
    }

    /** Without the words, so that it can be logged. */
    @Override
    public String toString() {
        return "Prompt[line " + line + "]";
    }
}
