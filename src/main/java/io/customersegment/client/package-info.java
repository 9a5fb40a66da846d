/** Publishes requests and waits for their answers, as a workflow step would, or publishes them once more, as an operator would. */
@NullMarked
package io.customersegment.client;

import org.jspecify.annotations.NullMarked;
