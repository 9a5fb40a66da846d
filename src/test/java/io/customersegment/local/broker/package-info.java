/** Tests of {@code local.broker}. */
@NullMarked
package io.customersegment.local.broker;

import org.jspecify.annotations.NullMarked;
