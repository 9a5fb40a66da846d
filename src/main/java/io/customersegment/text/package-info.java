/**
 * Reading of files and texts, and parts of messages about them: positions and problems, the text that was probably meant, why a file
 * cannot be read, and JSON with its numbers as they are written. Depends on no other package.
 */
@NullMarked
package io.customersegment.text;

import org.jspecify.annotations.NullMarked;
