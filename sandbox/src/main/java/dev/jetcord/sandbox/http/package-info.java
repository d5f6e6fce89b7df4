/** The HTTP server: routing, bodies and replies for the REST and control APIs. */
@NullMarked
package dev.jetcord.sandbox.http;

import org.jspecify.annotations.NullMarked;
