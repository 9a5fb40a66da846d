/**
 * What the instances of one application share beside the partitions of the requests: one budget of calls and one memory of segments, over
 * topics of their own. No request depends on either: where a topic cannot be had, an instance is on its own.
 */
@NullMarked
package io.customersegment.fleet;

import org.jspecify.annotations.NullMarked;
