/** What stands in for the outside on one machine: broker, Personalize emulator, sample data. */
@NullMarked
package io.customersegment.local;

import org.jspecify.annotations.NullMarked;
