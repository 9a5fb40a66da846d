package io.customersegment.benchmark;

import java.util.Locale;
import java.util.function.Consumer;

/** The things that the benchmark does with all contenders. */
enum Scenario {
    DISTINCT,
    HOT,
    RATE_LIMIT,
    CRASH,
    START,
    OPEN_LOOP,
    MEMORY;

    /**
     * Does it.
     *
     * @param progress told what is going on, a line at a time
     */
    Findings run(Effort effort, Consumer<String> progress) {
        return switch (this) {
            case DISTINCT -> Distinct.run(effort, progress);
            case HOT -> Hot.run(effort, progress);
            case RATE_LIMIT -> RateLimited.run(effort, progress);
            case CRASH -> Crash.run(effort, progress);
            case START -> Start.run(effort, progress);
            case OPEN_LOOP -> OpenLoop.run(effort, progress);
            case MEMORY -> Memory.run(progress);
        };
    }

    /** As it is typed. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
