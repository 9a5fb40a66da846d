/**
 * Composition root and lifecycle: wires the application, starts it, stops it, reports its health.
 *
 * <h2>Design decisions</h2>
 *
 * <ul>
 *   <li><b>An instance is a static member of its group and has its own transactional ids, both derived from a name that it keeps on
 *       disk,</b> because Kafka Streams would generate new ones at every start, as no store of this topology is on disk; a restart would
 *       then wait for the session of the dead member, and readers of committed answers for its transaction. A disk image that is copied
 *       after the first start gives its copies the same name: delete the folder {@code <application.id>-instances} first. With the {@code
 *       streams} protocol instances are not static members; brokers from 4.4 on would accept them as such. Tried with 4.4.0: the second
 *       instance of {@code RebalanceIT} was not running a minute after its start. Revisit with the next release.
 *   <li><b>Every consumer leaves the group when it is closed, although it is a static member,</b> because the other instances then need not
 *       wait after a clean stop, and a stream thread that has died releases its partitions to its replacement at once. Kafka Streams would
 *       leave it a member until its session times out, because the replacement has another thread number and is therefore another member.
 *   <li><b>{@code TopicWatch} extends the changelog when the requests topic gets more partitions,</b> because Kafka Streams refuses to do
 *       so. It is safe here: a task reads partition N of both, and nothing is partitioned by key. A group leader that notices the new
 *       partitions first, or learns of them too late, dies of the mismatch once and finds the numbers equal afterwards.
 * </ul>
 */
@NullMarked
package io.customersegment.app;

import org.jspecify.annotations.NullMarked;
