/**
 * Every setting, typed and checked once at start.
 *
 * <p>Parsed by Kafka's {@code ConfigDef}, the dialect of the client keys, and handed down as records that refuse to be wrong. The
 * only package that reads the environment.
 */
@NullMarked
package io.customersegment.config;

import org.jspecify.annotations.NullMarked;
