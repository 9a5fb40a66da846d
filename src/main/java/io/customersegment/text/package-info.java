/**
 * Parts of messages to people: positions and problems in files, the text that was probably meant, and why a file cannot be read. Has
 * no dependencies.
 */
@NullMarked
package io.customersegment.text;

import org.jspecify.annotations.NullMarked;
