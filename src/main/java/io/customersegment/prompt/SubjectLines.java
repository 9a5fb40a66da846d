package io.customersegment.prompt;

import io.customersegment.prompt.Item.Kind;
import java.util.List;

/** Finds in a subject line or a title what the rest of the prompt must state as well: subject: top 50 gold members. */
final class SubjectLines {

    private final Chart chart;
    private final Cover cover;

    SubjectLines(Chart chart, Cover cover) {
        this.chart = chart;
        this.cover = cover;
    }

    /** Whether the label is one of a subject line or a title, which may describe the customers: subject, re, title. */
    boolean isSubject(int label) {
        return chart.tokens().get(label).is(WordGroup.SUBJECT_LINE);
    }

    /** Returns the sizes in the tokens that nothing outside them states. */
    List<Span> sizes(int from, int to) {
        return cover.items(from, to).stream()
                .filter(item -> item.is(Kind.ARRANGEMENT) && item.arrangement().size() > 0)
                .filter(item -> !isStatedOutside(item.arrangement().size(), from, to))
                .map(item -> new Span(item.from(), item.to()))
                .toList();
    }

    private boolean isStatedOutside(int size, int from, int to) {
        for (int i = 0; i < chart.tokens().size(); i++) {
            boolean stated = (i < from || i >= to)
                    && chart.at(i).stream()
                            .anyMatch(node ->
                                    node.symbol() == Symbol.ARRANGEMENT && ((Arrangement) node.value()).size() == size);
            if (stated) {
                return true;
            }
        }
        return false;
    }
}
