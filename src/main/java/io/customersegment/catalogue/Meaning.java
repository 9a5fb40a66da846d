package io.customersegment.catalogue;

import java.time.Period;
import java.util.List;

/** What a word says about one column. Spans of time stay relative: they become dates when a prompt is read. */
public sealed interface Meaning {

    /** The column it speaks of. */
    Column column();

    /**
     * The number lies in a range.
     *
     * @param low negative infinity if there is no lower end
     * @param high positive infinity if there is no upper end
     * @param lowOpen whether {@code low} itself is outside
     * @param highOpen whether {@code high} itself is outside
     */
    record Between(Column column, double low, boolean lowOpen, double high, boolean highOpen) implements Meaning {}

    /**
     * The text is one of these.
     *
     * @param except whether all but these are meant
     */
    record OneOf(Column column, List<String> texts, boolean except) implements Meaning {
        public OneOf {
            texts = List.copyOf(texts);
        }
    }

    /** There is a value. */
    record Known(Column column) implements Meaning {}

    /** The day lies so far from the day of the request. */
    record Dated(Column column, Reach reach, Period span) implements Meaning {}

    /** How a day lies to a span that starts or ends on the day of the request. */
    enum Reach {
        /** Inside the last days, weeks, months. */
        WITHIN,
        /** Not inside them: longer ago, or never. */
        NOT_WITHIN,
        /** Longer ago than them. */
        OLDER,
        /** As long ago as them, or longer. */
        AT_LEAST,
        /** Inside the next ones. */
        AHEAD
    }
}
