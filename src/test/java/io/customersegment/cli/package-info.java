@NullMarked
package io.customersegment.cli;

import org.jspecify.annotations.NullMarked;
