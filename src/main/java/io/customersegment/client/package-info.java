/** Publishes requests and waits for their answers, as a workflow step would: what {@code request}, {@code batch} and {@code demo} share. */
@NullMarked
package io.customersegment.client;

import org.jspecify.annotations.NullMarked;
