/**
 * The outcome of a request: a value, or a failure with stage, reason and detail.
 *
 * <p>Failures are data; exceptions are for bugs. This package depends on no other.
 */
@NullMarked
package io.customersegment.outcome;

import org.jspecify.annotations.NullMarked;
