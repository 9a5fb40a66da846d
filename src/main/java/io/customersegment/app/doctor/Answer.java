package io.customersegment.app.doctor;

import io.customersegment.app.doctor.Finding.Status;
import org.jspecify.annotations.Nullable;

/**
 * What the body of a check says.
 *
 * @param complete whether checks that need this one can go on
 */
record Answer(Status status, String text, @Nullable String remedy, boolean complete) {

    static Answer ok(String text) {
        return new Answer(Status.OK, text, null, true);
    }

    static Answer warn(String text, String remedy) {
        return new Answer(Status.WARN, text, remedy, true);
    }

    /** Doctor may not look at something, which need not keep {@code run} from working. */
    static Answer unknown(String text, String remedy) {
        return new Answer(Status.WARN, text, remedy, false);
    }

    static Answer fail(String text, @Nullable String remedy) {
        return new Answer(Status.FAIL, text, remedy, false);
    }

    static Answer skip(String why) {
        return new Answer(Status.SKIP, why, null, false);
    }
}
