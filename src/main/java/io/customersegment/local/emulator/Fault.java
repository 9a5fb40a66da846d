package io.customersegment.local.emulator;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A way in which a call can go wrong. */
public enum Fault {
    /** The usual error for a throttled call. */
    THROTTLED(400, "ThrottlingException"),
    /** A less usual error for a throttled call, which has been observed, too. */
    TOO_MANY_REQUESTS(429, "ThrottlingException"),
    SLOW_DOWN(503, "SlowDown"),
    ACCESS_DENIED(403, "AccessDeniedException"),
    INVALID_INPUT(400, "InvalidInputException"),
    RESOURCE_NOT_FOUND(404, "ResourceNotFoundException"),
    INTERNAL_FAILURE(500, "InternalFailure"),
    SERVICE_UNAVAILABLE(503, "ServiceUnavailable"),
    /** Resets the connection instead of answering. */
    CONNECTION_RESET(0, ""),
    /** A success without items. */
    EMPTY(200, ""),
    /** No answer; the connection stays open. */
    SILENCE(0, ""),
    /** A success with items, but without the requested metadata. */
    NO_METADATA(200, ""),
    /** A success without a list of items. */
    NO_LIST(200, ""),
    /** A success with an HTML page, as a proxy may send. */
    HTML(200, ""),
    /** A success whose body never ends. */
    ENDLESS(200, ""),
    /** The service's clock is an hour ahead: calls signed with its time are answered, all others are refused. */
    CLOCK_SKEW(403, "InvalidSignatureException");

    private final int status;
    private final String type;

    Fault(int status, String type) {
        this.status = status;
        this.type = type;
    }

    /** The name in the admin endpoint's JSON, e.g. {@code internal_failure}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The error that is sent, null if none is. */
    @Nullable
    ServiceError error() {
        return type.isEmpty() ? null : new ServiceError(status, type, "The emulator is configured to return this");
    }
}
