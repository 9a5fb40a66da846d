/**
 * The request as a value, and its validation.
 *
 * <p>Bytes become a {@link io.customersegment.request.SegmentRequest}, checked against the action's own JSON Schema
 * ({@code topics/}). The schema also contains the list of car models, so another list needs no code.
 */
@NullMarked
package io.customersegment.request;

import org.jspecify.annotations.NullMarked;
