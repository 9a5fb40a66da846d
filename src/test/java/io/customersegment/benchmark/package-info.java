@NullMarked
package io.customersegment.benchmark;

import org.jspecify.annotations.NullMarked;
