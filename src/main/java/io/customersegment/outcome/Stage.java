package io.customersegment.outcome;

import java.util.Locale;

/** The stages of processing a request, in order; the same words name the topology's nodes and the metric tags. */
public enum Stage {
    VALIDATE,
    INTERPRET,
    PLAN,
    ENRICH;

    /** Returns the stage's word on the wire and in metrics, e.g. {@code validate}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
