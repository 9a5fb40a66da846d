package io.customersegment.outcome;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A copy of an exception without its message, because the message may quote a prompt or a customer. It keeps the class name, the
 * stack trace, and such copies of the cause and of the suppressed exceptions.
 */
public final class UnquotedFault extends RuntimeException {

    private static final long serialVersionUID = 1;

    private UnquotedFault(Throwable fault, @Nullable UnquotedFault cause) {
        super(fault.getClass().getName(), cause);
        setStackTrace(fault.getStackTrace());
    }

    /** Returns the exception without its message; the exception itself if it is an {@code UnquotedFault}. */
    public static UnquotedFault of(Throwable fault) {
        return of(fault, Collections.newSetFromMap(new IdentityHashMap<>()));
    }

    private static UnquotedFault of(Throwable fault, Set<Throwable> seen) {
        if (fault instanceof UnquotedFault unquoted) {
            return unquoted;
        }
        seen.add(fault);
        Throwable cause = fault.getCause();
        UnquotedFault unquoted =
                new UnquotedFault(fault, cause == null || seen.contains(cause) ? null : of(cause, seen));
        for (Throwable suppressed : fault.getSuppressed()) {
            if (!seen.contains(suppressed)) {
                unquoted.addSuppressed(of(suppressed, seen));
            }
        }
        return unquoted;
    }
}
