/** How near two texts are: for typos, and for messages that name what was probably meant. Depends on nothing. */
@NullMarked
package io.customersegment.text;

import org.jspecify.annotations.NullMarked;
