@NullMarked
package io.customersegment.fleet;

import org.jspecify.annotations.NullMarked;
