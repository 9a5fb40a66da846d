/**
 * Converts bytes on topics to values and back; defines the header names, the result, the error record and the stored form of a
 * request that waits for its answer.
 *
 * <h2>Design decisions</h2>
 *
 * <ul>
 *   <li><b>The requests topic is read as bytes, and an {@link io.customersegment.wire.Arrival} keeps them:</b> an unreadable
 *       request is answered like any other, and after a crash a request is parsed again from its bytes, so that a new release need
 *       not understand what an old one had parsed.
 *   <li><b>An error record repeats the sender's own JSON text and not a parser's version of it:</b> no number is rounded, no escape
 *       is changed.
 *   <li><b>A request that is published again has the present as its timestamp, and the time of the first as a header.</b> With the
 *       first timestamp, as it was, retention deleted requests older than a week, and their answers, before they were read, and a
 *       broker refuses timestamps too far from its own clock.
 *   <li><b>A text that a header quotes or a record suggests is whole or left out,</b> because half of the criteria, of a remark or
 *       of a prompt would have another meaning.
 *   <li><b>Answers have no {@code content-type} header.</b> Every answer is JSON, as the AsyncAPI document says of its messages. Headers
 *       of a request are copied to its answer and count for the digest that identifies a replay, so a header of that name would
 *       either replace the sender's own or make a replayed request another one. Revisit if a subscriber dispatches on it.
 *   <li><b>{@link io.customersegment.wire.RecordSize} overestimates by a kilobyte per record.</b> A record refused by a producer or
 *       broker would stop the stream; a customer less in a segment of a megabyte does not.
 * </ul>
 */
@NullMarked
package io.customersegment.wire;

import org.jspecify.annotations.NullMarked;
