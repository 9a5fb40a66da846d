/** Asks Amazon Personalize and translates its faults into ours. */
@NullMarked
package io.customersegment.personalize;

import org.jspecify.annotations.NullMarked;
