package io.customersegment.prompt;

/** Finds the words of a sentence that are only polite or idiomatic: greetings, apologies, idioms, courtesies at its start or its end. */
final class Courtesies {

    private final Chart chart;

    Courtesies(Chart chart) {
        this.chart = chart;
    }

    /** Whether the tokens consist of idioms and courtesies only: fine, over to you! */
    boolean isIdiom(int from, int to) {
        boolean said = false;
        int i = from;
        while (i < to) {
            int next = i;
            for (Node node : chart.at(i)) {
                boolean idiom = node.symbol() == Symbol.IDIOM && node.to() <= to;
                boolean goesOn = idiom || isSilent(node) || node.symbol() == Symbol.AND;
                next = goesOn ? Math.max(next, node.to()) : next;
                said |= idiom;
            }
            if (next == i) {
                return false;
            }
            i = next;
        }
        return said;
    }

    private static boolean isSilent(Node node) {
        return switch (node.symbol()) {
            case COURTESY, COMMA, GREETING, APOLOGY, CONNECTIVE, SIGN_OFF -> true;
            default -> false;
        };
    }

    /** Returns the index after the greetings, apologies and courtesies at the start of a sentence. */
    int behindSilent(int from, int to) {
        int i = from;
        while (i < to) {
            int next = i;
            for (Node node : chart.at(i)) {
                boolean opens = isSilent(node) && !chart.has(Symbol.QUESTION, i) && !chart.has(Symbol.ASKER, i);
                next = opens ? Math.max(next, node.to()) : next;
            }
            if (next == i) {
                return i;
            }
            i = next;
        }
        return to;
    }

    /** Returns the end of a sentence without the courtesies at its end. */
    int beforeSilent(int start, int to) {
        int end = to;
        while (end > start && (chart.has(Symbol.COURTESY, end - 1) || chart.has(Symbol.COMMA, end - 1))) {
            end--;
        }
        return end;
    }
}
