/** Tests of how prompts are read. */
@NullMarked
package io.customersegment.prompt;

import org.jspecify.annotations.NullMarked;
