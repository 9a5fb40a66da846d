/**
 * Turns bytes on topics into values and back; owns the header names, the result, the error record and what is kept of a request
 * that waits for its answer.
 *
 * <h2>Design decisions</h2>
 *
 * <ul>
 *   <li>The requests topic is read as bytes and an {@link io.customersegment.wire.Arrival} keeps them: an unreadable request is
 *       answered like any other, and a request is read again from its bytes after a crash, so that a new release need not know
 *       what an old one had read in it.
 *   <li>An error record repeats the sender's own JSON text and not what a parser made of it: no number is rounded, no escape is
 *       changed.
 *   <li>A request that is published again has the present as its timestamp, and the time of its first as a header. With the first
 *       timestamp, as it was, retention deleted requests older than a week, and their answers, before anybody had read them, and a
 *       broker refuses timestamps too far from its own clock.
 *   <li>What a header quotes or a record suggests is whole or left out. Half of the criteria, of a remark or of a prompt would read
 *       as another.
 *   <li>{@link io.customersegment.wire.RecordSize} is generous by a kilobyte a record. A record that a producer or broker refuses
 *       would stop the stream, a customer less in a segment of a megabyte does not.
 * </ul>
 */
@NullMarked
package io.customersegment.wire;

import org.jspecify.annotations.NullMarked;
