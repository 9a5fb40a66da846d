/**
 * Tests that confidential data does not leak: in these tests prompts, customers and secrets contain a mark ({@link
 * io.customersegment.leak.Marks}), and {@link io.customersegment.leak.LeakWatch} looks for it wherever it must not occur.
 */
@NullMarked
package io.customersegment.leak;

import org.jspecify.annotations.NullMarked;
