/**
 * The customers that an emulator or a dataset group is given: those of files, or invented ones.
 *
 * <p>{@link io.customersegment.local.data.CustomerData} is what every way of getting customers ends in.
 * {@link io.customersegment.local.data.SampleData} draws five thousand customers of a car retailer and their interest in nine models,
 * {@link io.customersegment.local.data.InventedCustomers} draws those of any catalogue,
 * {@link io.customersegment.local.data.ImportFiles} reads what Personalize imports and
 * {@link io.customersegment.local.data.ExportFiles} what a business exports. {@link io.customersegment.local.data.Dataset} is how
 * Personalize sees them, {@link io.customersegment.local.data.DatasetFiles} puts them on disk.
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
 *   <li><b>The car customers have a generator of their own.</b> Labels count them, and a generator that knows no business word cannot
 *       make a lease end years after a purchase.
 *   <li><b>Files are read into the same values as invented customers, and a dataset is made of those.</b> So the checks, the two forms
 *       of files and the emulator share one notion of a customer. A time of day in a date is lost on the way, as in every result.
 *   <li><b>What breaks a rule is refused, however many lines do.</b> A value that the catalogue does not know, a count without its
 *       date: each makes a prompt find the wrong customers in silence. What only surprises is a notice.
 *   <li><b>Whether a count of a span agrees with its date is judged on the newest date of the data,</b> not today: data ages. A day is
 *       left between, for the data may have been taken on the day after.
 * </ul>
 */
@NullMarked
package io.customersegment.local.data;

import org.jspecify.annotations.NullMarked;
