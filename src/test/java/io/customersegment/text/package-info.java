@NullMarked
package io.customersegment.text;

import org.jspecify.annotations.NullMarked;
