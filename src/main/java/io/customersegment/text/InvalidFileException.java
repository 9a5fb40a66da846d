package io.customersegment.text;

import java.util.List;
import java.util.stream.Collectors;

/** Thrown if a file breaks rules. The message has a line for each of the first ten problems. */
public final class InvalidFileException extends IllegalArgumentException {

    private static final int MOST_REPORTED = 10;

    private final List<Problem> problems;

    /** Creates an exception with the problems, in the order of the file. */
    public InvalidFileException(List<Problem> problems) {
        super(message(problems, MOST_REPORTED));
        this.problems = List.copyOf(problems);
    }

    /** Creates an exception with the problems of another one, whose message names the file. */
    public InvalidFileException(String file, InvalidFileException fault) {
        super(message(file, fault.problems, MOST_REPORTED), fault);
        this.problems = fault.problems;
    }

    /** Returns an exception with one problem. */
    public static InvalidFileException at(Position position, String text) {
        return new InvalidFileException(List.of(new Problem(position, text)));
    }

    /** Returns all problems, in the order of the file. */
    public List<Problem> problems() {
        return problems;
    }

    private static String message(String file, List<Problem> problems, int most) {
        return file + " cannot be used:" + (problems.size() == 1 ? " " : "\n") + message(problems, most);
    }

    private static String message(List<Problem> problems, int most) {
        String listed = problems.stream().limit(most).map(Problem::toString).collect(Collectors.joining("\n"));
        return problems.size() > most ? listed + "\nand " + (problems.size() - most) + " more" : listed;
    }
}
