@NullMarked
package io.customersegment.app;

import org.jspecify.annotations.NullMarked;
