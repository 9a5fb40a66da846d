@NullMarked
package io.customersegment;

import org.jspecify.annotations.NullMarked;
