package io.customersegment.failure;

/** The amount of failure: a little in every build, a lot under the profile {@code chaos}. */
final class Chaos {

    /** The number of times a processor is killed in one test. */
    static final int KILLS = Integer.getInteger("chaos.kills", 3);

    /** Whether the profile is on. */
    static final boolean ON = KILLS > 3;

    private Chaos() {}

    /** Whether the profile is on; the condition of tests that run only under it. */
    static boolean on() {
        return ON;
    }

    /** Prints the counts of a test. */
    @SuppressWarnings("SystemOut") // for the user who started the build
    static void tell(String counts) {
        System.out.println("chaos: " + counts);
    }
}
