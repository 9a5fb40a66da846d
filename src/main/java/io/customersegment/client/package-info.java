/**
 * Publishes requests and waits for their answers, as a workflow step would, or publishes them once more, as an operator would.
 *
 * <h2>Design decisions</h2>
 *
 * <ul>
 *   <li><b>No header that a sender can set is believed.</b> An answer has all headers of its request, so whoever writes to the requests topic
 *       chooses them. Which request an answer belongs to is taken from what the processor alone writes: its name, and the digest of its key,
 *       headers, time and value, which a copy has in common with the request that it repeats. A signature would need a key that
 *       processor and operators share; the digest needs none, and a forger who meets it has published the very same request.
 * </ul>
 */
@NullMarked
package io.customersegment.client;

import org.jspecify.annotations.NullMarked;
