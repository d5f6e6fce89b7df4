/** A local Discord and a local NATS server. */
@NullMarked
package dev.jetcord.sandbox;

import org.jspecify.annotations.NullMarked;
