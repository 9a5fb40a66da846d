package io.customersegment.benchmark;

import java.util.List;

/**
 * The results of a scenario.
 *
 * @param title what was done, in a line
 * @param table the figures
 * @param verdicts the targets
 */
record Findings(String title, Table table, List<Verdict> verdicts) {

    Findings {
        verdicts = List.copyOf(verdicts);
    }

    /** Whether all targets were met. */
    boolean passed() {
        return verdicts.stream().allMatch(Verdict::passed);
    }

    /** Returns the figures as Markdown. */
    String markdown() {
        return "## " + title + "\n\n" + table.markdown();
    }
}
