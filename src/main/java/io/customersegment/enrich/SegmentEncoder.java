package io.customersegment.enrich;

import io.customersegment.catalogue.Column;
import io.customersegment.criteria.Row;
import java.time.Instant;
import java.util.List;

/** Encodes a segment as the bytes that go to the results topic; the port to the wire format. */
@FunctionalInterface
public interface SegmentEncoder {

    /**
     * Encodes the customers as a finished result.
     *
     * @param shown the columns of each row, between its id and its interest
     */
    Segment encode(List<Customer> customers, List<Column> shown, boolean truncated, Instant asOf);

    /**
     * A customer of a segment.
     *
     * @param interest the strength of the customer's interest in the car model, 0 to 1
     * @param columns the customer's values
     */
    record Customer(String id, double interest, Row columns) {
        /** Omits the customer's id and values, so that it can be logged. */
        @Override
        public String toString() {
            return "Customer";
        }
    }
}
