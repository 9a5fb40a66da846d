/**
 * A low-cost stand-in for Personalize, so that its own cost hardly affects the measurements: canned items, no JSON tree, no filter
 * evaluation. The emulator reproduces the real behaviour of the service.
 */
@NullMarked
package io.customersegment.benchmark.standin;

import org.jspecify.annotations.NullMarked;
