/**
 * The segment that is asked for: {@link io.customersegment.criteria.Criteria}, a typed predicate tree over the catalogue's columns
 * with an order and a size, in a canonical form, so that equal wishes are equal objects.
 *
 * <p>Pure values: no I/O, no clock, no knowledge of how a prompt is read or how a segment is fetched.
 */
@NullMarked
package io.customersegment.criteria;

import org.jspecify.annotations.NullMarked;
