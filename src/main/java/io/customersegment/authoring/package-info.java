/**
 * Tools for authors of a catalogue: advice on it and a summary of it, prompts with their expected criteria, the effects of a change
 * of the catalogue, and the pieces of refused prompts that it lacks.
 *
 * <h2>Design decisions</h2>
 *
 * <ul>
 *   <li><b>This package does not decide what is refused.</b> A check refuses exactly what a start refuses, because both use
 *       {@link io.customersegment.app.Wiring}; this package only adds warnings.
 *   <li><b>Expected criteria are read as a prompt,</b> because they can then be the output of {@code explain} or plain words, and an
 *       equivalent order of conditions is not a difference. Tried: comparing texts, where "last 30 days" had to be a date.
 *   <li><b>Lines are proposed, and never added,</b> because whether a word means the same as a similar phrase is a decision of the
 *       business.
 * </ul>
 */
@NullMarked
package io.customersegment.authoring;

import org.jspecify.annotations.NullMarked;
