/** The commands that a person types; each is a thin layer over the app, the local stand-ins or a client. */
@NullMarked
package io.customersegment.cli;

import org.jspecify.annotations.NullMarked;
