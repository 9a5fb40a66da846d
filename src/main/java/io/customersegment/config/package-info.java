/**
 * Every setting, typed and validated once at start.
 *
 * <p>The settings are parsed by Kafka's {@code ConfigDef}, the format of the client keys, and passed on as records that reject invalid
 * values. This is the only package that reads the environment.
 */
@NullMarked
package io.customersegment.config;

import org.jspecify.annotations.NullMarked;
