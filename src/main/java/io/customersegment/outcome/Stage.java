package io.customersegment.outcome;

import java.util.Locale;

/** The stages of the way through, left to right; the same words name the topology's nodes and the metric tags. */
public enum Stage {
    VALIDATE,
    INTERPRET,
    PLAN,
    ENRICH;

    /** The stage's word on the wire and in metrics, e.g. {@code validate}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
