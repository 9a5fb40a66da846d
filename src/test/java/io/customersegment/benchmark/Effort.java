package io.customersegment.benchmark;

/**
 * How much work a scenario makes.
 *
 * @param quick whether it has a tenth of the requests
 * @param repeat how often each contender runs, in turn; the median counts, after a kill the worst
 */
record Effort(boolean quick, int repeat) {

    /** So many requests, or a tenth of them. */
    int requests(int full) {
        return quick ? full / 10 : full;
    }
}
