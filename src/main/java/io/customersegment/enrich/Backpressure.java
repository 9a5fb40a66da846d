package io.customersegment.enrich;

import java.util.Locale;

/** Whether a new request would only wait, and for what. */
public enum Backpressure {
    /** A new request can be accepted. */
    NONE,
    /** The calls of accepted requests will use the rate for so long that a new request could miss its deadline. */
    BUDGET,
    /** Personalize is unavailable, and no call is made. */
    OUTAGE;

    /** The name in metrics, e.g. {@code budget}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
