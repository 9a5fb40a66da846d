/** Tests of how prompts are read. */
@NullMarked
package io.customersegment.criteria;

import org.jspecify.annotations.NullMarked;
