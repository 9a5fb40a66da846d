/** Tests of what those use who write a catalogue. */
@NullMarked
package io.customersegment.authoring;

import org.jspecify.annotations.NullMarked;
