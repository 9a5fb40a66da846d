/** Tests of {@code local.data}. */
@NullMarked
package io.customersegment.local.data;

import org.jspecify.annotations.NullMarked;
