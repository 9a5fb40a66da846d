/**
 * Reads segment requests from a Kafka topic, interprets their prompts, and answers with the customers that Amazon Personalize finds.
 *
 * <pre>
 * requests ─▶ validate ─▶ interpret ─▶ plan ─▶ enrich ─┬─▶ results
 *  (topic)     request     prompt      plan    enrich   └─▶ errors
 * </pre>
 *
 * <p>The upper row has the stages, whose names also appear in error records and in metric tags; the lower row has the package of each
 * stage. The topology's node {@code read} runs the first three stages in one step. Each stage's package owns the type that it produces:
 * data flows to the right, dependencies point to the left. A failure at any stage skips the rest and becomes an error record.
 *
 * <ul>
 *   <li>{@code request} turns bytes into a well-formed request. {@code prompt} turns its words into {@code criteria}, using the
 *       {@code catalogue}. {@code plan} turns criteria into a query. {@code enrich} turns a query into a segment, by means of
 *       {@code personalize}.
 *   <li>{@code topology} connects these to the topics and is the only code that waits; {@code wire} defines the bytes on the topics;
 *       {@code outcome} is the result of a stage: a value or a failure.
 *   <li>{@code app} wires and runs the application, with the settings of {@code config}. {@code cli} is the command line,
 *       {@code client} publishes requests and awaits answers, {@code local} replaces the external systems on one machine.
 *   <li>{@code console} is a web page for sending requests and watching the topics, and the HTTP API behind it: a client like any
 *       other.
 *   <li>{@code fleet} is the state that instances share: the budget of calls and the segments that they loaded.
 *   <li>{@code authoring} serves the authors of a catalogue: warnings, verified prompts, comparison, gaps. {@code text} builds messages
 *       about files and texts. {@code http} is a server with limits.
 * </ul>
 *
 * <p>{@code ArchitectureTest} verifies this structure. Continue with {@code topology}, then the stages from left to right, then
 * {@code app}.
 */
@NullMarked
package io.customersegment;

import org.jspecify.annotations.NullMarked;
