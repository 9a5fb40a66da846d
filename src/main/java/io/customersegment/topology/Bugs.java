package io.customersegment.topology;

import io.customersegment.outcome.Stage;
import org.slf4j.Logger;

/** Tells a person about an exception that should not have been, without its message, which may quote a prompt. */
final class Bugs {

    private Bugs() {}

    /** Logs where it came from. */
    static void log(Logger log, String event, Stage stage, Throwable bug) {
        StackTraceElement[] trace = bug.getStackTrace();
        log.atError()
                .addKeyValue("stage", stage.word())
                .addKeyValue("exception", bug.getClass().getName())
                .addKeyValue("at", trace.length == 0 ? "unknown" : trace[0])
                .log(event);
    }
}
