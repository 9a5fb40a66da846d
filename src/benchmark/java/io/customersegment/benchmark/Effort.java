package io.customersegment.benchmark;

/**
 * The amount of work of a scenario.
 *
 * @param quick whether it has a tenth of the requests
 * @param repeat how often each contender runs, in turn; the median counts, after a kill the worst
 */
record Effort(boolean quick, int repeat) {

    /** Returns the given number of requests, or a tenth of it. */
    int requests(int full) {
        return quick ? full / 10 : full;
    }
}
