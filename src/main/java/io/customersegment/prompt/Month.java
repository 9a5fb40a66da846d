package io.customersegment.prompt;

/** A month of the year, from 1. */
record Month(int number) {}
