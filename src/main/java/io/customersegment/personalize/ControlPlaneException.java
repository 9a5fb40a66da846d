package io.customersegment.personalize;

/** Thrown if a call of Personalize's control plane was not answered; the message names the reason and the remedy. */
public final class ControlPlaneException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final Kind kind;

    ControlPlaneException(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    /** The kind of failure. */
    public enum Kind {
        /** The credentials have no permission for the operation. */
        DENIED,
        /** The requested resource does not exist. */
        NOT_FOUND,
        /** The resource to create exists already. */
        EXISTS,
        /** A limit of the service is reached. */
        LIMIT,
        /** Anything else, e.g. no connection. */
        OTHER
    }

    /** The kind of failure. */
    public Kind kind() {
        return kind;
    }
}
