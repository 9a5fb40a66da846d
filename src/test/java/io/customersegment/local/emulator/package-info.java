/** Tests of {@code local.emulator}. */
@NullMarked
package io.customersegment.local.emulator;

import org.jspecify.annotations.NullMarked;
