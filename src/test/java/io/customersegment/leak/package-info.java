/**
 * That nothing leaks: what a prompt, a customer or a secret is made of in these tests carries a mark ({@link
 * io.customersegment.leak.Marks}), and {@link io.customersegment.leak.LeakWatch} looks for it wherever it must not be.
 */
@NullMarked
package io.customersegment.leak;

import org.jspecify.annotations.NullMarked;
