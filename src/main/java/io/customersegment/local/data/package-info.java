/**
 * The sample data: five thousand customers of a car retailer and their interest in nine models.
 *
 * <p>{@link io.customersegment.local.data.SampleData} draws them, {@link io.customersegment.local.data.Dataset} is what Personalize
 * is given of them (any other data in that shape will do for the emulator), {@link io.customersegment.local.data.DatasetFiles} puts
 * both on disk.
 *
 * <h2>Design decisions</h2>
 *
 * <ul>
 *   <li>The numbers come out of an own generator, {@link io.customersegment.local.data.Dice}, and not out of the JDK's, whose
 *       bounded draws changed between releases: the same customers on every machine, so that a label like "this prompt selects 41
 *       customers" stays true.
 *   <li>A car's name stands for the nameplate in its present edition: an owner since 2017 is listed under it, too.
 *   <li>Everything is drawn as days before the day of the data, so another day shifts every date by whole days.
 *   <li>The dates of the last quote and the last test drive are those of the latest such interaction. The days of emails and website
 *       visits come from a second stream of {@code Dice}, so that adding them left every older value, and so every label, as it was.
 *   <li>Numbers with a fraction are declared {@code double}, not {@code float}: what a filter compares and what a result shows is
 *       then the number in the file.
 * </ul>
 */
@NullMarked
package io.customersegment.local.data;

import org.jspecify.annotations.NullMarked;
