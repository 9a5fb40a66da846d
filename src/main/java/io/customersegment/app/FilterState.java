package io.customersegment.app;

import org.jspecify.annotations.Nullable;

/**
 * How one filter of a dataset group stands to what the catalogue needs.
 *
 * @param arn null where there is no such filter
 * @param detail the service's status or failure reason; empty where there is no more to say
 */
public record FilterState(Kind kind, String name, @Nullable String arn, String detail) {

    /** What is the case. */
    public enum Kind {
        /** Needed and not there. */
        MISSING("+", "missing"),
        /** Needed and being created. */
        CREATING("+", "is being created"),
        /** Needed and created by this run. */
        CREATED("+", "created"),
        /** As needed. */
        ACTIVE("=", "there"),
        /** Needed, and being deleted. */
        DELETING("!", "is being deleted"),
        /** Of a needed name, but with another expression. */
        DIFFERENT("!", "has another expression than the catalogue needs"),
        /** Of a needed name, but not usable and not going to be. */
        FAILED("!", "cannot be used"),
        /** Of such a name as the filters of catalogues have, but not needed by this one. */
        UNNEEDED("-", "not needed by this catalogue");

        private final String sign;
        private final String words;

        Kind(String sign, String words) {
            this.sign = sign;
            this.words = words;
        }
    }

    /** Whether requests can be answered with it, as far as they need it. */
    public boolean fits() {
        return kind == Kind.ACTIVE || kind == Kind.CREATED || kind == Kind.UNNEEDED;
    }

    /** What a person has to do about it, null if nothing. */
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

    /** The state in a line. */
    public String text() {
        String remedy = remedy();
        return kind.sign + " " + name + "  " + kind.words + (detail.isEmpty() ? "" : " (" + detail + ")")
                + (remedy == null ? "" : "; " + remedy);
    }
}
