package io.customersegment.outcome;

import java.util.Locale;

/** The reason why a request failed: finer than its {@link ErrorType}, and the tag of the metrics. */
public enum Reason {
    NOT_JSON(ErrorType.INVALID_PROMPT, Retry.NEVER),
    NOT_AN_OBJECT(ErrorType.INVALID_PROMPT, Retry.NEVER),
    SCHEMA_VIOLATED(ErrorType.INVALID_PROMPT, Retry.NEVER),
    PROMPT_MISSING(ErrorType.INVALID_PROMPT, Retry.NEVER),
    PROMPT_BLANK(ErrorType.INVALID_PROMPT, Retry.NEVER),
    PROMPT_TOO_LONG(ErrorType.INVALID_PROMPT, Retry.NEVER),
    NOT_UNDERSTOOD(ErrorType.INVALID_PROMPT, Retry.NEVER),
    PARTLY_UNDERSTOOD(ErrorType.INVALID_PROMPT, Retry.NEVER),
    TOO_COMPLEX(ErrorType.INVALID_PROMPT, Retry.NEVER),
    UNKNOWN_CAR_MODEL(ErrorType.MODEL_NOT_FOUND, Retry.NEVER),
    NOBODY_MATCHES(ErrorType.NO_SEGMENTS_FOUND, Retry.DEFINITIVE),
    NO_CUSTOMERS(ErrorType.EMPTY_DATA, Retry.DEFINITIVE),
    SOURCE_REFUSED(ErrorType.PERSONALIZE_ERROR, Retry.NEVER),
    SOURCE_THROTTLED(ErrorType.PERSONALIZE_ERROR, Retry.RETRYABLE),
    SOURCE_FAILING(ErrorType.PERSONALIZE_ERROR, Retry.RETRYABLE),
    /** The service returned something that is not an answer. Its configuration determines that, so a retry gets the same. */
    SOURCE_UNUSABLE(ErrorType.PERSONALIZE_ERROR, Retry.NEVER),
    SOURCE_TIMED_OUT(ErrorType.TIMEOUT, Retry.RETRYABLE),
    CIRCUIT_OPEN(ErrorType.PERSONALIZE_ERROR, Retry.RETRYABLE),
    ATTEMPTS_EXHAUSTED(ErrorType.PERSONALIZE_ERROR, Retry.RETRYABLE),
    TOPIC_REFUSED(ErrorType.PERSONALIZE_ERROR, Retry.RETRYABLE),
    DEADLINE_PASSED(ErrorType.TIMEOUT, Retry.RETRYABLE),
    /** A call waited for its turn until the deadline. Nothing indicates a fault of the request, so it may wait for another turn. */
    CALL_NOT_MADE(ErrorType.TIMEOUT, Retry.RETRYABLE);

    private enum Retry {
        NEVER,
        RETRYABLE,
        DEFINITIVE
    }

    private final ErrorType type;
    private final Retry retry;

    Reason(ErrorType type, Retry retry) {
        this.type = type;
        this.retry = retry;
    }

    /** Returns the error type that the sender sees. */
    public ErrorType type() {
        return type;
    }

    /** Whether the same request could succeed if it were sent again unchanged. */
    public boolean retryable() {
        return retry == Retry.RETRYABLE;
    }

    /** Whether this is a definitive answer of the service, safe to cache like a segment. */
    public boolean cacheable() {
        return retry == Retry.DEFINITIVE;
    }

    /** Returns the word in metrics and logs, e.g. {@code prompt-blank}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
