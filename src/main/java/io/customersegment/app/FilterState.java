package io.customersegment.app;

import org.jspecify.annotations.Nullable;

/**
 * The state of one filter of a dataset group, compared with what the catalogue needs.
 *
 * @param arn null if there is no such filter
 * @param detail the service's status or failure reason; empty if there is nothing more to report
 */
public record FilterState(Kind kind, String name, @Nullable String arn, String detail) {

    /** The result of the comparison. */
    public enum Kind {
        /** Needed, but does not exist. */
        MISSING("+", "missing"),
        /** Needed and being created. */
        CREATING("+", "is being created"),
        /** Needed and created by this run. */
        CREATED("+", "created"),
        /** Needed and active, with the expected expression. */
        ACTIVE("=", "there"),
        /** Needed, but being deleted. */
        DELETING("!", "is being deleted"),
        /** Has a needed name, but another expression. */
        DIFFERENT("!", "has another expression than the catalogue needs"),
        /** Has a needed name, but is not usable and will not become so. */
        FAILED("!", "cannot be used"),
        /** Has a name in the form of catalogue filters, but is not needed by this catalogue. */
        UNNEEDED("-", "not needed by this catalogue");

        private final String sign;
        private final String words;

        Kind(String sign, String words) {
            this.sign = sign;
            this.words = words;
        }
    }

    /** Whether requests can be answered with the filter in this state; also true if it is not needed. */
    public boolean fits() {
        return kind == Kind.ACTIVE || kind == Kind.CREATED || kind == Kind.UNNEEDED;
    }

    /** Returns what a person must do about the state, or null if nothing. */
    public @Nullable String remedy() {
        return switch (kind) {
            case DIFFERENT, FAILED -> "delete it and apply again: " + deletion();
            case DELETING -> "wait until it is gone and apply again";
            case UNNEEDED -> "unless another deployment uses it, delete it: " + deletion();
            default -> null;
        };
    }

    private String deletion() {
        return "aws personalize delete-filter --filter-arn " + arn;
    }

    /** Returns the state as one line of text. */
    public String text() {
        String remedy = remedy();
        return kind.sign + " " + name + "  " + kind.words + (detail.isEmpty() ? "" : " (" + detail + ")")
                + (remedy == null ? "" : "; " + remedy);
    }
}
