/**
 * The requested segment: {@link io.customersegment.criteria.Criteria}, a typed predicate tree over the catalogue's columns with an
 * order and a size, in canonical form, so that equal requests are equal objects.
 *
 * <p>Pure values: no I/O, no clock, no knowledge of how a prompt is read or how a segment is fetched.
 */
@NullMarked
package io.customersegment.criteria;

import org.jspecify.annotations.NullMarked;
