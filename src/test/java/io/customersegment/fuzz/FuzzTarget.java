package io.customersegment.fuzz;

import java.util.List;

/**
 * Something that reads what others wrote, and what must hold of it for every input.
 *
 * <p><i>Threads:</i> used by one.
 */
public interface FuzzTarget {

    /** Its name, which is also that of the folder with its inputs. */
    String name();

    /** How many bytes an input has at most. */
    int longest();

    /** Inputs to begin with, made from what other tests hold. */
    List<byte[]> seeds();

    /** Words of the language that is read, for the fuzzer to put into inputs. */
    List<String> words();

    /**
     * Reads the input.
     *
     * @throws AssertionError if something does not hold that must; any other exception is a finding as well
     */
    void check(byte[] input);

    /**
     * Whether the fuzzer sees the values that the code compares, besides the branches that it takes. That finds what a parser looks for, and
     * slows code that looks up many words down to a third.
     */
    default boolean showsComparisons() {
        return true;
    }
}
