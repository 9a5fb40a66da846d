package io.customersegment.personalize;

/** A call of Personalize's control plane that was not answered; the message says why and what to do. */
public final class ControlPlaneException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final Kind kind;

    ControlPlaneException(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    /** Which kind of failure it is. */
    public enum Kind {
        /** The credentials have no permission for the operation. */
        DENIED,
        /** What was asked for does not exist. */
        NOT_FOUND,
        /** What was to be created exists already. */
        EXISTS,
        /** A limit of the service is reached. */
        LIMIT,
        /** Anything else, e.g. no connection. */
        OTHER
    }

    /** Which kind of failure it is. */
    public Kind kind() {
        return kind;
    }
}
