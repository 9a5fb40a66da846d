package io.customersegment.prompt;

/**
 * A span of the prompt to which the chart has assigned a symbol.
 *
 * @param from the first token
 * @param to the token after the last
 * @param value the value that a lexeme carries or a rule built
 * @param cost the penalty compared with another node over the same tokens; 0 for most
 * @param rule the name of the rule or lexeme that made it, for explanations and tests as well
 */
record Node(Symbol symbol, int from, int to, Object value, double cost, String rule) {

    int length() {
        return to - from;
    }

    /** Whether the other node, which starts at the same token, has the same symbol, end and value. */
    boolean repeats(Node other) {
        return symbol == other.symbol && to == other.to && value.equals(other.value);
    }

    /** Omits the words, so that it can be logged. */
    @Override
    public String toString() {
        return "Node[" + symbol + " " + from + "-" + to + "]";
    }
}
