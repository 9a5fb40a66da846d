package io.customersegment.failure;

/** How much is broken: a little in every build, a lot under the profile {@code chaos}. */
final class Chaos {

    /** How often a processor is killed in one test. */
    static final int KILLS = Integer.getInteger("chaos.kills", 3);

    /** Whether the profile is on. */
    static final boolean ON = KILLS > 3;

    private Chaos() {}

    /** Whether the profile is on; the condition of tests that run under it alone. */
    static boolean on() {
        return ON;
    }

    /** Tells the counts of a test. */
    @SuppressWarnings("SystemOut") // for whoever started the build
    static void tell(String counts) {
        System.out.println("chaos: " + counts);
    }
}
