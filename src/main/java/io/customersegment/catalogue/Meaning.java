package io.customersegment.catalogue;

import java.time.Period;
import java.util.List;

/** The meaning of a word for one column. Time spans are relative; they become dates when a prompt is read. */
public sealed interface Meaning {

    /** Returns the column it refers to. */
    Column column();

    /**
     * The number lies in a range.
     *
     * @param low negative infinity if there is no lower end
     * @param high positive infinity if there is no upper end
     * @param lowOpen whether {@code low} itself is excluded
     * @param highOpen whether {@code high} itself is excluded
     */
    record Between(Column column, double low, boolean lowOpen, double high, boolean highOpen) implements Meaning {}

    /**
     * The text is one of the given texts.
     *
     * @param except whether all texts except these are meant
     */
    record OneOf(Column column, List<String> texts, boolean except) implements Meaning {
        public OneOf {
            texts = List.copyOf(texts);
        }
    }

    /** The column has a value. */
    record Known(Column column) implements Meaning {}

    /** The day lies in the given relation to a span that starts or ends on the day of the request. */
    record Dated(Column column, Reach reach, Period span) implements Meaning {}

    /** The relation of a day to a span that starts or ends on the day of the request. */
    enum Reach {
        /** Inside the span before the day of the request. */
        WITHIN,
        /** Not inside that span: longer ago, or never. */
        NOT_WITHIN,
        /** Longer ago than that span. */
        OLDER,
        /** As long ago as that span, or longer. */
        AT_LEAST,
        /** Inside the span after the day of the request. */
        AHEAD
    }
}
