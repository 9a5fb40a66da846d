package io.customersegment.prompt;

/** Some tokens: from the first to the one after the last. */
record Span(int from, int to) {}
