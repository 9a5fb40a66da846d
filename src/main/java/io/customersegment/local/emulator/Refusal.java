package io.customersegment.local.emulator;

/** Thrown if the service refuses a call of the control plane; contains the error that it returns. */
final class Refusal extends IllegalArgumentException {

    private static final long serialVersionUID = 1;

    private final transient ServiceError error;

    Refusal(ServiceError error) {
        super(error.message());
        this.error = error;
    }

    ServiceError error() {
        return error;
    }
}
