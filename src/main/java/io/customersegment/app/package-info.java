/**
 * Composition root and lifecycle: wires the application, starts it, stops it, reports its health.
 *
 * <h2>Design decisions</h2>
 *
 * <ul>
 *   <li>An instance is a static member of its group and has transactional ids of its own making, both from a name that it keeps on disk.
 *       Kafka Streams would take new ones at every start, because no store of this topology is on disk; then a restart waits for the
 *       dead member's session, and readers of committed answers for its transaction. A disk image that is copied after the first start
 *       gives its copies the same name: delete the folder {@code <application.id>-instances} before. With the {@code streams} protocol
 *       instances are no static members. Brokers from 4.4 on would take them. Tried with 4.4.0: the second instance of {@code RebalanceIT} was
 *       not running a minute after its start. Revisit with the next release.
 *   <li>Every consumer that is closed leaves the group all the same: at a clean stop the others need not wait, and a stream thread that
 *       has died gives its partitions to its replacement at once. Kafka Streams would have it stay a member until its session times out,
 *       for the replacement gets another number, and so is another member.
 *   <li>{@code TopicWatch} extends the changelog when the requests topic gets more partitions, which Kafka Streams refuses to do. It is
 *       safe here: a task reads partition N of both, and nothing is partitioned by key. A group leader that notices the new partitions
 *       first, or knows them too late, dies of the mismatch once and finds them equal afterwards.
 * </ul>
 */
@NullMarked
package io.customersegment.app;

import org.jspecify.annotations.NullMarked;
