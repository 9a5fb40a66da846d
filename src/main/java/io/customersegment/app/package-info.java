/** Wires the house, starts it, stops it, reports its health. */
@NullMarked
package io.customersegment.app;

import org.jspecify.annotations.NullMarked;
