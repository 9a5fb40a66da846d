@NullMarked
package io.customersegment.config;

import org.jspecify.annotations.NullMarked;
