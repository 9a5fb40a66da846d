/**
 * A stand-in for Personalize that costs next to nothing, so that what is measured is not the stand-in: canned items, no JSON tree,
 * no filter evaluation. For what the service really does, see the emulator.
 */
@NullMarked
package io.customersegment.benchmark.standin;

import org.jspecify.annotations.NullMarked;
