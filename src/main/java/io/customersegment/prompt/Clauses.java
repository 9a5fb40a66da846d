package io.customersegment.prompt;

import java.time.LocalDate;

/** Opens the clauses of a prompt, which share the classes that they are read with: those keep no state of a clause. */
final class Clauses {

    final Chart chart;
    final LocalDate day;
    final Doubts doubts;
    final Ellipses ellipses;
    final Denials denials;
    final ExclusionWords exclusionWords;
    final SharedConditions sharedConditions;

    /**
     * @param day the day from which dates count
     */
    Clauses(Chart chart, LocalDate day) {
        this.chart = chart;
        this.day = day;
        this.doubts = new Doubts(chart);
        this.ellipses = new Ellipses(chart, day);
        this.denials = new Denials(chart, day);
        this.exclusionWords = new ExclusionWords(chart);
        this.sharedConditions = new SharedConditions(chart);
    }

    /** Returns a clause that nothing was read in yet. */
    Clause open() {
        return new Clause(this);
    }
}
