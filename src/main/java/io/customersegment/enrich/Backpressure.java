package io.customersegment.enrich;

import java.util.Locale;

/** Whether a new request would only wait, and for what. */
public enum Backpressure {
    /** It can be taken up. */
    NONE,
    /** The calls of those taken up will use the rate of calls for so long that it could miss its deadline. */
    BUDGET,
    /** Personalize is out of order, and no call is made. */
    OUTAGE;

    /** The word in metrics, e.g. {@code budget}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
