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
 *   <li><b>What changes something is a POST with a JSON body, from a page of the console itself</b>: a browser sends neither that content
 *       type nor {@code Sec-Fetch-Site: same-origin} for another site without asking first, and is refused. So no call needs a token of its
 *       own against forged requests.
 *   <li><b>On loopback there is no token unless one is set,</b> so that a first try is one command. It lets everybody on the machine use the
 *       rights of whoever started it, which the documents say. Printing an address with a token in it, as notebooks do, was not taken: it
 *       ends in logs and histories. Revisit if people run it on machines that they share. The name in {@code Host} must be one of loopback's or that
 *       of {@code console.url}, for a name of another site's that resolves to 127.0.0.1 would make its page one of ours.
 *   <li><b>Answers are kept in memory, the last hundred requests,</b> and sent with masked ids unless somebody asks for them. The browser is told
 *       to store nothing. Ids of requests differ from run to run of the console, so that a page of an earlier run shows nobody else's answer.
 *   <li><b>A replay takes an error that the console has seen,</b> not a place on the topic: whoever may press the button may not have any request
 *       asked again, and billed.
 *   <li><b>Errors are told with the second that they came in, ten at most.</b> In an outage there are thousands, and whoever watches would be
 *       let go for taking them too slowly when the view is needed most.
 * </ul>
 */
@NullMarked
package io.customersegment.console;

import org.jspecify.annotations.NullMarked;
