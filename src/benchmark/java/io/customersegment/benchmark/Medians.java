package io.customersegment.benchmark;

import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;

/**
 * One stretch of a contender over all repetitions, by the median of each figure.
 *
 * @param stretches that stretch of each run
 */
record Medians(List<Stretch> stretches) {

    Medians {
        stretches = List.copyOf(stretches);
    }

    /** Returns the median of a figure. */
    double of(ToDoubleFunction<Stretch> figure) {
        return median(stretches.stream().mapToDouble(figure));
    }

    /** Returns the median of figures. */
    static double median(DoubleStream figures) {
        double[] sorted = figures.sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /** Returns the median of a figure with the given number of decimals. */
    String of(ToDoubleFunction<Stretch> figure, int digits) {
        return Table.number(of(figure), digits);
    }
}
