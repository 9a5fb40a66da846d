package io.customersegment.outcome;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An exception without what it said, for what it said may quote a prompt or a customer: only of which class it was and where it came
 * from, and the same of its causes and of what it suppressed.
 */
public final class UnquotedFault extends RuntimeException {

    private static final long serialVersionUID = 1;

    private UnquotedFault(Throwable fault, @Nullable UnquotedFault cause) {
        super(fault.getClass().getName(), cause);
        setStackTrace(fault.getStackTrace());
    }

    /** The exception without what it said; itself if it is one of these. */
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
