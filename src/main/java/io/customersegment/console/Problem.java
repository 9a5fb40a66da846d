package io.customersegment.console;

/** Thrown when a call is refused. The message is sent to the caller and quotes no prompt. */
final class Problem extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final int status;

    /**
     * Creates a problem.
     *
     * @param status the HTTP status, 400 or higher
     * @param message what is wrong, and what to do
     */
    Problem(int status, String message) {
        super(message);
        this.status = status;
    }

    int status() {
        return status;
    }
}
