package io.customersegment.cli;

import io.customersegment.config.JvmProperties;
import io.customersegment.outcome.UnquotedFault;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reports failures that nothing handles: in a line on standard error, or as a log line where log lines are JSON ({@code LOG_FORMAT=json}), so that
 * whatever collects them can read every line.
 */
final class FatalErrors {

    private static final Logger LOG = LoggerFactory.getLogger(FatalErrors.class);

    private FatalErrors() {}

    /** Reports what a command has thrown; its stack trace, too, where it does not say what is wrong. */
    static void report(PrintWriter err, Throwable fault) {
        Throwable trace = fault.getMessage() == null ? UnquotedFault.of(fault) : null;
        if (JvmProperties.logsJson()) {
            LOG.atError().setCause(trace).log(words(fault));
            return;
        }
        err.println("customer-segment: " + words(fault));
        if (trace != null) {
            trace.printStackTrace(err);
        }
    }

    /** Reports what a thread has thrown that nobody catches; never what the exception says, which may quote a prompt. */
    static void uncaught(Throwable fault) {
        Throwable trace = UnquotedFault.of(fault);
        if (JvmProperties.logsJson()) {
            LOG.atError().setCause(trace).log("uncaught exception");
        } else {
            trace.printStackTrace();
        }
    }

    /** Logs that the command line or a setting is wrong. */
    static void log(String wrong) {
        LOG.atError().log(wrong);
    }

    /** What went wrong in a line: the fault's words, and those of its cause where they add something. */
    private static String words(Throwable fault) {
        if (fault instanceof NoSuchFileException missing) {
            return "There is no " + missing.getFile();
        }
        if (fault instanceof AccessDeniedException denied) {
            return "No permission for " + denied.getFile();
        }
        if (fault instanceof FileAlreadyExistsException present) {
            return present.getFile() + " exists and is not a directory";
        }
        String own = fault.getMessage() == null || fault instanceof IOException ? fault.toString() : fault.getMessage();
        String cause = fault.getCause() == null ? null : fault.getCause().getMessage();
        return cause == null || own.contains(cause) ? own : own + ": " + cause;
    }
}
