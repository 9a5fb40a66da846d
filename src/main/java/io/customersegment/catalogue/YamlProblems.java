package io.customersegment.catalogue;

import io.customersegment.text.InvalidFileException;
import io.customersegment.text.Position;
import io.customersegment.text.Problem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The problems found in one YAML file, so that all of them are reported at once. */
final class YamlProblems {

    private final List<Problem> all = new ArrayList<>();

    /** Adds a problem, unless it is already present. */
    void add(Position position, String text) {
        Problem problem = new Problem(position, text);
        if (!all.contains(problem)) {
            all.add(problem);
        }
    }

    /** Whether there are no problems. */
    boolean none() {
        return all.isEmpty();
    }

    /**
     * Reports the problems in the order of the file.
     *
     * @throws InvalidFileException if there is a problem
     */
    void throwIfAny() {
        if (!all.isEmpty()) {
            throw new InvalidFileException(
                    all.stream().sorted(Comparator.comparing(Problem::position)).toList());
        }
    }
}
