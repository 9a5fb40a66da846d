package io.customersegment.failure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

/**
 * The outcome of the requests of a scene.
 *
 * @param errors the answers that are error records
 * @param callsBeyond calls beyond one for each request and the initial one of each processor
 * @param sentAgain answers sent beyond one for each request, including aborted ones
 */
record Tally(
        int requests, int missing, int doubled, int strangers, List<String> errors, long callsBeyond, int sentAgain) {

    /** Waits until every request has an answer, stops the remaining processors, and counts. */
    static Tally of(Scene scene, Processor... left) {
        try (Ledger ledger = Ledger.committed(scene.settings());
                Ledger sent = Ledger.sent(scene.settings())) {
            ledger.awaitAnswers(scene.published());
            for (Processor processor : left) {
                processor.stop();
            }
            ledger.readToTheEnd();
            sent.readToTheEnd();
            return new Tally(
                    ledger.requests(),
                    ledger.missing().size(),
                    ledger.doubled().size(),
                    ledger.strangers().size(),
                    ledger.errors(),
                    scene.calls() - scene.published() - scene.starts(),
                    sent.answers() - scene.published());
        }
    }

    /** Asserts that every request has an answer, and under exactly once only one. */
    void assertNothingLost(Mode mode) {
        assertThat(missing).as("missing").isZero();
        assertThat(strangers).as("answers to nothing that was asked").isZero();
        if (mode.exactlyOnce()) {
            assertThat(doubled).as("doubled").isZero();
        }
    }

    @Override
    public String toString() {
        return requests + " requests, " + missing + " missing, " + doubled + " doubled, " + errors.size() + " errors, "
                + callsBeyond + " calls beyond the distinct, " + sentAgain + " answers sent again";
    }
}
