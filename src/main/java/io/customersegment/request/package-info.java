/**
 * The request as a value; lets well-formed ones in.
 *
 * <p>Bytes become a {@link io.customersegment.request.SegmentRequest} here, checked against the action's own JSON Schema
 * ({@code topics/}), which also brings the list of car models: another list needs no code.
 */
@NullMarked
package io.customersegment.request;

import org.jspecify.annotations.NullMarked;
