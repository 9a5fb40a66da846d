/**
 * Checks a set-up, from its settings to the broker, and says what to do: {@link io.customersegment.app.doctor.Doctor} makes each {@link
 * io.customersegment.app.doctor.Check} that can be made, whatever became of the others.
 *
 * <h2>Design decisions</h2>
 *
 * <ul>
 *   <li><b>What doctor may not look at is a warning.</b> Most of what it asks, {@code run} never does, so that a missing permission of
 *       doctor's says nothing about the set-up. Checks that need the answer are skipped.
 *   <li><b>The probe is one call for one product.</b> Calls are billed. A product in which nobody is interested looks like an empty
 *       campaign; that the first of the list is one is unlikely, and the remedy names it.
 *   <li><b>Permissions are those of the operations, asked from the cluster</b>: what is listed as ACLs would have to be weighed as the
 *       authorizer does, and asks for Describe on the cluster. The changelog's Create is tried with {@code validateOnly}.
 * </ul>
 */
@NullMarked
package io.customersegment.app.doctor;

import org.jspecify.annotations.NullMarked;
