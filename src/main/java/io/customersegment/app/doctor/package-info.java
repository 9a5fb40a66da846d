/**
 * Checks a set-up from its settings to the broker, and reports what to do: {@link io.customersegment.app.doctor.Doctor} makes each {@link
 * io.customersegment.app.doctor.Check} that can be made, whatever the outcome of the others.
 *
 * <h2>Design decisions</h2>
 *
 * <ul>
 *   <li><b>A permission that doctor lacks is a warning,</b> because {@code run} never makes most of doctor's queries, so that the missing
 *       permission indicates nothing about the set-up. Checks that need the answer are skipped.
 *   <li><b>The probe is one call for one product,</b> because calls are billed. A product in which no customer is interested looks like an
 *       empty campaign; the first product of the list is unlikely to be one, and the remedy names it.
 *   <li><b>Permissions are the authorized operations that the cluster reports,</b> because a list of ACLs would have to be evaluated as the
 *       authorizer does, and requires Describe on the cluster. Create on the changelog is tried with {@code validateOnly}.
 * </ul>
 */
@NullMarked
package io.customersegment.app.doctor;

import org.jspecify.annotations.NullMarked;
