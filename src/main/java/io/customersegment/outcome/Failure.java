package io.customersegment.outcome;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Why a request ended without a segment.
 *
 * @param detail what the sender is told about this case; it may quote the prompt, so it goes into the error record and
 *     never into a log line, a metric or an exception
 * @param refusal for a prompt that was refused, what its sender can use; likewise for the error record alone
 * @param retryAfter how long the service asks not to be called, null if it does not say
 */
public record Failure(
        Stage stage,
        Reason reason,
        String detail,
        @Nullable PromptRefusal refusal,
        @Nullable Duration retryAfter) {

    // Written out because javac 17 forgets the parameters' @Nullable in a compact constructor's class file.
    public Failure(
            Stage stage, Reason reason, String detail, @Nullable PromptRefusal refusal, @Nullable Duration retryAfter) {
        this.stage = stage;
        this.reason = reason;
        this.detail = detail;
        this.refusal = refusal;
        this.retryAfter = retryAfter;
    }

    /** A failure to read the prompt. */
    public Failure(Stage stage, Reason reason, String detail, @Nullable PromptRefusal refusal) {
        this(stage, reason, detail, refusal, null);
    }

    /** A failure that is not about the prompt's words. */
    public Failure(Stage stage, Reason reason, String detail) {
        this(stage, reason, detail, null, null);
    }

    /** Without the detail and the refusal, so that a failure can be logged. */
    @Override
    public String toString() {
        return "Failure[" + stage.word() + ", " + reason.word() + "]";
    }
}
