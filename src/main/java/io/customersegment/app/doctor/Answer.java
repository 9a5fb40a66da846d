package io.customersegment.app.doctor;

import io.customersegment.app.doctor.Finding.Status;
import org.jspecify.annotations.Nullable;

/**
 * The outcome of one check.
 *
 * @param complete whether checks that need this one can be made
 */
record Answer(Status status, String text, @Nullable String remedy, boolean complete) {

    static Answer ok(String text) {
        return new Answer(Status.OK, text, null, true);
    }

    static Answer warn(String text, String remedy) {
        return new Answer(Status.WARN, text, remedy, true);
    }

    /** Returns a warning that doctor may not check something, which does not necessarily keep {@code run} from working. */
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
