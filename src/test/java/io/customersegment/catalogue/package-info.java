/** Tests of how the catalogue is read. */
@NullMarked
package io.customersegment.catalogue;

import org.jspecify.annotations.NullMarked;
