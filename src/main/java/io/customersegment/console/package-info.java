/**
 * A page where people see how a prompt is read, whom it finds and what passes on the topics, and the HTTP API behind it, which {@code
 * openapi.yaml} describes.
 *
 * <p>Start at {@link io.customersegment.console.Console}. A request comes to {@code ConsoleHandler}, which asks {@code Access} who may, and
 * hands it to {@code Api}. Files of the page are resources beside this package, as they are sent: ES modules, without a build step.
 *
 * <h2>Design decisions</h2>
 *
 * <ul>
 *   <li><b>The console is a client of the topics and no part of the processor.</b> It publishes requests and reads answers like a step of a
 *       workflow, so it works with any cluster, costs the processor nothing, and shows what subscribers see: its latencies end where an
 *       answer can be read. What only the processors know comes from their metrics.
 *   <li><b>Jetty, without servlets.</b> It limits sizes, connections and idle time, and blocks a thread for each stream of events, which is
 *       simple and bounded. The listener of {@code http} takes one request a connection and no body, by design.
 *   <li><b>What cannot be undone needs a POST with a JSON body, from a page of the console itself</b>: a browser sends neither that content
 *       type nor {@code Sec-Fetch-Site: same-origin} for another site without asking first, and is refused. So no call needs a token of its
 *       own against forged requests.
 *   <li><b>On loopback there is no token unless one is set,</b> as for metrics: who runs programs on the machine can read the topics. The
 *       name in {@code Host} must be one of loopback's, for a name of another site's that resolves to 127.0.0.1 would make its page one of ours.
 *   <li><b>Answers are kept in memory, the last fifty requests,</b> and sent with masked ids unless somebody asks for them. The browser is told
 *       to store nothing.
 * </ul>
 */
@NullMarked
package io.customersegment.console;

import org.jspecify.annotations.NullMarked;
