package io.customersegment.prompt;

/**
 * A span of the prompt that the chart has found to be something.
 *
 * @param from its first token
 * @param to the token after its last
 * @param value what it is: the value that a lexeme carries or a rule built
 * @param cost how much less it is worth than another node over the same tokens; 0 for most
 * @param rule the rule or lexeme that made it, for explanations and tests
 */
record Node(Symbol symbol, int from, int to, Object value, double cost, String rule) {

    int length() {
        return to - from;
    }

    /** Whether the other says the same of the same tokens. */
    boolean repeats(Node other) {
        return symbol == other.symbol && to == other.to && value.equals(other.value);
    }

    /** Without the words, so that it can be logged. */
    @Override
    public String toString() {
        return "Node[" + symbol + " " + from + "-" + to + "]";
    }
}
