package io.customersegment.local.emulator;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A way in which a call can go wrong. */
public enum Fault {
    /** The service's usual way to refuse a call too many. */
    THROTTLED(400, "ThrottlingException"),
    /** The unusual one, seen as well. */
    TOO_MANY_REQUESTS(429, "ThrottlingException"),
    SLOW_DOWN(503, "SlowDown"),
    ACCESS_DENIED(403, "AccessDeniedException"),
    INVALID_INPUT(400, "InvalidInputException"),
    RESOURCE_NOT_FOUND(404, "ResourceNotFoundException"),
    INTERNAL_FAILURE(500, "InternalFailure"),
    SERVICE_UNAVAILABLE(503, "ServiceUnavailable"),
    /** The connection is reset instead of an answer. */
    CONNECTION_RESET(0, ""),
    /** A success without a single item. */
    EMPTY(200, ""),
    /** No answer ever, the connection stays open. */
    SILENCE(0, ""),
    /** A success with items, but without the metadata that was asked for. */
    NO_METADATA(200, ""),
    /** A success without a list of items. */
    NO_LIST(200, ""),
    /** A success with a web page, as a proxy gives. */
    HTML(200, ""),
    /** A success whose body never ends. */
    ENDLESS(200, ""),
    /** The service's clock is an hour ahead: a call that is not signed with its time is refused, any other answered. */
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

    /** The error it puts on the wire, null if it puts none. */
    @Nullable
    ServiceError error() {
        return type.isEmpty() ? null : new ServiceError(status, type, "The emulator was told to answer this");
    }
}
