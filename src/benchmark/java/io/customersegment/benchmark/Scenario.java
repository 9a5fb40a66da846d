package io.customersegment.benchmark;

import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** The scenarios of the benchmark, most of which compare all contenders. */
enum Scenario {
    DISTINCT,
    REAL_DISTINCT,
    HOT,
    REAL_HOT,
    LIMITS,
    FLEET,
    CRASH,
    START,
    OPEN_LOOP,
    MEMORY,
    SCALE;

    /**
     * Runs the scenario.
     *
     * @param progress receives progress messages, a line at a time
     */
    List<Findings> run(Effort effort, Consumer<String> progress) {
        return switch (this) {
            case DISTINCT -> List.of(Distinct.run(Load.SHORT, effort, progress));
            case REAL_DISTINCT -> List.of(Distinct.run(Load.REAL, effort, progress));
            case HOT -> List.of(Hot.run(Load.SHORT, effort, progress));
            case REAL_HOT -> List.of(Hot.run(Load.REAL, effort, progress));
            case LIMITS ->
                List.of(
                        RateLimits.run(effort, progress),
                        Instances.run(effort, progress),
                        Outages.run(effort, progress));
            case FLEET ->
                List.of(
                        FleetLoads.run(effort, progress),
                        FleetChanges.run(effort, progress),
                        FleetSegments.run(effort, progress),
                        FleetSenders.run(effort, progress));
            case CRASH -> List.of(Crash.run(effort, progress));
            case START -> List.of(Start.run(effort, progress));
            case OPEN_LOOP -> List.of(OpenLoop.run(effort, progress));
            case MEMORY -> List.of(Memory.run(progress));
            case SCALE -> List.of(Scale.run(effort, progress));
        };
    }

    /** Returns the name as it is typed on the command line. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
