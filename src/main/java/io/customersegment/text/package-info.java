/** What messages to people are made with: the text that was probably meant, and why a file cannot be read. Depends on nothing. */
@NullMarked
package io.customersegment.text;

import org.jspecify.annotations.NullMarked;
