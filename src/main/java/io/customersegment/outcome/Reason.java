package io.customersegment.outcome;

import java.util.Locale;

/** The reason why a request failed: finer than its {@link ErrorType}, and the tag of the metrics. */
public enum Reason {
    NOT_JSON(ErrorType.INVALID_PROMPT, Again.NEVER),
    NOT_AN_OBJECT(ErrorType.INVALID_PROMPT, Again.NEVER),
    SCHEMA_VIOLATED(ErrorType.INVALID_PROMPT, Again.NEVER),
    PROMPT_MISSING(ErrorType.INVALID_PROMPT, Again.NEVER),
    PROMPT_BLANK(ErrorType.INVALID_PROMPT, Again.NEVER),
    PROMPT_TOO_LONG(ErrorType.INVALID_PROMPT, Again.NEVER),
    NOT_UNDERSTOOD(ErrorType.INVALID_PROMPT, Again.NEVER),
    PARTLY_UNDERSTOOD(ErrorType.INVALID_PROMPT, Again.NEVER),
    TOO_COMPLEX(ErrorType.INVALID_PROMPT, Again.NEVER),
    UNKNOWN_CAR_MODEL(ErrorType.MODEL_NOT_FOUND, Again.NEVER),
    NOBODY_MATCHES(ErrorType.NO_SEGMENTS_FOUND, Again.AN_ANSWER),
    NO_CUSTOMERS(ErrorType.EMPTY_DATA, Again.AN_ANSWER),
    SOURCE_REFUSED(ErrorType.PERSONALIZE_ERROR, Again.NEVER),
    SOURCE_THROTTLED(ErrorType.PERSONALIZE_ERROR, Again.MAY_HELP),
    SOURCE_FAILING(ErrorType.PERSONALIZE_ERROR, Again.MAY_HELP),
    /** The service returned something that is not an answer. Its configuration determines that, so a retry gets the same. */
    SOURCE_UNUSABLE(ErrorType.PERSONALIZE_ERROR, Again.NEVER),
    SOURCE_TIMED_OUT(ErrorType.TIMEOUT, Again.MAY_HELP),
    CIRCUIT_OPEN(ErrorType.PERSONALIZE_ERROR, Again.MAY_HELP),
    ATTEMPTS_EXHAUSTED(ErrorType.PERSONALIZE_ERROR, Again.MAY_HELP),
    TOPIC_REFUSED(ErrorType.PERSONALIZE_ERROR, Again.MAY_HELP),
    DEADLINE_PASSED(ErrorType.TIMEOUT, Again.MAY_HELP),
    /** A call waited for its turn until the deadline. Nothing indicates a fault of the request, so it may wait for another turn. */
    CALL_NOT_MADE(ErrorType.TIMEOUT, Again.MAY_HELP);

    private enum Again {
        NEVER,
        MAY_HELP,
        AN_ANSWER
    }

    private final ErrorType type;
    private final Again again;

    Reason(ErrorType type, Again again) {
        this.type = type;
        this.again = again;
    }

    /** Returns the error type that the sender sees. */
    public ErrorType type() {
        return type;
    }

    /** Whether the same request could succeed if it were sent again unchanged. */
    public boolean retryable() {
        return again == Again.MAY_HELP;
    }

    /** Whether this is a definitive answer of the service, safe to cache like a segment. */
    public boolean cacheable() {
        return again == Again.AN_ANSWER;
    }

    /** Returns the word in metrics and logs, e.g. {@code prompt-blank}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
