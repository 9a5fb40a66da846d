package io.customersegment.benchmark;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The runs of a scenario, by contender. */
final class Runs {

    private final Map<Contender, List<Run>> byContender = new EnumMap<>(Contender.class);

    void add(Run run) {
        byContender.computeIfAbsent(run.contender(), key -> new ArrayList<>()).add(run);
    }

    /** Returns the runs of a contender, in order; empty if it took no part. */
    List<Run> of(Contender contender) {
        return byContender.getOrDefault(contender, List.of());
    }

    /** Returns one stretch of a contender's runs. */
    Medians stretch(Contender contender, int number) {
        return new Medians(
                of(contender).stream().map(run -> run.stretches().get(number)).toList());
    }

    /** Returns the number of a contender's answers that were error records. */
    long errors(Contender contender) {
        return of(contender).stream().mapToLong(Run::errors).sum();
    }

    /** Returns the highest number of calls that a contender made in one run. */
    long mostCalls(Contender contender) {
        return of(contender).stream().mapToLong(Run::calls).max().orElse(0);
    }

    /** Returns the peak resident memory of a contender over all runs, in MB. */
    long peakMegabytes(Contender contender) {
        return of(contender).stream().mapToLong(Run::peakMemoryBytes).max().orElse(0) >> 20;
    }
}
