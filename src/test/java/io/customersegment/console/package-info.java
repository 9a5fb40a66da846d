/** Tests of the console: over real HTTP, on a real broker, and in a real browser. */
@NullMarked
package io.customersegment.console;

import org.jspecify.annotations.NullMarked;
