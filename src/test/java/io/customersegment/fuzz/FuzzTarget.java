package io.customersegment.fuzz;

import java.util.List;

/**
 * A reader of external input, and the properties that must hold for every input.
 *
 * <p><i>Threads:</i> used by one thread.
 */
public interface FuzzTarget {

    /** Returns the name of this target, which is also the name of the folder with its inputs. */
    String name();

    /** Returns the maximum length of an input in bytes. */
    int longest();

    /** Returns the initial inputs, which are made from the data of other tests. */
    List<byte[]> seeds();

    /** Returns words of the language that is read, which the fuzzer inserts into inputs. */
    List<String> words();

    /**
     * Reads the input and checks the properties.
     *
     * @throws AssertionError if a property does not hold; any other exception is a finding as well
     */
    void check(byte[] input);

    /**
     * Whether the fuzzer observes the values that the code compares, in addition to the branches that it takes. This finds the values that
     * a parser expects, but slows code that looks up many words down to a third of its speed.
     */
    default boolean showsComparisons() {
        return true;
    }
}
