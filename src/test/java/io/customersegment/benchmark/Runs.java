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

    /** Those of a contender, in turn; empty if it took no part. */
    List<Run> of(Contender contender) {
        return byContender.getOrDefault(contender, List.of());
    }

    /** One stretch of a contender's runs. */
    Medians stretch(Contender contender, int number) {
        return new Medians(
                of(contender).stream().map(run -> run.stretches().get(number)).toList());
    }

    /** How many answers of a contender were error records. */
    long errors(Contender contender) {
        return of(contender).stream().mapToLong(Run::errors).sum();
    }

    /** How many calls a contender made in the run in which it made most. */
    long mostCalls(Contender contender) {
        return of(contender).stream().mapToLong(Run::calls).max().orElse(0);
    }

    /** The most memory that a contender had resident, in MB. */
    long peakMegabytes(Contender contender) {
        return of(contender).stream().mapToLong(Run::peakMemoryBytes).max().orElse(0) >> 20;
    }
}
