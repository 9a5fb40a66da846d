package io.customersegment.topology;

import io.customersegment.outcome.Stage;
import io.customersegment.outcome.UnquotedFault;
import org.slf4j.Logger;

/** Logs an unexpected exception without its message, which may quote a prompt; at DEBUG with all its stack frames. */
final class Bugs {

    private Bugs() {}

    /** Logs the class of the exception and where it was thrown. */
    static void log(Logger log, String event, Stage stage, Throwable bug) {
        StackTraceElement[] trace = bug.getStackTrace();
        log.atError()
                .addKeyValue("stage", stage.word())
                .addKeyValue("exception", bug.getClass().getName())
                .addKeyValue("at", trace.length == 0 ? "unknown" : trace[0])
                .setCause(log.isDebugEnabled() ? UnquotedFault.of(bug) : null)
                .log(event);
    }
}
