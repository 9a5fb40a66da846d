package io.customersegment.catalogue;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** The problems found in one YAML file, so that all of them are reported at once. */
final class YamlProblems {

    private static final int MOST_REPORTED = 10;

    private final List<Problem> all = new ArrayList<>();

    private record Problem(int line, String text) {}

    /** Adds a problem, unless it is known already. */
    void add(int line, String text) {
        Problem problem = new Problem(line, text);
        if (!all.contains(problem)) {
            all.add(problem);
        }
    }

    /**
     * Reports the problems in the order of their lines.
     *
     * @throws IllegalArgumentException if there is a problem; the message has a line for each of the first ten
     */
    void throwIfAny() {
        if (all.isEmpty()) {
            return;
        }
        String listed = all.stream()
                .sorted(Comparator.comparingInt(Problem::line))
                .limit(MOST_REPORTED)
                .map(problem -> "line " + problem.line() + ": " + problem.text())
                .collect(Collectors.joining("\n"));
        int left = all.size() - MOST_REPORTED;
        throw new IllegalArgumentException(left > 0 ? listed + "\nand " + left + " more" : listed);
    }
}
