package io.customersegment.local.emulator;

/** A call of the control plane that the service refuses, with the error that it answers. */
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
