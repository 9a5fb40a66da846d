package io.customersegment.prompt;

import java.util.ArrayList;
import java.util.List;

/** The unread tokens of a prompt, among them single unknown words. */
final class UnreadWords {

    private final List<Span> unread;
    private final List<Span> unknown = new ArrayList<>();

    UnreadWords(List<Span> unread) {
        this.unread = new ArrayList<>(unread);
    }

    void add(Span span) {
        unread.add(span);
    }

    void add(Item item) {
        unread.add(new Span(item.from(), item.to()));
    }

    /** Adds an item that is also unread as an unknown word that stands alone. */
    void addUnknown(Item item) {
        unknown.add(new Span(item.from(), item.to()));
    }

    /** Returns the unread tokens, with neighbouring spans merged. */
    List<Span> merged() {
        List<Span> sorted = new ArrayList<>(unread);
        sorted.sort((a, b) -> Integer.compare(a.from(), b.from()));
        List<Span> merged = new ArrayList<>();
        for (Span span : sorted) {
            Span last = merged.isEmpty() ? null : merged.get(merged.size() - 1);
            if (last != null && span.from() <= last.to() + 1) {
                merged.set(merged.size() - 1, new Span(last.from(), Math.max(last.to(), span.to())));
            } else {
                merged.add(span);
            }
        }
        return merged;
    }

    /** Whether the unread words are unknown words that stand alone, without a number, a comparison, a negation or a name. */
    boolean isIgnorable(Narrowing narrowing) {
        return unread.stream()
                .allMatch(span -> unknown.contains(span) && !narrowing.isOfDomain(span.from(), span.to(), false));
    }

    /** Whether the unread words contain a window or a number. */
    boolean containsWindow(Chart chart) {
        return unread.stream().anyMatch(span -> {
            for (int i = span.from(); i < span.to(); i++) {
                if (chart.has(Symbol.WINDOW, i) || chart.has(Symbol.DIGITS, i)) {
                    return true;
                }
            }
            return false;
        });
    }
}
