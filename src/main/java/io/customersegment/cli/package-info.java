/** The commands a person types; each a thin hand on the app, the local stand-ins or a client. */
@NullMarked
package io.customersegment.cli;

import org.jspecify.annotations.NullMarked;
