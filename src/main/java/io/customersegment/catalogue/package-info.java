/**
 * What the business knows: its columns and the words its people use for them, read once from {@code catalogue.yaml}.
 *
 * <p>The engine knows language, the catalogue knows the business: no business word stands in Java code. The prompt is read
 * with it, queries are planned with it, and a deployment brings its own.
 */
@NullMarked
package io.customersegment.catalogue;

import org.jspecify.annotations.NullMarked;
