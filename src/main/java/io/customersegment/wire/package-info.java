/** Turns bytes on topics into values and back; owns header names, serdes and the error record. */
@NullMarked
package io.customersegment.wire;

import org.jspecify.annotations.NullMarked;
