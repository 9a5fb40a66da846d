/**
 * The customers for an emulator or a dataset group, read from files or generated.
 *
 * <p>{@link io.customersegment.local.data.CustomerData} is the result in every case.
 * {@link io.customersegment.local.data.SampleData} generates five thousand customers of a car retailer and their interest in nine models,
 * {@link io.customersegment.local.data.InventedCustomers} generates customers of any catalogue,
 * {@link io.customersegment.local.data.ImportFiles} reads the files that Personalize imports, and
 * {@link io.customersegment.local.data.ExportFiles} those that a business exports. {@link io.customersegment.local.data.Dataset} is the
 * form in which Personalize has the customers, {@link io.customersegment.local.data.DatasetFiles} writes them to disk.
 *
 * <h2>Design decisions</h2>
 *
 * <ul>
 *   <li><b>Random numbers come from {@link io.customersegment.local.data.Dice}, not from the JDK,</b> whose bounded draws changed between
 *       releases. So every machine generates the same customers, and a label like "this prompt selects 41 customers" stays true.
 *   <li><b>A car's name stands for the nameplate in its present edition:</b> an owner since 2017 is listed under it, too.
 *   <li><b>Everything is drawn as days before the day of the data,</b> so that another day shifts every date by whole days.
 *   <li><b>The dates of the last quote and the last test drive are those of the latest such interaction.</b> The days of emails and
 *       website visits come from a second stream of {@code Dice}, so that adding them left every older value, and so every label,
 *       unchanged.
 *   <li><b>Numbers with a fraction are declared {@code double}, not {@code float},</b> so that a filter compares, and a result shows, the
 *       number in the file.
 *   <li><b>The car customers have their own generator,</b> because labels count them, and a generator that knows no business terms cannot
 *       make a lease end years after a purchase.
 *   <li><b>Files are read into the same values as generated customers, and a dataset is made of those.</b> So the checks, the two forms
 *       of files and the emulator share one notion of a customer. A time of day in a date is lost in the process, as in every result.
 *   <li><b>Data that breaks a rule is refused, whatever the number of lines,</b> because a value that the catalogue does not know, or a
 *       count without its date, makes a prompt find the wrong customers without an error. Data that is only unexpected causes a notice.
 *   <li><b>Whether a count over a span agrees with its date is judged by the newest date of the data,</b> not by today, because data ages.
 *       A day is left between, because the data may have been taken on the day after.
 * </ul>
 */
@NullMarked
package io.customersegment.local.data;

import org.jspecify.annotations.NullMarked;
