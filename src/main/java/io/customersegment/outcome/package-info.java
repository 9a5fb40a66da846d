/**
 * What became of a request: a value, or a failure with stage, reason and detail.
 *
 * <p>Failures are data here; exceptions are for bugs. Nothing in this package depends on anything else.
 */
@NullMarked
package io.customersegment.outcome;

import org.jspecify.annotations.NullMarked;
