package io.customersegment.outcome;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The reason why a request ended without a segment.
 *
 * @param detail the message to the sender about this case; it may quote the prompt, so it belongs in the error record and never in a
 *     log line, a metric or an exception
 * @param refusal for a refused prompt, information for its sender; likewise for the error record only
 * @param retryAfter how long the service requests not to be called, null if it does not specify it
 */
public record Failure(
        Stage stage,
        Reason reason,
        String detail,
        @Nullable PromptRefusal refusal,
        @Nullable Duration retryAfter) {

    // Written out because javac 17 omits the parameters' @Nullable from a compact constructor's class file.
    public Failure(
            Stage stage, Reason reason, String detail, @Nullable PromptRefusal refusal, @Nullable Duration retryAfter) {
        this.stage = stage;
        this.reason = reason;
        this.detail = detail;
        this.refusal = refusal;
        this.retryAfter = retryAfter;
    }

    /** Creates a failure to read the prompt. */
    public Failure(Stage stage, Reason reason, String detail, @Nullable PromptRefusal refusal) {
        this(stage, reason, detail, refusal, null);
    }

    /** Creates a failure that does not concern the prompt's words. */
    public Failure(Stage stage, Reason reason, String detail) {
        this(stage, reason, detail, null, null);
    }

    /** Omits the detail and the refusal, so that a failure can be logged. */
    @Override
    public String toString() {
        return "Failure[" + stage.word() + ", " + reason.word() + "]";
    }
}
