package io.customersegment.app.doctor;

import io.customersegment.app.doctor.Finding.Status;
import org.jspecify.annotations.Nullable;

/**
 * The outcome of one check.
 *
 * @param complete whether checks that need this one can be made
 */
record CheckResult(Status status, String text, @Nullable String remedy, boolean complete) {

    static CheckResult ok(String text) {
        return new CheckResult(Status.OK, text, null, true);
    }

    static CheckResult warn(String text, String remedy) {
        return new CheckResult(Status.WARN, text, remedy, true);
    }

    /** Returns a warning that doctor may not check something, which does not necessarily keep {@code run} from working. */
    static CheckResult unknown(String text, String remedy) {
        return new CheckResult(Status.WARN, text, remedy, false);
    }

    static CheckResult fail(String text, @Nullable String remedy) {
        return new CheckResult(Status.FAIL, text, remedy, false);
    }

    static CheckResult skip(String why) {
        return new CheckResult(Status.SKIP, why, null, false);
    }
}
