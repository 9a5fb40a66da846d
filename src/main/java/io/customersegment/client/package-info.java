/**
 * Publishes requests and waits for their answers, as a workflow step would, or publishes them again, as an operator would.
 *
 * <h2>Design decisions</h2>
 *
 * <ul>
 *   <li><b>No header that a sender can set is trusted,</b> because an answer has all headers of its request, so every producer of the
 *       requests topic chooses them. The request that an answer belongs to is determined from values that only the processor writes: its
 *       name, and the digest of its key, headers, time and value, which a copy shares with the request that it repeats. A signature would
 *       need a key that processor and operators share; the digest needs none, and a forger who produces the same digest has published the
 *       very same request.
 * </ul>
 */
@NullMarked
package io.customersegment.client;

import org.jspecify.annotations.NullMarked;
