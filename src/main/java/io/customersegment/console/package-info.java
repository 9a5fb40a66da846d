/**
 * A web page on which users see how a prompt is read, which customers it selects and what passes on the topics, and the HTTP API behind
 * it, which {@code openapi.yaml} describes.
 *
 * <p>Start at {@link io.customersegment.console.Console}. A request arrives at {@code ConsoleHandler}, which has it checked by {@code
 * Access} and passes it to {@code Api}. The files of the page are resources of this package and are served unchanged: ES modules, without
 * a build step.
 *
 * <h2>Design decisions</h2>
 *
 * <ul>
 *   <li><b>The console is a client of the topics and not a part of the processor.</b> It publishes requests and reads answers like a step
 *       of a workflow, so it works with any cluster, costs the processor nothing, and shows what subscribers see: its latencies end when
 *       an answer can be read. Facts that only the processors know come from their metrics.
 *   <li><b>The server is Jetty, without servlets,</b> because it limits sizes, connections and idle time. Each event stream blocks one
 *       thread, which is simple and bounded. The listener of {@code http} takes one request per connection and no body, by design.
 *   <li><b>A call that changes something is a POST with a JSON body, from a page of the console itself.</b> For another site, a browser
 *       sends neither that content type nor {@code Sec-Fetch-Site: same-origin} without a preflight request, which is refused. So no call
 *       needs a separate token against cross-site request forgery.
 *   <li><b>On loopback, no token is required unless one is set,</b> so that a first try takes one command. Every user of the machine can
 *       then act with the rights of the user that started the console, as the documentation says. Printing an address that contains a
 *       token, as notebooks do, was rejected because the address ends up in logs and histories. Revisit if the console is run on shared
 *       machines. The name in {@code Host} must be a loopback name or that of {@code console.url}, because a name of another site that
 *       resolves to 127.0.0.1 would make its page one of the console's.
 *   <li><b>Answers are kept in memory, those of the last hundred requests,</b> and are sent with masked ids unless the caller requests
 *       plain ones. The browser is instructed to store nothing. Ids of requests differ between runs of the console, so that a page of an
 *       earlier run does not show the answer of another user.
 *   <li><b>A replay takes an error that the console has seen,</b> not a position on the topic, because a user who may press the button
 *       must not be able to have any request processed, and billed, again.
 *   <li><b>Errors are published at the end of the second in which they arrived, at most ten.</b> An outage causes thousands, and watchers
 *       would be disconnected for taking them too slowly when the view is needed most.
 * </ul>
 */
@NullMarked
package io.customersegment.console;

import org.jspecify.annotations.NullMarked;
