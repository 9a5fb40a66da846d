/**
 * What those need who write a catalogue: advice and a summary of it, prompts with the criteria that they expect, what a change of the
 * catalogue changes, and what refused prompts had that it does not.
 *
 * <h2>Design decisions</h2>
 *
 * <ul>
 *   <li><b>What is refused is not decided here.</b> A check refuses what a start refuses, by {@link io.customersegment.app.Wiring}; this
 *       package only adds warnings.
 *   <li><b>Expected criteria are read as a prompt.</b> So they may be what {@code explain} prints or plain words, and an order of
 *       conditions that says the same is no difference. Tried: comparing texts, where "last 30 days" had to be a date.
 *   <li><b>Lines are proposed, and never added.</b> Whether a word means what its neighbour means is a decision of the business.
 * </ul>
 */
@NullMarked
package io.customersegment.authoring;

import org.jspecify.annotations.NullMarked;
