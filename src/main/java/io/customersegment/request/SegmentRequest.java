package io.customersegment.request;

import java.time.LocalDate;

/**
 * A well-formed request.
 *
 * @param prompt the prompt in the sender's words, not blank
 * @param day the UTC day of the first submission, from which time windows count, so that a replayed request is read with the same
 *     dates as the first time
 */
public record SegmentRequest(String prompt, CarModel carModel, LocalDate day) {

    /** Omits the prompt, so that a request can be logged. */
    @Override
    public String toString() {
        return "SegmentRequest[" + carModel.name() + ", " + day + "]";
    }
}
