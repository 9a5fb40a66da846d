package io.customersegment.prompt;

/** A range of tokens, from the first to the one after the last. */
record Span(int from, int to) {}
