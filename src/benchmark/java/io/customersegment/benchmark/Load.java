package io.customersegment.benchmark;

import java.util.List;
import java.util.Locale;

/** The kind of requests in a scenario, and of the segments that answer them. */
enum Load {
    /** Two short conditions, and segments of ten customers with two columns. */
    SHORT,

    /** One to five conditions in several wordings, and segments of 25 to 200 customers with the columns that the prompts mention. */
    REAL;

    /** Returns the value of the request with this number. */
    byte[] value(int number) {
        return this == SHORT ? BenchmarkRequests.value(number) : BenchmarkRequests.real(number);
    }

    /** Returns the stand-in's arguments. */
    List<String> standIn() {
        return this == SHORT
                ? List.of("--latency", "PT0.05S", "--items", "10")
                : List.of("--latency", "PT0.05S", "--items", "25", "--most-items", "200");
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT) + " prompts";
    }
}
