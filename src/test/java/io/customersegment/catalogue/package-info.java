/** Tests of the catalogue parsers. */
@NullMarked
package io.customersegment.catalogue;

import org.jspecify.annotations.NullMarked;
