package io.customersegment.outcome;

/**
 * Why a request ended without a segment.
 *
 * @param detail what the sender is told about this case; it may quote the prompt, so it goes into the error record and
 *     never into a log line, a metric or an exception
 */
public record Failure(Stage stage, Reason reason, String detail) {

    /** Without the detail, so that a failure can be logged. */
    @Override
    public String toString() {
        return "Failure[" + stage.word() + ", " + reason.word() + "]";
    }
}
