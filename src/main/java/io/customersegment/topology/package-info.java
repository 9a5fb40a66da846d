/** Joins the stages to the topics; the only code that waits, forwards or knows a node's name. */
@NullMarked
package io.customersegment.topology;

import org.jspecify.annotations.NullMarked;
