package io.customersegment.local.data;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Collects the problems of data files, so that all of them are reported at once, and notices, which are not errors. The same problem on
 * several lines is reported as one. No text quotes a customer's id or value.
 */
final class DataProblems {

    private static final int MOST_REPORTED = 10;

    private final Map<Problem, Lines> problems = new LinkedHashMap<>();
    private final Map<Problem, Lines> notices = new LinkedHashMap<>();
    private final List<String> files = new ArrayList<>();

    /**
     * A problem in a file.
     *
     * @param column empty if the problem concerns a whole line or the whole file
     */
    private record Problem(String file, String column, String text) {}

    /** The first line of a problem, 0 for the whole file, and the number of its lines. */
    private record Lines(int first, int count) {
        Lines and(Lines more) {
            return new Lines(first, count + more.count);
        }
    }

    /** Adds a file; problems are reported in the order in which the files were added. */
    void begin(String file) {
        files.add(file);
    }

    /** Adds a problem of a whole file. */
    void add(String file, String text) {
        add(file, 0, "", text);
    }

    /** Adds a problem of a line. */
    void add(String file, int line, String text) {
        add(file, line, "", text);
    }

    /** Adds a problem of a cell. */
    void add(String file, int line, String column, String text) {
        problems.merge(new Problem(file, column, text), new Lines(line, 1), Lines::and);
    }

    /** Adds a notice, which is not an error; it concerns the whole file if the line is 0. */
    void notice(String file, int line, String column, String text) {
        notices.merge(new Problem(file, column, text), new Lines(line, 1), Lines::and);
    }

    /** Whether the file has no problem so far. */
    boolean isSound(String file) {
        return problems.keySet().stream().noneMatch(problem -> problem.file().equals(file));
    }

    /** Returns the notices, each as one line. */
    List<String> notices() {
        return listed(notices).toList();
    }

    /**
     * Throws an exception that reports the problems by file, in the order of their lines.
     *
     * @param title the first line of the message, which states what cannot be used
     * @throws IllegalArgumentException if there is a problem; the message has a line for each of the first ten
     */
    void throwIfAny(String title) {
        if (problems.isEmpty()) {
            return;
        }
        String first = listed(problems).limit(MOST_REPORTED).collect(Collectors.joining("\n"));
        int left = problems.size() - MOST_REPORTED;
        throw new IllegalArgumentException(title + ":\n" + first + (left > 0 ? "\nand " + left + " more" : ""));
    }

    private Stream<String> listed(Map<Problem, Lines> all) {
        return all.entrySet().stream()
                .sorted(Comparator.comparing((Map.Entry<Problem, Lines> each) ->
                                files.indexOf(each.getKey().file()))
                        .thenComparing(each -> each.getValue().first()))
                .map(each -> text(each.getKey(), each.getValue()));
    }

    private static String text(Problem problem, Lines lines) {
        String where = (lines.first() == 0 ? "" : ", line " + lines.first())
                + (problem.column().isEmpty() ? "" : ", column " + problem.column());
        int more = lines.count() - 1;
        return problem.file() + where + ": " + problem.text()
                + (more == 0 ? "" : "; the same on " + more + (more == 1 ? " more line" : " more lines"));
    }
}
