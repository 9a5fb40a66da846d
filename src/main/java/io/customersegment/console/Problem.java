package io.customersegment.console;

/** Why a call is not answered; its message is for the caller and quotes no prompt. */
final class Problem extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final int status;

    /**
     * A problem.
     *
     * @param status of HTTP, from 400 on
     * @param message what is wrong and what to do
     */
    Problem(int status, String message) {
        super(message);
        this.status = status;
    }

    int status() {
        return status;
    }
}
