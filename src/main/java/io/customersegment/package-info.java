/** Reads segment requests from a Kafka topic, works out what the prompt asks, and answers with the customers found. */
@NullMarked
package io.customersegment;

import org.jspecify.annotations.NullMarked;
