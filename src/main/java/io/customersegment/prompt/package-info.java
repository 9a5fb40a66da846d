/**
 * Reads the words and says what is being asked.
 *
 * <p>A prompt becomes {@link io.customersegment.prompt.Criteria}: a typed predicate tree with order and size, in a canonical
 * form, so that two wordings of the same wish are equal. Pure: same input, same output, no I/O, no logger.
 */
@NullMarked
package io.customersegment.prompt;

import org.jspecify.annotations.NullMarked;
