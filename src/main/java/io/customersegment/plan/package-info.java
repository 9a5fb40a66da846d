/**
 * Chooses the calls that will answer an intent, and their budget.
 *
 * <p>Personalize filters are created beforehand and few fit in a dataset group, so {@link io.customersegment.plan.FilterTemplate}s
 * with placeholders are derived from the catalogue, and a query says which of them to call with which values. What a template
 * cannot say is left over and re-checked on what comes back. A query is a value; equal queries share one answer. Pure.
 *
 * <p>A condition is first taken apart into alternatives, each of which a filter can say with one range or list a column. Each
 * is then given the template that narrows it most; a column that the template lacks is left over.
 *
 * <h2>Meant</h2>
 *
 * <ul>
 *   <li>A filter's name ends in the check sum of its expression: Personalize filters cannot be altered, so a filter of another
 *       catalogue is not found, which is an error with a name, and never quietly answers something else.
 *   <li>Bounds of decimals are pushed a little wider than asked for and re-checked: Personalize may keep them in 32 bits, where
 *       0.7 is less than 0.7.
 *   <li>A column that may be missing travels as 0 (dates) or {@code none} (texts), so such a date must lie after 1970-01-01. The
 *       bounds of a column that is not restricted are those of a 32-bit integer, or 15 digits for dates and decimals.
 *   <li>A text that the catalogue does not list is met by no filter, for a filter cannot be told to leave a list out.
 *   <li>Alternatives are made disjoint only where one of them is a single test: taking a conjunction out of another would double
 *       the alternatives, and each is a billed call.
 * </ul>
 */
@NullMarked
package io.customersegment.plan;

import org.jspecify.annotations.NullMarked;
