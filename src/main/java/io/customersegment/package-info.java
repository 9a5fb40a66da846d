/**
 * Reads segment requests from a Kafka topic, works out what the prompt asks, and answers with the customers that Amazon
 * Personalize finds.
 *
 * <pre>
 * requests ─▶ validate ─▶ interpret ─▶ plan ─▶ enrich ─┬─▶ results
 *  (topic)     request     prompt      plan    enrich   └─▶ errors
 * </pre>
 *
 * <p>The same words name the topology's nodes, the packages and the metrics' tags. Each stage's package owns the type it hands on:
 * data runs rightward, dependencies leftward. A failure at any stage skips the rest and ends as an error record.
 *
 * <ul>
 *   <li>{@code request}: bytes become a well-formed request. {@code prompt}: its words become {@code criteria}, read with the
 *       {@code catalogue}. {@code plan}: criteria become a query. {@code enrich}: a query becomes a segment, by way of {@code personalize}.
 *   <li>{@code topology} joins these to the topics and is the only code that waits; {@code wire} knows the bytes on the topics;
 *       {@code outcome} is what became of a request: a value or a failure.
 *   <li>{@code app} wires and runs the house, with the settings of {@code config}. {@code cli} is what a person types, {@code client}
 *       what publishes requests and awaits answers, {@code local} what stands in for the outside on one machine.
 *   <li>{@code console} is a page to ask with and to watch the topics, and the HTTP API behind it: a client like any other.
 *   <li>{@code fleet} is what instances share: the budget of calls and the segments that they loaded.
 *   <li>{@code authoring} is for those who write a catalogue: warnings, verified prompts, comparison, gaps. {@code text} has what messages
 *       about files and texts are made with. {@code http} listens within limits.
 * </ul>
 *
 * <p>{@code ArchitectureTest} holds this map to the code. Read on in {@code topology}, then the stages from left to right, then {@code
 * app}.
 */
@NullMarked
package io.customersegment;

import org.jspecify.annotations.NullMarked;
