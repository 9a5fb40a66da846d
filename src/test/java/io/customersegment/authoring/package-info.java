/** Tests of the tools for authors of a catalogue. */
@NullMarked
package io.customersegment.authoring;

import org.jspecify.annotations.NullMarked;
